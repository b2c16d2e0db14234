"""Rules about what every page must be: accessible, in both themes, at every width, on its own."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from stage import Visitor

OPEN = ["/", "/sign-in", "/register", "/join", "/verify", "/acknowledge"]
INNER = [
    "/", "/capture", "/outbox", "/papers", "/documents", "/new/invoice", "/new/bill", "/parties",
    "/money", "/forecast", "/money/journal", "/money/new-entry", "/money/trial-balance", "/verify",
    "/jobs", "/audit", "/approvals", "/scores", "/notices", "/models", "/fairness", "/settings",
    "/more", "/no-such-page",
]


def settle(page):
    """Until the page shows its answer and no grey lines any more."""
    page.wait_for_selector("h1")
    expect(page.locator("main .skeleton")).to_have_count(0, timeout=20_000)


def pages(visitor):
    """Every inner page, and the first document, paper and party where there are some."""
    found = list(INNER)
    for path in [
            "/documents?kind=invoice&state=open", "/papers", "/parties", "/scores", "/models"]:
        page = visitor.open(path)
        settle(page)
        row = page.locator("main [data-row]").first
        if row.count():
            address = row.get_attribute("href")
            found.append(address)
            if "/documents/" in address:
                found.append(address.split("?")[0].replace("documents", "credit"))
    return found


def check(visitor, path):
    """Opens the page once and asks axe everything in the light theme. The dark one is a style
    sheet that gives other colours to the same elements, so there it asks the rules of colour."""
    visitor.open(path)
    settle(visitor.page)
    visitor.page.evaluate(AXE_SCRIPT)
    elements = None
    for theme, rules in [
            ("light", RULES_OF_SHAPE), ("light", RULES_OF_COLOUR), ("dark", RULES_OF_COLOUR)]:
        visitor.page.emulate_media(color_scheme=theme)
        assert visitor.page.evaluate(f"matchMedia('(prefers-color-scheme: {theme})').matches")
        result = AxeResults(visitor.page.evaluate(ASK_AXE, rules))
        asked = result.response["asked"]
        assert asked >= (50 if rules is RULES_OF_SHAPE else 2), f"{path}: axe asked {asked} rules"
        assert result.violations_count == 0, f"{path} in {theme}:\n{result.generate_report()}"
        wide, count = visitor.page.evaluate("""() => [
          document.documentElement.scrollWidth - document.documentElement.clientWidth,
          document.querySelectorAll("body *").length]""")
        assert wide <= 0, f"{path} is {wide} px wider than the window in {theme}"
        assert elements in (None, count), f"{path} has other elements in {theme}"
        elements = count


COLOUR = ["color-contrast", "link-in-text-block"]
RULES_OF_SHAPE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {rule: {"enabled": False} for rule in COLOUR},
}
RULES_OF_COLOUR = {"runOnly": {"type": "rule", "values": COLOUR}}

# Of what holds, axe keeps one element for each rule: collecting all of them takes longer than
# the rules themselves. Violations are kept whole.
#
# The rules of colour ask one element with text of each kind: a thousand rows of one list have the same
# classes, letters and colours from themselves up to the page, and so the same contrast.
ASK_AXE = """(choice) => {
  const kinds = new Map();
  if (choice.runOnly.type === "rule") {
    const grounds = new Map([[null, ""]]);
    for (const element of document.querySelectorAll("html, html *")) {
      const style = getComputedStyle(element);
      const ground = [grounds.get(element.parentElement), element.tagName, element.className,
        style.backgroundColor, style.backgroundImage, style.opacity, style.position].join("|");
      grounds.set(element, ground);
      const kind = [ground, style.color, style.fontSize, style.fontWeight,
        style.textDecorationLine].join("|");
      const says = element.matches("input, textarea, select") || [...element.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (says && !kinds.has(kind)) kinds.set(kind, element);
    }
  }
  const context = kinds.size ? { include: [...kinds.values()] } : document;
  return axe.run(context, { resultTypes: ["violations"], ...choice })
    .then(({ violations, passes, incomplete, inapplicable }) => ({
      violations,
      asked: violations.length + passes.length + incomplete.length + inapplicable.length,
    }));
}"""


def axe_finds_nothing_on_a_desk(ground):
    """Axe finds nothing on any page of the desk, in both themes"""
    everywhere(ground, phone=False)


def axe_finds_nothing_on_a_phone(ground):
    """Axe finds nothing on any page of the phone, in both themes and from the right"""
    everywhere(ground, phone=True)
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True, locale="ar")
    sign_in(ground, visitor)
    for path in ["/", "/documents", "/new/invoice", "/money/trial-balance", "/settings"]:
        check(visitor, path)


def everywhere(ground, phone):
    visitor = Visitor(ground.browser, ground.wire.origin, phone=phone)
    for path in OPEN:
        check(visitor, path)
    sign_in(ground, visitor)
    for path in pages(visitor):
        check(visitor, path)
    assert not visitor.strangers, visitor.strangers
    assert not visitor.errors, visitor.errors
    visitor.close()


def sign_in(ground, visitor):
    visitor.sign_in(*ground.server.demo_sign_in())


def it_fits_the_smallest_phone(ground):
    """Nothing is cut off at 320 px, and every control is large enough for a thumb"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    sign_in(ground, visitor)
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    for path in pages(visitor):
        page = visitor.open(path)
        settle(page)
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px wider than 320 px"
        small = page.evaluate("""() => [...document.querySelectorAll("button, .button, select, nav a")]
          .filter((element) => element.offsetParent !== null)
          .map((element) => [element.innerText.slice(0, 30), element.getBoundingClientRect()])
          .filter(([, box]) => box.height > 0 && box.height < 43.5)
          .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)""")
        assert not small, f"{path}: {small}"


def text_has_the_contrast_of_seven_to_one(ground):
    """Text stands out at least 7 to 1 in both themes"""
    for theme in ["light", "dark"]:
        visitor = Visitor(ground.browser, ground.wire.origin, color_scheme=theme)
        page = visitor.open("/")
        pairs = page.evaluate(CONTRASTS)
        assert len(pairs) >= 12
        poor = {name: ratio for name, ratio in pairs.items() if ratio < 7}
        assert not poor, f"{theme}: {poor}"
        visitor.close()


CONTRASTS = """() => {
  const style = getComputedStyle(document.documentElement);
  const light = (name) => {
    const channels = style.getPropertyValue(name).trim().slice(1).match(/../g)
      .map((part) => parseInt(part, 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const pairs = { "on-accent on accent": ratio("--on-accent", "--accent") };
  for (const ink of ["ink", "soft", "accent", "good", "warn", "bad"]) {
    for (const ground of ["page", "sheet", "wash"]) {
      pairs[`${ink} on ${ground}`] = ratio(`--${ink}`, `--${ground}`);
    }
  }
  for (const signal of ["good", "warn", "bad"]) {
    pairs[`ink on ${signal}`] = ratio("--ink", `--${signal}-wash`);
    pairs[`${signal} on its wash`] = ratio(`--${signal}`, `--${signal}-wash`);
  }
  return pairs;
}"""


def the_desk_answers_to_keys(ground):
    """On the desk `/` searches, `j` and `k` walk the rows, Enter opens, `?` explains"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    sign_in(ground, visitor)
    page = visitor.open("/documents")
    settle(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.dataset.search !== undefined")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    rows = page.locator("main [data-row]").count()
    assert rows >= 2, "the demo has documents"
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first and second and first != second
    page.keyboard.press("Shift+?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    page.locator("main [data-row]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: first.split("?")[0] in url)


RULES = [
    axe_finds_nothing_on_a_desk, axe_finds_nothing_on_a_phone, it_fits_the_smallest_phone,
    text_has_the_contrast_of_seven_to_one, the_desk_answers_to_keys,
]
