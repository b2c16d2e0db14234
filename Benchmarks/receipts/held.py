#!/usr/bin/env python3
"""Keeps of words, or of read receipts, those of shops that the networks were not trained on.

usage: held.py KEYDIR [--fold K/N] [--second] < LINES.jsonl

One shop in five, as `held` of models/line-reader/lines.py. With `--fold` those of the other shops
that `train.py --fold K/N` of models/layout-reader leaves out. `--second` keeps
of words that were read twice the second reading alone, and leaves out what was read once.
"""
import json
import os
import sys

from keys import shop

fold, folds = (
    map(int, sys.argv[sys.argv.index("--fold") + 1].split("/")) if "--fold" in sys.argv else (0, 0))
for line in sys.stdin:
    row = json.loads(line)
    if "error" in row:
        continue
    name = os.path.splitext(os.path.basename(row["file"]))[0]
    with open(os.path.join(sys.argv[1], name + ".json")) as file:
        digest = shop(json.load(file))
    is_held = digest[1] % 5 == 0
    if not is_held and digest[2] % folds == fold if folds else is_held:
        pages = row.get("pages", [])
        if "--second" not in sys.argv:
            sys.stdout.write(line)
        elif pages and all(page.get("alternative") for page in pages):
            for page in pages:
                page["words"] = page.pop("alternative")
            print(json.dumps(row))
