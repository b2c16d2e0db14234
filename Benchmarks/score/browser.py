#!/usr/bin/env python3
"""How long a score with reasons and actions takes in Chromium: 300 trees x 31 leaves, 40 features.

    bin/build-core && .build/python/bin/python Benchmarks/score/browser.py [--trees 300]

Thirteen of the features are those of the books, so that actions are tried and scored again too. Prints
the milliseconds of giving the model once (`score_model`), and the median and the 95th percentile of
200 scores (`score`), each a call with JSON in and out, as a page makes it. Exits 1 above 5 ms.
"""

import argparse
import json
import pathlib
import random
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/browser"))
from core_vectors import core_page  # noqa: E402

LIMIT_MS = 5.0
MEASURE = """async ([model, requests]) => {
  const scoring = await window.coreModule.loadCore("/scoring.wasm");
  let start = performance.now();
  const { sha256 } = scoring.ask("score_model", { model });
  const open = performance.now() - start;
  const times = requests.map((request) => {
    start = performance.now();
    scoring.ask("score", { ...request, sha256 });
    return performance.now() - start;
  });
  return [open, times, scoring.ask("score", { ...requests[0], sha256 })];
}"""


LEAVES = 31


class Tree:
    """A tree grown by lot, as boosted ones are: the leaf that most rows reach is split next."""

    def __init__(self, lot, rows):
        self.splits, self.leaves = [], [(None, rows)]
        for _ in range(LEAVES - 1):
            place = max(range(len(self.leaves)), key=lambda leaf: len(self.leaves[leaf][1]))
            self.split(place, lot)
        self.values = [lot.gauss(0, 0.03) for _ in self.leaves]

    def split(self, place, lot):
        parent, rows = self.leaves[place]
        feature = lot.randrange(40)
        known = sorted(row[feature] for row in rows if row[feature] is not None)
        border = known[len(known) // 2] + 1e-9 if known else 0.0
        low = [row for row in rows if row[feature] is not None and row[feature] <= border]
        high = [row for row in rows if row[feature] is None or row[feature] > border]
        number, new = len(self.splits), len(self.leaves)
        self.splits.append([feature, border, ~place, ~new, len(rows)])
        if parent is not None:
            self.splits[parent[0]][parent[1]] = number
        self.leaves[place] = ((number, 2), low)
        self.leaves.append(((number, 3), high))

    def answer(self, row):
        at = 0
        while at >= 0:
            feature, border, left, right, _ = self.splits[at]
            at = left if row[feature] is not None and row[feature] <= border else right
        return self.values[~at]

    def text(self, number):
        def line(values):
            return " ".join(str(value) for value in values)
        counts = [len(rows) for _, rows in self.leaves]
        columns = list(zip(*self.splits))
        return "\n".join([
            f"Tree={number}", f"num_leaves={LEAVES}", "num_cat=0", f"split_feature={line(columns[0])}",
            f"split_gain={line([1] * len(self.splits))}", f"threshold={line(map(repr, columns[1]))}",
            f"decision_type={line([8] * len(self.splits))}", f"left_child={line(columns[2])}",
            f"right_child={line(columns[3])}", f"leaf_value={line(map(repr, self.values))}",
            f"leaf_weight={line(counts)}", f"leaf_count={line(counts)}",
            f"internal_value={line([0] * len(self.splits))}", f"internal_weight={line(columns[4])}",
            f"internal_count={line(columns[4])}", "is_linear=0", "shrinkage=1", "", "", ""])


def model(count):
    lot = random.Random(7)
    rows = [[None if lot.random() < 0.05 else lot.gauss(0, 1) for _ in range(40)] for _ in range(2_000)]
    trees = [Tree(lot, rows) for _ in range(count)]
    books = json.loads((ROOT / "Sources/Commons/Model/Shipped/expert_card.json").read_text())["features"]
    names = books + [f"other_{place}" for place in range(40 - len(books))]
    text = "\n".join([
        "tree", "version=v4", "num_class=1", "num_tree_per_iteration=1", "label_index=0", "max_feature_idx=39",
        "objective=binary sigmoid:1", f"feature_names={' '.join(names)}",
        f"feature_infos={' '.join(['none'] * 40)}", "", ""])
    text += "".join(tree.text(number) for number, tree in enumerate(trees)) + "end of trees\n"
    requests = [{"language": "en", "features": [
        {"name": name, "value": value, "proof": 0.6, "rows": 40} for name, value in zip(names, row)
    ]} for row in rows[:200]]
    raw = 0.0
    for tree in trees:
        raw += tree.answer(rows[0])
    return text, requests, raw


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--trees", type=int, default=300)
    trees = arguments.parse_args().trees
    text, requests, raw = model(trees)
    with core_page() as page:
        page.evaluate("async () => { window.coreModule = await import('/core.js'); }")
        opened, times, answer = page.evaluate(MEASURE, [text, requests])
    median, slow = statistics.median(times), statistics.quantiles(times, n=20)[18]
    print(f"{trees} trees x 31 leaves, 40 features: model given in {opened:.1f} ms; score with reasons "
          f"{median:.2f} ms (95 %: {slow:.2f} ms)")
    print(f"the raw score {'equals' if answer['raw'] == raw else 'differs from'} the trees walked by hand")
    sys.exit(0 if median <= LIMIT_MS and answer["raw"] == raw else 1)


if __name__ == "__main__":
    main()
