#!/usr/bin/env python3
"""Counts which letters follow each other on papers and puts the counts beside the weights.

usage: sequences.py MODEL.safetensors DATADIR [--every] [--papers N]

From the transcribed lines of the development receipts (box/*.csv; shops that lines.py keeps out only
with --every) and of made-up papers of models/layout-reader. Rows of six bytes: the classes of five
letters that stand one after another, all figures as `0`, and how often they do, 255 at most. Class 0
stands before a line's first letter, the number of classes after its last.
Sources/Insight/LineReader/LetterSequences.swift reads them.
"""
import argparse
import collections
import glob
import json
import os
import pathlib
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

from alphabet import CLASS, COUNT, normal
from lines import boxes, held

ORDER = 5


def receipts(folder, every):
    """The transcribed lines."""
    for path in sorted(glob.glob(os.path.join(folder, "box", "*.csv"))):
        name = os.path.basename(path)[: -len(".csv")]
        with open(os.path.join(folder, "key", name + ".json")) as file:
            if held(json.load(file)) and not every:
                continue
        for *_, text in boxes(path):
            yield text


def made_up(count):
    """The lines of so many made-up papers."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "layout-reader"))
    from papers import paper
    for number in range(count):
        rows = collections.defaultdict(list)
        for text, left, top, *_ in paper(10_000 + number):
            rows[round(top, 3)].append((left, text))
        for row in rows.values():
            yield " ".join(text for _, text in sorted(row))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--papers", type=int, default=1000)
    options = parser.parse_args()
    counts = collections.Counter()
    for source in (receipts(options.folder, options.every), made_up(options.papers)):
        for text in source:
            text = normal(text)
            if text is None:
                continue
            classes = [CLASS["0" if letter.isdigit() else letter] for letter in text]
            classes = [0] * (ORDER - 1) + classes + [COUNT]
            for start in range(len(classes) - ORDER + 1):
                counts[tuple(classes[start : start + ORDER])] += 1
    rows = [(*sequence, min(times, 255)) for sequence, times in sorted(counts.items())]
    tensors = load_file(options.model)
    tensors["sequences"] = np.array(rows, np.uint8)
    save_file(tensors, options.model)
    print(f"{len(rows)} sequences, {os.path.getsize(options.model)} bytes")


if __name__ == "__main__":
    main()
