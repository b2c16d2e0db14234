"""Rules about what is wrong with a field: said there, once, in the reader's language, and whole on a phone."""

import json
import re
import shutil
import subprocess

from playwright.sync_api import expect

from corrections import invoice
from stage import ROOT, Visitor, receipt_picture, sign_in
from typed import dinars
from walk import capture, wait_until_read


def faulty(page):
    """The names of the fields that are marked."""
    return page.locator("main [aria-invalid=true]").evaluate_all(
        "(fields) => fields.map((one) => one.getAttribute('aria-label') ?? one.labels[0].innerText.trim())")


def a_wrong_amount_is_marked_at_its_field(ground):
    """An amount that is none is marked at its own field: in an invoice, a payment and a review"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Wrong Amounts Shop")
    page = visitor.page
    address = invoice(page, "Baraka Traders", "1000")
    page.goto("/new/invoice")
    page.locator("select[required]").select_option(label="Baraka Traders")
    page.get_by_label(re.compile("^Description")).fill("Nails")
    page.get_by_label(re.compile("^Unit price")).fill("abc")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("main [aria-invalid=true]")).to_have_count(1)
    assert [name.split()[:2] for name in faulty(page)] == [["Unit", "price"]], faulty(page)
    # What only the server can know is at its field too.
    page.get_by_label(re.compile("^Unit price")).fill("123456789012345678")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("This is too large.")).to_have_count(1)
    assert [name.split()[:2] for name in faulty(page)] == [["Unit", "price"]], faulty(page)

    page.goto(f"/payments/new?document={address.rsplit('/', 1)[-1]}")
    amount, press = page.get_by_label(re.compile("^Amount")), page.get_by_role("button", name="Record the payment")
    amount.fill("1e5")
    press.click()
    expect(page.get_by_text("This is no number.")).to_have_count(1)
    amount.fill("1000.01")
    press.click()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text(re.compile(r"1,?000\.00"))).not_to_have_count(0)
    said = page.locator("main [role=alert]").all_inner_texts()
    assert len(said) == len(set(said)) == 2 and "Some fields need a correction" in said[1], said

    capture(visitor, receipt_picture(ground.browser, ground.folder / "wrong.jpg", number="R-77001"))
    wait_until_read(page)
    for name, text in (("total", "1e5"), ("tax", "abc")):
        field = page.locator(f"[data-field={name}]")
        before = field.input_value()
        field.fill(text)
        page.keyboard.press("Control+Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        assert page.locator("main [aria-invalid=true]").count() == 1
        field.fill(before)
    assert not visitor.errors, visitor.errors


def refusals_are_in_the_readers_language(ground):
    """In French, what the server refuses is said in French, at its field"""
    visitor = Visitor(ground.browser, ground.wire.origin, locale="fr-TN")
    dinars(ground, visitor, "100")
    page = visitor.open("/new/invoice")
    page.locator("select[required]").select_option(label="Client de Sfax")
    page.get_by_label(re.compile("^Désignation")).fill("Tissu")
    page.get_by_label(re.compile("^Prix unitaire")).fill("5")
    quantity, save = page.get_by_label(re.compile("^Quantité")), page.locator("main form [type=submit]").last
    for typed, said in (("0", "Une quantité n’est pas nulle."), ("-1", "Les lignes donnent moins que zéro."),
                        ("123456789012345678", "C’est trop grand.")):
        quantity.fill(typed)
        save.click()
        expect(page.locator("main form")).to_contain_text(said)
        assert "quantity" not in page.inner_text("main").lower()
    page.get_by_label(re.compile("^Désignation")).fill("T" * 501)
    quantity.fill("1")
    save.click()
    expect(page.locator("main form")).to_contain_text("Au plus 500 caractères")


def names_keep_their_direction_to_themselves(ground):
    """A name in a sentence turns nothing beside it, whatever it holds"""
    bundle = ground.folder / "icu.cjs"
    subprocess.run([
        shutil.which("esbuild"), str(ROOT / "web/src/lib/icu.ts"), "--bundle", "--format=cjs",
        "--target=es2020", f"--outfile={bundle}", "--log-level=warning"], check=True)
    said = "{party} owes {amount}, {days, plural, one {# day} other {# days of {party}}}."
    cases = [
        ("en-GB", {"party": "Acme \u202eDTL", "amount": "KES 1,960.20", "days": 2},
         "Acme DTL owes KES 1,960.20, 2 days of Acme DTL."),
        ("en-GB", {"party": "\u2069شركة\u2068", "amount": "KES 1,960.20", "days": 1},
         "\u2068شركة\u2069 owes KES 1,960.20, 1 day."),
        ("ar-u-nu-latn", {"party": "Acme", "amount": "KES\u00a01", "days": 2},
         "\u2068Acme\u2069 owes \u2068KES\u00a01\u2069, 2 days of \u2068Acme\u2069."),
    ]
    script = """const { fill } = require(process.argv[1]);
      const [said, cases] = JSON.parse(process.argv[2]);
      console.log(JSON.stringify(cases.map(([locale, values]) => fill(said, values, locale))));"""
    done = subprocess.run(["node", "-e", script, str(bundle), json.dumps([said, cases])],
                          capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [wanted for _, _, wanted in cases], done.stdout

    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Directions Shop")
    page = visitor.open("/new/invoice")
    page.get_by_role("button", name="New customer").click()
    name = page.get_by_label("Name", exact=True)
    name.fill("Acme \u202eDTL")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill("شركة النيل 7")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("select[required]")).not_to_have_value("")
    page.goto(f"/parties/{page.locator('select[required]').input_value()}")
    expect(page.locator("h1 bdi")).to_have_text("شركة النيل 7")
    assert page.title().startswith("\u2068شركة النيل 7\u2069"), page.title()


def figures_of_a_table_are_whole_on_a_phone(ground):
    """The trial balance shows both sides whole at 320 pixels, and a wider table shows that it goes on"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    sign_in(ground, visitor)
    page = visitor.page
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto("/money/trial-balance")
        page.wait_for_selector("[data-sum]")
        cut = page.evaluate("""() => [...document.querySelectorAll('main .table .money')].filter((figure) => {
          const box = figure.getBoundingClientRect();
          return box.left < 0 || box.right > innerWidth || figure.scrollWidth > figure.parentElement.clientWidth + 1;
        }).map((figure) => figure.innerText)""")
        assert page.locator("main .table .money").count() > 4 and cut == [], (width, cut)
        assert page.locator(".table-scroll").first.get_attribute("data-beyond") is None
    table = page.locator(".table-scroll").first
    table.evaluate("(box) => { box.firstElementChild.style.minWidth = '900px'; }")
    expect(table).to_have_attribute("data-beyond", "end")
    table.evaluate("(box) => { box.scrollLeft = 20; }")
    expect(table).to_have_attribute("data-beyond", "start end")
    table.evaluate("(box) => { box.scrollLeft = 9000; }")
    expect(table).to_have_attribute("data-beyond", "start")


def what_is_no_proof_is_not_called_tampered(ground):
    """A file that never was a proof is called that, and a damaged proof is not"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    page = visitor.open("/verify")
    for name, content, verdict in (("empty.pdf", b"", "no_proof"), ("a.json", b"{}", "no_proof"),
                                   ("page.pdf", b"%PDF-1.4\n", "no_proof"), ("cut.commonsproof", b"\xd9\xd9\xf7\xa9\x01", "tampered")):
        page.set_input_files("[data-bundle]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", verdict)
        expect(page.locator("[data-verdict]")).to_contain_text(name)


def the_side_bar_says_where_things_stand_on_a_low_screen(ground):
    """The side bar's last words, whether all is sent, are in sight on a low screen"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    sign_in(ground, visitor)
    visitor.page.set_viewport_size({"width": 1366, "height": 657})
    box = visitor.page.locator("aside [data-outbox]").bounding_box()
    assert box["y"] + box["height"] <= 657, box


RULES = [
    what_is_no_proof_is_not_called_tampered, the_side_bar_says_where_things_stand_on_a_low_screen,
    a_wrong_amount_is_marked_at_its_field, refusals_are_in_the_readers_language,
    names_keep_their_direction_to_themselves, figures_of_a_table_are_whole_on_a_phone,
]
