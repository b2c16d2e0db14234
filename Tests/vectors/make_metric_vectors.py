"""Makes Tests/vectors/metrics.json: metrics and calibrations by scikit-learn 1.9.1 and scipy 1.17.1.

    .build/score-peers/bin/python Tests/vectors/make_metric_vectors.py
"""
import json
import pathlib

import numpy
from scipy.optimize import minimize, root
from scipy.special import expit
from scipy.stats import ks_2samp
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score


def platt(s, y):
    """Platt's targets and likelihood, minimised by scipy to its limits."""
    high, low = (y.sum() + 1) / (y.sum() + 2), 1 / ((1 - y).sum() + 2)
    target = numpy.where(y == 1, high, low)

    def loss(line):
        value = line[0] * s + line[1]
        return (numpy.logaddexp(0, value) - target * value).sum()

    def slope(line):
        difference = expit(line[0] * s + line[1]) - target
        return numpy.array([(difference * s).sum(), difference.sum()])

    start = minimize(loss, [0, 0], jac=slope, method="BFGS").x
    return root(slope, start, tol=1e-14).x


def case(seed, rows, digits):
    random = numpy.random.default_rng(seed)
    s = numpy.round(random.normal(size=rows), digits)
    y = (s + random.logistic(size=rows) > 0.8).astype(int)
    p = numpy.round(expit(1.3 * s - 0.2), 6)
    share, mean = calibration_curve(y, p, n_bins=10)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(s, y)
    probes = numpy.linspace(-4, 4, 33)
    slope, intercept = platt(s, y)
    return {
        "scores": s.tolist(), "outcomes": y.tolist(), "probabilities": p.tolist(),
        "auc": roc_auc_score(y, s), "ks": float(ks_2samp(s[y == 1], s[y == 0]).statistic),
        "brier": brier_score_loss(y, p), "log_loss": log_loss(y, p),
        "curve": [share.tolist(), mean.tolist()],
        "probes": probes.tolist(), "isotonic": isotonic.predict(probes).tolist(),
        "platt": [float(slope), float(intercept)],
    }


cases = [case(1, 300, 1), case(2, 400, 5), case(3, 40, 0)]
path = pathlib.Path(__file__).parent / "metrics.json"
path.write_text(json.dumps(cases) + "\n")
