"""Rules around the review of a paper: repetitions are named and compared, forms are learned, evidence is shown."""

import os
import pathlib
import re

from corrections import reason
from stage import Visitor, receipt_picture
from walk import accept, capture, wait_until_read


def show(page, name):
    """Keeps a picture of the page for people, where somebody asked for it."""
    folder = os.environ.get("COMMONS_SCREENS")
    if folder:
        page.screenshot(path=str(pathlib.Path(folder) / f"{name}.png"), full_page=True)


def fill(page, number, day="2026-11-12", total="2000.00"):
    for field, value in [
            ("supplier", "Kilimo Hardware"), ("number", number), ("date", day), ("currency", "KES"),
            ("subtotal", "1724.14"), ("tax", "275.86"), ("total", total)]:
        page.fill(f"[data-field={field}]", value)


def a_second_photograph_is_named_and_compared(ground):
    """Another photograph of a booked receipt is named, shown beside the first, and still bookable"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Duplicate Shop")
    page = capture(visitor, receipt_picture(ground.browser, ground.folder / "first.jpg"))
    wait_until_read(page)
    assert page.locator("[data-duplicates]").count() == 0, "nothing was captured before"
    fill(page, "R-20417")
    accept(page)
    evidence = page.locator("[data-evidence]")
    assert evidence.get_attribute("data-evidence") == "single_reading"
    evidence.locator("summary").click()
    assert "read from the picture" in evidence.inner_text()
    show(page, "evidence")

    page = capture(visitor, receipt_picture(ground.browser, ground.folder / "again.jpg", turn=1.5))
    wait_until_read(page)
    page.wait_for_selector("[data-duplicates]")
    said = page.inner_text("[data-duplicates]")
    assert "Kilimo Hardware" in said and "look alike" in said, said
    page.get_by_role("button", name="Compare side by side").click()
    page.wait_for_selector("[data-side-by-side] table")
    assert page.locator("[data-side-by-side] svg").count() == 2
    assert "the same" in page.inner_text("[data-side-by-side]")
    show(page, "side-by-side")
    page.set_viewport_size({"width": 360, "height": 740})
    # The narrow page is the same one: what was opened stays open.
    page.wait_for_selector("[data-side-by-side] table")
    show(page, "side-by-side-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    # A warning is no wall: under another number it is booked all the same.
    fill(page, "R-20418")
    accept(page)
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


def what_accepted_papers_teach_can_be_seen_and_changed(ground):
    """Two accepted papers teach a supplier's form; it is shown, changed, exported and forgotten"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Teaching Shop")
    for number, day in [("R-30001", "12/11/2026"), ("R-30002", "14/11/2026")]:
        picture = receipt_picture(
            ground.browser, ground.folder / f"{number}.jpg", number=number, day=day)
        page = capture(visitor, picture)
        wait_until_read(page)
        fill(page, number, day="-".join(reversed(day.split("/"))))
        accept(page)
    page.click("a[href^='/parties/']")
    page.wait_for_url(re.compile(r"/parties/[0-9a-f-]+"))
    page.wait_for_selector("h2:has-text('How this supplier')")
    for _ in range(60):
        if page.locator("[data-template]").count():
            break
        page.reload()
        page.wait_for_selector("h2:has-text('How this supplier')")
        page.wait_for_timeout(500)
    learned = page.inner_text("[data-template]")
    assert "RECEIPT NO" in learned and "TOTAL KES" in learned, learned
    show(page, "template")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export").click()
    exported = ground.folder / "template.json"
    saved.value.save_as(exported)
    assert '"RECEIPT NO"' in exported.read_text()
    page.get_by_role("button", name="Edit", exact=True).last.click()
    page.get_by_label("Number: Label").fill("SLIP")
    show(page, "template-form")
    page.get_by_role("button", name="Save the places").click()
    page.wait_for_selector("[data-template]:has-text('SLIP')")
    # What was exported can be taken back.
    page.get_by_role("button", name="Edit", exact=True).last.click()
    page.set_input_files("input[type=file]", exported)
    page.get_by_role("button", name="Save the places").click()
    page.wait_for_selector("[data-template]:has-text('RECEIPT NO')")
    page.get_by_role("button", name="Forget").click()
    page.wait_for_selector("text=Nothing has been learned yet")
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


def a_voided_receipt_gives_its_paper_back(ground):
    """Voiding a receipt sends its paper to review again, which says so, and it is booked anew"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Return Shop")
    page = capture(visitor, receipt_picture(ground.browser, ground.folder / "back.jpg"))
    paper = page.url
    wait_until_read(page)
    fill(page, "R-40001")
    accept(page)
    void = page.url
    reason(page, "Void the document")
    page.goto(paper)
    wait_until_read(page)
    page.wait_for_selector("text=was voided")
    show(page, "returned")
    page.click("text=Open the void document")
    page.wait_for_url(void)
    page.goto(paper)
    wait_until_read(page)
    assert page.locator("[data-duplicates]").count() == 0, "it repeats nothing but itself"
    fill(page, "R-40001")
    accept(page)
    assert page.url != void
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


RULES = [
    a_second_photograph_is_named_and_compared, what_accepted_papers_teach_can_be_seen_and_changed,
    a_voided_receipt_gives_its_paper_back,
]
