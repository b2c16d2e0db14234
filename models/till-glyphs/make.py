#!/usr/bin/env python3
"""Writes TillGlyphs.swift: the letters in which the demo's photographed receipts are printed, drawn once from DejaVu Sans
Mono Bold (its licence lets everybody use and embed what is drawn with it) as black and white cells.

    python3 -m venv VENV && VENV/bin/pip install pillow
    VENV/bin/python models/till-glyphs/make.py [FONT]
"""
import base64
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, SIZE, BASE = 16, 28, 26, 22
FONT = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/Commons/Demo/TillGlyphs.swift"


def cell(font, character):
    """The bits of a cell, row by row, the leftmost first."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(picture).text((0, BASE), character, fill=255, font=font, anchor="ls")
    bits = [picture.getpixel((x, y)) >= 128 for y in range(HEIGHT) for x in range(WIDTH)]
    return bytes(sum(bit << (7 - place) for place, bit in enumerate(bits[start:start + 8])) for start in range(0, len(bits), 8))


def main():
    font = ImageFont.truetype(FONT, SIZE)
    lines = [base64.b64encode(cell(font, chr(code))).decode() for code in range(33, 127)]
    TARGET.write_text('''/// The letters of a till's printer, made by `models/till-glyphs/make.py`: a line a character from
/// `!` to `~`, in base64 the bits of its cell, row by row, the leftmost first.
enum TillGlyphs {
    static let width = 16
    static let height = 28
    static let first = UInt8(ascii: "!")
    static let cells = """
''' + "".join(f"        {line}\n" for line in lines) + '''        """
}
''')


main()
