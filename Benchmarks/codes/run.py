#!/usr/bin/env python3
"""Our reader of QR codes beside zxing-cpp and zbar on the same made-up photographs: how many of a
kind each reads, and the mean milliseconds a picture on one core (ours natively and, with --browser,
as WebAssembly in Chromium; a text that the code does not say counts against its reader).

    COMMONS_CORE_ONLY=1 swift build -c release --scratch-path .build-core --product CodeBenchmark
    Benchmarks/codes/run.py [--count 10] [--browser]

Needs numpy, zxing-cpp and pyzbar from PyPI and libzbar0 from Debian; --browser needs bin/build-core
and what `bin/setup test` installs."""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import zxingcpp
from pyzbar import pyzbar

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build-core/release/CodeBenchmark"
LOAD_PICTURE = """async (name) => {
  const bytes = new Uint8Array(await (await fetch("/" + name)).arrayBuffer());
  const [, width, height] = new TextDecoder().decode(bytes.subarray(0, 20)).split(/[ \\n]/).map(Number);
  window.input = new Uint8Array(8 + width * height);
  new DataView(window.input.buffer).setUint32(0, width, true);
  new DataView(window.input.buffer).setUint32(4, height, true);
  window.input.set(bytes.subarray(bytes.length - width * height), 8);
}"""
READ = """() => window.swift.call("read_code", window.input).codes.map((code) => code.text ?? "")"""


def pixels(path):
    head, _, rest = path.read_bytes().partition(b"\n")
    _, width, height, _ = head.split()
    return numpy.frombuffer(rest, numpy.uint8).reshape(int(height), int(width))


def timed(read):
    start = time.process_time()
    found = read()
    return found, (time.process_time() - start) * 1000


def peers(picture):
    yield "zxing-cpp", *timed(lambda: [code.text for code in zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormat.QRCode)])
    yield "zbar", *timed(lambda: [code.data.decode(errors="replace") for code in pyzbar.decode(
        picture, symbols=[pyzbar.ZBarSymbol.QRCODE])])


def in_browser(folder, names):
    sys.path.insert(0, str(ROOT / "Tests/browser"))
    import core_vectors
    from playwright.sync_api import sync_playwright
    core_vectors.prepare(folder)
    server = core_vectors.serve(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://localhost:{server.server_port}/")
        page.evaluate(core_vectors.LOAD)
        # Time of the page's own thread, whatever else the machine does.
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable", {"timeDomain": "threadTicks"})

        def thread_time():
            found = metrics.send("Performance.getMetrics")["metrics"]
            return 1000 * next(item["value"] for item in found if item["name"] == "TaskDuration")

        # The browser compiles a function well only after it has run for a while.
        for name in names[:20]:
            page.evaluate(LOAD_PICTURE, name)
            page.evaluate(READ)
        for name in names:
            page.evaluate(LOAD_PICTURE, name)
            start = thread_time()
            found = page.evaluate(READ)
            yield name, found, thread_time() - start
        browser.close()
    server.shutdown()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    tally = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0, 0.0, 0.0]))

    def count(kind, reader, wanted, found, milliseconds):
        row = tally[kind][reader]
        row[0] += wanted in found
        row[1] += sum(text != wanted for text in found)
        row[2] += milliseconds
        row[3] = max(row[3], milliseconds)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines = subprocess.run(
            [PROGRAM, ROOT / "Tests/vectors/codes.json", folder, str(options.count)],
            check=True, capture_output=True, text=True).stdout.splitlines()
        pictures = {item["file"]: item for item in map(json.loads, lines)}
        for file, item in pictures.items():
            count(item["kind"], "ours", item["wanted"], item["found"], item["milliseconds"])
            for reader, found, milliseconds in peers(pixels(folder / file)):
                count(item["kind"], reader, item["wanted"], found, milliseconds)
        if options.browser:
            for file, found, milliseconds in in_browser(folder, list(pictures)):
                item = pictures[file]
                count(item["kind"], "browser", item["wanted"], found, milliseconds)
                if found != item["found"]:
                    print(f"the browser reads {item['kind']} {file} otherwise")
    report(tally, collections.Counter(item["kind"] for item in pictures.values()))


def report(tally, pictures):
    readers = [name for name in ("ours", "zxing-cpp", "zbar", "browser")
               if name in next(iter(tally.values()))]
    print(f"{'kind':<32}{'pictures':>9}" + "".join(f"{name:>26}" for name in readers))
    for kind, rows in tally.items():
        line = f"{kind:<32}{pictures[kind]:>9}"
        for name in readers:
            right, wrong, total, worst = rows[name]
            note = f" {wrong} wrong" if wrong else ""
            line += f"{f'{right}{note}, {total / pictures[kind]:.1f} ms, at most {worst:.0f}':>26}"
        print(line)


if __name__ == "__main__":
    main()
