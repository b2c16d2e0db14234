"""The walk of one paper: from a picture to a booked, proven, checkable document."""

import re

from playwright.sync_api import expect

from stage import Visitor, receipt_picture

READ_LIMIT = 120_000


def capture(visitor, picture):
    """Drops a file and waits until the server has confirmed it; returns the paper's address."""
    page = visitor.open("/capture")
    page.set_input_files("[data-files]", picture)
    page.wait_for_selector("[data-sent='1']")
    page.click("[data-sent] a")
    page.wait_for_url(re.compile(r"/papers/[0-9a-f-]+$"))
    return page


def wait_until_read(page):
    page.wait_for_selector("[data-field=total]", timeout=READ_LIMIT)


def accept(page):
    page.click("form [type=submit]")
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    page.wait_for_selector("[data-entry]")


def a_dropped_receipt_becomes_a_booked_expense(ground):
    """A dropped receipt is read, corrected, accepted and booked, and the books stay balanced"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    address = visitor.register("Walk Shop")
    picture = receipt_picture(ground.browser, ground.folder / "receipt.jpg")
    page = capture(visitor, picture)
    wait_until_read(page)

    total = page.locator("[data-field=total]")
    assert total.input_value().startswith("2000"), total.input_value()
    box = page.locator("[data-box=total]")
    total.focus()
    assert "paper-box-focus" in box.get_attribute("class")
    seen, frame = box.bounding_box(), page.locator("svg[data-view]").bounding_box()
    assert frame["x"] <= seen["x"] and seen["x"] + seen["width"] <= frame["x"] + frame["width"], (
        "the focused words are cut off", seen, frame)
    order = page.locator("[data-field-row]").evaluate_all(
        "rows => rows.map(row => row.dataset.certainty)")
    doubt = {"missing": 1, "check": 1, "sure": 2}
    assert [doubt[word] for word in order] == sorted(doubt[word] for word in order), order

    page.fill("[data-field=supplier]", "Kilimo Hardware")
    page.fill("[data-field=date]", "2026-11-12")
    page.fill("[data-field=currency]", "KES")
    page.fill("[data-field=subtotal]", "1724.14")
    page.fill("[data-field=tax]", "275.86")
    page.fill("[data-field=total]", "2000.00")
    page.reload()
    wait_until_read(page)
    assert page.input_value("[data-field=supplier]") == "Kilimo Hardware", "the draft is lost"
    accept(page)

    heading = page.inner_text("h1")
    assert "Kilimo Hardware" in heading and "2,000.00" in heading, heading
    entry = page.inner_text("[data-entry]")
    assert entry.count("2,000.00") >= 1, entry

    visitor.open("/money/trial-balance")
    page.wait_for_selector("[data-sum]")
    sums = page.locator("[data-sum]").evaluate_all("tables => tables.map(t => t.dataset.sum)")
    assert sums == ["0.00"], sums
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)
    ground.kept["walker"] = address


def walker(ground):
    """Who walked; the walk is taken first where only a later rule is run."""
    if "walker" not in ground.kept:
        a_dropped_receipt_becomes_a_booked_expense(ground)
    return ground.kept["walker"]


def proof_of(ground, visitor):
    """Opens the newest booked document of the walk and saves its proof: (file, text of the code)."""
    page = visitor.open("/documents?kind=receipt")
    page.click("[data-row]")
    page.wait_for_selector("[data-entry]")
    make = page.get_by_role("button", name="Make a proof")
    page.wait_for_selector("[data-qr], [data-make-proof]")
    if make.count():
        make.click()
    code = page.wait_for_selector("[data-qr^='CL1:']").get_attribute("data-qr")
    with page.expect_download() as saved:
        page.click("[data-save-proof]")
    path = ground.folder / "receipt.proof"
    saved.value.save_as(path)
    return path, code


def a_stranger_without_a_network_verifies_the_proof(ground):
    """A second browser without a network says valid, and tampered after one changed digit"""
    owner = Visitor(ground.browser, ground.wire.origin)
    owner.sign_in(walker(ground))
    bundle, code = proof_of(ground, owner)

    stranger = Visitor(ground.browser, ground.wire.origin, phone=True)
    with stranger.page.expect_response("**/api/issuer"):
        page = stranger.open("/verify")
    stranger.wait_for_shell()
    ground.wire.cut()
    stranger.context.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-bundle]", state="attached")

    assert verdict(page, bundle) == "valid"
    assert "2000" in page.inner_text("[data-verdict]").replace(",", "")
    page.fill("textarea", code)
    page.click("form [type=submit]")
    page.wait_for_selector("[data-verdict=valid]")

    content = bytearray(bundle.read_bytes())
    at = content.find(b"2000")
    assert at > 0, "the amount stands in the statement"
    content[at] = ord("9")
    forged = ground.folder / "forged.proof"
    forged.write_bytes(content)
    assert verdict(page, forged) == "tampered"
    assert page.locator("[data-defect]").get_attribute("data-defect"), "it says what exactly"
    assert not stranger.strangers, stranger.strangers


def verdict(page, path):
    page.set_input_files("[data-bundle]", str(path))
    expect(page.locator("[data-verdict]")).to_contain_text(path.name)
    return page.locator("[data-verdict]").get_attribute("data-verdict")


def an_issuer_that_the_device_does_not_know_is_called_unknown(ground):
    """A proof by an issuer that the device does not know is called so, until somebody vouches"""
    owner = Visitor(ground.browser, ground.wire.origin)
    owner.sign_in(walker(ground))
    bundle, _ = proof_of(ground, owner)
    stranger = Visitor(ground.browser, ground.wire.origin)
    stranger.context.route("**/api/issuer", lambda route: route.abort())
    page = stranger.open("/verify")
    assert verdict(page, bundle) == "unknown_issuer"
    page.get_by_role("button", name=re.compile("trust this issuer")).click()
    page.wait_for_selector("[data-verdict=valid]")


INK_AROUND = """async ({ box: [x, y, w, h], address, size: [width, height] }) => {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const scale = bitmap.width / width;
  if (Math.abs(bitmap.height / height - scale) > 0.01) return { shape: [bitmap.width, bitmap.height] };
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const ink = (top, bottom) => {
    const [from, to] = [Math.round(top * scale), Math.round(bottom * scale)];
    const pixels = context.getImageData(
      Math.round(x * scale), from, Math.max(1, Math.round(w * scale)), Math.max(1, to - from)).data;
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) if (pixels[at] < 110) dark += 1;
    return dark;
  };
  const edge = 2 / scale;
  return { inside: ink(y, y + h), above: ink(y - 2 * edge, y - edge), below: ink(y + h + edge, y + h + 2 * edge) };
}"""


def boxes_cover_their_words(page, path):
    """Every field's box has ink inside and none just above or below: it neither hangs nor floats."""
    paper = page.evaluate("async (path) => (await fetch(`/api${path}`)).json()", path)
    found = {name: field for name, field in paper["reading"]["fields"].items() if field.get("box")}
    assert len(found) >= 3, found
    for name, field in found.items():
        number = field.get("page", 1)
        size = next(part for part in paper["reading"]["pages"] if part["page"] == number)
        ink = page.evaluate(INK_AROUND, {
            "box": field["box"], "address": f"/api{path}/picture?page={number}",
            "size": [size["width"], size["height"]]})
        assert ink.get("inside", 0) > 20 and ink["above"] == 0 and ink["below"] == 0, (
            name, field, ink)
    return found


def boxes_sit_on_the_words(ground):
    """Boxes sit on the inked words of a photo, of one that lies on its side, and of a PDF"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Boxes Shop")
    for turn in [0, 90]:
        picture = receipt_picture(
            ground.browser, ground.folder / f"turned-{turn}.jpg", number=f"R-9{turn}", turn=turn)
        page = capture(visitor, picture)
        wait_until_read(page)
        path = re.search(r"/papers/[0-9a-f-]+", page.url).group()
        found = boxes_cover_their_words(page, path)
        x, y, wide, tall = found["total"]["box"]
        assert wide > tall, "the words run from left to right"
        shown = page.locator("svg[data-view] image")
        assert int(shown.get_attribute("height")) > int(shown.get_attribute("width")), "it is turned"

    clerk = Visitor(ground.browser, ground.wire.origin)
    clerk.sign_in(*ground.server.demo_sign_in())
    page = clerk.open("/papers?state=to_review")
    page.wait_for_selector("main [data-row]")
    # The demo's photographs lie askew, where a box reaches into the line beside it.
    files = page.evaluate("async () => (await (await fetch('/api/papers?state=to_review&limit=50')).json()).items")
    paths = [f"/papers/{file['id']}" for file in files if file["file_name"].endswith(".pdf")]
    assert paths, files
    for path in paths[:3]:
        boxes_cover_their_words(page, path)


def a_paper_is_reviewed_with_the_keyboard_alone(ground):
    """A paper is reviewed and accepted on a phone-sized page with the keyboard alone"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Keyboard Shop")
    picture = receipt_picture(
        ground.browser, ground.folder / "keyboard.jpg", supplier="MAJI SAFI STORES", number="R-7")
    page = capture(visitor, picture)
    wait_until_read(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.field !== undefined"):
            break
    values = {"supplier": "Maji Safi Stores", "date": None, "currency": "KES", "total": "2000.00"}
    seen = set()
    while (name := page.evaluate("document.activeElement.dataset.field ?? null")) is not None:
        assert name not in seen, f"Enter returned to {name}"
        seen.add(name)
        if values.get(name):
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(values[name])
        page.keyboard.press("Enter")
        assert page.locator(f"[data-field-row={name}]").count() == 1
    assert {"supplier", "date", "total", "tax"} <= seen, seen
    assert page.evaluate("document.activeElement.type") == "submit"
    if not page.input_value("[data-field=date]"):
        page.fill("[data-field=date]", "2026-11-12")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))


def a_draft_bill_takes_over_what_its_paper_says(ground):
    """A draft bill takes supplier, number, date, lines and tax from the paper that is added to it"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Bills Shop")
    page = visitor.open("/new/bill")
    page.get_by_role("button", name="New supplier").click()
    page.get_by_label("Name", exact=True).fill("Kilimo Hardware")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("select[required]")).not_to_have_value("")
    page.get_by_label(re.compile("^Description")).fill("Not known yet")
    page.get_by_label(re.compile("^Unit price")).fill("1")
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    picture = receipt_picture(ground.browser, ground.folder / "bill.jpg", number="R-30519")
    page.set_input_files("[data-attach]", picture)
    link = page.wait_for_selector("a[href^='/papers/']")
    paper = link.get_attribute("href").split("/")[-1]
    draft = page.url
    page.goto(f"/papers/{paper}")
    wait_until_read(page)
    page.goto(draft)
    page.get_by_role("link", name="Edit the draft").click()
    page.click("[data-take-reading]")
    page.wait_for_selector("[data-total='2000.00']")
    assert page.get_by_label("Number on the supplier’s paper").input_value() == "R-30519"
    assert page.get_by_label("Date", exact=True).input_value() == "2026-11-12"
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    expect(page.locator("h1")).to_contain_text("2,000.00")
    assert not visitor.errors, visitor.errors


def an_invoice_is_written_issued_and_paid(ground):
    """An invoice is written from a pasted table, issued, paid in part, and says so"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Invoice Shop")
    page = visitor.open("/new/invoice")
    page.get_by_role("button", name="New customer").click()
    page.get_by_label("Name", exact=True).fill("Kilimani Builders")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("select[required]")).not_to_have_value("")
    cell = page.locator("li input").first
    cell.focus()
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.setData("text", "Iron sheets\\t20\\t1250\\t16\\nNails\\t2.5\\t100\\t16");
      document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    page.wait_for_selector("[data-total='29290.00']")
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    page.get_by_role("button", name="Issue invoice").click()
    page.wait_for_selector("[data-entry]")
    page.get_by_role("link", name="Record a payment").click()
    page.wait_for_url(re.compile(r"/payments/new"))
    amount = page.get_by_label(re.compile("^Amount"))
    assert amount.input_value() == "29290.00", amount.input_value()
    amount.fill("12,500")
    page.get_by_role("button", name="Record the payment").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    page.get_by_text(re.compile(r"12,500\.00 of 29,290\.00 paid")).first.wait_for()
    assert not visitor.errors, visitor.errors


RULES = [
    a_dropped_receipt_becomes_a_booked_expense, a_stranger_without_a_network_verifies_the_proof,
    an_issuer_that_the_device_does_not_know_is_called_unknown,
    boxes_sit_on_the_words, a_paper_is_reviewed_with_the_keyboard_alone,
    a_draft_bill_takes_over_what_its_paper_says, an_invoice_is_written_issued_and_paid,
]
