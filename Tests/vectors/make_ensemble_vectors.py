"""Makes the models and answers that tree ensembles are tested with: Tests/vectors/ensembles/.

    .build/score-peers/bin/python Tests/vectors/make_ensemble_vectors.py

needs lightgbm, shap, numpy, pandas (PyPI). All tables are generated here. For each model: rows, raw scores and
`pred_contrib` by LightGBM, interventional attributions by shap. The committed files were made with
lightgbm 4.7.0 and shap 0.51.0.
"""
import json
import pathlib

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
             numpy.full(width, -7.0), numpy.full(width, 33.7), numpy.full(width, 5.0)]
    return numpy.array(rows)


def text(value):
    return None if numpy.isnan(value) else float(value)


def save(name, model, x, interventional=True):
    path = FOLDER / f"{name}.txt"
    model.save_model(path)
    model = lightgbm.Booster(model_file=path)
    rows = probes(x, 3)
    answers = {
        "rows": [[text(value) for value in row] for row in rows],
        "raw": model.predict(rows, raw_score=True).tolist(),
        "answer": model.predict(rows).tolist(),
        "contributions": model.predict(rows, pred_contrib=True).tolist(),
    }
    if interventional:
        background = x[:25]
        explainer = shap.TreeExplainer(model, background, feature_perturbation="interventional")
        answers["background"] = [[text(value) for value in row] for row in background]
        answers["interventional"] = explainer.shap_values(rows, check_additivity=False).tolist()
        answers["interventional_base"] = float(explainer.expected_value)
    (FOLDER / f"{name}.json").write_text(json.dumps(answers) + "\n")
    print(f"{name}: {path.stat().st_size} bytes, {model.num_trees()} trees")


def main():
    FOLDER.mkdir(exist_ok=True)
    x, y, score = table(1, missing=0, zeros=0, categories=())
    save("one-stump", fit(x, y, 1, num_leaves=2), x)
    save("plain", fit(x, y, 20), x)
    save("deep", fit(x, score, 3, objective="regression", num_leaves=120, min_data_in_leaf=1), x)
    x, y, score = table(2)
    # shap cannot read sets of categories, so those models have no interventional answers.
    save("categories-and-missing", fit(x, y, 25, categories=[4], min_data_per_group=3,
                                       cat_smooth=1, max_cat_to_onehot=3), x, interventional=False)
    x, y, score = table(3, categories=())
    save("missing-nan", fit(x, y, 12), x, interventional=False)
    save("missing-zero", fit(x, y, 12, zero_as_missing=True), x, interventional=False)
    save("missing-none", fit(x, y, 12, use_missing=False), x, interventional=False)
    save("monotone", fit(x, y, 15, monotone_constraints=[1, -1, 0, 0, 1, 0],
                         monotone_constraints_method="advanced", sigmoid=1.7), x, interventional=False)
    save("forest", fit(x, y, 10, boosting="rf", bagging_freq=1, bagging_fraction=0.6), x, interventional=False)
    save("poisson", fit(numpy.nan_to_num(x), numpy.round(numpy.exp(numpy.clip(score, -2, 2))), 8,
                        objective="poisson"), numpy.nan_to_num(x))
    x, y, score = table(5, rows=1500, features=24, missing=0, zeros=0, categories=())
    save("wide-paths", fit(x, y, 4, num_leaves=80, min_data_in_leaf=1, feature_fraction=0.3,
                           feature_fraction_bynode=0.3), x)
    constant = numpy.zeros((60, 3))
    save("constant", fit(constant, (numpy.arange(60) % 3 == 0).astype(float), 3), constant,
         interventional=False)


main()
