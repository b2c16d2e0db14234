"""Rules about what every page must be: accessible, in both themes, at every width, on its own."""

import routes
from axe import look
from stage import Visitor, settle, sign_in

# One page is seen in these windows and themes in turn, the page after it in the other direction, so
# that window and theme change less often than the page.
WINDOWS = {
    "desk": {"width": 1440, "height": 900}, "phone": {"width": 360, "height": 740},
    "smallest": {"width": 320, "height": 640}}
VIEWS = [
    ("desk", "light"), ("desk", "dark"), ("phone", "dark"), ("phone", "light"), ("smallest", "light")]


class Walk:
    """One visitor who goes from page to page within the application, and sees each in every view."""

    def __init__(self, ground, **options):
        self.visitor = Visitor(ground.browser, ground.wire.origin, **options)
        self.page = self.visitor.page
        self.visitor.context.add_init_script(COUNT_WHAT_IS_ASKED)
        self.visited, self.views = [], VIEWS
        self.window = self.theme = None

    def visit(self, address, views=None):
        if self.page.url.startswith(self.visitor.origin):
            self.page.evaluate(GO, address)
        else:
            self.page.goto(address)
        self.see(address, views or self.views)
        self.views = self.views[::-1]
        self.visited.append(address)

    def see(self, name, views):
        """What is on the screen now, in each of the views."""
        counts = {}
        for window, theme in views:
            if window != self.window:
                self.page.set_viewport_size(WINDOWS[window])
            if theme != self.theme:
                self.page.emulate_media(color_scheme=theme)
            if window != self.window or not counts:
                self.page.evaluate(UNTIL_CALM)
            self.window, self.theme = window, theme
            where = f"{name} on the {window}"
            if window == "smallest":
                self.fits(where)
            else:
                count = look(self.page, where, theme)
                assert counts.setdefault(window, count) == count, f"{where} has other elements in {theme}"

    def fits(self, where):
        """Nothing is cut off, and every control is large enough for a thumb."""
        wide, small = self.page.evaluate(WIDE_AND_SMALL)
        assert wide <= 0, f"{where} is {wide} px wider than the window"
        assert not small, f"{where}: {small}"

    def end(self):
        assert not self.visitor.strangers and not self.visitor.errors, (
            self.visitor.strangers, self.visitor.errors)
        self.visitor.close()
        return self.visited


# The browser's own way back and forth leads to a page without loading the application again.
GO = """(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""

COUNT_WHAT_IS_ASKED = """
  window.asking = 0;
  const ask = window.fetch;
  window.fetch = async (...what) => {
    window.asking += 1;
    try {
      const reply = await ask(...what);
      if (reply.url.includes("/api/")) await reply.clone().arrayBuffer();
      return reply;
    } finally {
      setTimeout(() => { window.asking -= 1; });
    }
  };"""

# The window's new size is known to the page in the next frame. It is calm when it has its heading,
# nothing grey and no question on its way, and still so a moment later.
UNTIL_CALM = """async () => {
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const end = performance.now() + 20_000;
  await new Promise(requestAnimationFrame);
  for (let calm = 0; calm < 2; await wait(4)) {
    const isCalm = window.asking === 0 && document.querySelector("h1")
      && !document.querySelector("main .skeleton");
    calm = isCalm ? calm + 1 : 0;
    if (performance.now() > end) throw new Error(`not calm: ${window.asking} questions open`);
  }
}"""

WIDE_AND_SMALL = """() => [
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll("button, .button, select, nav a")]
    .filter((element) => element.offsetParent !== null)
    .map((element) => [element.innerText.slice(0, 30), element.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && box.height < 43.5)
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)]"""


def every_page_is_for_everyone(ground):
    """Axe finds nothing on a page of any route, desk and phone, in both themes; nothing is cut off at 320 px"""
    lender = Walk(ground)
    lender.visitor.sign_in(*ground.server.person("loan_officer at"))
    for address in routes.of_a_lender(lender.page):
        lender.visit(address)
    shop = Walk(ground)
    for address in routes.OPEN:
        shop.visit(address)
    shop.visitor.sign_in(*ground.server.demo_sign_in())
    for address in [*routes.INNER, *routes.of_a_shop(shop.page)]:
        shop.visit(address)
    left_out = routes.never_visited([*lender.end(), *shop.end()])
    assert not left_out, f"no visit belongs to these routes: {left_out}"


def pages_from_the_right(ground):
    """Axe finds nothing on a phone whose language runs from the right"""
    walk = Walk(ground, locale="ar")
    walk.visitor.sign_in(*ground.server.demo_sign_in())
    for path in ["/", "/documents", "/new/invoice", "/money/trial-balance", "/settings"]:
        walk.visit(path, [("phone", "light"), ("phone", "dark"), ("smallest", "light")])
    assert walk.page.evaluate("document.documentElement.dir") == "rtl"
    walk.end()


def dialogs_are_for_everyone(ground):
    """Axe finds nothing on an open dialog, on desk and phone, in both themes"""
    walk = Walk(ground)
    walk.visitor.sign_in(*ground.server.demo_sign_in())
    paper = "/papers/" + routes.first(walk.page, "/papers?state=to_review")
    for address, button, window in [
            ("/parties", "Add customer or supplier", "desk"), ("/scores", "Let a lender score you", "desk"),
            ("/forecast", "Declare money to come or go", "phone"), (paper, "Reject the paper", "phone")]:
        walk.visit(address, [(window, "light")])
        walk.page.get_by_role("button", name=button).click()
        walk.page.wait_for_selector("dialog[open]")
        walk.see(f"{button} at {address}", [(window, "light"), (window, "dark")])
        walk.page.keyboard.press("Escape")
        walk.page.wait_for_selector("dialog", state="detached")
    walk.end()

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
    every_page_is_for_everyone, pages_from_the_right, dialogs_are_for_everyone,
    text_has_the_contrast_of_seven_to_one, the_desk_answers_to_keys,
]
