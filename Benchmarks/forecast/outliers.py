#!/usr/bin/env python3
"""What one wrong value costs: the development series of run.py with one known value of each times
ten, times three or a tenth, at a random place, two steps before the last, and last. Prints the
mean MASE over the unspoilt past's scale, and how much the 80 % interval covers.

usage: Benchmarks/forecast/outliers.py [--program COMMONS]"""

import argparse
import os
import pathlib
import random
import statistics
import sys

# It takes its own folder off the path again: prophet.py there would hide the package.
import run

PLACES = {"anywhere": lambda count, draw: draw.randrange(1, count - 2),
          "before the last": lambda count, draw: count - 3, "last": lambda count, draw: count - 1}


def spoilt(series, place, factor):
    draw = random.Random(5)
    for item in series:
        y = list(item["y"])
        step = PLACES[place](len(y), draw)
        y[step] = None if y[step] is None else y[step] * factor
        yield {**item, "y": y}


def score(series, paths):
    season = run.SEASONS[series[0]["period"]]
    scaled, inside = [], []
    for item in series:
        y = item["y"]
        steps = [abs(b - a) for a, b in zip(y, y[season:]) if a is not None and b is not None]
        pairs = [(p, y) for p, y in zip(paths[item["id"]], item["actual"]) if y is not None]
        if sum(steps):
            scaled.append(statistics.fmean(abs(p[1] - y) for p, y in pairs) / statistics.fmean(steps))
        inside.append(statistics.fmean(p[0] <= y <= p[2] for p, y in pairs))
    return f"{statistics.fmean(scaled):8.3f} {100 * statistics.fmean(inside):5.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(run.ROOT / ".build/release/commons"))
    options = parser.parse_args()
    folder = pathlib.Path(os.environ.get("COMMONS_DATA", run.ROOT / "../shared/data")) / "timeseries"
    if not folder.exists() or not pathlib.Path(options.program).exists():
        print(f"outliers: needs the development series at {folder} (or COMMONS_DATA) and the "
              f"program at {options.program} (bin/build, or --program).", file=sys.stderr)
        return
    for name, all_series in run.collections(folder):
        if name not in ("M3", "NN5", "NN5-weeks", "Walmart"):
            continue
        for period in dict.fromkeys(item["period"] for item in all_series):
            part = [item for item in all_series if item["period"] == period]
            paths, _ = run.forecast(options.program, part, "auto")
            print(f"{name} {period.lower()} ({len(part)}), unspoilt: {score(part, paths)}", flush=True)
            for place in PLACES:
                cells = []
                for factor in (10, 3, 0.1):
                    series = list(spoilt(part, place, factor))
                    cells.append(score(part, run.forecast(options.program, series, "auto")[0]))
                print(f"    {place:16s} x10 {cells[0]} | x3 {cells[1]} | x0.1 {cells[2]}", flush=True)


if __name__ == "__main__":
    main()
