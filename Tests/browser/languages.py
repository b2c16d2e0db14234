"""Rules about languages and directions."""

import json

from playwright.sync_api import expect

from stage import Visitor

TITLES = {
    "en": "What needs you now", "sw": "Kinachokuhitaji sasa", "fr": "Ce qui vous attend",
    "ar": "ما يحتاجك الآن",
}


def the_language_is_chosen_in_the_page(ground):
    """The language is chosen in the page, at once, and kept"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Language Shop")
    page = visitor.open("/settings")
    for language, title in TITLES.items():
        page.goto("/settings")
        page.locator("select").first.select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.goto("/")
        page.wait_for_selector("h1")
        assert page.inner_text("h1") == title, page.inner_text("h1")
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")


def a_visitor_is_greeted_in_the_browsers_language(ground):
    """A visitor is greeted in the browser's language, and in English where we do not speak it"""
    for locale, wanted in [("fr-FR", "fr"), ("sw-KE", "sw"), ("ar-SD", "ar"), ("pt-BR", "en")]:
        visitor = Visitor(ground.browser, ground.wire.origin, locale=locale)
        visitor.open("/")
        assert visitor.page.evaluate("document.documentElement.lang") == wanted, locale
        visitor.close()


def arabic_reads_from_the_right(ground):
    """In Arabic the side bar stands on the right and amounts keep their order, and whoever registers in it is written to in it"""
    visitor = Visitor(ground.browser, ground.wire.origin, locale="ar")
    visitor.register("Arabic Shop")
    user = visitor.page.evaluate("async () => (await fetch('/api/users/me')).json()")
    assert '"language":"ar"' in json.dumps(user, separators=(",", ":")), user
    page = visitor.open("/")
    page.wait_for_selector("[data-figures] .money")
    bar = page.locator("aside").bounding_box()
    main = page.locator("main").bounding_box()
    assert bar["x"] > main["x"], (bar, main)
    money = page.locator("[data-figures] .money").first
    assert money.get_attribute("dir") == "ltr"
    assert money.inner_text().startswith("KES"), money.inner_text()


RULES = [
    the_language_is_chosen_in_the_page, a_visitor_is_greeted_in_the_browsers_language,
    arabic_reads_from_the_right,
]
