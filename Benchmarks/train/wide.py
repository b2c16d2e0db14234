#!/usr/bin/env python3
"""Seconds that `commons train --model scorecard` takes on made-up tables of few and many columns.

    python3 Benchmarks/train/wide.py [--program COMMONS] [ROWSxCOLUMNS ...]

Three of four columns follow one of eight hidden causes, of which six decide the outcome; the others are noise. Printed:
seconds of the processor from reading the table to the card, the characteristics that were kept, and the area under the
curve out of fold.
"""
import argparse
import json
import math
import pathlib
import random
import resource
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def write(path, rows, columns):
    lots = random.Random(5)
    with path.open("w") as file:
        print(*(f"c{place}" for place in range(columns)), "bad", sep=",", file=file)
        for _ in range(rows):
            causes = [lots.gauss(0, 1) for _ in range(8)]
            odds = math.exp(sum(causes[:6]) / 2 - 1)
            values = [lots.gauss(0, 1) + (0 if place % 4 == 3 else causes[place % 8] / 2) for place in range(columns)]
            print(*(f"{value:.5g}" for value in values), int(lots.random() < odds / (1 + odds)), sep=",", file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/commons")
    parser.add_argument("sizes", nargs="*", default=["300x100", "300x400", "300x2000", "300x9999", "30000x200"])
    options = parser.parse_args()
    for size in options.sizes:
        rows, columns = map(int, size.split("x"))
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            write(folder / "table.csv", rows, columns)
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            result = subprocess.run([options.program, "train", "--input", folder / "table.csv", "--target", "bad", "--model", "scorecard",
                                     "--output", folder / "model", "--json"], capture_output=True, text=True)
            seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            if result.returncode:
                said = result.stderr.strip().splitlines()[-1]
            else:
                kept = (folder / "model/card.md").read_text().count("\n### ")
                said = f"{kept} characteristics, area under the curve {json.loads(result.stdout)['auc']:.4f}"
        print(f"{size:>10} {seconds:7.2f} s  {said}", flush=True)


if __name__ == "__main__":
    main()
