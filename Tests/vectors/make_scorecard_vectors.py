"""Makes Tests/vectors/scorecard.json: ridge logistic regression by scikit-learn, its covariance by numpy, optimal monotone bins
by optbinning, intervals by scipy and, for ratios, by statsmodels' score test.

    python3 -m venv VENV && VENV/bin/pip install scikit-learn scipy statsmodels optbinning
    VENV/bin/python Tests/vectors/make_scorecard_vectors.py
"""
import json
import pathlib

import numpy
from optbinning import OptimalBinning
from scipy.optimize import brentq, root
from scipy.special import expit
from scipy.stats import binomtest, chi2
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.proportion import score_test_proportions_2indep


def regression(seed, rows, width, ridge):
    random = numpy.random.default_rng(seed)
    x = numpy.round(random.normal(size=(rows, width)), 4)
    y = (x @ random.normal(size=width) - 1 + random.logistic(size=rows) > 0).astype(int)
    fitted = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=500).fit(x, y)
    one = numpy.column_stack([numpy.ones(rows), x])
    penalty = numpy.diag([0] + [ridge] * width)
    start = numpy.concatenate([fitted.intercept_, fitted.coef_[0]])
    beta = root(lambda b: one.T @ (expit(one @ b) - y) + penalty @ b, start, tol=1e-14).x
    assert numpy.abs(beta - start).max() < 1e-6
    p = expit(one @ beta)
    covariance = numpy.linalg.inv(one.T @ (one * (p * (1 - p))[:, None]) + penalty)
    return {"rows": x.ravel().tolist(), "width": width, "ridge": ridge, "outcomes": y.tolist(), "coefficients": beta.tolist(),
            "errors": numpy.sqrt(numpy.diag(covariance)).tolist()}


def binning(seed, trend):
    random = numpy.random.default_rng(seed)
    rows = 1000
    x = random.integers(0, 16, rows).astype(float)
    slope = 0.25 if trend == "ascending" else -0.25
    y = (slope * (x - 8) + numpy.sin(x) - 1 + random.logistic(size=rows) > 0).astype(int)
    borders = numpy.arange(0.5, 15.5)
    fitted = OptimalBinning(monotonic_trend=trend, user_splits=borders, max_n_bins=6, min_bin_size=0.05, gamma=0).fit(x, y)
    fine = [[int(((x == value) & (y == outcome)).sum()) for outcome in (0, 1)] for value in range(16)]
    assert fitted.status == "OPTIMAL", fitted.status
    assert all(good and bad for good, bad in fine), fine
    return {"fine": fine, "trend": trend, "splits": [int(split + 0.5) for split in fitted.splits],
            "value": float(fitted.binning_table.build().loc["Totals", "IV"])}


def ratio(counts):
    """Where the score test (without Miettinen and Nurminen's correction: Koopman's) crosses its 95 % border."""
    own, rows, other, other_rows = counts
    estimate = own / rows / (other / other_rows)

    def beyond(logarithm):
        found = score_test_proportions_2indep(*counts, value=numpy.exp(logarithm), compare="ratio", correction=False)
        return numpy.real(found.statistic) ** 2 - chi2.ppf(0.95, 1)

    middle = numpy.log(max(estimate, 1e-6))
    low = numpy.exp(brentq(beyond, middle - 12, middle, xtol=1e-15)) if own else 0.0
    return {"counts": counts, "ratio": estimate, "low": low, "high": numpy.exp(brentq(beyond, middle, middle + 14, xtol=1e-15))}


def share(events, rows):
    found = binomtest(events, rows).proportion_ci(0.95, method="wilson")
    return {"events": events, "rows": rows, "low": found.low, "high": found.high}


path = pathlib.Path(__file__).parent / "scorecard.json"
path.write_text(json.dumps({
    "regressions": [regression(1, 120, 3, 1.0), regression(2, 200, 5, 0.1)],
    "binnings": [binning(1, "ascending"), binning(2, "descending"), binning(3, "ascending"), binning(4, "descending")],
    "ratios": [ratio(counts) for counts in (
        [30, 100, 60, 120], [190, 210, 180, 200], [0, 200, 180, 200], [10, 200, 180, 200], [0, 20, 15, 30], [20, 20, 15, 30],
        [3, 5, 40, 50])],
    "shares": [share(3, 40), share(0, 25), share(500, 1000)],
}) + "\n")
