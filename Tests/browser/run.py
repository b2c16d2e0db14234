#!/usr/bin/env python3
"""Drives the web application in Chromium against the real server.

`run.py COMMONS [--only WORD]` starts that binary on a free port with a data folder of its own and
the demo, runs every rule, a second time if it does not hold, prints `N passed, M failed`, and exits 1 on a
failure."""

import argparse
import pathlib
import sys
import tempfile
import time
import traceback

from playwright.sync_api import expect, sync_playwright

import acknowledgements
import codes
import command_line
import corrections
import device
import fields
import forecast
import home
import languages
import looks
import offline
import papers
import people
import scores
import sent_again
import source
import typed
import walk
from stage import CHROMIUM, PATIENCE, Server, Wire

# Two halves of about the same length, for two processors; each has a server of its own.
HALVES = {
    "first": [source, typed, walk, corrections, sent_again, codes, papers, device, home, acknowledgements],
    "second": [fields, forecast, offline, scores, people, command_line, languages, looks],
}


class Ground:
    """What every rule is given."""

    def __init__(self, server, wire, browser, folder):
        self.server, self.wire, self.browser, self.folder = server, wire, browser, folder
        self.kept = {}


def rules(only, half):
    for group in [group for name in HALVES if half in (None, name) for group in HALVES[name]]:
        for rule in group.RULES:
            if not only or only in rule.__name__ or only in group.__name__:
                yield rule


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("commons", help="path of the commons binary")
    parser.add_argument("--only", help="run the rules or groups whose name contains this")
    parser.add_argument("--half", choices=HALVES, help="run the rules of one half")
    options = parser.parse_args()

    server = Server(str(pathlib.Path(options.commons).resolve()))
    wire = Wire(server.port)
    expect.set_options(timeout=PATIENCE)
    passed = failed = 0
    try:
        with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            ground = Ground(server, wire, browser, pathlib.Path(folder))
            for rule in rules(options.only, options.half):
                # A processor that others keep busy may make a page late once, not twice.
                if held(rule, ground, "late?   ") or held(rule, ground, "FAILED  "):
                    passed += 1
                else:
                    failed += 1
            browser.close()
    finally:
        if failed:
            print(f"the end of the server's log:\n{server.tail()}")
        server.stop()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def held(rule, ground, word):
    """Whether the rule holds; why it does not is printed after the word."""
    name = (rule.__doc__ or rule.__name__).strip().splitlines()[0]
    started = time.monotonic()
    ground.wire.mend()
    try:
        rule(ground)
        print(f"ok      {name} ({time.monotonic() - started:.1f} s)", flush=True)
        return True
    except Exception:
        print(f"{word}{name}\n{traceback.format_exc()}", flush=True)
        picture(ground.browser, rule)
        return False
    finally:
        for context in ground.browser.contexts:
            context.close()


def picture(browser, rule):
    """What the page looked like when the rule broke."""
    folder = pathlib.Path(__file__).resolve().parents[2] / ".build/browser-tests"
    folder.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(browser.contexts):
        for page in context.pages:
            path = folder / f"{rule.__name__}-{number}.png"
            try:
                page.screenshot(path=path)
                print(f"        see {path}")
            except Exception as error:
                print(f"        no picture: {error}")


if __name__ == "__main__":
    main()
