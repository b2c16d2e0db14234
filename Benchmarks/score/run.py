"""Scores and attributions a second against LightGBM's C API, its pred_contrib, and Python's shap: one core, one run.

    COMMONS_CORE_ONLY=1 swift build -c release --scratch-path .build-core --product ScoreBenchmark
    .build/score-peers/bin/python Benchmarks/score/run.py [--seconds 2] [--models 200x15,500x31]

Needs lightgbm, shap, numpy from PyPI. The table is generated (10,000 rows x 23 features, some missing); each line gives rows
a second for both, and the largest difference between the answers. `parity` models only compare answers.
"""
import argparse
import ctypes
import os
import pathlib
import subprocess
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
import lightgbm
import numpy
import shap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build-core/release/ScoreBenchmark"


def table(rows, features=23, categories=()):
    random = numpy.random.default_rng(20)
    x = random.normal(size=(rows, features))
    x[:, 3] = numpy.round(x[:, 3])
    for column in categories:
        x[:, column] = random.integers(0, 60, rows)
    score = x @ random.normal(size=features) * 0.3 + numpy.sin(2 * x[:, 0]) + x[:, 1] * x[:, 2]
    y = (score + random.logistic(size=rows) > 1).astype(float)
    x[random.random(x.shape) < 0.05] = numpy.nan
    return x, y


def fit(x, y, trees, leaves, categories=(), **options):
    settings = dict(objective="binary", num_leaves=leaves, learning_rate=0.03, verbosity=-1, num_threads=1, seed=1)
    settings.update(options)
    return lightgbm.train(settings, lightgbm.Dataset(x, y, categorical_feature=list(categories)), trees)


def rate(function, rows, seconds):
    function()
    rounds, start = 0, time.perf_counter()
    while rounds == 0 or time.perf_counter() - start < seconds:
        function()
        rounds += 1
    return rows * rounds / (time.perf_counter() - start)


def single(path, x):
    """One row at a time through LGBM_BoosterPredictForMatSingleRowFast, without Python's own time: the loop's cost of
    an empty call is taken away."""
    library = ctypes.CDLL(str(next(pathlib.Path(lightgbm.__file__).parent.rglob("lib_lightgbm.so"))))
    booster, turns = ctypes.c_void_p(), ctypes.c_int()
    library.LGBM_BoosterCreateFromModelfile(str(path).encode(), ctypes.byref(turns), ctypes.byref(booster))
    config = ctypes.c_void_p()
    library.LGBM_BoosterPredictForMatSingleRowFastInit(
        booster, 1, 0, -1, 1, ctypes.c_int32(x.shape[1]), b"num_threads=1", ctypes.byref(config))
    length, answer = ctypes.c_int64(), ctypes.c_double()
    call, empty = library.LGBM_BoosterPredictForMatSingleRowFast, library.LGBM_GetLastError
    out = (ctypes.byref(length), ctypes.byref(answer))
    pointers = [ctypes.c_void_p(x.ctypes.data + row * x.strides[0]) for row in range(len(x))]

    def loop(function):
        start = time.perf_counter()
        for pointer in pointers:
            function(config, pointer, *out)
        return time.perf_counter() - start

    loop(call)
    taken = min(loop(call) for _ in range(3)) - min(loop(empty) for _ in range(3))
    return len(x) / taken


def ours(model, rows, mode, seconds, folder):
    output = folder / "answers"
    result = subprocess.run([PROGRAM, model, rows, mode, str(seconds), output], check=True, capture_output=True, text=True)
    return float(result.stdout), numpy.fromfile(output)


def compare(name, model, x, seconds, folder, timed=True):
    path, rows = folder / "model.txt", folder / "rows"
    model.save_model(path)
    model = lightgbm.Booster(model_file=path)
    x.tofile(rows)
    raw = model.predict(x, raw_score=True, num_threads=1)
    few = x[:2000]
    contributions = model.predict(few, pred_contrib=True, num_threads=1)
    speeds = {}
    for mode in ("batch", "single"):
        speeds[mode], answers = ours(path, rows, mode, seconds, folder)
        worst = numpy.abs(answers - raw).max()
    few.tofile(rows)
    for mode in ("contributions", "contribution"):
        speeds[mode], answers = ours(path, rows, mode, seconds, folder)
        difference = numpy.abs(answers.reshape(contributions.shape) - contributions).max()
    print(f"{name}: raw scores differ by at most {worst:.1e}, attributions by {difference:.1e}")
    if not timed:
        return
    dll = lambda: model.predict(x, raw_score=True, num_threads=1)
    lines = [("scores, batch", "batch", "LightGBM", rate(dll, len(x), seconds)),
             ("scores, one row at a time", "single", "LightGBM C API", single(path, x)),
             ("attributions", "contributions", "pred_contrib",
              rate(lambda: model.predict(few, pred_contrib=True, num_threads=1), len(few), seconds))]
    explainer = shap.TreeExplainer(model)
    # With a model of its own it calls pred_contrib; this is shap's own algorithm.
    explainer.model.model_type = "internal"
    filled = numpy.asarray(few)
    lines.append(("attributions", "contributions", "shap",
                  rate(lambda: explainer.shap_values(filled, check_additivity=False), len(few), seconds)))
    one = few[:1]
    lines.append(("attributions, one row", "contribution", "pred_contrib",
                  rate(lambda: model.predict(one, pred_contrib=True, num_threads=1), 1, seconds)))
    for what, mode, peer, theirs in lines:
        print(f"  {what:28} ours {speeds[mode]:12,.0f} rows/s   {peer:15} {theirs:12,.0f} rows/s   "
              f"{speeds[mode] / theirs:6.2f}x")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--models", default="200x15,500x31")
    parser.add_argument("--parity", action="store_true")
    options = parser.parse_args()
    x, y = table(10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for size in options.models.split(","):
            trees, leaves = map(int, size.split("x"))
            compare(size, fit(x, y, trees, leaves), x, options.seconds, folder)
        if options.parity:
            compare("2000 trees x 31 leaves", fit(x, y, 2000, 31), x, 0, folder, timed=False)
            wide, target = table(10_000, categories=(5, 6))
            compare("categories", fit(wide, target, 300, 31, (5, 6), max_cat_to_onehot=4), wide, 0, folder, timed=False)
            compare("zero as missing", fit(x, y, 200, 31, zero_as_missing=True), x, 0, folder, timed=False)
            compare("monotone", fit(x, y, 200, 31, monotone_constraints=[1, -1] + [0] * 21), x, 0, folder, timed=False)
            compare("255 leaves", fit(x, y, 100, 255), x, 0, folder, timed=False)


if __name__ == "__main__":
    main()
