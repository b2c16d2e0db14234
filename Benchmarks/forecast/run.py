#!/usr/bin/env python3
"""Forecasts the development series with `commons forecast` and prints sMAPE, MASE and the 80 %
interval's coverage a frequency, for each half of the series too; with --references also what
statsforecast's and Prophet's methods do on the same files, each run once and kept in a cache.

usage: Benchmarks/forecast/run.py [--references] [--cache FOLDER] [--program COMMONS] [--only NAME]

The references need `pip install statsforecast prophet`. Builds nothing; wants a release build."""

import argparse
import csv
import hashlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

# prophet.py beside this file would hide the package of that name.
sys.path.pop(0)
ROOT = pathlib.Path(__file__).resolve().parents[2]
ENDS = ("03-31", "06-30", "09-30", "12-31")
SEASONS = {"YEARLY": 1, "QUARTERLY": 4, "MONTHLY": 12, "OTHER": 1, "DAILY": 7, "WEEKLY": 52}


def dates(period, count):
    """Made-up dates: the collections' own are missing for some series, and no method here looks
    at more than their distance."""
    if period == "YEARLY":
        return [f"{1950 + step}-12-31" for step in range(count)]
    if period == "QUARTERLY":
        return [f"{1980 + step // 4}-{ENDS[step % 4]}" for step in range(count)]
    if period == "MONTHLY":
        return [f"{1980 + step // 12}-{step % 12 + 1:02d}-01" for step in range(count)]
    return [str(step + 1) for step in range(count)]


def competition(path):
    for line in path.open():
        row = json.loads(line)
        ds = dates(row["period"], row["n"] + row["h"])
        yield {"id": row["id"], "period": row["period"], "horizon": row["h"],
               "ds": ds[:row["n"]], "later": ds[row["n"]:], "y": row["x"], "actual": row["xx"]}


def held_out(rows, period, horizon):
    for name, pairs in rows.items():
        yield {"id": name, "period": period, "horizon": horizon,
               "ds": [day for day, _ in pairs[:-horizon]],
               "later": [day for day, _ in pairs[-horizon:]], "y": [y for _, y in pairs[:-horizon]],
               "actual": [y for _, y in pairs[-horizon:]]}


def further(series, horizon):
    """The months of a competition with more of each held out, where four years are left."""
    for item in series:
        ds, y = item["ds"] + item["later"], item["y"] + item["actual"]
        if item["period"] == "MONTHLY" and len(y) >= 48 + horizon:
            yield {**item, "horizon": horizon, "ds": ds[:-horizon], "later": ds[-horizon:],
                   "y": y[:-horizon], "actual": y[-horizon:]}


def weeks(days):
    """Seven times the mean of each week's known days; a week with fewer than three is a gap."""
    for start in range(0, len(days) - 6, 7):
        known = [y for _, y in days[start:start + 7] if y is not None]
        yield days[start][0], 7 * statistics.fmean(known) if len(known) > 2 else None


def collections(folder):
    for name in ("M3", "M1"):
        series = list(competition(folder / f"{name.lower()}.jsonl"))
        yield name, series
        for horizon in (24, 36):
            yield f"{name}-{horizon}", list(further(series, horizon))
    table = list(csv.DictReader((folder / "nn5_daily.csv").open()))
    machines = {name: [(row["date"], float(row[name]) if row[name] not in ("", "NA") else None)
                       for row in table] for name in table[0] if name != "date"}
    yield "NN5", list(held_out(machines, "DAILY", 56))
    yield "NN5-weeks", list(held_out({k: list(weeks(v)) for k, v in machines.items()}, "WEEKLY", 13))
    stores = {}
    for row in csv.DictReader((folder / "walmart_store_weekly.csv").open()):
        stores.setdefault(row["store"], []).append((row["week_ending"], float(row["weekly_sales"])))
    yield "Walmart", list(held_out({k: sorted(v) for k, v in stores.items()}, "WEEKLY", 13))


def half(name):
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2


def forecast(program, series, model):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.csv"
        with source.open("w") as out:
            out.write("unique_id,ds,y\n")
            for item in series:
                for day, y in zip(item["ds"], item["y"]):
                    out.write(f"{item['id']},{day},{'' if y is None else y}\n")
        start = time.monotonic()
        result = subprocess.run(
            [program, "forecast", "--input", source, "--horizon", str(series[0]["horizon"]),
             "--model", model], capture_output=True, text=True, check=True)
        seconds = time.monotonic() - start
    paths = {}
    for row in csv.DictReader(result.stdout.splitlines()):
        paths.setdefault(row["unique_id"], []).append(
            tuple(float(row[name]) for name in ("p10", "p50", "p90")))
    return paths, seconds


def reference(name, series):
    """Gaps are filled along the straight line, since these methods take none."""
    import numpy as np
    import pandas as pd
    from statsforecast import models
    season = SEASONS[series[0]["period"]]
    make = {"seasonal naive": lambda: models.SeasonalNaive(season),
            "AutoETS": lambda: models.AutoETS(season if season < 24 else 1),
            "Theta": lambda: models.Theta(season),
            "DOT": lambda: models.DynamicOptimizedTheta(season)}
    paths = {}
    for item in series:
        y = pd.Series(item["y"], dtype=float).interpolate(limit_direction="both").to_numpy()
        if name == "Prophet":
            from prophet import Prophet
            days = [calendar(text) for text in item["ds"] + item["later"]]
            known = len(item["ds"])
            model = Prophet().fit(pd.DataFrame({"ds": days[:known], "y": y}))
            path = model.predict(pd.DataFrame({"ds": days[known:]}))["yhat"].to_numpy()
        else:
            path = make[name]().forecast(y=np.asarray(y), h=item["horizon"])["mean"]
        paths[item["id"]] = [float(value) for value in path]
    return paths


def calendar(text):
    """Numbered steps as days, since Prophet takes dates only."""
    import pandas as pd
    if text.isdigit():
        return pd.Timestamp("2000-01-01") + pd.Timedelta(days=int(text))
    return pd.Timestamp(text)


def cached(cache, collection, name, series):
    period = series[0]["period"]
    file = cache / f"{collection}-{period}-{name.replace(' ', '-')}.json"
    if not file.exists():
        start = time.monotonic()
        paths = reference(name, series)
        file.write_text(json.dumps({"seconds": time.monotonic() - start, "paths": paths}))
    kept = json.loads(file.read_text())
    return {key: [(None, y, None) for y in path] for key, path in kept["paths"].items()}, kept["seconds"]


def mean_of(left, right):
    return {key: [(None, (a[1] + b[1]) / 2, None) for a, b in zip(left[key], right[key])]
            for key in left}


def score(series, paths):
    season = SEASONS[series[0]["period"]]
    shares, scaled, inside = [], [], []
    for item in series:
        known = item["y"]
        steps = [abs(b - a) for a, b in zip(known, known[season:]) if a is not None and b is not None]
        scale = statistics.fmean(steps) if steps else 0
        pairs = [(path, y) for path, y in zip(paths[item["id"]], item["actual"]) if y is not None]
        errors = [abs(path[1] - y) for path, y in pairs]
        shares.append(statistics.fmean(
            200 * e / (abs(p[1]) + abs(y)) if abs(p[1]) + abs(y) > 0 else 0
            for e, (p, y) in zip(errors, pairs)))
        if scale > 0:
            scaled.append(statistics.fmean(errors) / scale)
        if pairs[0][0][0] is not None:
            inside.append(statistics.fmean(p[0] <= y <= p[2] for p, y in pairs))
    cover = f"{100 * statistics.fmean(inside):5.1f}" if inside else "    -"
    return f"{statistics.fmean(shares):7.2f} {statistics.fmean(scaled):6.3f} {cover}"


def report(label, series, paths, seconds):
    halves = [[item for item in series if half(item["id"]) == side] for side in (0, 1)]
    parts = [score(part, paths) for part in (series, *halves) if part]
    print(f"{label:28s} {len(series):5d} | {' | '.join(parts)} | {seconds:7.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--references", action="store_true")
    parser.add_argument("--cache", type=pathlib.Path, default=ROOT / ".build/forecast-references")
    parser.add_argument("--program", default=str(ROOT / ".build/release/commons"))
    parser.add_argument("--model", default="auto")
    parser.add_argument("--only")
    options = parser.parse_args()
    folder = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data")) / "timeseries"
    if not folder.exists() or not pathlib.Path(options.program).exists():
        print(f"forecast: needs the development series at {folder} (or COMMONS_DATA) and the "
              f"program at {options.program} (bin/build, or --program).", file=sys.stderr)
        return
    options.cache.mkdir(parents=True, exist_ok=True)
    print(f"{'':28s} count | all: sMAPE MASE cover | one half | the other half")
    for collection, series in collections(folder):
        if options.only not in (None, collection):
            continue
        for period in dict.fromkeys(item["period"] for item in series):
            part = [item for item in series if item["period"] == period]
            paths, seconds = forecast(options.program, part, options.model)
            report(f"{collection} {period.lower()} {options.model}", part, paths, seconds)
            if not options.references:
                continue
            references = {}
            for name in ["seasonal naive", "Theta", "DOT", "AutoETS", "Prophet"]:
                references[name] = cached(options.cache, collection, name, part)
                report(f"  {name}", part, *references[name])
            mean = mean_of(references["DOT"][0], references["AutoETS"][0])
            report("  mean of DOT and AutoETS", part, mean,
                   references["DOT"][1] + references["AutoETS"][1])


if __name__ == "__main__":
    main()
