#!/usr/bin/env python3
"""How long forecasts take: `commons forecast --model auto` as a whole process on one core beside
statsforecast's AutoETS and AutoTheta of the same series, also on one core, after both were warmed
up; and all given series of M3 as one file on all cores.

usage: Benchmarks/forecast/speed.py [--program COMMONS]       (needs `pip install statsforecast`)"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# prophet.py beside this file would hide the package of that name, were it wanted.
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def told(program, series, horizon, folder, core=None):
    source = folder / "in.csv"
    source.write_text("unique_id,ds,y\n" + "".join(
        f"{item['id']},{day},{'' if y is None else y}\n"
        for item in series for day, y in zip(item["ds"], item["y"])))
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    start = time.monotonic()
    subprocess.run([*pinned, program, "forecast", "--input", source, "--horizon", str(horizon),
                    "--output", folder / "out.csv"], check=True)
    return time.monotonic() - start


def reference(series, season, horizon):
    import numpy as np
    import pandas as pd
    from statsforecast import models
    known = [pd.Series(item["y"], dtype=float).interpolate(limit_direction="both").to_numpy()
             for item in series]
    fit = [models.AutoETS(season), models.AutoTheta(season)]
    for model in fit:
        for y in known[:3]:
            model.forecast(y=np.asarray(y), h=horizon)
    start = time.monotonic()
    for model in fit:
        for y in known:
            model.forecast(y=np.asarray(y), h=horizon)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/release/commons"))
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data")) / "timeseries"
    if not data.exists() or not pathlib.Path(options.program).exists():
        print(f"speed: needs the development series at {data} (or COMMONS_DATA) and the program at "
              f"{options.program}.", file=sys.stderr)
        return
    os.environ["NUMBA_NUM_THREADS"] = "1"
    os.sched_setaffinity(0, {0})
    import run
    given = dict(run.collections(data))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for collection in ("M3", "NN5"):
            for period in dict.fromkeys(item["period"] for item in given[collection]):
                part = [item for item in given[collection] if item["period"] == period]
                horizon, season = part[0]["horizon"], run.SEASONS[period]
                ours = told(options.program, part, horizon, folder, core=0)
                theirs = reference(part, season, horizon)
                print(f"{collection} {period.lower():12s} {len(part):5d} series | auto {ours:6.2f} s | "
                      f"AutoETS and AutoTheta {theirs:7.2f} s | {theirs / ours:6.1f}x", flush=True)
        os.sched_setaffinity(0, range(os.cpu_count()))
        seconds = told(options.program, given["M3"], 18, folder)
        print(f"all {len(given['M3'])} series of M3 in one file, 18 ahead, all cores: {seconds:.2f} s")


if __name__ == "__main__":
    main()
