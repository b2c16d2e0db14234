"""Rules about the first screen, and about every page when the server does not answer well."""

from playwright.sync_api import expect

from asking import DAY, NEW_ID, WRITE
from routes import INNER
from stage import Visitor, settle, sign_in


def issue(page, party, amount, due):
    """An issued invoice that is due in `due` days; days before today are negative."""
    identity = page.evaluate(NEW_ID)
    page.evaluate(WRITE, ["/api/invoices", {
        "id": identity, "party_id": party, "day": page.evaluate(DAY, min(due, 0) - 1),
        "due_day": page.evaluate(DAY, due), "currency": "KES",
        "lines": [{"description": "Cement", "quantity": "1",
                   "unit_price": {"amount": amount, "currency": "KES"}}]}])
    page.evaluate(WRITE, [f"/api/invoices/{identity}/issue", {}])


def what_costs_most_comes_first(ground):
    """Home sorts by money at risk times time, one line for each customer, and shows cash and receivables"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Consequence Shop")
    page = visitor.page
    for name, invoices in [("Patient Ltd", [("9000", 6)]), ("Mama Njeri", [("700", -2)]),
                           ("Slow & Sons", [("500", -60), ("40", -10)])]:
        party = page.evaluate(NEW_ID)
        page.evaluate(WRITE, ["/api/parties", {
            "id": party, "name": name, "is_customer": True, "is_supplier": False}])
        for amount, days in invoices:
            issue(page, party, amount, days)
    page.goto("/")
    page.wait_for_selector("[data-figures]")
    rows = page.locator("[data-attention]").all_inner_texts()
    at = [next(index for index, row in enumerate(rows) if amount in row)
          for amount in ("540.00", "700.00", "9,000.00")]
    assert at == sorted(at), rows
    assert "2 invoices, the oldest 60 days late" in rows[at[0]], rows
    figures = page.inner_text("[data-figures]")
    assert "10,240.00" in figures and "KES" in figures, figures
    page.get_by_role("link", name="See what is open").click()
    page.get_by_role("heading", name="Slow & Sons").wait_for()


def a_new_shop_is_told_what_to_do(ground):
    """A new organisation's pages are empty with a way to begin, never blank"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Empty Shop")
    for path in ["/", "/papers", "/documents", "/parties", "/money/journal", "/jobs", "/approvals",
                 "/money/trial-balance", "/forecast", "/outbox"]:
        page = visitor.open(path)
        settle(page)
        text = page.locator("main").inner_text()
        assert len(text) > 40, f"{path} is blank: {text!r}"
        assert page.locator("main [role=alert]").count() == 0, path
    assert not visitor.errors, visitor.errors


ASKING = [path for path in INNER if path not in (
    "/capture", "/outbox", "/new/invoice", "/new/bill", "/payments/new", "/verify", "/settings",
    "/more", "/no-such-page")]


def a_failing_server_is_said_in_words(ground):
    """Every page that asks the server says a failure in words, with the code and a way to try again"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    sign_in(ground, visitor)
    fault = {"code": "fault", "status": 500, "title": "Something broke", "detail": "", "type": "",
             "request_id": "01-test"}
    visitor.context.route("**/api/**", lambda route: route.fulfill(
        status=500, content_type="application/problem+json", json=fault))
    for path in ASKING:
        page = visitor.open(path)
        expect(page.locator("main [role=alert]").first).to_be_visible()
        text = page.locator("main").inner_text()
        assert "fault" in text and "Try again" in text, f"{path}: {text}"
    visitor.context.unroute("**/api/**")
    page.get_by_role("button", name="Try again").first.click()
    expect(page.locator("main [role=alert]")).to_have_count(0)


def a_slow_server_leaves_no_blank_page(ground):
    """While an answer is on its way every page shows its shape and says that it is loading"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    sign_in(ground, visitor)
    visitor.context.route("**/api/**", lambda route: None)
    for path in ASKING:
        page = visitor.open(path)
        expect(page.locator("main [role=status]").first).to_be_attached()


def no_network_is_said_in_words(ground):
    """Without a network every page says so and what still works, and comes back by itself"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    sign_in(ground, visitor)
    visitor.wait_for_shell()
    ground.wire.cut()
    for path in ASKING:
        page = visitor.open(path)
        expect(page.locator("main").get_by_text(
            "No connection").or_(page.locator("main [role=status], main [role=alert]")).first).to_be_visible()


RULES = [
    what_costs_most_comes_first, a_new_shop_is_told_what_to_do, a_failing_server_is_said_in_words,
    a_slow_server_leaves_no_blank_page, no_network_is_said_in_words,
]
