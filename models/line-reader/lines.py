#!/usr/bin/env python3
"""Cuts the annotated lines of the development receipts out of their pictures.

usage: lines.py DATADIR OUT [--found FOUND]     (img/*.jpg, box/*.csv, key/*.json) -> OUT.grey, OUT.json

FOUND.grey and FOUND.json are of `commons-reader --strips FOUND DATADIR/img/*.jpg`: lines as the line
finder cuts them, which is how they are when the reader reads. Where the annotation says what stands
on such a line it is taken, and an annotated box only where none was found.

Each line remembers its picture and `held`: one shop in five, by a hash of its name, is kept out of
training, so that no shop is on both sides.
"""
import argparse
import glob
import hashlib
import itertools
import json
import os
import re

import cv2
import numpy as np

from alphabet import distance, normal
from strips import HEIGHT, LINE, MARGIN, Strips, Writer

WHOLE, TOUCHED = 0.88, 0.06  # shares of a box's length that lie on a found line
UNLIKE, UNLIKE_ALONE, UNLIKE_PARTS = 0.5, 0.9, 0.4  # letters read otherwise than annotated


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


class Page:
    """The annotated boxes of a picture, in its pixels, and what the finder found on it."""

    def __init__(self, folder, name, found):
        scale = factor(os.path.join(folder, "box", name + ".scale.json"))
        with open(os.path.join(folder, "key", name + ".json")) as file:
            self.held = held(json.load(file))
        self.name, self.picture, self.found = name, os.path.join(folder, "img", name + ".jpg"), found
        self.boxes = []
        for *box, text in boxes(os.path.join(folder, "box", name + ".csv")):
            text = normal(text)
            left, top, right, bottom = box = [side * scale for side in box]
            if text is not None and bottom - top >= 6 and right - left >= 4:
                self.boxes.append((box, text))
        self.inside = [[] for _ in found]  # by found line: boxes that lie on it whole
        self.parts = [[] for _ in self.boxes]  # by box: found lines that it lies on in part
        for line, row in enumerate(found):
            for index, (box, _) in enumerate(self.boxes):
                self.compare(line, row["box"], index, box)

    def compare(self, line, found, index, box):
        shared = min(found[3], box[3]) - max(found[1], box[1])
        across = min(found[2], box[2]) - max(found[0], box[0])
        if across <= 0 or shared < 0.5 * min(found[3] - found[1], box[3] - box[1]):
            return
        of_box, of_line = across / (box[2] - box[0]), across / (found[2] - found[0])
        if of_box > WHOLE:
            self.inside[line].append(index)
        elif of_box > TOUCHED or of_line > 0.3:
            self.parts[index].append((line, of_box, of_line))

    def known(self):
        """(found line, its text, the boxes that it stands for)"""
        cut = {line for parts in self.parts for line, _, _ in parts}
        for line, inside in enumerate(self.inside):
            if inside and line not in cut:
                yield from self.joined(line, inside)
        for index, parts in enumerate(self.parts):
            yield from self.divided(index, parts)

    def joined(self, line, inside):
        """A found line with one or more whole boxes, unless they lie over each other."""
        inside = sorted(inside, key=lambda index: self.boxes[index][0][0])
        sides = [self.boxes[index][0] for index in inside]
        for one, next in zip(sides, sides[1:]):
            if one[2] - next[0] > 0.5 * min(one[2] - one[0], next[2] - next[0]):
                return
        text = " ".join(self.boxes[index][1] for index in inside)
        row = self.found[line]
        unlike = distance(normal(row["read"]) or "", text) / len(text)
        covered = sum(box[2] - box[0] for box in sides) / (row["box"][2] - row["box"][0])
        if unlike <= UNLIKE or len(inside) == 1 and covered > 0.8 and unlike < UNLIKE_ALONE:
            yield line, text, inside

    def divided(self, index, parts):
        """A box that was found in several lines: its words go where they are read most alike."""
        text = self.boxes[index][1]
        words, parts = text.split(), sorted(parts, key=lambda part: self.found[part[0]]["box"][0])
        whole = all(of_line > 0.85 and not self.inside[line] for line, _, of_line in parts)
        if not whole or not 2 <= len(parts) <= len(words) or sum(part[1] for part in parts) < 0.75:
            return
        read = [normal(self.found[line]["read"]) or "" for line, _, _ in parts]

        def unlike(texts):
            return sum(map(distance, texts, read))

        texts = min(divisions(words, len(parts)), key=unlike)
        if unlike(texts) < UNLIKE_PARTS * len(text):
            for (line, _, _), part in zip(parts, texts):
                yield line, part, [index]

    def write(self, strips, writer):
        done = set()
        for line, text, indices in self.known():
            writer.add(strips.picture(self.found[line]), text, paper=self.name, held=self.held)
            done.update(indices)
        grey = None
        for index, (box, text) in enumerate(self.boxes):
            if index in done:
                continue
            if grey is None:
                grey = cv2.imread(self.picture, cv2.IMREAD_GRAYSCALE)
            picture = cut(grey, *box)
            # A box that its text cannot fill was annotated wrongly.
            if 4 < picture.shape[1] < 1600 and picture.shape[1] > 3 * len(text):
                writer.add(picture, text, paper=self.name, held=self.held)


def divisions(words, count):
    """All ways to part words into so many groups of neighbours."""
    for places in itertools.combinations(range(1, len(words)), count - 1):
        ends = (0, *places, len(words))
        yield [" ".join(words[start:end]) for start, end in zip(ends, ends[1:])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--found")
    options = parser.parse_args()
    writer, found, strips = Writer(options.out), {}, None
    if options.found:
        strips = Strips(options.found)
        for row in strips.rows:
            found.setdefault(row["paper"], []).append(row)
    for path in sorted(glob.glob(os.path.join(options.folder, "box", "*.csv"))):
        name = os.path.basename(path)[: -len(".csv")]
        Page(options.folder, name, found.get(name, [])).write(strips, writer)
    writer.close()
    print(f"{len(writer.rows)} lines, {sum(row['held'] for row in writer.rows)} held out")


if __name__ == "__main__":
    main()
