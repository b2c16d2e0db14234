"""Rules about the forecast of cash: what it shows, why, what if, and without a network."""

import re

from playwright.sync_api import expect

from stage import Visitor, settle, sign_in

READY = "main [data-middle]"


def open_forecast(ground, **options):
    visitor = Visitor(ground.browser, ground.wire.origin, **options)
    sign_in(ground, visitor)
    page = visitor.open("/forecast")
    page.wait_for_selector(READY)
    settle(page)
    return visitor, page


def amount(text):
    figure = re.sub(r"[^\d.\-\u2212]", "", text).replace("\u2212", "-")
    return round(float(figure) * 100)


def the_why_sums_to_the_change(ground):
    """What moves a week sums to the change of its expected balance, in every week by keyboard"""
    visitor, page = open_forecast(ground)
    slider = page.locator("[data-week]")
    slider.focus()
    seen = set()
    for _ in range(13):
        rows = [amount(text) for text in page.locator("[data-why] .end .money").all_inner_texts()]
        assert sum(rows[:-1]) == rows[-1], rows
        seen.add(slider.get_attribute("aria-valuetext"))
        page.keyboard.press("ArrowRight")
    assert len(seen) == 13, seen
    papers = page.locator("[data-why] a[href^='/documents/']")
    slider.fill("1")
    expect(papers.first).to_be_visible()
    assert not visitor.errors, visitor.errors


def the_table_says_what_the_picture_says(ground):
    """The table twin has every week of the picture, and the file has the same figures"""
    _, page = open_forecast(ground)
    page.locator("[data-twin] summary").click()
    rows = page.locator("[data-twin] tbody tr")
    expect(rows).to_have_count(13)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = open(download.value.path()).read().split()
    assert len(lines) == 14, lines
    table = [amount(text) for text in rows.first.locator(".money").all_inner_texts()]
    assert table == [amount(text) for text in lines[1].split(",")[2:5]], (table, lines[1])


def a_scenario_needs_no_network(ground):
    """What if is computed on the device: it works with the wire cut, and goes back as it was"""
    visitor, page = open_forecast(ground)
    page.locator("[data-scenarios=ready]").wait_for()
    before = page.locator("[data-middle]").get_attribute("d")
    ground.wire.cut()
    page.locator("[data-scenarios] input[type=range]").nth(1).fill("-40")
    expect(page.locator("[data-usual]")).to_have_count(1, timeout=10_000)
    usual = page.locator("[data-usual]").get_attribute("d")
    assert page.locator("[data-middle]").get_attribute("d") != usual
    page.get_by_role("button", name="As things stand").click()
    expect(page.locator("[data-usual]")).to_have_count(0)
    # The axis fits what is shown, so the line is where it was only now.
    expect(page.locator("[data-middle]")).to_have_attribute("d", before)
    ground.wire.mend()
    visitor.close()


def time_runs_with_the_language(ground):
    """In Arabic the weeks run from right to left"""
    for locale, forward in [("en", True), ("ar", False)]:
        visitor, page = open_forecast(ground, locale=locale)
        course = page.locator("[data-middle]").get_attribute("d")
        places = [float(place) for place in re.findall(r"[ML]([\d.]+) ", course)]
        assert (places[0] < places[-1]) == forward, (locale, places)
        visitor.close()


def home_leads_to_the_forecast(ground):
    """The first screen has the coming weeks as a line that leads to the forecast"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    sign_in(ground, visitor)
    page = visitor.open("/")
    page.locator("[data-spark]").click()
    page.wait_for_selector(READY)
    expect(page.locator("[data-past]")).to_be_visible(timeout=30_000)


def a_declared_tax_is_expected(ground):
    """What somebody declares stands in the forecast until it is ended"""
    _, page = open_forecast(ground)
    page.get_by_role("button", name="Declare money to come or go").click()
    # Nothing is expected on a day that has come, so the form proposes the next.
    proposed = page.get_by_label("First on").input_value()
    assert proposed > page.evaluate("new Date().toISOString().slice(0, 10)"), proposed
    page.get_by_label("Name").fill("VAT of the quarter")
    page.get_by_label(re.compile("^Amount")).fill("12500")
    page.get_by_role("button", name="Declare it").click()
    row = page.locator("[data-plans] li", has_text="VAT of the quarter")
    expect(row).to_be_visible()
    row.get_by_role("button").click()
    expect(row).to_have_count(0)


def a_plan_can_stand_for_the_rent(ground):
    """A declared rent can stand for the one that the books show, and is then expected once"""
    visitor, page = open_forecast(ground)
    page.get_by_role("button", name="Declare money to come or go").click()
    page.get_by_label("Name").fill("Rent from next year on")
    page.get_by_label(re.compile("^Amount")).fill("99000")
    stands = page.get_by_label("In place of what the books show")
    names = stands.locator("option").all_inner_texts()
    rent = next(name for name in names if name.startswith("Amani Properties"))
    rhythm = page.get_by_label("How often")
    rhythm.select_option("once")
    expect(stands).to_have_count(0)
    rhythm.select_option("monthly")
    stands.select_option(label=rent)
    with page.expect_response(lambda answer: re.search(r"/api/forecast/[^/]+$", answer.url)) as told:
        page.get_by_role("button", name="Declare it").click()
    row = page.locator("[data-plans] li", has_text="Rent from next year on")
    expect(row).to_contain_text("In place of what the books show")
    items = [item["name"] for item in told.value.json()["basis"]["items"]]
    assert "Rent from next year on" in items and "Amani Properties" not in items, items
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    assert not visitor.errors, visitor.errors


def money_that_may_run_out_is_said(ground):
    """Where the money may run out, the first screen and the forecast say when and how much is missing"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.sign_in(*ground.server.demo_sign_in("Achieng Odhiambo"))
    page = visitor.open("/")
    warning = page.locator("[data-attention='cash_short']")
    expect(warning).to_be_visible(timeout=30_000)
    warning.locator("a").click()
    page.wait_for_selector(READY)
    expect(page.locator("[data-shortage]")).to_contain_text("Money may run out around")
    expect(page.locator("[data-short]").first).to_be_attached()
    slider = page.locator("[data-week]")
    slider.fill("12")
    expect(page.get_by_text("Cold store").first).to_be_attached()
    assert not visitor.errors, visitor.errors


def one_account_says_what_it_leaves_out(ground):
    """One account's forecast says that declared plans are not in it, and not that nobody declared"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.demo_sign_in("Achieng Odhiambo"))
    page = visitor.open("/forecast")
    page.wait_for_selector(READY)
    left_out = page.get_by_text("at least one names no account, so it does not count here")
    undeclared = page.get_by_text("nobody has declared when and how much is due")
    expect(left_out).to_have_count(0)
    with page.expect_response(lambda answer: "account_id=" in answer.url and answer.ok):
        page.get_by_label("Account", exact=True).select_option(index=1)
    expect(left_out).to_be_visible()
    expect(undeclared).to_have_count(0)
    assert not visitor.errors, visitor.errors


def a_plan_of_an_account_counts_there(ground):
    """A plan that names an account is in that account's forecast, and its row says which"""
    visitor, page = open_forecast(ground)
    choice = page.locator("main").get_by_label("Account", exact=True)
    names = choice.locator("option").all_inner_texts()
    with page.expect_response(lambda answer: "account_id=" in answer.url and answer.ok):
        choice.select_option(index=1)
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Declare money to come or go").click()
    page.get_by_label("Name").fill("Licence of the town")
    page.get_by_label(re.compile("^Amount")).fill("7700")
    purse = page.get_by_label("Paid from")
    assert purse.locator("option:checked").inner_text() == names[1], names
    assert purse.locator("option").first.inner_text().startswith("No account"), names
    # Not the answer of the past, which is asked for beside it.
    with page.expect_response(lambda answer: re.search(r"/api/forecast/[^/]+\?.*account_id=", answer.url)) as told:
        page.get_by_role("button", name="Declare it").click()
    items = [item["name"] for item in told.value.json()["basis"]["items"]]
    assert "Licence of the town" in items, items
    row = page.locator("[data-plans] li", has_text="Licence of the town")
    expect(row.locator("[data-account]")).to_have_text(names[1])
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    assert not visitor.errors, visitor.errors


def a_narrow_band_is_not_to_be_trusted(ground):
    """Only where the band held on the past does the page say that one may lean on it"""
    for coverage, held, said, unsaid in [
        (0.31, "narrow", "The band was too narrow", "Trust the band"),
        (0.79, "held", "Trust the band", "The band was too narrow"),
    ]:
        visitor = Visitor(ground.browser, ground.wire.origin)
        sign_in(ground, visitor)

        def answer(route):
            past = route.fetch()
            told = {**past.json(), "coverage": coverage, "guess_wins": True}
            route.fulfill(response=past, json=told)

        visitor.context.route("**/api/forecast/*/backtest*", answer)
        page = visitor.open("/forecast")
        past = page.locator("[data-past]")
        expect(past).to_have_attribute("data-band", held, timeout=30_000)
        expect(past).to_contain_text(said)
        expect(past).not_to_contain_text(unsaid)
        visitor.close()


RULES = [
    the_why_sums_to_the_change, the_table_says_what_the_picture_says, a_scenario_needs_no_network,
    time_runs_with_the_language, home_leads_to_the_forecast, a_declared_tax_is_expected,
    a_plan_can_stand_for_the_rent, money_that_may_run_out_is_said,
    one_account_says_what_it_leaves_out, a_plan_of_an_account_counts_there, a_narrow_band_is_not_to_be_trusted,
]
