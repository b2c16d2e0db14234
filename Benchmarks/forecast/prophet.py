#!/usr/bin/env python3
"""Prophet's example sets: what `commons forecast --model prophet` and Python's Prophet say of the
same future with the same settings (largest difference over the data's range, per cent), how
long each takes as a whole process on one core (the median of runs that take turns), and, with the end held out, who is nearer. Beside
the first how far Prophet is from itself when each value changes by 1e-13 of itself (the largest of
five tries), for its search comes to rest on kinks of the prior, and where is chance.

usage: Benchmarks/forecast/prophet.py [--program COMMONS] [--runs 5]       (needs `pip install prophet`)"""

import argparse
import csv
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = """
import logging, sys
logging.disable(logging.CRITICAL)
import pandas as pd
from prophet import Prophet
past, future, mode, growth, cap, target = sys.argv[1:]
past, future = pd.read_csv(past), pd.read_csv(future)
if growth == 'logistic':
    past['cap'] = future['cap'] = float(cap)
model = Prophet(seasonality_mode=mode, growth=growth, interval_width=0.8).fit(past)
model.predict(future)[['yhat']].to_csv(target, index=False)
"""
ITSELF = """
import logging, sys
logging.disable(logging.CRITICAL)
import numpy as np
import pandas as pd
from prophet import Prophet
past, future, mode, growth, cap = sys.argv[1:]
past, future = pd.read_csv(past), pd.read_csv(future)
if growth == 'logistic':
    past['cap'] = future['cap'] = float(cap)
lot = np.random.default_rng(1)
def told(y):
    model = Prophet(seasonality_mode=mode, growth=growth, uncertainty_samples=0)
    return model.fit(past.assign(y=y)).predict(future)['yhat'].to_numpy()
first = told(past.y)
print(max(np.abs(told(past.y * (1 + 1e-13 * lot.normal(size=len(past)))) - first).max()
          for _ in range(5)))
"""
SETS = [("wp_log_peyton_manning", 365, "additive", "linear", 0),
        ("wp_log_R", 365, "additive", "linear", 0), ("wp_log_R", 365, "additive", "logistic", 9),
        ("retail_sales", 36, "additive", "linear", 0),
        ("retail_sales", 36, "multiplicative", "linear", 0),
        ("air_passengers", 24, "multiplicative", "linear", 0),
        ("pedestrians_covid", 180, "additive", "linear", 0),
        ("retail_sales", 36, "additive", "flat", 0)]


def rows(path):
    text = path.read_text().replace("\r\n", "\n").replace("\r", "\n")
    return sorted((row["ds"], row["y"]) for row in csv.DictReader(text.splitlines()) if row["y"])


def timed(command):
    start = time.monotonic()
    result = subprocess.run(["taskset", "-c", "0", *command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    return result.stdout, time.monotonic() - start


def compare(program, runs, folder, path, horizon, mode, growth, cap):
    known = rows(path)
    past, later = known[:-horizon], known[-horizon:]
    (folder / "past.csv").write_text("ds,y\n" + "".join(f"{d},{y}\n" for d, y in past))
    own = [program, "forecast", "--input", folder / "past.csv", "--horizon", str(2 * horizon)]
    options = ["--seasonality-mode", mode, "--growth", growth] + (
        ["--capacity", str(cap)] if cap else [])
    told, _ = timed([*own, "--model", "prophet", *options])
    ours = {row["ds"]: float(row["p50"]) for row in csv.DictReader(told.splitlines())}
    auto = {row["ds"]: float(row["p50"]) for row in csv.DictReader(timed(own)[0].splitlines())}
    days = [day for day, _ in later if day in ours]
    (folder / "future.csv").write_text("ds\n" + "".join(f"{day}\n" for day in days))
    theirs_command = [sys.executable, "-c", PYTHON, folder / "past.csv", folder / "future.csv", mode, growth,
                      str(cap), folder / "out.csv"]
    times = [(timed(theirs_command)[1], timed([*own, "--model", "prophet", *options])[1]) for _ in range(runs)]
    theirs_seconds, seconds = map(statistics.median, zip(*times))
    itself, _ = timed([sys.executable, "-c", ITSELF, folder / "past.csv", folder / "future.csv",
                       mode, growth, str(cap)])
    theirs = [float(row["yhat"]) for row in csv.DictReader((folder / "out.csv").open())]
    actual = dict(later)
    values = [float(y) for _, y in past]
    spread = max(values) - min(values)
    most = max(abs(ours[day] - value) for day, value in zip(days, theirs)) / spread
    errors = [sum(abs(told - float(actual[day])) for day, told in pairs) / len(days) / spread
              for pairs in (zip(days, theirs), ((d, ours[d]) for d in days),
                            ((d, auto[d]) for d in days))]
    print(f"{path.stem[8:]:24s} {mode:14s} {growth:8s} {100 * most:8.3f} "
          f"{100 * float(itself.split()[-1]) / spread:8.3f} | "
          + " ".join(f"{100 * error:7.3f}" for error in errors)
          + f" | {theirs_seconds:6.2f} {seconds:6.3f} {theirs_seconds / seconds:5.0f}x", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/release/commons"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data"))
    sets = data / "timeseries/prophet-examples"
    if not sets.exists() or not pathlib.Path(options.program).exists():
        print(f"prophet: needs the example sets at {sets} (or COMMONS_DATA) and the program at "
              f"{options.program}.", file=sys.stderr)
        return
    print(f"{'':48s} apart, Prophet from itself % | error % of range: Prophet, ours, auto | seconds: Prophet, ours")
    with tempfile.TemporaryDirectory() as folder:
        for name, *rest in SETS:
            compare(options.program, options.runs, pathlib.Path(folder), sets / f"example_{name}.csv", *rest)


if __name__ == "__main__":
    main()
