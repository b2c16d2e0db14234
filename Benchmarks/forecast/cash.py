#!/usr/bin/env python3
"""Real cash: the daily net flows of Berka accounts as weeks, the last weeks of each held out.
Prints the mean pinball loss of p10, p50 and p90 over a series' mean absolute week, and how much
of the held-out weeks the 80 % interval covers: `commons forecast`, the seasonal naive forecast
(a season of 4, 13 or 52 weeks, with quantiles of its own misses) and, with --prophet, Python's
Prophet. For each half of the accounts too.

usage: Benchmarks/forecast/cash.py [--prophet] [--horizon WEEKS] [--program COMMONS]"""

import argparse
import collections
import csv
import datetime
import hashlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

# prophet.py beside this file would hide the package of that name.
sys.path.pop(0)
ROOT = pathlib.Path(__file__).resolve().parents[2]
CHANCES = (0.1, 0.5, 0.9)
FEWEST = 39


def weeks(path):
    """Whole weeks from the first movement on, Monday to Sunday; a week without one is 0."""
    flows = collections.defaultdict(lambda: collections.defaultdict(float))
    for row in csv.DictReader(path.open(), delimiter=";"):
        text = row["date"]
        day = datetime.date(1900 + int(text[:2]), int(text[2:4]), int(text[4:]))
        sign = 1 if row["type"] == "credit" else -1
        flows[row["account_id"]][day - datetime.timedelta(day.weekday())] += sign * float(row["amount"])
    for account, flow in sorted(flows.items()):
        # The first and the last week may be part of one only.
        first, last = min(flow) + datetime.timedelta(7), max(flow)
        mondays = [first + datetime.timedelta(7 * step) for step in range((last - first).days // 7)]
        yield account, [(monday, round(flow.get(monday, 0.0), 2)) for monday in mondays]


def told_by(program, model, series, horizon):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.csv"
        source.write_text("unique_id,ds,y\n" + "".join(
            f"{account},{monday},{y}\n" for account, pairs in series for monday, y in pairs[:-horizon]))
        result = subprocess.run(
            [program, "forecast", "--input", source, "--horizon", str(horizon), "--model", model],
            capture_output=True, text=True, check=True)
    paths = collections.defaultdict(list)
    for row in csv.DictReader(result.stdout.splitlines()):
        paths[row["unique_id"]].append(tuple(float(row[name]) for name in ("p10", "p50", "p90")))
    return paths


def naive(known, horizon, season):
    values = [y for _, y in known]
    misses = sorted(b - a for a, b in zip(values, values[season:]))
    low, high = (misses[min(int(chance * len(misses)), len(misses) - 1)] for chance in (0.1, 0.9))
    path = [values[len(values) - season + step % season] for step in range(horizon)]
    return [(y + min(low, 0), y, y + max(high, 0)) for y in path]


def prophet(known, horizon):
    import logging
    logging.disable(logging.CRITICAL)
    import pandas as pd
    from prophet import Prophet
    frame = pd.DataFrame({"ds": [monday for monday, _ in known], "y": [y for _, y in known]})
    model = Prophet(interval_width=0.8).fit(frame)
    told = model.predict(model.make_future_dataframe(horizon, freq="7D", include_history=False))
    return list(zip(told["yhat_lower"], told["yhat"], told["yhat_upper"]))


def loss(path, actual):
    return statistics.fmean(
        chance * (y - q) if y >= q else (1 - chance) * (q - y)
        for quantiles, y in zip(path, actual) for chance, q in zip(CHANCES, quantiles))


def report(label, series, paths, horizon):
    cells = []
    for side in (None, 0, 1):
        losses, inside = [], []
        for account, pairs in series:
            if side not in (None, half(account)) or account not in paths:
                continue
            actual = [y for _, y in pairs[-horizon:]]
            size = statistics.fmean(abs(y) for _, y in pairs[:-horizon])
            losses.append(loss(paths[account], actual) / size)
            inside.append(statistics.fmean(p[0] <= y <= p[2] for p, y in zip(paths[account], actual)))
        cells.append(f"{statistics.fmean(losses):7.4f} {100 * statistics.fmean(inside):5.1f}")
    print(f"{label:28s} {len(paths):5d} | " + " | ".join(cells), flush=True)


def half(name):
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--prophet", action="store_true")
    parser.add_argument("--horizon", type=int, default=13)
    parser.add_argument("--program", default=str(ROOT / ".build/release/commons"))
    options = parser.parse_args()
    path = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data")) / "berka/ecac_trans_test.csv"
    if not path.exists() or not pathlib.Path(options.program).exists():
        print(f"cash: needs the movements at {path} (or COMMONS_DATA) and the program at "
              f"{options.program}.", file=sys.stderr)
        return
    horizon = options.horizon
    series = [(account, pairs) for account, pairs in weeks(path) if len(pairs) >= FEWEST + horizon]
    print(f"{'':28s} count | all: pinball cover | one half | the other half")
    for model in ("auto", "ets", "prophet"):
        report(model, series, told_by(options.program, model, series, horizon), horizon)
    for season in (4, 13, 52):
        report(f"seasonal naive, {season} weeks", series, {
            account: naive(pairs[:-horizon], horizon, season) for account, pairs in series
            if len(pairs) - horizon > season}, horizon)
    if options.prophet:
        report("Prophet (Python)", series, {
            account: prophet(pairs[:-horizon], horizon) for account, pairs in series}, horizon)


if __name__ == "__main__":
    main()
