#!/usr/bin/env python3
"""Correct fields a second of processor time: `commons read` beside pytesseract with OpenCV and rules
in Python (pytesseract_peer.py), on the receipts of shops that our networks have not seen, in turns
of ten, one core.

usage: peer.py COMMONS [--python PYTHON] [--count 98]

PYTHON has pytesseract, opencv-python-headless and numpy; Debian's tesseract-ocr is installed. Both
sides' processes count from their start, so each turn pays for loading. Exits 1 below 1.5 times."""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "capture"))
from browser import is_held  # noqa: E402

TURN = 10
AIM = 1.5


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Side:
    def __init__(self, name, command, environment):
        self.name, self.command, self.environment = name, command, environment
        self.seconds, self.lines = 0.0, []

    def turn(self, pictures):
        before = spent()
        made = subprocess.run(
            ["taskset", "-c", "0", *self.command, *map(str, pictures)], capture_output=True, text=True,
            env={**os.environ, **self.environment})
        self.seconds += spent() - before
        self.lines += made.stdout.replace('"supplier_address"', '"address"').splitlines()
        if not made.stdout:
            sys.exit(f"{self.name} read nothing:\n{made.stderr}")

    def right(self, tool, keys):
        """Fields that are right, and the scorer's own line."""
        told = subprocess.run([sys.executable, tool, keys], input="\n".join(self.lines),
                              capture_output=True, text=True, check=True).stdout.strip()
        return sum(int(part.split("/")[0].lstrip("(")) for part in told.split() if "/" in part), told


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("commons")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--count", type=int, default=98)
    given = parser.parse_args()
    root = HERE.parents[1]
    data = pathlib.Path(os.environ.get("COMMONS_DATA", root / "../shared/data")) / "receipts-sroie"
    tool = os.environ.get("COMMONS_SCORE", data.parent.parent / "tools/score_receipts.py")
    pictures = [one for one in sorted((data / "img").glob("*.jpg"))
                if is_held(data / "key" / f"{one.stem}.json")][:given.count]
    with tempfile.TemporaryDirectory() as models:
        os.symlink(root / "models/line-finder", f"{models}/line-finder")
        for name in ("line-reader", "layout-reader"):
            os.symlink(HERE / "held-models" / name, f"{models}/{name}")
        sides = [
            Side("commons", [os.path.abspath(given.commons), "read", "--json"], {"COMMONS_MODELS": models}),
            Side("pytesseract", [given.python, HERE / "pytesseract_peer.py"], {"OMP_THREAD_LIMIT": "1"}),
        ]
        for start in range(0, len(pictures), TURN):
            for side in sides:
                side.turn(pictures[start:start + TURN])
    rates = []
    for side in sides:
        right, told = side.right(tool, data / "key")
        rates.append(right / side.seconds)
        print(f"{side.name}: {right} fields right in {side.seconds:.0f} s of processor time, "
              f"{rates[-1]:.2f} a second, {side.seconds / len(pictures):.2f} s a receipt\n  {told}")
    print(f"ratio {rates[0] / rates[1]:.2f} (aim {AIM})")
    return rates[0] < AIM * rates[1]


if __name__ == "__main__":
    sys.exit(main())
