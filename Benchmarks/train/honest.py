#!/usr/bin/env python3
"""What columns of honest tables mark and know together: the figures above which `commons train` warns or leaves out.

    VENV/bin/python Benchmarks/train/honest.py [--data ../shared/data]

For each development table: the strongest mark of a quarter and more of an outcome (`LiftedRows`), and the largest area under
the curve of the difference or the sum of two columns of numbers, in twenty bins and out of five folds (`PairSearch`), of at
most 3,000 rows by lot.
"""
import argparse
import pathlib

import numpy
import pandas
from sklearn.metrics import roc_auc_score

from tables import TABLES


def marks(column):
    counts = column.value_counts()
    if column.isna().any():
        yield "with a value", column.notna()
        yield "without a value", column.isna()
    if len(counts) > 2:
        yield f"other than {counts.index[0]}", column.notna() & (column != counts.index[0])
    for value in counts.index[counts >= 20]:
        yield f"value {value}", column == value


def strongest(frame, bad):
    found = (0, "", "")
    for name in frame:
        for what, rows in marks(frame[name]):
            if rows.sum() < 20:
                continue
            for own, others in ((bad, ~bad), (~bad, bad)):
                part = (rows & own).sum() / own.sum()
                if part >= 0.25:
                    found = max(found, (part * part * others.sum() / ((rows & others).sum() + 0.5), name, what))
    return found


def area(values, bad, fold):
    borders = numpy.unique(numpy.quantile(values[~numpy.isnan(values)], numpy.arange(1, 20) / 20, method="lower"))
    place = numpy.where(numpy.isnan(values), len(borders) + 1, numpy.searchsorted(borders, values))
    rows = numpy.bincount(place, minlength=len(borders) + 2)
    events = numpy.bincount(place, bad, minlength=len(rows))
    scores = numpy.zeros(len(bad))
    for turn in range(5):
        own = fold == turn
        less = numpy.bincount(place[own], minlength=len(rows))
        less_bad = numpy.bincount(place[own], bad[own], minlength=len(rows))
        scores[own] = ((events - less_bad + bad.mean()) / (rows - less + 1))[place[own]]
    return roc_auc_score(bad, scores)


def together(frame, bad, lots):
    numbers = [name for name in frame if pandas.api.types.is_numeric_dtype(frame[name]) and frame[name].nunique() > 1]
    values, fold, found = frame[numbers].to_numpy(float), lots.integers(0, 5, len(bad)), (0, "", "")
    for first in range(len(numbers)):
        for second in range(first):
            for sign in (1, -1):
                made = values[:, first] + sign * values[:, second]
                if not numpy.isnan(made).all():
                    found = max(found, (area(made, bad, fold), numbers[first], numbers[second]))
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    lots = numpy.random.default_rng(1)
    for table, load in TABLES.items():
        header, rows = load(options.parse_args().data)
        frame = pandas.DataFrame(rows, columns=header).replace({"": None, "NA": None})
        for name in header:
            numbers = pandas.to_numeric(frame[name], errors="coerce")
            if numbers.notna().sum() == frame[name].notna().sum():
                frame[name] = numbers
        bad = frame.pop("bad").to_numpy() == 1
        strength, name, what = strongest(frame, bad)
        some = lots.permutation(len(bad))[:3000]
        best, first, second = together(frame.iloc[some], bad[some], lots)
        print(f"{table:9} mark {strength:.2f} ({name}, {what})  pair {best:.3f} ({first}, {second})", flush=True)


main()
