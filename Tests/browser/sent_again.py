"""Rules about forms whose answer was lost: they find out what became of it, and go on."""

import re

from playwright.sync_api import expect

from corrections import invoice
from stage import Visitor


def lose(page, path, press):
    """Presses, and the answer is lost after the server has done its work. A browser would ask again by itself
    where only a line breaks, so the answer is taken from the page."""
    def take(route):
        assert route.fetch().ok
        route.abort()
    page.route(path, take, times=1)
    press()
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()


def count(page, path):
    return page.evaluate("async (path) => (await (await fetch(path)).json()).items.length", path)


def a_payment_whose_answer_was_lost_is_told_and_another_one_recorded(ground):
    """A payment whose answer was lost is told with its amount, and the next one of the invoice is recorded"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Lost Answers Shop")
    page = visitor.page
    address = invoice(page, "Baraka Traders", "1000")
    paying = f"/payments/new?document={address.rsplit('/', 1)[-1]}"
    amount, press = page.get_by_label(re.compile("^Amount")), page.get_by_role("button", name="Record the payment")
    page.goto(paying)
    amount.fill("300")
    lose(page, "**/api/payments", press.click)
    # Another amount in the same form: the first was recorded, and nobody is told that it was not.
    amount.fill("200")
    press.click()
    expect(page.locator("[data-earlier]")).to_contain_text("KES\u00a0300.00 were recorded on")
    expect(page.get_by_text("Nothing was changed")).to_have_count(0)
    expect(page.locator("main [role=alert]")).to_have_count(0)
    expect(amount).to_have_value("200")
    assert count(page, "/api/payments") == 1
    press.click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    assert count(page, "/api/payments") == 2
    # The same on another day: the kept form knows what became of it before anybody presses.
    page.goto(paying)
    amount.fill("100")
    lose(page, "**/api/payments", press.click)
    page.goto("/")
    page.goto(paying)
    expect(page.locator("[data-earlier]")).to_contain_text("KES\u00a0100.00 were recorded on")
    expect(amount).to_have_value("400.00")
    press.click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    expect(page.locator("main")).to_contain_text("Paid")
    assert count(page, "/api/payments") == 4
    assert not visitor.errors, visitor.errors


def a_kept_payment_can_be_begun_again(ground):
    """A payment that was begun and left can be begun again"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Begun Shop")
    page = visitor.page
    address = invoice(page, "Baraka Traders", "1000")
    page.goto(f"/payments/new?document={address.rsplit('/', 1)[-1]}")
    amount = page.get_by_label(re.compile("^Amount"))
    amount.fill("1")
    page.reload()
    expect(amount).to_have_value("1")
    page.get_by_role("button", name="Begin again").click()
    expect(amount).to_have_value("1000.00")


def other_forms_whose_answer_was_lost_go_on_too(ground):
    """An invoice, an entry and a credit note whose answers were lost are told, and never stay stuck"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Lost Forms Shop")
    page = visitor.page
    address = invoice(page, "Umoja Stores", "500")
    page.goto("/new/invoice")
    page.locator("select[required]").select_option(label="Umoja Stores")
    page.get_by_label(re.compile("^Description")).fill("Nails")
    price, save = page.get_by_label(re.compile("^Unit price")), page.get_by_role("button", name="Save the draft")
    price.fill("10")
    lose(page, "**/api/invoices", save.click)
    price.fill("20")
    save.click()
    expect(page.locator("[data-earlier]")).to_contain_text("saved already")
    page.locator("[data-earlier]").get_by_role("button", name="Begin again").click()
    expect(price).to_have_value("")

    page.goto("/money/new-entry")
    lines = page.locator("[data-entry-line]")
    options = lines.first.locator("option")
    cash = options.filter(has_text=re.compile("cash", re.I)).first.get_attribute("value")
    rent = options.filter(has_text=re.compile("rent|expense", re.I)).first.get_attribute("value")
    page.get_by_label("Description").fill("Rent of May")
    for line, account, side in ((0, rent, "Debit"), (1, cash, "Credit")):
        lines.nth(line).locator("select").select_option(account)
        lines.nth(line).get_by_label(side).fill("70")
    lose(page, "**/api/postings", page.get_by_role("button", name="Post entry").click)
    page.get_by_label("Description").fill("Rent of June")
    page.get_by_role("button", name="Post entry").click()
    expect(page.locator("[data-earlier]")).to_contain_text("Rent of May")
    page.get_by_role("button", name="Post entry").click()
    page.wait_for_url(re.compile(r"/money/journal$"))

    page.goto(address.replace("/documents/", "/credit/"))
    page.get_by_label("Reason").fill("It came bent")
    lose(page, "**/credit", page.get_by_role("button", name="Issue credit note").click)
    page.reload()
    expect(page.locator("[data-earlier]")).to_contain_text("500.00 was issued")
    expect(page.get_by_label("Reason")).to_have_value("")
    assert not visitor.errors, visitor.errors


RULES = [
    a_payment_whose_answer_was_lost_is_told_and_another_one_recorded, a_kept_payment_can_be_begun_again,
    other_forms_whose_answer_was_lost_go_on_too,
]
