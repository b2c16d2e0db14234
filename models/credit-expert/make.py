#!/usr/bin/env python3
"""Writes the expert's scorecard that scores until a model with enough outcomes is approved.

    python3 models/credit-expert/make.py

The table below is the model: for each feature its bins with their points and the number of
applicants in a thousand that the expert expects there, and the points where the feature is missing.
Points are the usual ones: 20 more double the odds of good. It is written as LightGBM's text, one
tree a feature, so that whatever reads trees gives its score and exact contributions, into
`Sources/Commons/Model/Shipped`, which the program carries.
"""
import json
import math
import pathlib

# feature: ([(through, points, of a thousand)], (points if missing, of a thousand))
CARD = {
    "on_time_share": ([(0.5, -40, 100), (0.7, -20, 150), (0.85, 0, 250), (0.95, 15, 200),
                       (None, 24, 150)], (-10, 150)),
    "days_beyond_terms": ([(3, 18, 250), (10, 8, 250), (20, -5, 150), (40, -18, 100),
                           (None, -36, 100)], (-8, 150)),
    "buyer_delay": ([(5, 10, 250), (15, 4, 250), (30, -5, 200), (None, -14, 100)], (-3, 200)),
    "buyer_concentration": ([(0.25, 10, 250), (0.4, 4, 250), (0.6, -6, 150), (None, -16, 150)],
                            (-4, 200)),
    "revenue_trend": ([(-0.3, -20, 100), (-0.1, -8, 150), (0.1, 4, 250), (0.5, 12, 150),
                       (None, 8, 50)], (0, 300)),
    "revenue_volatility": ([(0.2, 10, 200), (0.4, 5, 250), (0.7, -5, 200), (None, -14, 150)],
                           (-4, 200)),
    "cash_buffer_days": ([(5, -20, 200), (14, -8, 250), (30, 4, 200), (60, 12, 100),
                          (None, 18, 50)], (-8, 200)),
    "credit_note_rate": ([(0.01, 6, 400), (0.03, 2, 250), (0.08, -6, 100), (None, -16, 50)],
                         (0, 200)),
    "tenure_months": ([(6, -20, 150), (12, -8, 200), (24, 2, 250), (48, 10, 200), (None, 16, 150)],
                      (-20, 50)),
    # The books cannot give these yet, so next to nobody is expected to have them, and where they are
    # missing they cost nothing. No leaf may be empty: attributions divide by what it saw.
    "statement_coverage": ([(0.25, 0, 1), (0.75, 6, 1), (None, 14, 1)], (0, 997)),
    "savings_regularity": ([(0.5, -4, 1), (0.8, 6, 1), (None, 14, 1)], (0, 997)),
    "guarantors": ([(0, 0, 1), (1, 6, 1), (2, 10, 1), (None, 14, 1)], (0, 996)),
    "past_loan_arrears": ([(0, 20, 1), (30, 0, 1), (90, -24, 1), (None, -50, 1)], (0, 996)),
}

# Features whose ranks move together are one cause: how it pays, by share and by days.
TOGETHER = [("on_time_share", "days_beyond_terms")]

# The probability of default at no points at all, and how sure the expert is of log-odds: a judgement
# (one standard deviation), not a measurement.
NEUTRAL = 0.10
DOUBT = 0.6
DOUBLING = 20


def log_odds(points):
    return -points * math.log(2) / DOUBLING


def tree(number, feature, bins, missing, origin):
    leaves = [(origin + log_odds(points), rows) for _, points, rows in bins]
    leaves.append((origin + log_odds(missing[0]), missing[1]))
    count = len(bins)
    thresholds = [repr(float(t)) if t is not None else "1.7976931348623157e+308" for t, _, _ in bins]
    rows = [sum(n for _, n in leaves[place:]) for place in range(count)]
    means = [sum(v * n for v, n in leaves[place:]) / rows[place] for place in range(count)]

    def line(values):
        return " ".join(str(value) for value in values)

    return "\n".join([
        f"Tree={number}", f"num_leaves={count + 1}", "num_cat=0",
        f"split_feature={line([feature] * count)}", f"split_gain={line([1] * count)}",
        f"threshold={line(thresholds)}", f"decision_type={line([8] * count)}",
        f"left_child={line(-place - 1 for place in range(count))}",
        f"right_child={line(-count - 1 if place + 1 == count else place + 1 for place in range(count))}",
        f"leaf_value={line(repr(v) for v, _ in leaves)}",
        f"leaf_weight={line(n for _, n in leaves)}", f"leaf_count={line(n for _, n in leaves)}",
        f"internal_value={line(repr(m) for m in means)}", f"internal_weight={line(rows)}",
        f"internal_count={line(rows)}", "is_linear=0", "shrinkage=1", "", "", ""])


def text():
    names = list(CARD)
    origin = math.log(NEUTRAL / (1 - NEUTRAL))
    trees = []
    for number, (name, (bins, missing)) in enumerate(CARD.items()):
        total = sum(n for _, _, n in bins) + missing[1]
        assert total == 1000, f"{name} has {total} of a thousand"
        trees.append(tree(number, number, bins, missing, origin if number == 0 else 0.0))
    sizes = " ".join(str(len(one.encode())) for one in trees)
    head = "\n".join([
        "tree", "version=v4", "num_class=1", "num_tree_per_iteration=1", "label_index=0",
        f"max_feature_idx={len(names) - 1}", "objective=binary sigmoid:1",
        f"feature_names={' '.join(names)}", f"feature_infos={' '.join(['none'] * len(names))}",
        f"tree_sizes={sizes}", "", ""])
    return head + "".join(trees) + "end of trees\n"


def card():
    names = list(CARD)
    groups = list(range(len(names)))
    for first, second in TOGETHER:
        groups[names.index(second)] = groups[names.index(first)]
    return {
        "kind": "expert", "title": "Expert scorecard for shops", "target": "90 days late in a year",
        "doubt": DOUBT, "features": names, "groups": groups, "rows": 0, "events": 0, "curve": [],
        "warnings": [],
        "limits": "Judgement, not measurement: no outcome has tested it. For small shops whose "
        "books are kept here, until 500 outcomes allow a fitted model.",
    }


def main():
    here = pathlib.Path(__file__).resolve().parent
    target = here.parent.parent / "Sources/Commons/Model/Shipped"
    (target / "expert_model.txt").write_text(text())
    (target / "expert_card.json").write_text(json.dumps(card(), indent=1) + "\n")


if __name__ == "__main__":
    main()
