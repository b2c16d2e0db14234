"""Rules about what a seller asks its buyer, from both sides of the link, on a phone."""

import re

from playwright.sync_api import expect

from asking import DAY, NEW_ID, WRITE
from axe import check
from stage import Visitor, settle


def issued(ground, name, amount="900", buyer="Kibanda Supplies"):
    """A new shop on a phone with one issued invoice: (visitor, its path)."""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register(name)
    page = visitor.page
    party, invoice = page.evaluate(NEW_ID), page.evaluate(NEW_ID)
    page.evaluate(WRITE, ["/api/parties", {
        "id": party, "name": buyer, "is_customer": True, "is_supplier": False}])
    page.evaluate(WRITE, ["/api/invoices", {
        "id": invoice, "party_id": party, "day": page.evaluate(DAY, -1),
        "due_day": page.evaluate(DAY, 20), "currency": "KES",
        "lines": [{"description": "Cooking oil 20 l", "quantity": "3",
                   "unit_price": {"amount": amount, "currency": "KES"}}]}])
    page.evaluate(WRITE, [f"/api/invoices/{invoice}/issue", {}])
    return visitor, f"/documents/{invoice}"


def ask(visitor, path, again=False):
    """Asks through the page; the path and fragment of the link that it shows."""
    page = visitor.open(path)
    settle(page)
    known = page.locator("[data-link]").get_attribute("data-link") if page.locator("[data-link]").count() else ""
    page.get_by_role("button", name="Ask again with a new link" if again else "Ask the buyer").click()
    expect(page.locator("[data-link]")).not_to_have_attribute("data-link", known)
    link = page.locator("[data-link]").get_attribute("data-link")
    assert re.fullmatch(re.escape(visitor.origin) + r"/acknowledge#[A-Za-z0-9_-]{43}", link), link
    return link.removeprefix(visitor.origin)


def fits(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px wider than the window"


def a_buyer_says_yes(ground):
    """A buyer without an account says yes on a phone, also after a lost answer, and the invoice shows who did"""
    seller, path = issued(ground, "Asking Shop")
    link = ask(seller, path)
    expect(seller.page.locator("[data-buyer=open]")).to_contain_text("waits for an answer")
    seller.page.set_viewport_size({"width": 320, "height": 640})
    fits(seller.page)

    buyer = Visitor(ground.browser, ground.wire.origin, phone=True)
    check(buyer, link)
    page = buyer.page
    page.set_viewport_size({"width": 320, "height": 640})
    fits(page)
    text = page.locator("main").inner_text()
    for shown in ["Asking Shop", "Kibanda Supplies", "INV-", "Cooking oil 20 l", "2,700.00"]:
        assert shown in text, (shown, text)
    # What is asked about and nothing else: no address, no other document, no list.
    assert "@" not in text, text
    page.get_by_label("Yes, we owe this").check()
    page.get_by_label("Your name").fill("Grace Atieno")
    page.get_by_label("What you are there").fill("Storekeeper")
    lost = ground.wire.lost
    ground.wire.lose_next_answer(b"/api/acknowledgements/answer")
    page.get_by_role("button", name="Send the answer").click()
    # The browser may send it again by itself, or say so and let the buyer press again.
    unheard = page.get_by_text("The server cannot be reached")
    expect(unheard.or_(page.locator("[data-answer=owed]"))).to_be_visible()
    assert ground.wire.lost == lost + 1
    if unheard.count():
        page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("[data-answer=owed]")).to_contain_text("Grace Atieno")
    check(buyer, "/verify")
    check(buyer, link)
    expect(page.locator("[data-answer=owed]")).to_contain_text("Storekeeper")

    page = seller.open(path)
    settle(page)
    expect(page.locator("[data-buyer=acknowledged] [data-answer=owed]")).to_contain_text("Grace Atieno")
    evidence = page.locator("[data-evidence=acknowledgement]")
    evidence.locator("summary").click()
    expect(evidence).to_contain_text("as it stands")
    expect(evidence).to_contain_text("Storekeeper")
    # Sent twice, kept once.
    expect(page.locator("main ol").get_by_text("Acknowledged by the buyer")).to_have_count(1)
    check(seller, path)
    assert not buyer.strangers and not buyer.errors, (buyer.strangers, buyer.errors)
    assert not seller.strangers and not seller.errors, (seller.strangers, seller.errors)


def a_buyer_says_no(ground):
    """A buyer says no with a reason, and the seller finds it on the first screen and on the invoice"""
    seller, path = issued(ground, "Disputed Shop", "450")
    link = ask(seller, path)
    buyer = Visitor(ground.browser, ground.wire.origin, phone=True, locale="ar")
    page = buyer.open(link)
    settle(page)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    fits(page)
    page.locator("input[value=disputed]").check()
    send = page.locator("form [type=submit]")
    expect(send).to_be_disabled()
    page.locator("form select").select_option("amount_differs")
    page.locator("form textarea").fill("Two cans were empty")
    inputs = page.locator("form input[type=text]")
    inputs.nth(0).fill("Otieno")
    inputs.nth(1).fill("Owner")
    send.click()
    expect(page.locator("[data-answer=disputed]")).to_contain_text("Two cans were empty")

    page = seller.open("/")
    settle(page)
    row = page.locator("[data-attention=invoice_disputed]")
    expect(row).to_contain_text("Kibanda Supplies says that it does not owe")
    check(seller, "/")
    seller.page.locator("[data-attention=invoice_disputed]").get_by_role("link").click()
    expect(seller.page.locator("[data-buyer=disputed]")).to_contain_text("The amount differs")
    expect(seller.page.locator("[data-buyer=disputed]")).to_contain_text("Otieno")
    check(seller, path)
    ask(seller, path, again=True)
    page = seller.open("/")
    settle(page)
    expect(page.locator("[data-attention=invoice_disputed]")).to_have_count(0)


def a_link_that_is_over_says_so(ground):
    """A link that was replaced, ended or cut short says in plain words what to do"""
    seller, path = issued(ground, "Ending Shop")
    first = ask(seller, path)
    second = ask(seller, path, again=True)
    buyer = Visitor(ground.browser, ground.wire.origin, phone=True)
    page = buyer.open(first)
    expect(page.get_by_text("The seller has ended this link or sent another one.")).to_be_visible()
    page.goto(second)
    expect(page.locator("[data-answer]").or_(page.get_by_label("Yes, we owe this"))).to_be_visible()
    seller.page.get_by_role("button", name="End the link").click()
    expect(seller.page.locator("[data-buyer=withdrawn]")).to_be_visible()
    page.get_by_label("Yes, we owe this").check()
    page.get_by_label("Your name").fill("Grace")
    page.get_by_label("What you are there").fill("Owner")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("The seller has ended this link or sent another one.")).to_be_visible()
    page.goto(second[:-5])
    expect(page.get_by_text("This link leads nowhere.")).to_be_visible()


def a_member_of_the_buyer_answers_with_a_name(ground):
    """A member of another organisation answers with the account, and nobody answers for themselves"""
    seller, path = issued(ground, "Selling Shop")
    link = ask(seller, path)
    page = seller.open(link)
    page.get_by_label("Yes, we owe this").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("A seller cannot answer for the buyer.")).to_be_visible()
    buyer = Visitor(ground.browser, ground.wire.origin, phone=True)
    buyer.register("Kibanda Supplies")
    page = buyer.open(link)
    expect(page.get_by_text("You answer as Njeri Wanjiku of Kibanda Supplies")).to_be_visible()
    page.get_by_label("Yes, we owe this").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("[data-answer=owed]")).to_contain_text("signed in, for Kibanda Supplies")


RULES = [
    a_buyer_says_yes, a_buyer_says_no, a_link_that_is_over_says_so,
    a_member_of_the_buyer_answers_with_a_name,
]
