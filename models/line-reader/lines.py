#!/usr/bin/env python3
"""Cuts the annotated lines of the development receipts out of their pictures.

usage: lines.py DATADIR OUT      (img/*.jpg, box/*.csv, key/*.json) -> OUT.grey, OUT.json

Each line remembers its picture and `held`: one shop in five, by a hash of its name, is kept out of
training, so that no shop is on both sides.
"""
import glob
import hashlib
import json
import os
import re
import sys

import cv2
import numpy as np

from alphabet import normal
from strips import HEIGHT, LINE, MARGIN, Writer


def held(key):
    name = re.sub(r"[^A-Z0-9]", "", key.get("company", "").upper())
    return hashlib.sha256(name.encode()).digest()[1] % 5 == 0


def factor(path):
    if not os.path.exists(path):
        return 1
    with open(path) as file:
        return json.load(file)["box_scale"]


def cut(grey, left, top, right, bottom):
    """The box and its surroundings, scaled so that the box is LINE pixels high."""
    scale = LINE / (bottom - top)
    around = MARGIN / scale
    width = int(round((right - left + 2 * around) * scale))
    to = np.float32([[scale, 0, MARGIN - left * scale], [0, scale, MARGIN - top * scale]])
    if scale < 0.7:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.35 / scale)
    return cv2.warpAffine(
        grey, to, (width, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def boxes(path):
    with open(path, errors="replace") as file:
        for line in file:
            parts = line.rstrip("\n").split(",", 8)
            if len(parts) == 9:
                xs, ys = [list(map(float, parts[first:8:2])) for first in (0, 1)]
                yield min(xs), min(ys), max(xs), max(ys), parts[8]


def main():
    folder, out = sys.argv[1:3]
    writer = Writer(out)
    for path in sorted(glob.glob(os.path.join(folder, "box", "*.csv"))):
        name = os.path.basename(path)[: -len(".csv")]
        with open(os.path.join(folder, "key", name + ".json")) as file:
            kept = held(json.load(file))
        grey = cv2.imread(os.path.join(folder, "img", name + ".jpg"), cv2.IMREAD_GRAYSCALE)
        scale = factor(os.path.join(folder, "box", name + ".scale.json"))
        for *box, text in boxes(path):
            left, top, right, bottom = [side * scale for side in box]
            text = normal(text)
            if text is None or bottom - top < 6 or right - left < 4:
                continue
            picture = cut(grey, left, top, right, bottom)
            # A box that its text cannot fill was annotated wrongly.
            if 4 < picture.shape[1] < 1600 and picture.shape[1] > 3 * len(text):
                writer.add(picture, text, paper=name, held=kept)
    writer.close()
    print(f"{len(writer.rows)} lines, {sum(row['held'] for row in writer.rows)} held out")


if __name__ == "__main__":
    main()
