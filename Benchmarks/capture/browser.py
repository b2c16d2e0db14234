#!/usr/bin/env python3
"""The development receipts read in Chromium by the WebAssembly core and the networks, as a phone
reads them without a server: seconds a receipt on a processor slowed down four times, the bytes
that a phone downloads for it, and how many fields are right.

    bin/build-core && .build/python/bin/python Benchmarks/capture/browser.py [--every 9]

`--weak` instead treats each picture as bad light, a moving hand and too great a distance would, and
prints how often something is said of it and how often the total is still read as without that.

Pictures are decoded and shrunk to 1600 pixels by the browser. The weights are those of
Benchmarks/receipts/held-models, which have not seen one shop in five; `--held` reads only those
shops. Exits 1 where the slowed median is above 6 s or the download above 4 MB."""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/browser"))
from core_vectors import core_page  # noqa: E402

LIMIT_SECONDS, LIMIT_BYTES = 6.0, 4 * 1024 * 1024
FINDER = ROOT / "models/line-finder/line-finder.safetensors"
READER = ROOT / "Benchmarks/receipts/held-models/line-reader/line-reader.safetensors"
LOAD = """async () => {
  window.lib = await import("/core.js");
  window.core = await window.lib.loadCore("/reading.wasm");
  const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  window.weights = { finder: await bytes("/finder"), reader: await bytes("/reader") };
}"""
READ = """async ([name, filter, scale]) => {
  const start = performance.now();
  const picture = await createImageBitmap(await (await fetch("/" + name)).blob());
  const factor = Math.min(1, 1600 / Math.max(picture.width, picture.height)) * scale;
  const canvas = new OffscreenCanvas(
    Math.round(picture.width * factor), Math.round(picture.height * factor));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.filter = filter;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const greys = window.lib.greysOf(context.getImageData(0, 0, canvas.width, canvas.height));
  const reading = window.lib.readPicture(window.core, window.weights, greys, {});
  return [reading, performance.now() - start];
}"""


def is_held(key):
    """As `held` of models/line-reader/lines.py."""
    shop = re.sub(r"[^A-Z0-9]", "", json.loads(key.read_text()).get("company", "").upper())
    return hashlib.sha256(shop.encode()).digest()[1] % 5 == 0


def downloaded():
    """As it travels: the core with brotli, the weights as they are."""
    core = subprocess.run(["brotli", "--quality=11", "--stdout", ROOT / "web/generated/reading.wasm"],
                          stdout=subprocess.PIPE, check=True).stdout
    return len(core) + FINDER.stat().st_size + READER.stat().st_size


WEAK = [("none", 1), ("blur(1px)", 1), ("blur(2px)", 1), ("blur(3px)", 1), ("blur(4px)", 1),
        ("brightness(0.5)", 1), ("brightness(0.25)", 1), ("none", 0.7), ("none", 0.5),
        ("none", 0.35), ("contrast(0.25) brightness(1.6)", 1), ("contrast(0.12) brightness(1.75)", 1)]


def read_weak(page, pictures):
    totals = {}
    for filter, scale in WEAK:
        said, same = collections.Counter(), 0
        for picture in pictures:
            reading, _ = page.evaluate(READ, [picture.name, filter, scale])
            total = reading["fields"]["total"]["value"]
            said[" ".join(reading["measure"]["advice"]) or "nothing"] += 1
            same += total == totals.setdefault(picture.name, total)
        print(f"{filter}, {scale:.0%}: total as before on {same / len(pictures):.2f}; "
              + ", ".join(f"{what} {count / len(pictures):.2f}" for what, count in said.most_common()))


def read_all(page, pictures, throttle):
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    readings, seconds = [], []
    for picture in pictures:
        reading, took = page.evaluate(READ, [picture.name, "none", 1])
        readings.append({"file": picture.name, **reading})
        seconds.append(took / 1000)
    return readings, seconds


def score(readings, keys, data):
    lines = "".join(json.dumps(reading).replace('"supplier_address"', '"address"') + "\n"
                    for reading in readings)
    tool = os.environ.get("COMMONS_SCORE", data.parent.parent / "tools/score_receipts.py")
    made = subprocess.run([sys.executable, tool, keys], input=lines, capture_output=True, text=True)
    return made.stdout.strip() or made.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=9)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--weak", action="store_true")
    parser.add_argument("--slowed", type=int, default=10, help="how many are read slowed down")
    given = parser.parse_args()
    data = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data")) / "receipts-sroie"
    pictures = sorted((data / "img").glob("*.jpg"))
    if given.held:
        pictures = [one for one in pictures if is_held(data / "key" / f"{one.stem}.json")]
    pictures = pictures[::given.every]
    files = [("finder", FINDER), ("reader", READER), *((one.name, one) for one in pictures)]
    with tempfile.TemporaryDirectory() as keys, core_page(files) as page:
        for picture in pictures:
            shutil.copy(data / "key" / f"{picture.stem}.json", keys)
        page.evaluate(LOAD)
        if given.weak:
            read_weak(page, pictures)
            return False
        readings, fast = read_all(page, pictures, 1)
        _, slow = read_all(page, pictures[:given.slowed], 4)
        print(f"{len(pictures)} receipts, seconds each: median {statistics.median(fast):.2f}, "
              f"longest {max(fast):.2f}")
        print(f"{len(slow)} of them, slowed four times: median {statistics.median(slow):.2f}, "
              f"longest {max(slow):.2f} (aim {LIMIT_SECONDS:.0f})")
        print(f"download {downloaded() / 1024 / 1024:.2f} MB (aim 4)")
        print(score(readings, keys, data))
    return statistics.median(slow) > LIMIT_SECONDS or downloaded() > LIMIT_BYTES


if __name__ == "__main__":
    sys.exit(main())
