"""Rules about verbs that run inside a server, and what its pages then show."""

import datetime
import json
import subprocess

from playwright.sync_api import expect

from stage import Visitor


class Verbs:
    """Runs verbs over the server's data folder, as one of the demo's people."""

    def __init__(self, ground, email, organisation):
        self.ground, self.email, self.organisation = ground, email, organisation

    def run(self, *words, status=0):
        """What the verb printed; on its standard error when it was to fail."""
        done = subprocess.run([self.ground.server.commons, *words], cwd=self.ground.folder, capture_output=True, text=True)
        assert done.returncode == status, (words, done.returncode, done.stdout, done.stderr)
        return done.stderr if status else done.stdout

    def __call__(self, *words, status=0):
        return self.run(*words, "--data", self.ground.server.folder, "--as", self.email,
                        "--organisation", self.organisation, status=status)


def past_loans(names):
    """A loan every third day over a year and a half, by turns to each; who it is decides a little, and so does luck."""
    lines = ["borrower,day,bad"]
    for turn in range(160):
        day = datetime.date.today() - datetime.timedelta(days=30 + 3 * turn)
        bad = turn % 5 < 3 if turn % len(names) == 1 else turn % 5 == 0
        lines.append(f'"{names[turn % len(names)]}",{day},{int(bad)}')
    return "\n".join(lines) + "\n"


def past_loans_become_the_model_that_scores(ground):
    """Table, training, four eyes, live, a score and its file offline: verbs inside a server, and its page shows the model"""
    owner = Verbs(ground, ground.server.person("owner at Umoja")[0], "Umoja")
    committee = Verbs(ground, ground.server.person("credit_committee at")[0], "Umoja")
    names = [json.loads(line)["entity"]["name"] for line in owner("credit", "list", "--json").splitlines()]
    assert len(names) >= 2, names
    (ground.folder / "past.csv").write_text(past_loans(names))
    assert owner("models", "table", "--loans", "past.csv", "--output", "table.csv").startswith("160 rows")
    owner.run("train", "--input", "table.csv", "--target", "bad", "--output", "fitted", "--model", "scorecard")
    owner("models", "register", "fitted", "--name", "Autumn")
    assert "draft" in owner("models", "place", "Autumn", "live", status=1)
    assert "draft" in owner("models", "approve", "Autumn", status=1)
    checked = owner("models", "check", "Autumn")
    assert "ok      fairness: no protected attribute" in checked and "NOT MET outcomes: 160 outcomes" in checked, checked
    assert "waits for a second person" in owner("models", "approve", "Autumn")
    assert "somebody else" in owner("models", "approve", "Autumn", "--agree", status=1)
    asked = committee("models", "approve", "Autumn", status=1)
    assert "asks for the approval of Autumn" in asked and "Nothing was done" in asked, asked
    assert "is approved" in committee("models", "approve", "Autumn", "--agree")
    committee("models", "place", "Autumn", "live")
    shown = owner("credit", "show", names[0])
    assert shown.startswith(names[0]) and "by Autumn" in shown, shown
    assert "Nobody Ltd" in owner("credit", "show", "Nobody Ltd", status=1)
    owner("credit", "pack", names[0], "--output", "score.json")
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("owner at Umoja"))
    model = visitor.open("/models")
    first = model.locator("[data-models] > li").first
    expect(first).to_contain_text("Autumn")
    # Its page draws how well it was as good as its word, and says the figures of its card.
    first.get_by_role("link").click()
    model.locator("[data-figures]").wait_for()
    card = json.loads((ground.folder / "fitted/card.json").read_text())
    expect(model.locator("[data-figures]")).to_contain_text(f"{card['auc']:.4f}")
    for curve in ("curve", "gains"):
        drawn = model.locator("figure svg polyline.curve").nth(0 if curve == "curve" else 1).get_attribute("points")
        assert len(drawn.split()) == len(card[curve]), (curve, drawn)
    expect(model.get_by_text(card["limits"])).to_be_visible()
    owner("models", "rollback", "--reason", "only a try")
    assert "by Autumn" not in owner("credit", "show", names[0])
    # The file needs no books, only whose word is believed.
    trust = ("--data", ground.server.folder)
    assert owner.run("credit", "offline", "score.json", *trust) == shown
    assert "Nothing is here" in owner.run("credit", "offline", "score.json", "--data", str(ground.folder), status=1)
    owner.run("init", "--data", "another")
    assert "unknown issuer" in owner.run("credit", "offline", "score.json", "--data", "another", status=1)
    kept = json.loads((ground.folder / "score.json").read_text())
    place = len(kept["pack"]) // 2
    other = "A" if kept["pack"][place] != "A" else "B"
    kept["pack"] = kept["pack"][:place] + other + kept["pack"][place + 1:]
    (ground.folder / "changed.json").write_text(json.dumps(kept))
    assert "not the one that was attested" in owner.run("credit", "offline", "changed.json", *trust, status=1)
    assert "no file that" in owner.run("credit", "offline", "past.csv", *trust, status=1)


RULES = [past_loans_become_the_model_that_scores]
