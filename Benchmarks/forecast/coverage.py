#!/usr/bin/env python3
"""How many of later values lie within the 80 % interval: the development series and real cash (as
in run.py and cash.py), nearer and further ahead than there, from the last three origins of each
series, for each half of the series. Then the mean over all rows, and how far rows lie from 80.

usage: Benchmarks/forecast/coverage.py [--program COMMONS]"""

import argparse
import os
import pathlib
import statistics
import sys

# Each takes its own folder off the path again: prophet.py there would hide the package.
import run
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cash  # noqa: E402

HORIZONS = {"YEARLY": (3, 6, 8), "QUARTERLY": (4, 8, 12), "MONTHLY": (6, 12, 18, 24, 36),
            "OTHER": (3, 6, 8), "DAILY": (7, 14, 28, 56, 90, 180), "WEEKLY": (4, 8, 13, 26, 52)}
FEWEST = {"YEARLY": 8, "QUARTERLY": 16, "MONTHLY": 36, "OTHER": 8, "DAILY": 60, "WEEKLY": 39}
ORIGINS = 3


def whole(data):
    for name, series in run.collections(data / "timeseries"):
        if "-2" not in name and "-3" not in name:
            yield name, series
    path = data / "berka/ecac_trans_test.csv"
    if path.exists():
        yield "Berka", list(run.held_out(dict(cash.weeks(path)), "WEEKLY", 13))


def part(series, horizon, turn):
    for item in series:
        ds, y = item["ds"] + item["later"], item["y"] + item["actual"]
        end = len(y) - turn * horizon
        if end - horizon >= FEWEST[item["period"]] and any(v is not None for v in y[end - horizon:end]):
            yield {**item, "horizon": horizon, "ds": ds[:end - horizon],
                   "y": y[:end - horizon], "actual": y[end - horizon:end]}


def covered(item, path):
    return statistics.fmean(
        low <= y <= high for (low, _, high), y in zip(path, item["actual"]) if y is not None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(run.ROOT / ".build/release/commons"))
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("COMMONS_DATA", run.ROOT / "../shared/data"))
    if not (data / "timeseries").exists() or not pathlib.Path(options.program).exists():
        print(f"coverage: needs the development series in {data} (or COMMONS_DATA) and the program "
              f"at {options.program}.", file=sys.stderr)
        return
    rows = []
    print(f"{'':24s} ahead count | all | one half | the other half")
    for name, series in whole(data):
        for period in dict.fromkeys(item["period"] for item in series):
            same = [item for item in series if item["period"] == period]
            for horizon in HORIZONS[period]:
                halves = ([], [])
                for turn in range(ORIGINS):
                    items = list(part(same, horizon, turn))
                    if not items:
                        continue
                    paths, _ = run.forecast(options.program, items, "auto")
                    for item in items:
                        halves[run.half(item["id"])].append(100 * covered(item, paths[item["id"]]))
                if not halves[0] or not halves[1]:
                    continue
                row = [statistics.fmean(values) for values in (halves[0] + halves[1], *halves)]
                rows.append(row)
                print(f"{name + ' ' + period.lower():24s} {horizon:5d} {sum(map(len, halves)):5d} | "
                      + " | ".join(f"{value:5.1f}" for value in row), flush=True)
    for label, figure in (
            ("mean", statistics.fmean), ("least", min), ("most", max),
            ("distance from 80", lambda values: statistics.fmean((v - 80) ** 2 for v in values) ** 0.5)):
        print(f"{label:36s} | " + " | ".join(f"{figure(column):5.1f}" for column in zip(*rows)))


if __name__ == "__main__":
    main()
