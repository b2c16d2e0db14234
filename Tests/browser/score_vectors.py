"""Scores in the WebAssembly core: every model of Tests/vectors/ensembles against the answers of
LightGBM there, and whole scores of snapshots against the native build's answers to the same input.

What a score holds is computed on both sides while the test runs, so that it stays true when the
expert's table changes. Part of core_vectors.py; the native side is Tests/CoreAnswer."""

import hashlib
import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENSEMBLES = ROOT / "Tests/vectors/ensembles"
SHIPPED = ROOT / "Sources/Commons/Model/Shipped"
NATIVE = ROOT / ".build/debug/CoreAnswer"
LANGUAGES = ("en", "sw", "fr", "ar")


def text(request):
    return json.dumps(request).encode()


def finite(rows):
    """JSON has no infinity; the largest number takes the same way through every tree."""
    largest = {"inf": sys.float_info.max, "-inf": -sys.float_info.max}
    return [[largest.get(value, value) for value in row] for row in rows]


def ensembles(call, tally):
    """Raw scores and answers to 1e-12, contributions of both kinds to 1e-9, as natively."""
    models = sorted(ENSEMBLES.glob("*.txt"))
    tally.check("models of LightGBM", len(models) >= 13, True)
    worst = {"raw": 0.0, "answers": 0.0, "contributions": 0.0, "interventional": 0.0}
    for path in models:
        vector = json.loads(path.with_suffix(".json").read_text())
        request = {"model": path.read_text(), "rows": finite(vector["rows"])}
        fitted = call("score_rows", text(request))
        compared = call("score_rows", text({**request, "background": vector["background"]}))
        against = [row + [vector["interventional_base"]] for row in vector["interventional"]]
        for kind, limit, got, wanted in [
                ("raw", 1e-12, [fitted["raw"]], [vector["raw"]]),
                ("raw", 1e-12, [compared["raw"]], [vector["raw"]]),
                ("answers", 1e-12, [fitted["answers"]], [vector["answer"]]),
                ("contributions", 1e-9, fitted["contributions"], vector["contributions"]),
                ("interventional", 1e-9, compared["contributions"], against)]:
            found = difference(got, wanted)
            worst[kind] = max(worst[kind], found)
            tally.check(f"{path.stem}: {kind} within {limit}", found <= limit or found, True)
    print("ensembles: " + ", ".join(f"{kind} {found:.1e}" for kind, found in worst.items()))


def difference(got, wanted):
    """The largest one, relative to numbers above 1; infinite where shapes differ."""
    if [len(row) for row in got] != [len(row) for row in wanted] or not any(wanted):
        return float("inf")
    return max(abs(own - other) / max(1, abs(other))
               for row, others in zip(got, wanted) for own, other in zip(row, others))


def snapshots(call, tally):
    """Probability, interval, contributions, reasons, actions and their texts, value for value."""
    if not NATIVE.exists():
        sys.exit(f"{NATIVE.relative_to(ROOT)} is missing: run swift build --product CoreAnswer")
    models = [("expert", expert()), ("fitted", fitted("isotonic")), ("fitted", fitted("platt"))]
    seen = {}
    for kind, model in models:
        for number, request in enumerate(requests(model)):
            given = text(request)
            answer = call("score", given)
            tally.check(f"{kind} snapshot {number}: as natively", answer, native("score", given))
            for name, value in answer.items():
                if value not in (None, []):
                    seen[kind, name] = seen.get((kind, name), 0) + 1
    request = next(requests(expert()))
    named = {**request, "model_sha256": content_hash(request)}
    tally.check("the model that a pack names scores", call("score", text(named)), call("score", text(request)))
    other = text({**named, "model_sha256": "0" * 64})
    tally.check("another is refused", call("score", other)["error"]["code"], "score_model_other")
    for kind, name in [
            ("expert", "probability_low"), ("expert", "actions"), ("expert", "reasons"),
            ("expert", "contributions"), ("expert", "abstained"), ("fitted", "probability_low"),
            ("fitted", "reasons")]:
        tally.check(f"some {kind} snapshots have {name}", seen.get((kind, name), 0) >= 5, True)


def content_hash(request):
    """As `CreditModel.content` has it; a card of whole numbers and texts has one spelling."""
    content = {"calibration": request.get("calibration"), "card": request["card"], "model": request["model"]}
    spelled = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def native(function, given):
    done = subprocess.run([NATIVE, function], input=given, capture_output=True, check=True)
    return json.loads(done.stdout)


def expert():
    return {"model": (SHIPPED / "expert_model.txt").read_text(),
            "card": json.loads((SHIPPED / "expert_card.json").read_text())}


def fitted(method):
    """A model of LightGBM with a calibration, groups and a curve as `commons train` writes them; bands too, which earlier
    releases did not write, with the logistic calibration."""
    curve = [{"rows": 15 + 40 * place, "mean_probability": 0.05 + 0.1 * place,
              "share": round(0.04 + 0.09 * place, 3)} for place in range(10)]
    bands = [{"from": place / 20, "through": (place + 1) / 20, "rows": 15 + 10 * place, "share": place / 20}
             for place in range(20)]
    # More rows than 32 bits count.
    curve.append({"rows": 5_000_000_000, "mean_probability": 0.5, "share": 0.5})
    steps = {"method": "isotonic", "scores": [-2, -0.5, 0.25, 2],
             "probabilities": [0.03, 0.2, 0.55, 0.97]}
    return {"model": (ENSEMBLES / "missing-nan.txt").read_text(),
            "calibration": steps if method == "isotonic"
            else {"method": "platt", "slope": 1.1, "intercept": -0.3},
            "card": {"groups": [0, 1, 0, 2, 3, 4], "curve": curve, **({} if method == "isotonic" else {"bands": bands})}}


def requests(model):
    """Forty snapshots: values at, just above and between the borders of the model's own splits,
    missing ones, all kinds of proof, thin and thick histories; every third leaves out features that
    nobody could know, as books do of a customer."""
    lot = random.Random(5)
    names, borders = splits(model["model"])
    for number in range(40):
        features = []
        for place, name in enumerate(names):
            if number % 3 == 0 and place % 4 == 2:
                continue
            known = borders.get(name, [0.0])
            border = lot.choice(known)
            value = lot.choice([border, border + 1e-9, (border + lot.choice(known)) / 2, None])
            features.append({"name": name, "value": value, "proof": lot.choice([0, 0.35, 0.6, 1]),
                             "rows": lot.choice([0, 3, 19]) if number % 5 == 0 else 60})
        yield {**model, "features": features, "language": LANGUAGES[number % len(LANGUAGES)]}


def splits(model):
    """Feature names, and by name the borders of its splits."""
    names, borders, places = [], {}, []
    for line in model.splitlines():
        key, _, value = line.partition("=")
        if key == "feature_names":
            names = value.split()
        elif key == "split_feature":
            places = value.split()
        elif key == "threshold":
            for place, border in zip(places, value.split()):
                borders.setdefault(names[int(place)], []).append(float(border))
    return names, borders
