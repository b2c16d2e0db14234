#!/usr/bin/env python3
"""Puts the shared vectors to the WebAssembly core in Chromium: every call of core.json must get
its answer value for value, every proof of proof.json its verdict with WebCrypto's Ed25519, every
model of ensembles the answers of LightGBM, and scores of snapshots those of the native build.

Needs web/generated/core.wasm (bin/build-core), .build/debug/CoreAnswer (swift build), Chromium,
esbuild and Playwright (bin/setup test).
Prints `N passed, M failed`; exits 1 on a failure, with each difference told before."""

import base64
import contextlib
import functools
import http.server
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

import score_vectors
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "Tests/vectors"
FILES = ("core.wasm", "cash.wasm", "reading.wasm", "forecasting.wasm", "scoring.wasm")

CALL = """([name, input]) => {
  const bytes = Uint8Array.from(atob(input), (character) => character.charCodeAt(0));
  try {
    return [window.swift, window.cash, window.reading, window.forecasting, window.scoring]
      .find((part) => name in part.exports).call(name, bytes);
  } catch (error) {
    if (!(error instanceof window.coreModule.CoreRefusal)) throw error;
    return { error: { code: error.code, message: error.message, pointer: error.pointer } };
  }
}"""

VERIFY = """([proof, request]) => window.coreModule.verifyWith(
  window.swift, window.coreModule.fromBase64URL(proof), request)"""

LOAD = """async () => {
  window.coreModule = await import("/core.js");
  window.swift = await window.coreModule.loadCore("/core.wasm");
  window.cash = await window.coreModule.loadCore("/cash.wasm");
  window.reading = await window.coreModule.loadCore("/reading.wasm");
  window.forecasting = await window.coreModule.loadCore("/forecasting.wasm");
  window.scoring = await window.coreModule.loadCore("/scoring.wasm");
}"""


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, got, wanted):
        if got == wanted:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}\n  wanted {json.dumps(wanted)}\n  got    {json.dumps(got)}")


def call_vectors(page, tally):
    calls = [call for name in ("core.json", "ensemble_calls.json")
             for call in json.loads((VECTORS / name).read_text())["calls"]]
    for item in calls:
        if "input_parts" in item:
            given = base64.b64encode(parted(item["input_parts"])).decode()
        elif "input_bytes" in item:
            text = item["input_bytes"].replace("-", "+").replace("_", "/")
            given = text + "=" * (-len(text) % 4)
        else:
            given = base64.b64encode(json.dumps(item["input"]).encode()).decode()
        answer = page.evaluate(CALL, [item["function"], given])
        wanted = item.get("answer") or item["includes"]
        got = answer if "answer" in item else like(answer, wanted)
        tally.check(f"{item['function']}: {item['name']}", got, wanted)


def score_calls(page, tally):
    def call(function, given):
        return page.evaluate(CALL, [function, base64.b64encode(given).decode()])
    score_vectors.ensembles(call, tally)
    score_vectors.snapshots(call, tally)


def parted(parts):
    """Each part is its length in four little-endian bytes, then so many bytes."""
    found = [(ROOT / part["file"]).read_bytes() if "file" in part
             else json.dumps(part["json"]).encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "little") + part for part in found)


def like(answer, wanted):
    """The members of an answer that the vector names."""
    if not isinstance(wanted, dict) or not isinstance(answer, dict):
        return answer
    return {key: like(answer.get(key), value) for key, value in wanted.items()}


def proof_vectors(page, tally):
    vectors = json.loads((VECTORS / "proof.json").read_text())
    for item in vectors["cases"]:
        found = page.evaluate(VERIFY, [item["proof"], {
            "trustedIssuers": vectors["trusted_issuers"], "now": item["now"],
            "maximumStatusAge": item["maximum_status_age"]}])
        wanted = item["expected"]
        got = {key: found.get(key) for key in wanted}
        if "defect" in wanted:
            got["defect"] = found.get("defect", {}).get("code")
        tally.check(f"proof: {item['name']}", got, wanted)


def key_windows(page, tally):
    """A key vouches for what was stated while it was the issuer's: the same rule as natively."""
    vectors = json.loads((VECTORS / "proof.json").read_text())
    item = next(case for case in vectors["cases"] if case["name"] == "fresh status")
    for window, wanted in [
            ({}, "valid"), ({"valid_from": None, "valid_until": None}, "valid"),
            ({"valid_from": "2000-01-01T00:00:00Z"}, "valid"),
            ({"valid_until": "2000-01-01T00:00:00Z"}, "unknown_issuer"),
            ({"valid_from": "2999-01-01T00:00:00Z"}, "unknown_issuer")]:
        trusted = [{**issuer, **window} for issuer in vectors["trusted_issuers"]]
        found = page.evaluate(VERIFY, [item["proof"], {
            "trustedIssuers": trusted, "now": item["now"], "maximumStatusAge": None}])
        tally.check(f"proof under a key of {window}", found["verdict"], wanted)


def platform(page, tally):
    """What the loader promises beyond the functions themselves."""
    tally.check("this browser verifies Ed25519 here",
                page.evaluate("() => window.coreModule.verificationObstacle()"), None)
    for name in FILES:
        tally.check(f"{name} imports nothing", page.evaluate(
            """async (name) => WebAssembly.Module.imports(
                 await WebAssembly.compileStreaming(fetch("/" + name)))""", name), [])
    before = page.evaluate("() => window.swift.exports.memory.buffer.byteLength")
    page.evaluate("() => { for (let i = 0; i < 3000; i++) window.swift.sha256(new Uint8Array(9999)); }")
    after = page.evaluate("() => window.swift.exports.memory.buffer.byteLength")
    tally.check("thousands of calls leave no memory behind", after <= before + 131_072, True)
    tally.check("after a trap the next call is answered", page.evaluate(
        """() => {
             const { swift } = window;
             const { exports } = swift;
             // Reads where no memory is.
             const broken = { ...exports, sha256: () => exports.sha256(-65_536, 4_096) };
             swift.exports = broken;
             try {
               swift.sha256(new Uint8Array(1));
               return "more memory was read than there is";
             } catch (error) {
               if (!(error instanceof WebAssembly.RuntimeError)) return String(error);
             }
             if (swift.exports === broken) return "the broken instance is still in use";
             return swift.sha256(new Uint8Array()).slice(0, 8);
           }"""), "e3b0c442")


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html"}

    def log_message(self, *_):
        pass


def serve(folder):
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def prepare(folder):
    for name in FILES:
        source = ROOT / "web/generated" / name
        if not source.exists():
            sys.exit(f"web/generated/{name} is missing: run bin/build-core")
        shutil.copy(source, folder / name)
    (folder / "index.html").write_text("<!doctype html><title>core</title>")
    esbuild = shutil.which("esbuild") or sys.exit("esbuild is missing: run bin/setup test")
    subprocess.run([esbuild, ROOT / "web/src/lib/core/index.ts", "--bundle", "--format=esm",
                    "--target=es2020", f"--outfile={folder / 'core.js'}", "--log-level=warning"],
                   check=True)


@contextlib.contextmanager
def core_page(files=()):
    """A page of Chromium that can import the core's loader as `/core.js` and its parts beside it.

    `files` are served too: pairs of a name and the path of what stands behind it."""
    # Not the one without windows: there a trap of WebAssembly takes the page with it.
    chromium = shutil.which("chromium") or sys.exit("chromium is missing: run bin/setup test")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = pathlib.Path(name)
        prepare(folder)
        for served, path in files:
            shutil.copy(path, folder / served)
        server = serve(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.goto(f"http://localhost:{server.server_port}/")
            yield page
        finally:
            browser.close()
            server.shutdown()


def main():
    tally = Tally()
    with core_page() as page:
        page.evaluate(LOAD)
        platform(page, tally)
        call_vectors(page, tally)
        score_calls(page, tally)
        proof_vectors(page, tally)
        key_windows(page, tally)
        print(f"Chromium {page.context.browser.version}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()
