"""Rules about numbers that people type: read in one way, or not at all."""

import json
import re
import shutil
import subprocess

from playwright.sync_api import expect

from stage import ROOT, Visitor

# Language, decimals that the value may have, what is typed, what it is; a dict is why it is none.
EN, SW, FR, AR = "en-GB", "sw", "fr", "ar-u-nu-latn"
TWO, ONE, FINE, NONE = "two_ways", "one_way", "too_fine", "unreadable"
CASES = [
    # One mark with three digits behind it is what the reader's own language makes of it.
    (EN, 2, "12,500", "12500"), (SW, 2, "12,500", "12500"), (AR, 2, "12,500", "12500"),
    (EN, 3, "12,500", "12500"), (FR, 3, "12,500", "12.500"), (FR, 6, "1,500", "1.500"),
    (FR, 3, "12,250", "12.250"), (EN, 6, "1.500", "1.500"), (EN, 3, "12.500", "12.500"),
    (FR, 2, "12,500", {TWO: ("12500", "12,5")}), (EN, 2, "12.500", {TWO: ("12500", "12.5")}),
    (FR, 3, "12.500", {TWO: ("12500", "12,5")}), (FR, 2, "12.000", {TWO: ("12000", "12")}),
    (FR, 6, "1.500", {TWO: ("1500", "1,5")}), (FR, 2, "-12.500", {TWO: ("-12500", "-12,5")}),
    (EN, 2, "12.345", {ONE: ("12345", 2)}), (FR, 0, "12,500", {ONE: ("12500", 0)}),
    (EN, 0, "12.000", {TWO: ("12000", "12")}), (EN, 0, "12,500", "12500"),
    # What cannot group is the mark before decimals.
    (EN, 2, "12,50", "12.50"), (FR, 2, "12,5", "12.5"), (FR, 2, "12.5", "12.5"),
    (EN, 3, "0,500", "0.500"), (EN, 3, ",500", "0.500"), (EN, 3, "1250,500", "1250.500"),
    (EN, 2, ".5", "0.5"), (EN, 2, "12.", "12"), (EN, 2, "12.5000", "12.50"),
    (EN, 2, "12.3456", {FINE: 2}), (EN, 0, "12.5", {FINE: 0}),
    # Both marks: the last is before decimals, the other groups in threes throughout.
    (EN, 2, "1,234,567.50", "1234567.50"), (FR, 2, "1.234.567,50", "1234567.50"),
    (FR, 2, "1,234.50", "1234.50"), (EN, 2, "1.234,50", "1234.50"),
    (EN, 2, "1,70.00", {NONE: None}), (EN, 2, "1,2345.00", {NONE: None}),
    (EN, 2, "1.5,5.0", {NONE: None}), (EN, 2, "1,234.5.6", {NONE: None}),
    # One mark several times groups in threes.
    (EN, 2, "1,234,567", "1234567"), (EN, 2, "1.234.567", "1234567"), (FR, 3, "1,234,567", "1234567"),
    (EN, 2, "1,2,3", {NONE: None}), (EN, 2, "1,00,000", {NONE: None}), (FR, 2, "1.2.3", {NONE: None}),
    # Spaces, apostrophes and the Arabic marks say by themselves what they are.
    (FR, 2, "12 500,50", "12500.50"), (FR, 3, "12\u202f500", "12500"), (EN, 2, "12\u00a0500.50", "12500.50"),
    (EN, 2, "12'500.50", "12500.50"), (EN, 2, "12\u2019500", "12500"), (EN, 2, "1 2", {NONE: None}),
    (AR, 3, "١٢٫٥٠٠", "12.500"), (AR, 2, "١٢٬٥٠٠", "12500"), (AR, 2, "١٬٢٣٤٫٥٠", "1234.50"), (AR, 2, "۱۲", "12"),
    # Signs, blanks, and what is no number.
    (EN, 2, "\u2212 5", "-5"), (EN, 2, "-1,500.25", "-1500.25"), (EN, 2, " 7 ", "7"), (EN, 2, "", ""),
    (EN, 2, "1e5", {NONE: None}), (EN, 2, "abc", {NONE: None}), (EN, 2, "-", {NONE: None}),
    (EN, 2, ",", {NONE: None}), (EN, 2, "KES 5", {NONE: None}), (EN, 2, "5-", {NONE: None}),
]


def outcome(told):
    """What a case of the table expects, in the form in which the page's code says it."""
    if isinstance(told, str):
        return {"value": told, "doubt": None}
    [(kind, said)] = told.items()
    if kind == TWO:
        return {"value": None, "doubt": {"kind": kind, "values": {"grouped": said[0], "decimal": said[1]}}}
    if kind == ONE:
        return {"value": None, "doubt": {"kind": kind, "values": {"grouped": said[0], "decimals": said[1]}}}
    if kind == FINE:
        return {"value": None, "doubt": {"kind": kind, "values": {"decimals": said}}}
    return {"value": None, "doubt": kind}


def typed_numbers_are_read_in_one_way_or_not_at_all(ground):
    """A typed number is read as its reader writes numbers, and refused where it could be two"""
    bundle = ground.folder / "typed.cjs"
    subprocess.run([
        shutil.which("esbuild"), str(ROOT / "web/src/lib/typed.ts"), "--bundle", "--format=cjs",
        "--target=es2020", f"--outfile={bundle}", "--log-level=warning"], check=True)
    asked = [[locale, decimals, text] for locale, decimals, text, _ in CASES]
    script = """const { marksOf, readNumber, typedNumber } = require(process.argv[1]);
      const say = ([locale, decimals, text]) => [
        readNumber(text, marksOf(locale), decimals), typedNumber(text, marksOf(locale), decimals)];
      console.log(JSON.stringify(JSON.parse(process.argv[2]).map(say)));"""
    done = subprocess.run(["node", "-e", script, str(bundle), json.dumps(asked)],
                          capture_output=True, text=True, check=True)
    wrong = []
    for case, (read, sent) in zip(CASES, json.loads(done.stdout), strict=True):
        wanted = outcome(case[3])
        if wanted["doubt"] == NONE:
            read["doubt"] = (read["doubt"] or {}).get("kind")
        if read != wanted:
            wrong.append((case, read))
        # Nothing that is in doubt can be taken for a number by whoever receives it.
        assert re.fullmatch(r"(-?\d+(\.\d+)?)?", sent) if read["value"] is not None else sent == "?", (case, sent)
    assert not wrong, "\n".join(map(str, wrong))


def dinars(ground, visitor, price):
    """An invoice in dinars that is open, of a shop in Tunis; returns its id."""
    visitor.register("Boutique de Tunis", "TN")
    page = visitor.page
    page.goto("/new/invoice")
    page.get_by_role("button", name="Nouveau client").click()
    page.get_by_label("Nom", exact=True).fill("Client de Sfax")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.locator("select[required]")).not_to_have_value("")
    page.get_by_label(re.compile("^Description|^Désignation")).fill("Tissu")
    page.get_by_label(re.compile("^Prix unitaire")).fill(price)
    page.locator("main form [type=submit]").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    document = page.url.rsplit("/", 1)[-1]
    page.evaluate("""async (id) => {
      const csrf = document.cookie.match(/commons_csrf=([^;]*)/)[1];
      const reply = await fetch(`/api/invoices/${id}/issue`, { method: "POST", body: "{}", headers: {
        "Content-Type": "application/json", "Commons-Client": "web", "Commons-CSRF": decodeURIComponent(csrf),
        "Idempotency-Key": crypto.randomUUID() } });
      if (!reply.ok) throw new Error(await reply.text());
    }""", document)
    return document


def a_comma_is_a_comma_on_a_french_page(ground):
    """In French 12,500 dinars are twelve and a half, what could be two amounts is refused at its field"""
    visitor = Visitor(ground.browser, ground.wire.origin, locale="fr-TN")
    document = dinars(ground, visitor, "12500,000")
    page = visitor.open(f"/payments/new?document={document}")
    amount = page.get_by_label(re.compile("^Montant"))
    expect(amount).to_have_value("12500,000")
    amount.fill("12.500")
    page.locator("main form [type=submit]").click()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(page.locator("main [role=alert]")).to_contain_text("écrivez 12500 ou 12,5")
    expect(page).to_have_url(re.compile("/payments/new"))
    amount.fill("12,500")
    page.locator("main form [type=submit]").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    booked = page.evaluate("async () => (await (await fetch('/api/payments')).json()).items.map((one) => one.amount)")
    assert booked == [{"amount": "12.500", "currency": "TND"}], booked
    page.goto("/new/invoice")
    quantity = page.get_by_label(re.compile("^Quantité"))
    quantity.fill("1,500")
    page.get_by_label(re.compile("^Prix unitaire")).fill("10")
    expect(page.locator("li .money").first).to_contain_text("15,000")
    # Another language reads other marks: what was typed for this one is not read by it.
    page.reload()
    page.wait_for_selector("h1")
    expect(quantity).to_have_value("1,500")
    page.evaluate("localStorage.language = 'en'")
    page.reload()
    expect(page.get_by_label(re.compile("^Quantity"))).to_have_value("1")
    assert not visitor.errors, visitor.errors


RULES = [typed_numbers_are_read_in_one_way_or_not_at_all, a_comma_is_a_comma_on_a_french_page]
