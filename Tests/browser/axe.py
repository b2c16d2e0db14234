"""Asks axe what is wrong with the page on the screen, in one theme at a time."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

from stage import settle

COLOUR = ["color-contrast", "link-in-text-block"]
SIZE = ["target-size"]
RULES_OF_SHAPE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {rule: {"enabled": False} for rule in [*COLOUR, *SIZE]},
}


def look(page, name, theme):
    """Fails on what is wrong with the page as it stands; the number of its elements.

    The dark theme is a style sheet that gives other colours to the same elements: there axe is asked
    about colours, and whoever asks in both themes compares the numbers."""
    light = theme == "light"
    choice = {
        "theme": theme, "shape": RULES_OF_SHAPE if light else None,
        "some": {"runOnly": {"type": "rule", "values": [*COLOUR, *SIZE] if light else COLOUR}}}
    seen = page.evaluate(ASK_AXE, choice)
    if seen is None:
        page.evaluate(AXE_SCRIPT)
        seen = page.evaluate(ASK_AXE, choice)
    assert seen["asked"] >= (50 if light else 0), f"{name}: axe asked {seen['asked']} rules"
    assert not seen["violations"], f"{name} in {theme}:\n{AxeResults(seen).generate_report()}"
    assert seen["wide"] <= 0, f"{name} is {seen['wide']} px wider than the window in {theme}"
    return seen["elements"]


def check(visitor, path):
    """Opens one page and looks at it in both themes."""
    visitor.open(path)
    settle(visitor.page)
    counts = []
    for theme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=theme)
        counts.append(look(visitor.page, path, theme))
    assert counts[0] == counts[1], f"{path} has other elements in dark"


# What is asked about depends on what is painted, not on how many there are of it. Colours are asked of
# one element of each kind of text: the same letters on the same grounds have the same contrast. A kind
# that held is not asked again while the visitor goes from page to page, in any window and theme. Room
# for a finger is asked of targets that are small or touch another one, one of each kind; the others
# have it.
#
# axe looks for names of what it found, and loads style sheets again, only where it found something.
ASK_AXE = """async ({ theme, shape, some }) => {
  if (!window.axe) return null;
  if (!matchMedia(`(prefers-color-scheme: ${theme})`).matches) throw new Error(`not in ${theme}`);
  const numbers = (window.kindsOfText ??= { all: new Map(), held: new Set() });
  const numbered = (...parts) => {
    const text = parts.join("|");
    const known = numbers.all.get(text);
    if (known !== undefined) return known;
    numbers.all.set(text, numbers.all.size);
    return numbers.all.size - 1;
  };
  const texts = new Map();
  const targets = [];
  const grounds = new Map([[null, "paper"]]);
  for (const element of document.querySelectorAll("html, html *")) {
    const style = getComputedStyle(element);
    let ground = grounds.get(element.parentElement);
    // What lies over or under its neighbours is a ground of its own, by its name.
    if (style.position !== "static" || element instanceof SVGElement) {
      ground = numbered(ground, element.tagName, element.getAttribute("class"), style.fill);
    }
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none"
      || style.opacity !== "1") {
      ground = numbered(ground, style.backgroundColor, style.backgroundImage, style.opacity);
    }
    grounds.set(element, ground);
    if (element.matches("a, button, input, select, textarea, summary, [tabindex]")) {
      const box = element.getBoundingClientRect();
      // What is one pixel large is for those who hear the page.
      if (box.width > 1 && box.height > 1) targets.push([element, box]);
    }
    const says = element.matches("input, textarea, select") || [...element.childNodes]
      .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says) continue;
    const around = element.tagName === "A" ? getComputedStyle(element.parentElement).color : "";
    const kind = numbered(element.tagName, ground, style.color, style.fontSize, style.fontWeight,
      style.textDecorationLine, style.borderBottomWidth, element.matches(":disabled"), around);
    if (!numbers.held.has(kind) && !texts.has(kind)) texts.set(kind, element);
  }
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  const narrow = new Map();
  for (const [element, box] of shape ? targets : []) {
    const touched = targets.filter(([other, its]) => other !== element && meet(box, its)
      && !other.contains(element) && !element.contains(other)).length;
    if (!touched && Math.min(box.width, box.height) >= 24) continue;
    const kind = [element.tagName, element.className, Math.floor(box.height), touched].join("|");
    narrow.set(kind, element);
  }
  const include = [...new Set([...texts.values(), ...narrow.values()])];
  const asks = [];
  if (shape) asks.push([document, shape]);
  if (include.length) asks.push([{ include }, some]);
  const violations = [];
  let asked = 0;
  for (const [context, rules] of asks) {
    const quick = { resultTypes: ["violations"], selectors: false, preload: false };
    const said = await axe.run(context, { ...rules, ...quick });
    asked += [said.violations, said.passes, said.incomplete, said.inapplicable].flat().length;
    if (said.violations.length) violations.push(...(await axe.run(context, rules)).violations);
  }
  if (!violations.length) for (const kind of texts.keys()) numbers.held.add(kind);
  return {
    violations, asked, elements: document.querySelectorAll("body *").length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""
