#!/usr/bin/env python3
"""Fits the choice models of field extraction (Sources/Insight/Extraction/Fields/FieldModels.swift).

usage: commons read --evidence --words WORDS.jsonl | fit.py KEYDIR [--also FILE] [--swift]
       [--held | --apart]

Every paper offers candidates for a field, each with a vector of evidence; the right one, or none,
is known from KEYDIR/*.json. A conditional logit with a small ridge penalty is fitted by L-BFGS.
Papers fall into two halves by a hash of the shop's name, so that no shop is on both sides: the
figures of each half come from the coefficients fitted on the other one. `--also` names evidence
that is fitted too but not reported (the same papers with their words as transcribed by hand, so
that the models know both). `--held` splits otherwise: one shop in five, those that the line reader
was not trained on either, is kept out of the fit, and the figures are of these. `--apart` leaves
those shops out altogether. `--swift` prints the coefficients fitted on all papers, or with `--apart`
on all others, as Swift. Needs numpy and scipy.

Where a layout reader marks words (models/layout-reader) the address is chosen too. A network is surer
of shops that it has learned, so the evidence is to be of shops that it has not (held.py --fold).
"""
import hashlib
import json
import os
import sys
import textwrap

import numpy as np
from scipy.optimize import minimize

from keys import amount, day, held, letters

FIELDS = {"total": "total", "date": "date", "supplier": "company", "supplier_address": "address"}
RIDGE = 0.5
def is_right(field, value, key):
    if field == "total":
        return amount(value) is not None and amount(value) == amount(key)
    if field == "date":
        return value == day(key)
    return letters(value) == letters(key)


def papers(keys, stream):
    for line in stream:
        row = json.loads(line)
        name = os.path.splitext(os.path.basename(row["file"]))[0]
        path = os.path.join(keys, name + ".json")
        if os.path.exists(path) and "error" not in row:
            with open(path) as file:
                key = json.load(file)
            if "--apart" not in sys.argv or not held(key):
                yield row, key


def half(key):
    return hashlib.sha256(letters(key.get("company")).encode()).digest()[0] % 2


def groups(field, rows, side):
    """(half, matrix of candidates, index of the right one or -1), one per paper."""
    found = []
    for row, key in rows:
        truth = (key.get(FIELDS[field]) or "").strip()
        if not truth:
            continue
        vectors = np.array([c["evidence"] for c in row[field]], dtype=float)
        right = [i for i, c in enumerate(row[field]) if is_right(field, c["value"], truth)]
        found.append((side(key), vectors, right))
    return found


def chances(weights, vectors):
    scores = np.append(vectors @ weights[:-1] if len(vectors) else [], weights[-1])
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def fit(examples, width, ridge):
    def loss(weights):
        value, slope = ridge * np.sum(weights[:-1] ** 2), np.zeros(width + 1)
        slope[:-1] = 2 * ridge * weights[:-1]
        for _, vectors, right in examples:
            chance = chances(weights, vectors)
            target = np.zeros(len(chance))
            chosen = right or [len(chance) - 1]
            target[chosen] = chance[chosen] / max(chance[chosen].sum(), 1e-300)
            value -= np.log(max(chance[chosen].sum(), 1e-300))
            gap = chance - target
            if len(vectors):
                slope[:-1] += vectors.T @ gap[:-1]
            slope[-1] += gap[-1]
        return value, slope

    return minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B").x


def report(field, side, weights, examples):
    shown, right = [], 0
    for _, vectors, truth in examples:
        chance = chances(weights, vectors)
        if len(vectors):
            best = int(np.argmax(chance[:-1]))
            shown.append((chance[best], best in truth))
            right += best in truth
    gap = 0.0
    for low in np.arange(0, 1, 0.1):
        part = [(c, r) for c, r in shown if low <= c < low + 0.1 or (low > 0.85 and c >= 1)]
        if part:
            gap += abs(np.mean([c for c, _ in part]) - np.mean([r for _, r in part])) * len(part)
    possible = sum(bool(truth) for _, _, truth in examples)
    sure = [r for c, r in shown if c >= 0.95]
    print(
        f"{field:17}{side:7} right {right / len(examples):.3f} of {len(examples)}, a right candidate"
        f" exists for {possible / len(examples):.3f}, ECE {gap / max(len(shown), 1):.3f}, at >= 0.95"
        f" {np.mean(sure) if sure else 0:.3f} of {len(sure)}",
        file=sys.stderr,
    )


def main():
    rows = list(papers(sys.argv[1], sys.stdin))
    others = []
    if "--also" in sys.argv:
        with open(sys.argv[sys.argv.index("--also") + 1]) as file:
            others = list(papers(sys.argv[1], file))
    for field in [field for field in FIELDS if any(row.get(field) for row, _ in rows)]:
        side_of = (lambda key: 0 if held(key) else 1) if "--held" in sys.argv else half
        examples = groups(field, rows, side_of)
        extra = groups(field, others, side_of)
        width = max(vectors.shape[1] for _, vectors, _ in examples if len(vectors))
        for side, name in ((0, "check"), (1, "tune")):
            if side == 1 and "--held" in sys.argv:
                continue
            weights = fit([e for e in examples + extra if e[0] != side], width, RIDGE)
            report(field, name, weights, [e for e in examples if e[0] == side])
        if "--held" not in sys.argv:
            weights = fit(examples + extra, width, RIDGE)
        report(field, "(seen)", weights, examples)
        if "--swift" in sys.argv:
            text = ", ".join(f"{weight:.3f}" for weight in weights[:-1])
            lines = textwrap.wrap(text, 84)
            print(f"enum {field.title().replace('_', '')}Model {{")
            print("    static let choice = ChoiceModel(\n        weights: [")
            print("\n".join(" " * 12 + line for line in lines) + ",")
            print(f"        ], none: {weights[-1]:.3f})\n}}\n")


if __name__ == "__main__":
    main()
