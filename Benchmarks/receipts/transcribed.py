#!/usr/bin/env python3
"""Prints the transcribed lines of the development receipts as `commons read --words` takes them.

usage: transcribed.py DATADIR     (a folder with img/*.jpg and box/*.csv)
"""
import glob
import json
import os
import struct
import sys


def size(path):
    """Width and height of a JPEG, from its frame header."""
    with open(path, "rb") as file:
        data = file.read()
    offset = 2
    while True:
        marker, length = data[offset + 1], struct.unpack(">H", data[offset + 2 : offset + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[offset + 5 : offset + 9])
            return width, height
        offset += 2 + length


def factor(path):
    """Large pictures were scaled down; the file beside the boxes says by how much."""
    if not os.path.exists(path):
        return 1
    with open(path) as file:
        value = json.load(file)
    return value if isinstance(value, (int, float)) else next(iter(value.values()))


def main():
    folder = sys.argv[1]
    for path in sorted(glob.glob(os.path.join(folder, "box", "*.csv"))):
        name = os.path.basename(path)[: -len(".csv")]
        scale = factor(os.path.join(folder, "box", name + ".scale.json"))
        width, height = size(os.path.join(folder, "img", name + ".jpg"))
        words = []
        with open(path, errors="replace") as file:
            for line in file:
                parts = line.rstrip("\n").split(",", 8)
                if len(parts) == 9:
                    xs = [float(x) * scale for x in parts[0:8:2]]
                    ys = [float(y) * scale for y in parts[1:8:2]]
                    box = [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)]
                    words.append({"text": parts[8], "box": [round(side) for side in box]})
        page = {"file": name + ".jpg", "width": width, "height": height, "words": words}
        print(json.dumps(page))


if __name__ == "__main__":
    main()
