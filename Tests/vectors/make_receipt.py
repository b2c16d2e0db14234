#!/usr/bin/env python3
"""Writes receipt.grey: a made-up till receipt on a table, a little aslant, 460 by 520 pixels, one
grey a pixel, for the core's vectors. Needs what `bin/setup test` installs."""
import pathlib
import sys
import tempfile

from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "browser"))
from codes import Darkroom  # noqa: E402
from stage import CHROMIUM, receipt_picture  # noqa: E402

WIDTH, HEIGHT = 460, 520


class Ground:
    def __init__(self, browser, folder):
        self.browser, self.folder = browser, folder


def main():
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        picture = pathlib.Path(receipt_picture(browser, pathlib.Path(folder) / "receipt.jpg"))
        greys, _ = Darkroom(Ground(browser, folder)).photograph(
            picture.read_bytes(), width=WIDTH, height=HEIGHT, side=400, turn=3)
        HERE.joinpath("receipt.grey").write_bytes(greys)
        browser.close()


if __name__ == "__main__":
    main()
