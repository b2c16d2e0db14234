"""Scores and attributions a second against LightGBM's C API, its pred_contrib, and Python's shap: one core, one run.

    COMMONS_CORE_ONLY=1 swift build -c release --scratch-path .build-core --product ScoreBenchmark
    .build/score-peers/bin/python Benchmarks/score/run.py [--seconds 2] [--models 200x15,500x31]

    .build/score-peers/bin/python Benchmarks/score/run.py --parity

Needs lightgbm, shap, numpy from PyPI. The table is generated (10,000 rows x 23 features, some missing); each line gives rows
a second for both, and the largest difference between the answers. With `--parity` answers alone are compared: of 1 to 2,000
trees, and of categories, zero as missing, monotone constraints, 255 leaves, a forest. Raw scores may differ from LightGBM's by
1e-12 (of scores above 1, of their size), attributions from `pred_contrib` and from shap's own algorithm by 1e-9. Exits 1
where anything differs by more, in either use.
"""
import argparse
import ctypes
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
import lightgbm
import numpy
import shap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build-core/release/ScoreBenchmark"
RAW_LIMIT, ATTRIBUTION_LIMIT, SHAP_ROWS = 1e-12, 1e-9, 200


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


def compare(name, model, x, seconds, folder, timed=True, with_shap=True):
    """Whether all answers are within the limits; each mode of ours counts, so that the worst cannot hide behind the last."""
    path, rows = folder / "model.txt", folder / "rows"
    model.save_model(path)
    model = lightgbm.Booster(model_file=path)
    x.tofile(rows)
    raw = model.predict(x, raw_score=True, num_threads=1)
    few = x[:2000]
    contributions = model.predict(few, pred_contrib=True, num_threads=1)
    speeds, worst, difference = {}, 0.0, 0.0
    for mode in ("batch", "single"):
        speeds[mode], answers = ours(path, rows, mode, seconds, folder)
        worst = numpy.maximum(worst, (numpy.abs(answers - raw) / numpy.maximum(1, numpy.abs(raw))).max())
    few.tofile(rows)
    for mode in ("contributions", "contribution"):
        speeds[mode], answers = ours(path, rows, mode, seconds, folder)
        answers = answers.reshape(contributions.shape)
        difference = numpy.maximum(difference, numpy.abs(answers - contributions).max())
    # A comparison with NaN is false, so that it fails.
    kept = bool(worst <= RAW_LIMIT and difference <= ATTRIBUTION_LIMIT)
    told = f"{name}: raw scores differ by at most {worst:.1e}, attributions by {difference:.1e}"
    if with_shap:
        explained = shaps_own(model).shap_values(few[:SHAP_ROWS], check_additivity=False)
        apart = numpy.abs(answers[:SHAP_ROWS, :-1] - explained).max()
        kept = kept and bool(apart <= ATTRIBUTION_LIMIT)
        told += f", from shap's by {apart:.1e}"
    print(told + ("" if kept else ": TOO MUCH"), flush=True)
    if timed:
        time_peers(path, model, x, few, seconds, speeds)
    return kept


def shaps_own(model):
    """With a model of LightGBM's it calls pred_contrib; this is shap's own algorithm."""
    explainer = shap.TreeExplainer(model)
    explainer.model.model_type = "internal"
    return explainer


def time_peers(path, model, x, few, seconds, speeds):
    dll = lambda: model.predict(x, raw_score=True, num_threads=1)
    lines = [("scores, batch", "batch", "LightGBM", rate(dll, len(x), seconds)),
             ("scores, one row at a time", "single", "LightGBM C API", single(path, x)),
             ("attributions", "contributions", "pred_contrib",
              rate(lambda: model.predict(few, pred_contrib=True, num_threads=1), len(few), seconds))]
    explainer = shaps_own(model)
    filled = numpy.asarray(few)
    lines.append(("attributions", "contributions", "shap",
                  rate(lambda: explainer.shap_values(filled, check_additivity=False), len(few), seconds)))
    one = few[:1]
    lines.append(("attributions, one row", "contribution", "pred_contrib",
                  rate(lambda: model.predict(one, pred_contrib=True, num_threads=1), 1, seconds)))
    for what, mode, peer, theirs in lines:
        print(f"  {what:28} ours {speeds[mode]:12,.0f} rows/s   {peer:15} {theirs:12,.0f} rows/s   "
              f"{speeds[mode] / theirs:6.2f}x")


def parity(x, y, folder):
    """For each model: whether its answers are within the limits."""
    for trees in (1, 2, 10, 100, 500, 1000, 2000):
        yield compare(f"{trees} trees x 31 leaves", fit(x, y, trees, 31), x, 0, folder, timed=False)
    wide, target = table(10_000, categories=(5, 6))
    # Neither sets of categories nor zero as missing is known to shap.
    yield compare("categories", fit(wide, target, 300, 31, (5, 6), max_cat_to_onehot=4), wide, 0, folder, timed=False,
                  with_shap=False)
    yield compare("zero as missing", fit(x, y, 200, 31, zero_as_missing=True), x, 0, folder, timed=False, with_shap=False)
    yield compare("monotone", fit(x, y, 200, 31, monotone_constraints=[1, -1] + [0] * 21), x, 0, folder, timed=False)
    yield compare("255 leaves", fit(x, y, 100, 255), x, 0, folder, timed=False)
    forest = fit(x, y, 100, 31, boosting="rf", bagging_freq=1, bagging_fraction=0.6)
    yield compare("forest", forest, x, 0, folder, timed=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--models", default="200x15,500x31")
    parser.add_argument("--parity", action="store_true")
    options = parser.parse_args()
    x, y = table(10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if options.parity:
            kept = list(parity(x, y, folder))
        else:
            sizes = [tuple(map(int, size.split("x"))) for size in options.models.split(",")]
            kept = [compare(f"{trees}x{leaves}", fit(x, y, trees, leaves), x, options.seconds, folder)
                    for trees, leaves in sizes]
    print(f"{sum(kept)} of {len(kept)} models within {RAW_LIMIT} and {ATTRIBUTION_LIMIT}")
    sys.exit(0 if kept and all(kept) else 1)


if __name__ == "__main__":
    main()
