"""Rules about taking back: every correction says its consequence, leaves a trace and can be done by key."""

import re
import sqlite3
import time
import uuid

from playwright.sync_api import expect

from stage import Visitor


def invoice(page, customer, price):
    """An issued invoice of one line without tax; returns its address."""
    page.goto("/new/invoice")
    page.get_by_role("button", name="New customer").click()
    page.get_by_label("Name", exact=True).fill(customer)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("select[required]")).not_to_have_value("")
    return line(page, price)


def line(page, price):
    page.get_by_label(re.compile("^Description")).fill("Iron sheets")
    page.get_by_label(re.compile("^Unit price")).fill(price)
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    page.get_by_role("button", name="Issue invoice").click()
    page.wait_for_selector("[data-entry]")
    return page.url


def reason(page, button, text="It was a mistake"):
    """Presses `button`, reads the consequence, gives a reason by keyboard and confirms with Enter."""
    page.get_by_role("button", name=button).first.click()
    dialog = page.locator("dialog[open]")
    assert len(dialog.locator("[data-consequence]").inner_text()) > 30, "it says what follows"
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]", state="detached")


def pay(page, amount):
    page.get_by_role("link", name="Record a payment").click()
    page.wait_for_url(re.compile(r"/payments/new"))
    page.get_by_label(re.compile("^Amount")).fill(amount)
    page.get_by_role("button", name="Record the payment").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))


def an_issued_invoice_is_taken_back_and_its_credit_used(ground):
    """An issued invoice is credited by line, its credit settles another, the rest is refunded"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Credit Shop")
    page = visitor.page
    first = invoice(page, "Kilimani Builders", "1000")
    pay(page, "1000")
    page.get_by_role("link", name="Make a credit note").click()
    page.wait_for_url(re.compile(r"/credit/"))
    page.get_by_label("Some of its lines").check()
    page.get_by_label("Iron sheets").fill("0.4")
    page.get_by_label("Reason").fill("Two sheets came bent")
    assert "cannot be deleted" in page.locator("[data-consequence]").inner_text()
    page.get_by_role("button", name="Issue credit note").click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+"))
    expect(page.locator("h1")).to_contain_text("400.00")

    page.goto("/new/invoice")
    page.locator("select[required]").select_option(label="Kilimani Builders")
    second = line(page, "150")
    page.get_by_role("link", name="Kilimani Builders", exact=True).click()
    row = page.locator("[data-credit]")
    expect(row).to_contain_text("400.00")
    row.get_by_role("button", name="Use the credit").click()
    amount = page.locator("dialog[open]").get_by_label(re.compile("^Amount"))
    assert amount.input_value() == "150.00", "no more than is open"
    page.locator("dialog[open] [type=submit]").click()
    expect(page.locator("[data-credit]")).to_contain_text("250.00")
    page.locator("[data-credit]").get_by_role("button", name="Refund").click()
    page.locator("dialog[open] [type=submit]").click()
    expect(page.locator("[data-credit]")).to_have_count(0)
    expect(page.locator("[data-payment]")).to_have_count(2)

    page.goto(second)
    page.wait_for_selector("[data-entry]")
    expect(page.locator("main")).to_contain_text("Paid")
    assert first != second and not visitor.errors, visitor.errors


def a_payment_is_voided_and_the_invoice_after_it(ground):
    """A payment is voided, which opens its invoice again, and then the invoice is voided too"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Void Shop")
    page = visitor.page
    address = invoice(page, "Kasarani Traders", "700")
    pay(page, "700")
    page.get_by_role("link", name="Payment", exact=True).click()
    page.wait_for_selector("[data-payment]")
    reason(page, "Void payment")
    expect(page.locator("[data-payment]")).to_contain_text("void")
    page.goto(address)
    page.wait_for_selector("[data-entry]")
    reason(page, "Void the document")
    expect(page.locator("h1 + div")).to_contain_text(re.compile("void", re.I))
    page.goto("/money/trial-balance")
    page.wait_for_selector("[data-sum='0.00']")
    assert not visitor.errors, visitor.errors


def money_is_taken_off_an_invoice(ground):
    """Money is taken off an invoice and waits as credit of the customer"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Release Shop")
    page = visitor.page
    invoice(page, "Umoja Stores", "90")
    pay(page, "90")
    reason(page, "Take off")
    page.get_by_role("link", name="Umoja Stores", exact=True).click()
    expect(page.locator("[data-credit]")).to_contain_text("90.00")


def an_entry_by_hand_balances_and_is_reversed_once(ground):
    """An entry by hand can only be posted when it balances, and is reversed once with a reason"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Entry Shop")
    page = visitor.open("/money/journal")
    page.get_by_role("link", name="New entry").click()
    page.wait_for_selector("[data-entry-line]")
    page.get_by_label("Description").fill("Rent of May in cash")
    lines = page.locator("[data-entry-line]")
    options = lines.first.locator("option")
    cash = options.filter(has_text=re.compile("cash", re.I)).first.get_attribute("value")
    rent = options.filter(has_text=re.compile("rent|expense", re.I)).first.get_attribute("value")
    lines.nth(0).locator("select").select_option(rent)
    lines.nth(0).get_by_label("Debit").fill("500")
    lines.nth(1).locator("select").select_option(cash)
    lines.nth(1).get_by_label("Credit").fill("499")
    submit = page.get_by_role("button", name="Post entry")
    expect(submit).to_be_disabled()
    lines.nth(1).get_by_label("Credit").fill("500")
    page.wait_for_selector("[data-balanced=true]")
    submit.click()
    page.wait_for_url(re.compile(r"/money/journal$"))
    expect(page.locator("[data-entry]")).to_have_count(1)
    reason(page, "Reverse entry")
    expect(page.locator("[data-entry]")).to_have_count(2)
    expect(page.get_by_role("button", name="Reverse entry")).to_have_count(0)
    assert not visitor.errors, visitor.errors


def a_revoked_proof_says_so(ground):
    """A revoked proof says so on its document, and a new bundle of it says revoked"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Proof Shop")
    page = visitor.page
    invoice(page, "Baraka Ltd", "320")
    page.get_by_role("button", name="Make a proof").click()
    page.wait_for_selector("[data-qr^='CL1:']")
    reason(page, "Revoke proof", "Wrong customer")
    expect(page.get_by_text(re.compile("This proof was revoked"))).to_be_visible()
    with page.expect_download() as saved:
        page.click("[data-save-proof]")
    path = ground.folder / "revoked.commonsproof"
    saved.value.save_as(path)
    visitor.open("/verify")
    page.set_input_files("[data-bundle]", str(path))
    page.wait_for_selector("[data-verdict=revoked]")


def a_dead_job_is_given_up_with_a_reason(ground):
    """A job that came to a stop is tried again or given up with a reason"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Jobs Shop")
    organisation = visitor.page.evaluate("JSON.parse(localStorage.identity).organisation.id")
    dead_job(ground, organisation)
    page = visitor.open("/jobs?state=dead")
    expect(page.locator("main .ruled li")).to_contain_text("attempt 5 of 5")
    with page.expect_response("**/retry") as told:
        page.get_by_role("button", name="Try again").click()
    assert told.value.ok, told.value.status
    # Its paper is still lost, so that the new attempt, its first, ends like the others.
    for _ in range(100):
        page.reload()
        page.wait_for_selector("main .ruled li, main .border-y")
        if page.get_by_text("attempt 1 of").count():
            break
    expect(page.locator("main .ruled li")).to_contain_text("attempt 1 of")
    reason(page, "Give up", "The file is lost")
    page.goto("/jobs?state=discarded")
    page.wait_for_selector("main .ruled li")


def dead_job(ground, organisation):
    """Leaves a job as a worker does after its last attempt; no click brings one about."""
    now = time.time_ns() // 1000
    row = (str(uuid.uuid4()), organisation, "paper.read", '{"paper_id":"lost"}', "dead", now, 5, 5,
           "The reader ended three times.", now, now)
    with sqlite3.connect(f"{ground.server.folder}/commons.sqlite", timeout=20) as books:
        books.execute(
            "INSERT INTO job (id, organisation_id, kind, payload, state, run_at, attempt,"
            " max_attempts, error, created_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


RULES = [
    an_issued_invoice_is_taken_back_and_its_credit_used,
    a_payment_is_voided_and_the_invoice_after_it, money_is_taken_off_an_invoice,
    an_entry_by_hand_balances_and_is_reversed_once, a_revoked_proof_says_so,
    a_dead_job_is_given_up_with_a_reason,
]
