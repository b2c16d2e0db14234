#!/usr/bin/env python3
"""Writes core.json: what each function of the WebAssembly core must answer, natively and in a
browser. Needs what make_proof_vectors.py needs: `python3 make_core_vectors.py`.

Answers come from Python (hashlib, make_proof_vectors.py) or were worked out by hand (totals).
"""
import base64
import hashlib
import json
import math
import pathlib

import make_proof_vectors as proofs

MESSAGES = {
    "field:address": "The field address is not what the issuer committed to.",
    "statement_signature": "The statement is not what the issuer signed.",
    "checkpoint_signature": "The checkpoint is not what the log signed.",
    "inclusion": "The statement is not in the log that the checkpoint describes.",
    "format:bundle": "The bundle cannot be read at byte 0.",
}


def defect(code):
    return {"code": code, "message": MESSAGES[code]}


def money():
    for amount, currency, normal, units in (
        ("1250", "KES", "1250.00", "125000"), ("1250.5", "KES", "1250.50", "125050"),
        ("-0.05", "USD", "-0.05", "-5"), ("300", "UGX", "300", "300"),
        ("0.001", "KWD", "0.001", "1"),
        ("92233720368547758.07", "EUR", "92233720368547758.07", "9223372036854775807"),
    ):
        parsed = {"amount": normal, "currency": currency, "minor_units": units}
        yield "money_parse", f"{amount} {currency}", {"amount": amount, "currency": currency}, parsed
        yield "money_format", f"{units} of {currency}", {
            "minor_units": units, "currency": currency}, {"amount": normal, "currency": currency}
    for amount, code in (("1,250", "decimal_malformed"), ("1.005", "decimal_too_many_decimals"),
                         ("92233720368547758.08", "money_overflow"), ("", "decimal_malformed")):
        yield "money_parse", f"refuses {amount!r}", {"amount": amount, "currency": "KES"}, {
            "error": {"code": code, "message": "not an amount of KES", "pointer": "/amount"}}
    yield "money_parse", "refuses a currency", {"amount": "1", "currency": "ABC"}, {
        "error": {"code": "wrong_kind", "message": "expected a currency of ISO 4217",
                  "pointer": "/currency"}}
    yield "money_parse", "refuses a missing member", {"currency": "KES"}, {
        "error": {"code": "missing", "message": "amount is missing", "pointer": "/amount"}}


def hashes():
    for data in (b"", b"abc", b"a" * 55, b"a" * 56, b"a" * 64, b"a" * 1000, bytes(range(256))):
        yield "sha256", f"{len(data)} bytes", data, {"sha256": hashlib.sha256(data).hexdigest()}


def line(price, quantity="1", currency="KES", **more):
    return {"description": "Unga 2 kg", "quantity": quantity,
            "unit_price": {"amount": price, "currency": currency}, **more}


def totals_of(nets, net, taxes, tax, total, currency="KES", **more):
    zero = "0" if currency == "UGX" else "0.00"
    return {"currency": currency, "line_nets": nets, "line_total": net, "net": net, "taxes": taxes,
            "tax": tax, "total": total, "rounding": zero, "payable": total, "withheld": zero,
            "due": total, **more}


def totals():
    vat = {"code": "VAT16", "rate": "16"}
    yield "totals", "two lines with VAT", {
        "currency": "KES", "taxes": [vat],
        "lines": [line("230.00", "2", taxes=["VAT16"]), line("99.95", taxes=["VAT16"])],
    }, totals_of(["460.00", "99.95"], "559.95",
                 [{"code": "VAT16", "base": "559.95", "amount": "89.59"}], "89.59", "649.54")
    yield "totals", "no tax, fractions of a unit, a discount", {
        "currency": "KES", "lines": [line("80.00", "1.25"), line("1000", discount="10")],
    }, totals_of(["100.00", "900.00"], "1000.00", [], "0.00", "1000.00")
    yield "totals", "prices that hold their tax", {
        "currency": "KES", "pricing": "inclusive", "taxes": [vat],
        "lines": [line("116.00", taxes=["VAT16"])],
    }, totals_of(["100.00"], "100.00",
                 [{"code": "VAT16", "base": "100.00", "amount": "16.00"}], "16.00", "116.00")
    yield "totals", "a currency without decimals", {
        "currency": "UGX", "taxes": [{"code": "VAT18", "rate": "18"}],
        "lines": [line("1250", "3", "UGX", taxes=["VAT18"])],
    }, totals_of(["3750"], "3750", [{"code": "VAT18", "base": "3750", "amount": "675"}], "675",
                 "4425", "UGX")
    yield "totals", "withholding lowers what is due", {
        "currency": "KES",
        "taxes": [vat, {"code": "WHT5", "rate": "5", "is_withholding": True}],
        "lines": [line("1000", taxes=["VAT16", "WHT5"])],
    }, totals_of(["1000.00"], "1000.00",
                 [{"code": "VAT16", "base": "1000.00", "amount": "160.00"}], "160.00", "1160.00",
                 withheld="50.00", due="1110.00")
    yield "totals", "no lines", {"currency": "KES", "lines": []}, {
        "error": {"code": "no_lines", "message": "the document has no totals", "pointer": ""}}
    yield "totals", "an unknown tax", {
        "currency": "KES", "lines": [line("1"), line("1", taxes=["VAT16"])]}, {
        "error": {"code": "tax_unknown", "message": "the document has no totals",
                  "pointer": "/lines/1"}}
    yield "totals", "a price that is no number", {"currency": "KES", "lines": [line("1,000")]}, {
        "error": {"code": "decimal_malformed", "message": "not a decimal number",
                  "pointer": "/lines/0/unit_price/amount"}}


def readings():
    yield "read_words", "no pages", {}, {
        "error": {"code": "missing", "message": "pages is missing", "pointer": "/pages"}}
    word = {"text": "TOTAL", "box": [10, 10, 80, 20]}
    yield "read_words", "a page without its size", {"pages": [{"words": [word]}]}, {
        "error": {"code": "page_words", "message": "width and height must be given and above zero",
                  "pointer": "/pages/0"}}
    yield "read_words", "a word without its box", {
        "pages": [{"width": 600, "height": 800, "words": [word, {"text": "9.00"}]}]}, {
        "error": {"code": "page_words", "pointer": "/pages/0",
                  "message": "word 1 needs a box of four numbers: left, top, width, height"}}


def picture_parts(request, *files):
    """A call of several parts: JSON first, then files, named from the top of the repository."""
    return [{"json": request}, *({"file": file} for file in files)]


FINDER, READER = (f"models/{name}/{name}.safetensors" for name in ("line-finder", "line-reader"))
RECEIPT = "Tests/vectors/receipt.grey"
RECEIPT_SIZE = {"width": 460, "height": 520}


def pictures():
    """Of make_receipt.py: what is drawn there must be read, and the sheet found where it lies."""
    yield "measure_picture", "a receipt on a table", picture_parts(RECEIPT_SIZE, RECEIPT), {
        "coverage": 0.742, "light": 255, "advice": [], "sheets": []}
    yield "measure_picture", "the same as a view", picture_parts(
        {**RECEIPT_SIZE, "preview": True}, RECEIPT), {"coverage": 0.742, "advice": []}
    yield "measure_picture", "sides that the greys do not fill", picture_parts(
        {"width": 460, "height": 521}, RECEIPT), {
        "error": {"code": "picture_size", "pointer": "",
                  "message": "as many greys as the sides say are wanted"}}
    yield "read_picture", "a receipt on a table", picture_parts(
        {**RECEIPT_SIZE, "country": "KE", "currency": "KES", "today": "2026-11-23"},
        FINDER, READER, RECEIPT), {
        "quarter_turns": 0, "is_sure": True, "kind": "receipt", "fields": {
            "supplier": {"value": "KILIMO HARDWARE LTD"}, "number": {"value": "R-20417"},
            "supplier_address": {"value": "MOI AVENUE 14, NAIROBI"},
            "date": {"value": "2026-11-12"}, "subtotal": {"value": "1724.14"},
            "tax": {"value": "275.86"}, "total": {"value": "2000.00"},
            "currency": {"value": "KES"}}}
    yield "read_picture", "weights that are none", picture_parts(
        RECEIPT_SIZE, RECEIPT, READER, RECEIPT), {
        "error": {"code": "weights", "pointer": "", "message":
                  "the weights are no safetensors file: its header is longer than the file"}}
    yield "read_picture", "a part too few", picture_parts(RECEIPT_SIZE, FINDER, READER), {
        "error": {"code": "part_missing", "message": "the input ends before its last part",
                  "pointer": ""}}


def code_picture(version, level, pixels, turned=False):
    """A code of codes.json in whole pixels with its quiet zone, as `read_code` takes it."""
    item = next(code for code in json.loads(pathlib.Path(__file__).with_name("codes.json").read_text())["codes"]
                if (code["version"], code["level"]) == (version, level))
    packed = item["modules"]
    bits = "".join(f"{byte:08b}" for byte in base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    count = 17 + 4 * version
    side = (count + 8) * pixels
    grey = bytearray(b"\xe0" * (side * side))
    for place, bit in enumerate(bits[:count * count]):
        y, x = divmod(place, count)
        if turned:
            x, y = count - 1 - y, x
        for row in range((y + 4) * pixels, (y + 5) * pixels):
            start = row * side + (x + 4) * pixels
            if bit == "1":
                grey[start:start + pixels] = b"\x20" * pixels
    near, far = 4 * pixels, (4 + count) * pixels
    corners = [[near, near], [far, near], [far, far], [near, far]]
    return item, side.to_bytes(4, "little") * 2 + bytes(grey), corners[1:] + corners[:1] if turned else corners


def codes():
    for version, level, pixels, turned in ((1, "M", 4, False), (3, "Q", 3, True)):
        item, picture, corners = code_picture(version, level, pixels, turned)
        name = f"version {version}-{level}" + (", turned to the right" if turned else "")
        said = {"text": item["text"]} if "text" in item else {}
        yield "read_code", name, picture, {"codes": [{
            **said, "refused": None, "version": version, "level": level, "mended": 0,
            "corners": corners}]}
    yield "read_code", "an even surface", (40).to_bytes(4, "little") * 2 + b"\x80" * 1600, {"codes": []}
    size = {"error": {"code": "picture_size", "pointer": "",
                      "message": "as many greys as the sides say are wanted"}}
    yield "read_code", "a pixel too few", (4).to_bytes(4, "little") * 2 + b"\x80" * 15, size
    yield "read_code", "no sides", b"", size
    yield "read_code", "sides beyond any picture", b"\xff" * 8 + b"\x80", size


def forecasts():
    yield "forecast", "a series that never changed", {
        "values": [7.5, 7.5, 7.5, None, 7.5], "horizon": 2, "season": 7}, {
        "p10": [7.5, 7.5], "p50": [7.5, 7.5], "p90": [7.5, 7.5], "season_part": [0.0, 0.0], "outliers": [],
        "members": [{"name": "naive", "weight": 1.0}], "mase": None, "naive_mase": None}
    yield "forecast", "two known values with a gap between", {"values": [1, None, 3], "horizon": 2}, {
        "p10": [1.0, 1.0], "p50": [3.0, 3.0], "p90": [5.0, 5.0], "season_part": [0.0, 0.0], "outliers": [],
        "members": [{"name": "naive", "weight": 1.0}], "mase": None, "naive_mase": None}
    for kind, values, pointer in [
        ("text", [1, "5"], "/values/1"), ("a truth", [True, 1], "/values/0"),
        ("a list", [1, None, [5]], "/values/2"),
    ]:
        yield "forecast", f"{kind} among the values", {"values": values, "horizon": 2}, {
            "error": {"code": "wrong_kind", "message": "expected a number or null", "pointer": pointer}}
    yield "forecast", "more than a number can hold", b'{"values":[1,1e999],"horizon":2}', {
        "error": {"code": "wrong_kind", "message": "expected a number or null", "pointer": "/values/1"}}
    yield "forecast", "values that are no list", {"values": "5", "horizon": 2}, {
        "error": {"code": "wrong_kind", "message": "expected an array", "pointer": "/values"}}
    yield "forecast", "no values", {"values": [None], "horizon": 2}, {
        "error": {"code": "forecast_refused", "message": "the series has no values",
                  "pointer": "/values"}}
    yield "forecast", "no horizon", {"values": [1, 2]}, {
        "error": {"code": "missing", "message": "horizon is missing", "pointer": "/horizon"}}
    yield "forecast", "a model without that name", {
        "values": [1, 2], "horizon": 2, "model": "oracle"}, {
        "error": {"code": "forecast_model", "message": "there is no such model",
                  "pointer": "/model"}}


def dated_forecasts():
    """Seasons that come again to the last digit are known, so that the answer shows which season
    the frequency stands for, and the times which days it has."""
    week = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.5]
    days = ["2026-11-30", "2026-12-01", "2026-12-02"]
    yield "days have a week, from a Monday four weeks before", {
        "values": week * 4, "horizon": 3, "first": "2026-11-02", "frequency": "D"}, {
        "p10": week[:3], "p50": week[:3], "p90": week[:3], "ds": days, "frequency": "daily",
        "season": 7}
    yield "nulls at the end are days to forecast, and eight digits are a day", {
        "values": week * 4 + [None] * 5, "horizon": 3, "first": "20261102", "frequency": "D"}, {
        "p50": week[:3], "ds": days}
    yield "workdays have five, and no weekend", {
        "values": week[:5] * 4, "horizon": 3, "first": "2026-11-06", "frequency": "B"}, {
        "p50": week[:3], "ds": ["2026-12-04", "2026-12-07", "2026-12-08"], "season": 5}
    quarters = [quarter % 4 * (1.0 if quarter < 20 else 0.5) for quarter in range(28)]
    yield "parts of days have a week where they show one", {
        "values": quarters * 3, "horizon": 28, "first": "2026-11-02 00:00", "frequency": "6H"}, {
        "p50": quarters, "season": 28, "frequency": "every 6 hours"}
    yield "months end with the month", {
        "values": [7.5, 7.5, 7.5], "horizon": 2, "first": "2026-11-30", "frequency": "M"}, {
        "p50": [7.5, 7.5], "ds": ["2027-02-28", "2027-03-31"], "season": 12}
    plain = {"values": [1, 2], "horizon": 2}
    for name, given, code, message, pointer in [
        ("a first day alone", {"first": "2026-11-30"}, "missing", "frequency is missing", "/frequency"),
        ("a frequency alone", {"frequency": "D"}, "missing", "first is missing", "/first"),
        ("no frequency of that name", {"first": "2026-11-30", "frequency": "X"}, "forecast_frequency",
         "there is no such frequency", "/frequency"),
        ("no day", {"first": "soon", "frequency": "D"}, "wrong_kind",
         "expected a day, perhaps with a clock time", "/first"),
        ("workdays from a Saturday", {"first": "2026-11-28", "frequency": "B"}, "forecast_refused",
         "the series has a value between two steps at 2026-11-28", "/first"),
    ]:
        yield name, {**plain, **given}, {"error": {"code": code, "message": message, "pointer": pointer}}


SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "Sources/Commons/Model/Shipped"
EXPERT = {"model": (SHIPPED / "expert_model.txt").read_text(), "calibration": None,
          "card": json.loads((SHIPPED / "expert_card.json").read_text())}
SHOP = {"on_time_share": 0.62, "days_beyond_terms": 24, "buyer_delay": 11,
        "buyer_concentration": 0.3, "revenue_trend": 0.08, "revenue_volatility": 0.5,
        "cash_buffer_days": 9.5, "credit_note_rate": 0.004, "tenure_months": 24}


# What the books can hold of a customer; of a business all that SHOP has.
CUSTOMER = ("on_time_share", "days_beyond_terms", "revenue_trend", "revenue_volatility",
            "credit_note_rate", "tenure_months")


def snapshot(values, rows=60, listed=tuple(SHOP)):
    return [{"name": name, "value": values.get(name), "proof": 0.6 if name in values else 0,
             "rows": rows if name in values else 0} for name in listed]


def raw_score(values):
    """The model's text walked by hand: one chain of bins a feature, missing values last."""
    raw = 0.0
    for block in EXPERT["model"].split("Tree=")[1:]:
        lines = dict(line.split("=", 1) for line in block.split("\n") if "=" in line)
        name = EXPERT["card"]["features"][int(lines["split_feature"].split()[0])]
        leaves = [float(text) for text in lines["leaf_value"].split()]
        borders = [float(text) for text in lines["threshold"].split()]
        value = values.get(name)
        place = len(borders) if value is None else next(
            index for index, border in enumerate(borders) if value <= border)
        raw += leaves[place]
    return raw


def scores():
    """`(name, input, members of the answer)` of `score`."""
    raw = raw_score(SHOP)
    points = round(600 - 20 / math.log(2) * (raw + math.log(30)))
    yield "a shop by the expert's card", {**EXPERT, "features": snapshot(SHOP)}, {
        "raw": raw, "points": points, "band": "E", "coverage": 1.0, "abstained": None,
        "texts": {"abstained": None, "reasons": [
            "62% of what fell due in twelve months was paid on time.",
            "Monthly invoiced amounts swing by 50% around their mean.",
            "Money in hand lasts 9.5 days at the usual spending."]}}
    yield "the same in French", {**EXPERT, "features": snapshot(SHOP), "language": "fr-FR"}, {
        "raw": raw, "points": points, "texts": {"abstained": None, "reasons": [
            "62\u202f% de ce qui était dû en douze mois a été payé à temps.",
            "Les montants facturés par mois varient de 50\u202f% autour de leur moyenne.",
            "La trésorerie couvre 9,5 jours de dépenses habituelles."]}}
    yield "a thin file", {**EXPERT, "features": snapshot(SHOP, rows=3), "language": "en"}, {
        "abstained": "thin_history", "texts": {
            "abstained": "Not enough evidence: fewer than 20 papers or movements speak for any "
                         "feature."}}
    # Releases before listed all thirteen of everybody: packs of then say what they said then.
    yield "a shop as it was listed before", {
        **EXPERT, "features": snapshot(SHOP, listed=EXPERT["card"]["features"])}, {
        "raw": raw, "points": points, "coverage": 0.692, "abstained": None}
    yield from customer_scores()


def customer_scores():
    """Its buyers and its cash are in no books here: neither a gap nor a reason nor an advice."""
    known = {name: SHOP[name] for name in CUSTOMER}
    raw = raw_score(known)
    yield "a customer by the expert's card", {
        **EXPERT, "features": snapshot(known, listed=CUSTOMER)}, {
        "raw": raw, "points": round(600 - 20 / math.log(2) * (raw + math.log(30))),
        "coverage": 1.0, "abstained": None, "texts": {
            "abstained": None, "reasons": [
                "62% of what fell due in twelve months was paid on time.",
                "Monthly invoiced amounts swing by 50% around their mean."],
            "actions": [
                "Pay 100% of what falls due by its due day (now 62%).",
                "Settle within 3 days of the due day (now 24 days)."]}}
    yield "a customer of whom little is known", {
        **EXPERT, "features": snapshot(
            {name: SHOP[name] for name in CUSTOMER[:2]}, listed=CUSTOMER)}, {
        "coverage": 0.333, "abstained": "few_features", "texts": {
            "abstained": "Not enough evidence: fewer than half of what the model asks and the "
                         "books can hold is known."}}


def score_calls():
    yield "score", "a model that was not given", {"sha256": "00", "features": []}, {
        "error": {"code": "score_model_unknown", "message": "the model 00 was not given",
                  "pointer": "/sha256"}}
    yield "score", "no model at all", {"model": "tree", "features": []}, {
        "error": {"code": "score_model",
                  "message": "line 1: the model is cut off: 'end of trees' is missing",
                  "pointer": "/model"}}
    yield "score", "no features", {**EXPERT}, {
        "error": {"code": "score_features", "message": "these are no features",
                  "pointer": "/features"}}
    yield "score_model", "the expert's card", EXPERT, {
        "sha256": hashlib.sha256(EXPERT["model"].encode()).hexdigest(), "trees": 13,
        "features": EXPERT["card"]["features"]}


def kes(amount):
    return {"amount": amount, "currency": "KES"}


def deviation(rank):
    """Of a thousand, in millionths of the half width of an 80 % band: Abramowitz and Stegun,
    26.2.23."""
    chance = (rank + 0.5) / 1000
    root = math.sqrt(-2 * math.log(min(chance, 1 - chance)))
    above = 2.515517 + root * (0.802853 + root * 0.010328)
    below = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
    return round((1 if chance >= 0.5 else -1) * (root - above / below) * 1e6 / 1.281552)


def cash():
    """A payer who always pays four days late, one rent, and trade of ten a day: every course is
    the same, so that the numbers can be followed by hand."""
    basis = {
        "currency": "KES", "as_of": "2026-11-22", "weeks": 2, "seed": "1", "opening": "1000.00",
        "papers": [{"id": "p1", "number": "INV-1", "party": "kiosk", "direction": "in",
                    "due": "2026-11-25", "amount": "500.00", "habit": 0}],
        "habits": [{"direction": "in", "party": "kiosk", "papers": 9, "tail": 0,
                    "unpaid": [1_000_000] * 49 + [0] * 177}],
        "items": [{"id": "rent", "name": "Rent", "source": "found", "direction": "out",
                   "days": ["2026-12-01"], "amounts": ["1800.00"]}],
        "parties": [{"id": "kiosk", "name": "Kiosk"}],
        "incoming": [["70.00", "70.00"]], "outgoing": [], "gaps": []}

    def part(cause, amount, subject=None, name="", papers=()):
        named = {"subject": subject} if subject else {}
        return {"cause": cause, "direction": "out" if amount.startswith("-") else "in", **named,
                "name": name, "amount": kes(amount), "paper_count": len(papers),
                "papers": list(papers)}

    def week(start, end, balance, short, *parts):
        return {"start": start, "end": end, **{key: kes(balance) for key in (
            "p10", "p50", "p90", "expected")}, "short_chance": short, "parts": list(parts)}

    paper = part("papers", "500.00", "kiosk", "Kiosk", [
        {"id": "p1", "number": "INV-1", "amount": kes("500.00"), "chance": 1.0}])
    rent = part("item", "-1800.00", "rent", "Rent")
    trade = part("trade", "70.00")

    def answer(first, firsts, seconds, missing):
        return {
            "currency": "KES", "as_of": "2026-11-22", "opening": kes("1000.00"),
            "weeks": [week("2026-11-23", "2026-11-29", first, 0.0, *firsts),
                      week("2026-11-30", "2026-12-06", "-160.00", 1.0, *seconds)],
            "shortage": {"chance": 1.0, "day": "2026-12-01", "amount": kes(missing)}}

    yield "cash_forecast", "a payer four days late", {"basis": basis}, answer(
        "1570.00", [paper, trade], [rent, trade], "210.00")
    yield "cash_forecast", "the payer a week later", {
        "basis": basis, "scenario": "late:kiosk:7"}, answer(
        "1070.00", [trade], [paper, rent, trade], "710.00")
    # A doubt of 10 and 20 to both sides of 80 in a hundred: a thousandth of a normal deviation a
    # course, of which the band takes those of places 100, 500 and 900.
    doubted = {**basis, "opening": "5000.00", "doubt": ["10.00", "20.00"]}
    sure = answer("5570.00", [paper, trade], [rent, trade], "0.00")
    for told, week, half in ((557000, 0, 1000), (384000, 1, 2000)):
        sure["weeks"][week] |= {
            "expected": kes(f"{told / 100:.2f}"), "short_chance": 0.0,
            **{key: kes(f"{(told + int(half * part / 1e6)) / 100:.2f}") for key, part in (
                ("p10", deviation(100)), ("p50", deviation(500)), ("p90", deviation(900)))}}
    yield "cash_forecast", "a doubt that the past taught", {"basis": doubted}, {
        **{key: value for key, value in sure.items() if key != "shortage"},
        "opening": kes("5000.00")}
    yield "cash_forecast", "a doubt of another number of weeks", {
        "basis": {**basis, "doubt": ["10.00"]}}, {
        "error": {"code": "cash_basis", "message": "this is no basis of a forecast",
                  "pointer": "/basis"}}
    yield "cash_forecast", "no basis", {"basis": {"weeks": 2}}, {
        "error": {"code": "cash_basis", "message": "this is no basis of a forecast",
                  "pointer": "/basis"}}
    yield "cash_forecast", "a scenario that cannot be read", {
        "basis": basis, "scenario": "rain"}, {
        "error": {"code": "cash_scenario", "pointer": "/scenario",
                  "message": "the scenario rain is none of late:PARTY:DAYS, sales:PERCENT, "
                             "purchases:PERCENT, skip:ID and once:DAY:AMOUNT; a name with a "
                             "comma or a colon stands in quotation marks"}}


def receipt():
    """A plain receipt, as a picture of 600 x 800 has its words: ten pixels to the letter."""
    rows = ("MWANGI GENERAL STORES", "Kenyatta Avenue 12, Nakuru", "Receipt No: R-0117",
            "Date: 21/11/2026", "Unga 2 kg 2 x 230.00 460.00", "Sugar 1 kg 99.95",
            "Subtotal KES 559.95", "VAT 16% 89.59", "TOTAL KES 649.54", "Thank you")
    words = []
    for number, row in enumerate(rows):
        left = 40
        for text in row.split(" "):
            words.append({"text": text, "box": [left, 40 + 60 * number, 10 * len(text), 24]})
            left += 10 * len(text) + 10
    return words


def inspection(proof, defects=()):
    checkpoint = proof.note.split("\n\n")[0] + "\n"
    signatures = [("statement", proof.envelope_message, proof.signature),
                  ("checkpoint", checkpoint.encode(), proof.note_signature)]
    if proof.status:
        signatures.append(("status", proof.status_message, proof.status_parts[1]))
    shown = [name for name, _, _ in proof.disclosed]
    order = sorted(proof.commitments or [], key=proofs.cbor)
    return {
        "statement": {
            "id": proofs.sha256(proof.envelope).hex(), "kind": "document.accepted",
            "issuer": {"id": proofs.ISSUER_ID, "name": "Nakuru SACCO",
                       "public_key": proofs.url64(proof.key.public)},
            "subject_id": proofs.SUBJECT_ID, "issued_at": proofs.rfc3339(proofs.ISSUED),
            "fields": [{"name": name, "value": proofs.FIELDS[name]}
                       for name in sorted(proofs.FIELDS, key=proofs.cbor)],
            "has_personal_fields": True,
            "content_sha256": proofs.sha256(b"the picture of the receipt").hex(),
            "previous_statement": None},
        "disclosed": [{"name": name, "value": value} for name, _, value in proof.disclosed],
        "withheld": [name for name in order if name not in shown],
        "log": {"origin": proofs.ORIGIN, "size": str(proof.size),
                "root": proofs.root(proof.leaves).hex(), "leaf_index": str(proof.index)},
        "status": proof.status and {
            "as_of": proofs.rfc3339(proof.status_members[6]),
            "revoked_at": proofs.rfc3339(proof.status_members[7][0]),
            "reason": proof.status_members[7][1]},
        "signatures": [{"role": role, "message": proofs.url64(message),
                        "public_key": proofs.url64(proof.key.public),
                        "signature": proofs.url64(signature)}
                       for role, message, signature in signatures],
        "defects": [defect(code) for code in defects]}


def conclusion(name, proof, results, expected, days=1, age=30 * 86_400, trusted=proofs.TRUSTED):
    return "proof_conclude", name, {
        "proof": proofs.url64(proof), "signature_results": results, "trusted_issuers": trusted,
        "now": proofs.rfc3339(proofs.ISSUED + days * proofs.DAY), "maximum_status_age": age,
    }, expected


def verdicts():
    full, bare = proofs.Proof(), proofs.Proof(show=())
    revoked = proofs.Proof(show=("supplier",)).with_status(
        proofs.ISSUED + 5 * proofs.DAY, [proofs.ISSUED + 4 * proofs.DAY, "buyer disputes it"])
    issued = proofs.rfc3339(proofs.ISSUED)
    yield "proof_inspect", "a bundle", full.bundle(), inspection(full)
    yield "proof_inspect", "a code", bare.code().encode(), inspection(bare)
    yield "proof_inspect", "a revoked bundle", revoked.bundle(), inspection(revoked)
    nothing = {"statement": None, "disclosed": [], "withheld": [], "log": None, "status": None,
               "signatures": [], "defects": [defect("format:bundle")]}
    yield "proof_inspect", "nothing", b"", nothing
    valid = {"verdict": "valid", "status_as_of": issued}
    yield conclusion("valid", full.bundle(), [True, True], valid)
    yield conclusion("valid, by code", bare.code().encode(), [True, True], valid)
    yield conclusion("valid at any age", full.bundle(), [True, True], valid, 9000, None)
    yield conclusion("stale", full.bundle(), [True, True], {
        "verdict": "stale", "status_as_of": issued}, 31)
    yield conclusion("revoked", revoked.bundle(), [True, True, True], {
        "verdict": "revoked", "status_as_of": proofs.rfc3339(proofs.ISSUED + 5 * proofs.DAY),
        "revoked_at": proofs.rfc3339(proofs.ISSUED + 4 * proofs.DAY),
        "reason": "buyer disputes it"}, 6)
    yield conclusion("unknown issuer", full.bundle(), [True, True], {
        "verdict": "unknown_issuer",
        "issuer": {"id": proofs.ISSUER_ID, "claimed_name": "Nakuru SACCO",
                   "public_key": proofs.url64(proofs.ISSUER.public)}}, trusted=[])
    for name, data, results, code in (
        ("a false signature", full.bundle(), [False, True], "statement_signature"),
        ("a false checkpoint", full.bundle(), [True, False], "checkpoint_signature"),
        ("signatures left out", full.bundle(), [], "statement_signature"),
        ("a changed field", proofs.changed("address"), [True, True], "field:address"),
        ("a forked log", proofs.changed("fork"), [True, True], "inclusion"),
        ("nothing", b"", [], "format:bundle"),
    ):
        yield conclusion(name, data, results, {"verdict": "tampered", "defect": defect(code)})
    yield "proof_conclude", "no request", {}, {
        "error": {"code": "missing", "message": "signature_results is missing",
                  "pointer": "/signature_results"}}


def main():
    calls = []
    for function, name, given, answer in [
            *money(), *hashes(), *totals(), *readings(), *codes(), *forecasts(), *cash(),
            *score_calls(), *verdicts()]:
        key = "input_bytes" if isinstance(given, bytes) else "input"
        value = proofs.url64(given) if isinstance(given, bytes) else given
        calls.append({"function": function, "name": name, key: value, "answer": answer})
    calls.append({
        "function": "totals", "name": "not JSON", "input_bytes": proofs.url64(b"{\"lines\":[}"),
        "answer": {"error": {"code": "json_unexpected_byte",
                             "message": "unexpected byte 0x7d at byte 10", "pointer": ""}}})
    calls.append({
        "function": "read_words", "name": "a plain receipt",
        "input": {"pages": [{"width": 600, "height": 800, "words": receipt()}], "country": "KE",
                  "today": "2026-11-23"},
        "includes": {"fields": {
            "total": {"value": "649.54", "page": 1}, "date": {"value": "2026-11-21"},
            "currency": {"value": "KES"}, "tax": {"value": "89.59"}}}})
    for name, given, included in dated_forecasts():
        calls.append({"function": "forecast", "name": name, "input": given, "includes": included})
    for function, name, parts, included in pictures():
        calls.append(
            {"function": function, "name": name, "input_parts": parts, "includes": included})
    for name, given, included in scores():
        calls.append({"function": "score", "name": name, "input": given, "includes": included})
    target = pathlib.Path(__file__).with_name("core.json")
    target.write_text(json.dumps({
        "about": "Made by make_core_vectors.py; input_bytes is base64url, input_parts are joined "
                 "with their lengths before them.", "calls": calls,
    }, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(calls)} calls")


if __name__ == "__main__":
    main()
