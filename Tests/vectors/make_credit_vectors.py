"""Makes Tests/vectors/credit.json: bins with weights of evidence and population stability by optbinning, a logistic
calibration by scikit-learn, intervals of probabilities from a fitted model's card by scipy.

    python3 -m venv VENV && VENV/bin/pip install scikit-learn scipy optbinning
    VENV/bin/python Tests/vectors/make_credit_vectors.py

The committed file was made with optbinning 1.0.0, scikit-learn 1.9.1 and scipy 1.17.1.
"""
import json
import pathlib

import numpy
import pandas
from optbinning import BinningProcess, OptimalBinning, Scorecard
from optbinning.scorecard import ScorecardMonitoring
from scipy.stats import binomtest
from sklearn.calibration import CalibratedClassifierCV, calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

FINE, MOST, SPECIAL = 20, 8, 98


def quantiles(values):
    """The fine bins of `Characteristic`: twenty quantiles, equal values together; the last value of each."""
    values = numpy.sort(values)
    borders, place = [], 0
    for number in range(1, FINE + 1):
        stop = number * len(values) // FINE
        if stop > place:
            borders.append(values[stop - 1])
            place = int((values <= values[stop - 1]).sum())
    return borders


def table(fitted, x, special, through):
    """The rows of optbinning's table with something in them, as `Characteristic` lists its bins."""
    found = fitted.binning_table.build()
    rows = []
    for place, (_, row) in enumerate(found.iloc[:-1].iterrows()):
        if row["Count"] > 0:
            rows.append({"attribute": through(place, row["Bin"]), "good": int(row["Non-event"]), "bad": int(row["Event"]),
                         "weight": float(row["WoE"]), "value": float(row["IV"])})
    return {"values": [None if numpy.isnan(value) else float(value) for value in x], "special": special, "bins": rows,
            "information_value": float(found.loc["Totals", "IV"])}


def numerical(seed, trend, rows, missing, specials):
    random = numpy.random.default_rng(seed)
    x = numpy.round(random.gamma(3, 6, rows))
    slope = 0.09 if trend == "ascending" else -0.09
    y = (slope * (x - 18) + 0.4 * numpy.sin(x / 3) - 1 + random.logistic(size=rows) > 0).astype(int)
    x[x >= SPECIAL] = SPECIAL - 1
    chosen = random.permutation(rows)
    x[chosen[:missing]] = numpy.nan
    x[chosen[missing:missing + specials]] = SPECIAL
    plain = ~numpy.isnan(x) & (x != SPECIAL)
    borders = quantiles(x[plain])
    fitted = OptimalBinning(
        monotonic_trend=trend, user_splits=[border + 0.5 for border in borders[:-1]], max_n_bins=MOST,
        min_bin_size=max(20, rows // 20) / rows, gamma=0, special_codes=[SPECIAL] if specials else None).fit(x, y)
    assert fitted.status == "OPTIMAL", fitted.status
    splits = list(fitted.splits)

    def through(place, name):
        if name in ("Special", "Missing"):
            return name.lower()
        return float(splits[place] - 0.5) if place < len(splits) else None

    return {**table(fitted, x, SPECIAL if specials else None, through), "is_categorical": False, "outcomes": y.tolist()}


def categorical(seed, rows, missing):
    random = numpy.random.default_rng(seed)
    x = random.choice(9, rows, p=[0.2, 0.17, 0.15, 0.12, 0.1, 0.08, 0.07, 0.06, 0.05]).astype(float)
    effect = numpy.array([-0.8, 0.5, -0.1, 1.2, -1.5, 0.55, 0.1, -0.7, 1.9])
    y = (effect[x.astype(int)] - 0.7 + random.logistic(size=rows) > 0).astype(int)
    counts = numpy.array([[((x == code) & (y == outcome)).sum() for outcome in (0, 1)] for code in range(9)])
    # Ours orders categories by their share of the bad drawn towards all rows' share; these are apart, so both orders agree.
    drawn = (counts[:, 1] + 10 * y.mean()) / (counts.sum(axis=1) + 10)
    assert (numpy.argsort(drawn) == numpy.argsort(counts[:, 1] / counts.sum(axis=1))).all()
    x[random.permutation(rows)[:missing]] = numpy.nan
    names = pandas.Series(x).map(lambda code: None if numpy.isnan(code) else str(int(code))).to_numpy(dtype=object)
    apart = numpy.array([[str(code)] for code in range(9)], dtype=object)
    fitted = OptimalBinning(
        dtype="categorical", monotonic_trend="ascending", user_splits=apart,
        max_n_bins=MOST, min_bin_size=max(20, rows // 20) / rows, gamma=0).fit(names, y)
    assert fitted.status == "OPTIMAL", fitted.status

    def members(place, name):
        return name.lower() if isinstance(name, str) else sorted(int(code) for code in name)

    return {**table(fitted, x, None, members), "is_categorical": True, "outcomes": y.tolist()}


def stability():
    """Of a scorecard's points and of its columns, as optbinning's monitoring reports them, bin by bin. What is missing it
    counts with a column's first bin."""
    random = numpy.random.default_rng(12)

    def draw(rows, shift):
        x = pandas.DataFrame({"income": random.normal(shift, 1, rows), "age": random.normal(40 - 4 * shift, 9, rows)})
        y = (x["income"] - 0.03 * x["age"] + random.logistic(size=rows) > 0).astype(int)
        x.loc[random.random(rows) < 0.1 + 0.1 * shift, "age"] = numpy.nan
        return x, y

    then, outcomes = draw(3000, 0)
    now, newer = draw(1200, 0.4)
    card = Scorecard(BinningProcess(["income", "age"]), LogisticRegression(), scaling_method="min_max",
                     scaling_method_params={"min": 300, "max": 850}).fit(then, outcomes)
    report = ScorecardMonitoring(card, psi_method="quantile", psi_n_bins=5).fit(now, newer, then, outcomes)
    points = report.psi_table().iloc[:-1]
    yield points, float(points["PSI"].sum())
    detailed = report.psi_variable_table(style="detailed")
    for name in ("income", "age"):
        rows = detailed[detailed["Variable"] == name]
        yield rows, float(rows["PSI"].sum())


def indices():
    for rows, total in stability():
        kept = rows[(rows["Count A"] > 0) | (rows["Count E"] > 0)]
        assert (kept["Count A"] > 0).all() and (kept["Count E"] > 0).all()
        yield {"then": [int(count) for count in kept["Count E"]], "now": [int(count) for count in kept["Count A"]],
               "parts": [float(part) for part in kept["PSI"]], "index": total}


def calibration(seed, rows):
    """One curve over out-of-fold scores: scikit-learn's CalibratedClassifierCV with `ensemble=False`."""
    random = numpy.random.default_rng(seed)
    x = random.normal(size=(rows, 4))
    y = (x @ [1, -0.7, 0.4, 0] - 1 + random.logistic(size=rows) > 0).astype(int)
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    model = LogisticRegression(C=0.05)
    scores = cross_val_predict(model, x, y, cv=folds, method="decision_function")
    fitted = CalibratedClassifierCV(model, method="sigmoid", cv=folds, ensemble=False).fit(x, y)
    curve = fitted.calibrated_classifiers_[0].calibrators[0]
    return {"scores": scores.tolist(), "outcomes": y.tolist(), "slope": float(-curve.a_), "intercept": float(-curve.b_)}


def wilson(events, rows):
    found = binomtest(events, rows).proportion_ci(0.95, method="wilson")
    return [found.low, found.high] if rows >= 20 else [None, None]


def bands(p, y):
    """Rows in rising order of probability by twenty equal parts, by 50 and by a tenth; equal probabilities together."""
    rows, found, wanted = sorted(zip(p.tolist(), y.tolist())), [], max(50, len(p) // 20)
    while rows:
        size = min(wanted, sum(value - rows[0][0] <= 0.1 for value, _ in rows))
        size = sum(value <= rows[size - 1][0] for value, _ in rows)
        own, rows = rows[:size], rows[size:]
        found.append([own[0][0] if not found else max(found[-1][1], own[-1][0] - 0.1), own[-1][0], size, sum(y for _, y in own)])
    if len(found) > 1 and found[-1][2] < 50 and found[-1][1] - found[-2][0] <= 0.1:
        (start, _, size, events), (_, stop, more, others) = found[-2:]
        found[-2:] = [[start, stop, size + more, events + others]]
    return [{"from": start, "through": stop, "rows": size, "share": events / size} for start, stop, size, events in found]


def intervals(case):
    """The card of that model, and the intervals of each probe: Wilson's of the band, and of the tenth of the curve, that it
    lies in; none where there are fewer than 20 rows."""
    scores, y = numpy.array(case["scores"]), numpy.array(case["outcomes"])
    p = numpy.round(1 / (1 + numpy.exp(-(case["slope"] * scores + case["intercept"]))), 6)
    shares, means = calibration_curve(y, p, n_bins=10)
    counts = numpy.histogram(p, numpy.linspace(0, 1, 11))[0]
    counts = counts[counts > 0]
    curve = [{"rows": int(count), "mean_probability": float(mean), "share": float(share)}
             for count, mean, share in zip(counts, means, shares)]
    banded, probes = bands(p, y), []
    # Probabilities have six digits. A border itself is that of the band below, or above where that one has few rows.
    edges = [banded[0]["from"]] + [edge for band in banded for edge in (
        band["from"] + 5e-7, band["through"] - (0 if band["rows"] >= 20 else 5e-7))]
    for probe in [0.0, 0.004, *numpy.round(numpy.linspace(0.021, 0.981, 25), 3).tolist(), 0.999, 1.0, *edges]:
        tenth = max(0.0, numpy.ceil(probe * 10) - 1) / 10
        inside = (p > tenth) & (p <= tenth + 0.1)
        own = [band for band in banded if band["from"] <= probe <= band["through"]][:1]
        around = wilson(round(own[0]["share"] * own[0]["rows"]), own[0]["rows"]) if own else [None, None]
        probes.append([probe, *around, *(wilson(int(y[inside].sum()), int(inside.sum())) if inside.any() else [None, None])])
    return {"probabilities": p.tolist(), "outcomes": y.tolist(), "curve": curve, "bands": banded, "probes": probes}


def main():
    calibrations = [calibration(1, 500), calibration(2, 90)]
    path = pathlib.Path(__file__).parent / "credit.json"
    path.write_text(json.dumps({
        "characteristics": [
            numerical(6, "ascending", 1500, 120, 60), numerical(2, "descending", 1200, 0, 0),
            numerical(3, "ascending", 900, 12, 0), categorical(4, 1500, 90), categorical(5, 1000, 0)],
        "stability": list(indices()),
        "calibrations": calibrations,
        "intervals": [intervals(case) for case in calibrations],
    }) + "\n")


if __name__ == "__main__":
    main()
