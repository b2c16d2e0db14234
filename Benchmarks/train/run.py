#!/usr/bin/env python3
"""Area under the curve on fixed folds: `commons train` as it comes, LightGBM tuned in Python, and logistic regression.

    python3 -m venv VENV && VENV/bin/pip install lightgbm scikit-learn pandas
    VENV/bin/python Benchmarks/train/run.py [--data ../shared/data] [--cache FOLDER] [--table NAME] [--model KIND] [--program COMMONS]

Each table is dealt to five folds by a fixed seed, both outcomes in turn. Every method is trained on four folds and judged on
the fifth: what it tunes, it tunes on the four. Tuned LightGBM: 16 random settings, cross-validated with early stopping,
the best one fitted again. Logistic regression: medians and indicators for missing values, scaled, one-hot, ridge by
cross-validation. Printed: the mean over the folds, and the spread of the difference to tuned LightGBM. Peers are kept in
the cache, which names the table's hash.
"""
import argparse
import csv
import hashlib
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import warnings

from tables import TABLES

warnings.simplefilter("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDS = 5


def dealt(rows):
    """By row: its fold."""
    lots, folds = random.Random(7), [0] * len(rows)
    for outcome in ("0", "1"):
        places = [place for place, row in enumerate(rows) if row[-1] == outcome]
        lots.shuffle(places)
        for turn, place in enumerate(places):
            folds[place] = turn % FOLDS
    return folds


def written(path, header, rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def ours(program, kind, header, train, test):
    from sklearn.metrics import roc_auc_score
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table = written(folder / "train.csv", header, train)
        result = subprocess.run([program, "train", "--input", table, "--target", header[-1], "--output", folder / "model",
                                 "--model", kind, "--json"],
                                capture_output=True, text=True)
        if result.returncode:
            sys.exit(result.stderr)
        rows = written(folder / "test.csv", header, test)
        scores = subprocess.run([program, "score", "--model", folder / "model", "--input", rows], capture_output=True, text=True,
                                check=True).stdout
    found = [float(row["raw"]) for row in csv.DictReader(scores.splitlines())]
    return roc_auc_score([int(row[-1]) for row in test], found)


def frames(header, train, test):
    """Numbers where the column holds nothing else, else categories of the training rows."""
    import pandas
    pieces = [pandas.DataFrame(rows, columns=header).drop(columns=header[-1]) for rows in (train, test)]
    for name in header[:-1]:
        numbers = [pandas.to_numeric(piece[name].replace({"": None, "NA": None}), errors="coerce") for piece in pieces]
        texts = [piece[name].replace({"": None}) for piece in pieces]
        if all(number.isna().sum() == text.replace({"NA": None}).isna().sum() for number, text in zip(numbers, texts)):
            for piece, number in zip(pieces, numbers):
                piece[name] = number.astype(float)
        elif texts[0].nunique() > 200:
            pieces = [piece.drop(columns=name) for piece in pieces]
        else:
            kinds = pandas.CategoricalDtype(sorted(texts[0].dropna().unique()))
            for piece, text in zip(pieces, texts):
                piece[name] = text.astype(kinds)
    return [*pieces, *([int(row[-1]) for row in rows] for rows in (train, test))]


def tuned(header, train, test):
    import lightgbm
    from sklearn.metrics import roc_auc_score
    x, later, y, outcomes = frames(header, train, test)
    lots, best = random.Random(3), (0, None, 0)
    small = len(train) < 20_000
    for turn in range(16 if small else 8):
        options = {
            "objective": "binary", "metric": "auc", "verbosity": -1, "num_threads": 1, "seed": 1, "bagging_freq": 1,
            "learning_rate": lots.choice([0.02, 0.05] if small else [0.05]), "num_leaves": lots.choice([4, 7, 15, 31, 63]),
            "min_data_in_leaf": min(lots.choice([5, 20, 50, 100]), len(y) // 10),
            "feature_fraction": lots.choice([0.3, 0.5, 0.8, 1]), "bagging_fraction": lots.choice([0.5, 0.7, 0.9]),
            "lambda_l2": lots.choice([0, 1, 10, 50]), "lambda_l1": lots.choice([0, 0, 1]),
        }
        found = lightgbm.cv(options, lightgbm.Dataset(x, y), 1500, nfold=5, stratified=True, seed=1,
                            callbacks=[lightgbm.early_stopping(60, verbose=False)])["valid auc-mean"]
        if found[-1] > best[0]:
            best = (found[-1], options, len(found))
    model = lightgbm.train(best[1], lightgbm.Dataset(x, y), best[2])
    return roc_auc_score(outcomes, model.predict(later))


def logistic(header, train, test):
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegressionCV
    from sklearn.metrics import roc_auc_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
    x, later, y, outcomes = frames(header, train, test)
    numbers = [name for name in x if x[name].dtype.kind == "f" and x[name].notna().any()]
    texts = [name for name in x if x[name].dtype.kind != "f"]
    for piece in (x, later):
        piece[texts] = piece[texts].astype(object).where(piece[texts].notna(), "missing")
    made = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
        ("texts", OneHotEncoder(handle_unknown="ignore"), texts)])
    model = make_pipeline(made, LogisticRegressionCV(Cs=[0.001, 0.01, 0.1, 1, 10], cv=5, scoring="roc_auc", max_iter=2000))
    model.fit(x, y)
    return roc_auc_score(outcomes, model.predict_proba(later)[:, 1])


def peers(cache, name, header, rows, folds):
    digest = hashlib.sha256(repr((header, rows)).encode()).hexdigest()[:16]
    path = cache / f"{name}-{digest}.json"
    if not path.exists():
        found = {"tuned": [], "logistic": []}
        for fold in range(FOLDS):
            train, test = split(rows, folds, fold)
            found["tuned"].append(tuned(header, train, test))
            found["logistic"].append(logistic(header, train, test))
        path.write_text(json.dumps(found))
    return json.loads(path.read_text())


def split(rows, folds, fold):
    return [[row for row, own in zip(rows, folds) if (own == fold) == is_test] for is_test in (False, True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data")))
    parser.add_argument("--cache", type=pathlib.Path, default=ROOT / ".build/train-peers")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/debug/commons")
    parser.add_argument("--table", choices=TABLES, action="append")
    parser.add_argument("--model", choices=("auto", "trees", "scorecard"), default="auto")
    parser.add_argument("--peers-only", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"there is no data folder {options.data}: name it with --data or COMMONS_DATA")
    options.cache.mkdir(parents=True, exist_ok=True)
    print(f"{'table':10} {'rows':>7} {'events':>6}   commons    tuned  logistic   difference to tuned (spread over folds)", flush=True)
    for name in options.table or TABLES:
        header, rows = TABLES[name](options.data)
        folds = dealt(rows)
        found = peers(options.cache, name, header, rows, folds)
        own = [] if options.peers_only else [ours(options.program, options.model, header, *split(rows, folds, fold)) for fold in range(FOLDS)]
        means = [statistics.mean(values or [float("nan")]) for values in (own, found["tuned"], found["logistic"])]
        differences = [mine - theirs for mine, theirs in zip(own, found["tuned"])] or [0.0, 0.0]
        print(f"{name:10} {len(rows):7} {sum(row[-1] == '1' for row in rows):6}" + "".join(f"  {mean:8.4f}" for mean in means)
              + f"   {statistics.mean(differences):+.4f} ({statistics.stdev(differences):.4f})", flush=True)


if __name__ == "__main__":
    main()
