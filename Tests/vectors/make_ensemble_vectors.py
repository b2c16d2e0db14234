"""Makes the models and answers that tree ensembles are tested with: Tests/vectors/ensembles/, and
Tests/vectors/ensemble_calls.json, what `score_rows` of the core refuses.

    .build/score-peers/bin/python Tests/vectors/make_ensemble_vectors.py

needs lightgbm, shap, numpy, pandas (PyPI). All tables are generated here. For each model: rows, raw scores and
`pred_contrib` by LightGBM; interventional attributions by their definition, from LightGBM's raw scores; and shap's, where
shap reads the model. null is a missing value. The committed files were made with lightgbm 4.7.0 and
shap 0.51.0.
"""
import itertools
import json
import math
import pathlib
import re

import lightgbm
import numpy
import shap

FOLDER = pathlib.Path(__file__).parent / "ensembles"


def table(seed, rows=600, features=6, missing=0.15, zeros=0.2, categories=(4,)):
    random = numpy.random.default_rng(seed)
    x = numpy.round(random.normal(size=(rows, features)), 3)
    x[random.random(x.shape) < zeros] = 0
    for column in categories:
        x[:, column] = random.integers(0, 40, rows)
    weight = random.normal(size=features)
    score = x @ weight * 0.3 + numpy.sin(3 * x[:, 0]) + (x[:, 1] * x[:, 2])
    for column in categories:
        score += numpy.where((x[:, column] * 7) % 5 < 2, 1.0, -1.0)
    y = (score + random.logistic(size=rows) > 0).astype(float)
    x[random.random(x.shape) < missing] = numpy.nan
    return x, y, score


def fit(x, y, trees, categories=(), **options):
    settings = dict(objective="binary", verbosity=-1, num_threads=1, deterministic=True, seed=7,
                    min_data_in_leaf=5, num_leaves=15, learning_rate=0.1)
    settings.update(options)
    data = lightgbm.Dataset(x, y, categorical_feature=list(categories), free_raw_data=False)
    return lightgbm.train(settings, data, num_boost_round=trees)


def probes(x, seed):
    """Training rows, and rows nobody has seen: far values, all missing, zeros, strange categories."""
    random = numpy.random.default_rng(seed)
    rows = [row for row in x[random.choice(len(x), 24, replace=False)]]
    width = x.shape[1]
    rows += [numpy.full(width, numpy.nan), numpy.zeros(width), numpy.full(width, -0.5),
             numpy.full(width, 1e12), numpy.full(width, -1e12), numpy.full(width, 1e-36),
             numpy.full(width, -7.0), numpy.full(width, 33.7), numpy.full(width, 5.0),
             numpy.full(width, numpy.inf), numpy.full(width, -numpy.inf)]
    return numpy.array(rows)


def text(value):
    return None if numpy.isnan(value) else float(value)


def definition(model, rows, background):
    """Shapley values of each row: the mean, over all orders in which features become known, of what each adds to the mean
    raw score of the background with the known features replaced. Values of trees add up, so that a model of many features is
    taken tree by tree, where few features remain."""
    frame = model.trees_to_dataframe().dropna(subset="split_feature")
    number = {name: place for place, name in enumerate(model.feature_name())}
    used = sorted({number[name] for name in frame["split_feature"]})
    if len(used) <= 8:
        return shapley(lambda x: model.predict(x, raw_score=True), used, rows, background)
    total = numpy.zeros(rows.shape)
    for tree, splits in frame.groupby("tree_index"):
        used = sorted({number[name] for name in splits["split_feature"]})
        total += shapley(lambda x: model.predict(x, raw_score=True, start_iteration=tree, num_iteration=1),
                         used, rows, background)
    return total


def shapley(score, used, rows, background):
    assert len(used) <= 8, used
    sets = [set(chosen) for size in range(len(used) + 1) for chosen in itertools.combinations(used, size)]
    values = {}
    for known in sets:
        mixed = numpy.tile(background, (len(rows), 1))
        for feature in known:
            mixed[:, feature] = numpy.repeat(rows[:, feature], len(background))
        values[frozenset(known)] = score(mixed).reshape(len(rows), -1).mean(axis=1)
    result = numpy.zeros(rows.shape)
    for feature in used:
        for known in sets:
            if feature not in known:
                weight = math.factorial(len(known)) * math.factorial(len(used) - len(known) - 1) / math.factorial(len(used))
                result[:, feature] += weight * (values[frozenset(known | {feature})] - values[frozenset(known)])
    return result


def compact(text):
    """Only what scores and attributions rest on, with short numbers; LightGBM reads it all the same."""
    kept = ("", "Tree", "num_leaves", "num_cat", "split_feature", "threshold", "decision_type", "left_child", "right_child",
            "leaf_value", "leaf_count", "internal_count", "cat_boundaries", "cat_threshold")
    header, trees = text.split("\n\n", 1)
    lines = [line for line in header.splitlines() if not line.startswith("tree_sizes")] + [""]
    for line in trees[:trees.index("end of trees")].splitlines():
        key, _, value = line.partition("=")
        if key in ("threshold", "leaf_value"):
            value = re.sub(r"\S+", lambda number: f"{float(number[0]):.6g}", value)
        if key in kept:
            lines.append(f"{key}={value}" if key else "")
    return "\n".join(lines) + "\nend of trees\n"


def table_text(rows):
    """JSON has neither NaN nor infinity: null and "inf" or "-inf"."""
    return [[None if numpy.isnan(value) else float(value) if numpy.isfinite(value) else str(value) for value in row]
            for row in rows]


def save(name, model, x, by_shap=False, shorten=False):
    path = FOLDER / f"{name}.txt"
    model.save_model(path)
    if shorten:
        path.write_text(compact(path.read_text()))
    count = model.num_trees()
    model = lightgbm.Booster(model_file=path)
    assert model.num_trees() == count, f"{name}: LightGBM reads {model.num_trees()} trees of {count}"
    rows, background = probes(x, 3), x[:25]
    answers = {
        "rows": table_text(rows),
        "raw": model.predict(rows, raw_score=True).tolist(),
        "answer": model.predict(rows).tolist(),
        "contributions": model.predict(rows, pred_contrib=True).tolist(),
        "background": table_text(background),
        "interventional": definition(model, rows, background).tolist(),
        "interventional_base": model.predict(background, raw_score=True).mean(),
    }
    if by_shap:
        explainer = shap.TreeExplainer(model, background, feature_perturbation="interventional")
        answers["shap"] = explainer.shap_values(rows, check_additivity=False).tolist()
    path.with_suffix(".json").write_text(json.dumps(answers) + "\n")
    print(f"{name}: {path.stat().st_size} bytes, {model.num_trees()} trees")


def write_calls():
    """What `score_rows` answers to a model of one split whose numbers are exact, and what it refuses, value for value."""
    stump = "\n".join([
        "tree", "version=v4", "num_class=1", "num_tree_per_iteration=1", "max_feature_idx=1", "objective=regression",
        "feature_names=sales age", "feature_infos=[0:9] none", "", "Tree=0", "num_leaves=2", "num_cat=0", "split_feature=0",
        "threshold=2", "decision_type=10", "left_child=-1", "right_child=-2", "leaf_value=-0.5 1.5", "leaf_count=3 1",
        "internal_count=4", "", "end of trees", ""])
    good = {"model": stump, "rows": [[2, 5], [2.5, None], [None, None]]}

    def refusal(name, code, message, pointer, **changed):
        given = {key: value for key, value in {**good, **changed}.items() if value is not None}
        return {"function": "score_rows", "name": name, "input": given,
                "answer": {"error": {"code": code, "message": message, "pointer": pointer}}}

    width = "a row is 2 numbers, null where one is missing"
    number = "a value is a finite number, or null where it is missing"
    calls = [
        {"function": "score_rows", "name": "three rows", "input": good,
         "includes": {"features": ["sales", "age"], "raw": [-0.5, 1.5, -0.5], "answers": [-0.5, 1.5, -0.5]}},
        {"function": "score_rows", "name": "no row", "input": {**good, "rows": []},
         "answer": {"features": ["sales", "age"], "raw": [], "answers": [], "contributions": []}},
        refusal("no model", "missing", "model is missing", "/model", model=None),
        refusal("no rows", "missing", "rows is missing", "/rows", rows=None),
        refusal("a model cut off", "score_model", "line 21: the model is cut off: 'end of trees' is missing", "/model",
                model=stump.replace("end of trees\n", "")),
        refusal("a number that is none", "score_model", "line 18: leaf_value holds 'much', which is no finite number", "/model",
                model=stump.replace("-0.5", "much")),
        # Eighteen digits do not fit the 32 bits of `Int` in a browser.
        refusal("a number of leaves beyond all", "score_model", "line 11: num_leaves holds '999999999999999999', which is no "
                "whole number from 1 to 10000000", "/model", model=stump.replace("num_leaves=2", "num_leaves=" + "9" * 18)),
        refusal("a row too short", "score_row", width, "/rows/1", rows=[[1, 2], [1]]),
        refusal("a row that is none", "score_row", width, "/rows/0", rows=[7]),
        refusal("a text among the numbers", "score_row", number, "/rows/0/1", rows=[[1, "2"]]),
        refusal("a number beyond all", "score_row", number, "/rows/0/0", rows=[[10 ** 400, 2]]),
        refusal("no row to compare with", "score_background", "a background has at least one row", "/background",
                background=[]),
        refusal("a row to compare with that is too long", "score_row", width, "/background/0", background=[[1, 2, 3]]),
        refusal("no counts of rows", "score_counts", "tree 0 does not say how many rows its leaves saw", "/model",
                model=stump.replace("leaf_count=3 1\n", "")),
    ]
    path = FOLDER.parent / "ensemble_calls.json"
    path.write_text(json.dumps({"about": "Made by make_ensemble_vectors.py.", "calls": calls}, indent=1) + "\n")


def main():
    FOLDER.mkdir(exist_ok=True)
    x, y, score = table(1, missing=0, zeros=0, categories=())
    save("one-stump", fit(x, y, 1, num_leaves=2), x, by_shap=True)
    save("plain", fit(x, y, 20), x, by_shap=True)
    save("deep", fit(x, score, 3, objective="regression", num_leaves=120, min_data_in_leaf=1), x, by_shap=True)
    x, y, score = table(2)
    # shap cannot read sets of categories.
    save("categories-and-missing", fit(x, y, 25, categories=[4], min_data_per_group=3,
                                       cat_smooth=1, max_cat_to_onehot=3), x)
    x, y, score = table(3, categories=())
    save("missing-nan", fit(x, y, 12), x)
    save("missing-zero", fit(x, y, 12, zero_as_missing=True), x)
    save("missing-none", fit(x, y, 12, use_missing=False), x)
    save("monotone", fit(x, y, 15, monotone_constraints=[1, -1, 0, 0, 1, 0],
                         monotone_constraints_method="advanced", sigmoid=1.7), x)
    save("forest", fit(x, y, 10, boosting="rf", bagging_freq=1, bagging_fraction=0.6), x)
    save("poisson", fit(numpy.nan_to_num(x), numpy.round(numpy.exp(numpy.clip(score, -2, 2))), 8,
                        objective="poisson"), numpy.nan_to_num(x), by_shap=True)
    x, y, score = table(5, rows=1500, features=24, missing=0, zeros=0, categories=())
    save("wide-paths", fit(x, y, 4, num_leaves=80, min_data_in_leaf=1, feature_fraction=0.3,
                           feature_fraction_bynode=0.3), x, by_shap=True)
    constant = numpy.zeros((60, 3))
    save("constant", fit(constant, (numpy.arange(60) % 3 == 0).astype(float), 3), constant)
    x, y, score = table(8, rows=2000, features=7, categories=())
    x[:, 6] = numpy.where(numpy.isnan(x[:, 6]), numpy.nan, numpy.abs(numpy.round(5 * x[:, 6])))
    save("two-thousand-trees", fit(x, y, 2000, categories=[6], num_leaves=4, learning_rate=0.02, max_bin=31,
                                   min_data_in_leaf=20, max_cat_to_onehot=2, feature_fraction=0.6), x, shorten=True)
    write_calls()


main()
