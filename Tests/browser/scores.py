"""Rules about scores: what they say, to whom, and what they say without a network."""

import datetime
import json
import pathlib
import sqlite3
import uuid

from playwright.sync_api import expect

from asking import NEW_ID, WRITE
from stage import ROOT, Visitor

PUT = """async (change) => {
  const open = indexedDB.open("commons");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const store = database.transaction("replies", "readwrite").objectStore("replies");
  const all = await new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => resolve(request.result);
  });
  const kept = all.find((one) => one.path.startsWith("pack:"));
  const bytes = atob(kept.value.pack.replace(/-/g, "+").replace(/_/g, "/"));
  const text = change(bytes);
  kept.value.pack = btoa(text).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  await new Promise((resolve) => { store.put(kept).onsuccess = resolve; });
}"""


def own_score(ground, **options):
    visitor = Visitor(ground.browser, ground.wire.origin, **options)
    visitor.sign_in(*ground.server.demo_sign_in())
    page = visitor.open("/scores")
    page.locator("main [data-row]").first.click()
    page.wait_for_selector("[data-score]")
    return visitor, page


def a_score_explains_itself(ground):
    """A score shows its picture with a table twin and CSV, at most four reasons and three actions"""
    _, page = own_score(ground)
    points = int(page.get_attribute("[data-score]", "data-score"))
    assert 300 < points < 800, points
    assert page.locator("[data-waterfall] > li").count() >= 5
    assert 1 <= page.locator("[data-reasons] > li").count() <= 4
    assert 1 <= page.locator("[data-actions] > li").count() <= 3
    page.get_by_text("As a table").click()
    expect(page.locator("details tfoot")).to_contain_text(str(points))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    lines = pathlib.Path(saved.value.path()).read_text().strip().splitlines()
    assert lines[0] == "feature,label,value,points,withheld", lines[0]
    assert lines[-1].startswith(f"score,Score,,{points}"), lines[-1]
    # What is shown are whole points, and they add up to the score, in the picture and in its table.
    shown = [int(text.replace("\u2212", "-")) for text in page.locator("[data-waterfall] > li > .figure").all_inner_texts()]
    assert sum(shown[:-1]) == shown[-1] == points, shown
    table = [int(text.replace("\u2212", "-"))
             for text in page.locator("details:has(tfoot) tbody tr > td:nth-child(3)").all_inner_texts()]
    assert sum(table) == points and len(table) >= len(shown) - 1, table
    total = sum(float(line.rsplit(",", 2)[1]) for line in lines[1:-1])
    assert abs(total - points) < 0.51, (total, points)
    assert page.locator("[data-history] > li").count() >= 1


def a_lender_sees_who_agreed(ground):
    """A loan officer scores the shops that agreed, decides, and the shop reads the notice"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("loan_officer at"))
    page = visitor.open("/scores")
    page.locator("main [data-row]", has_text="Njeri Wholesale Foods").click()
    page.wait_for_selector("[data-score]")
    page.get_by_role("button", name="Keep the outcome").click()
    page.locator("dialog").get_by_role("button", name="Keep it").click()
    expect(page.locator("dialog")).to_have_count(0)
    table = page.evaluate("async () => (await fetch('/api/outcome-table')).text()").split()
    assert len(table) == 2 and table[1].endswith(",0"), table
    decided(page, "worse_terms", f"L/{uuid.uuid4().hex[:6]}")
    page.wait_for_selector("[data-notice=worse_terms]")
    assert page.locator("[data-notice] ol > li").count() >= 1
    shop = Visitor(ground.browser, ground.wire.origin)
    shop.sign_in(*ground.server.demo_sign_in())
    own = shop.open("/notices")
    own.locator("main [data-row]").first.click()
    own.wait_for_selector("[data-notice]")
    own.get_by_role("button", name="Contest the decision").click()
    own.locator("dialog textarea").fill("A payment of June is missing.")
    own.locator("dialog").get_by_role("button", name="Contest the decision").click()
    own.get_by_text("Open: waits for an answer").wait_for()
    page = visitor.open("/")
    page.locator("[data-attention=contest_open]").get_by_role("link").click()
    page.get_by_role("button", name="Score again and answer").click()
    page.locator("dialog textarea").fill("We looked: the books say the same.")
    page.locator("dialog").get_by_role("button", name="Score again and answer").click()
    page.get_by_text("Answered:").wait_for()
    page.get_by_role("button", name="Decide again").click()
    dialog = page.locator("dialog")
    expect(dialog.get_by_text("Loan L/")).to_be_visible()
    expect(dialog.get_by_label("Loan reference")).to_have_count(0)
    dialog.locator("select").select_option("approved")
    dialog.get_by_label("Why against the band").or_(dialog.get_by_role("button", name="Keep the decision")).first.wait_for()
    if dialog.get_by_label("Why against the band").count():
        dialog.get_by_label("Why against the band").fill("The shop was right.")
    dialog.get_by_role("button", name="Keep the decision").click()
    expect(page.locator("[data-replaced=approved]")).to_be_visible()
    expect(page.get_by_role("button", name="Decide again")).to_have_count(0)


def decided(page, decision, loan):
    """On the page of a score: a decision about a loan, with a reason wherever one is asked for."""
    page.get_by_role("button", name="Decide").click()
    dialog = page.locator("dialog")
    dialog.locator("select").select_option(decision)
    # A phone that is turned loses nothing of what was typed.
    size, loan_field = page.viewport_size, dialog.get_by_label("Loan reference")
    loan_field.fill(loan)
    page.set_viewport_size({"width": size["height"], "height": size["width"]})
    expect(loan_field).to_have_value(loan)
    page.set_viewport_size(size)
    expect(loan_field).to_have_value(loan)
    for reason in ("Why against the band", "Your reason"):
        if dialog.get_by_label(reason).count():
            dialog.get_by_label(reason).fill("The committee said so.")
    dialog.get_by_role("button", name="Keep the decision").click()
    expect(dialog).to_have_count(0)


def two_loans_stand_on_one_score(ground):
    """Two loans on one score have a decision and an outcome each, and a notice says when it was decided again"""
    one, other = (f"{place}/{uuid.uuid4().hex[:6]}" for place in (17, 18))
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("loan_officer at"))
    page = visitor.open("/scores")
    page.locator("main [data-row]", has_text="Njeri Wholesale Foods").click()
    page.wait_for_selector("[data-score]")
    score = page.url
    decided(page, "worse_terms", one)
    page.wait_for_selector("[data-notice=worse_terms]")
    notice = page.url.rsplit("/", 1)[1]
    expect(page.get_by_text(f"Loan {one}")).to_be_visible()
    page.goto(score)
    page.wait_for_selector("[data-score]")
    decided(page, "approved", other)
    expect(page.locator(f"[data-loan='{one}']")).to_contain_text("Worse terms")
    expect(page.locator(f"[data-loan='{other}']")).to_contain_text("Approved")
    page.get_by_role("button", name="Keep the outcome").click()
    choice = page.locator("dialog select").first
    expect(choice.locator("option", has_text=f"loan {one}")).to_have_count(1)
    choice.select_option(choice.locator("option", has_text=f"loan {other}").get_attribute("value"))
    page.locator("dialog").get_by_role("button", name="Keep it").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(f"[data-loan='{other}']")).to_contain_text("Repaid")
    expect(page.locator(f"[data-loan='{one}']")).not_to_contain_text("Repaid")
    shop = Visitor(ground.browser, ground.wire.origin)
    shop.sign_in(*ground.server.demo_sign_in())
    asked = f"[data-attention=notice_received] a[href='/notices/{notice}']"
    own = shop.open("/")
    expect(own.locator(asked)).to_have_count(1)
    own.goto(f"/notices/{notice}")
    expect(own.get_by_role("button", name="Contest the decision")).to_be_visible()
    expect(own.locator("[data-replaced]")).to_have_count(0)
    # Decided again about the same loan: the letter stays, says so, and asks for nothing.
    decided(page, "approved", one)
    own.reload()
    expect(own.locator("[data-replaced=approved]")).to_contain_text("Decided again: Approved")
    expect(own.locator("[data-notice=worse_terms]")).to_be_visible()
    expect(own.get_by_role("button", name="Contest the decision")).to_have_count(0)
    own.goto("/notices")
    expect(own.locator(f"a[href='/notices/{notice}'] [data-replaced=approved]")).to_have_count(1)
    own.goto("/")
    own.wait_for_selector("main h1")
    expect(own.locator(asked)).to_have_count(0)


def a_score_goes_into_the_basement(ground):
    """A score that was taken along is verified and made again offline, with the same points"""
    visitor, page = own_score(ground, phone=True)
    visitor.wait_for_shell()
    points = page.get_attribute("[data-score]", "data-score")
    reasons, heading = page.locator("[data-reasons]").inner_text(), page.inner_text("h1")
    page.get_by_role("button", name="Take along").click()
    page.wait_for_selector("[data-pack=kept]")
    ground.wire.cut()
    visitor.context.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-pack=open]")
    assert page.get_attribute("[data-score]", "data-score") == points
    assert page.locator("[data-reasons]").inner_text() == reasons
    assert page.inner_text("h1") == heading, "the page says whose score it is"
    page.evaluate(PUT.replace("change(bytes)", 'bytes.replace("0.6", "0.9")'), None)
    page.reload()
    page.wait_for_selector("[data-pack=refused]")
    assert page.locator("[data-score]").count() == 0, "a changed pack shows no score"


def a_model_waits_for_a_second_person(ground):
    """A model folder is registered through the page, checked, and waits for a second person"""
    shipped = ROOT / "Sources/Commons/Model/Shipped"
    folder = ground.folder / "model"
    folder.mkdir(exist_ok=True)
    text = (shipped / "expert_model.txt").read_text()
    (folder / "model.txt").write_text(text.replace("leaf_value=-0.81", "leaf_value=-0.82"))
    (folder / "card.json").write_text((shipped / "expert_card.json").read_text())
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("owner at Umoja"))
    page = visitor.open("/models")
    page.get_by_role("button", name="Register a model").click()
    page.locator("dialog input[type=text]").fill("A little stricter")
    page.set_input_files("dialog input[type=file]", [str(folder / "model.txt"), str(folder / "card.json")])
    page.locator("dialog").get_by_role("button", name="Register a model").click()
    page.get_by_role("button", name="Check the model").click()
    page.get_by_role("button", name="Ask a second person to approve").click()
    # Whoever asked sees that it waits, after a reload too, and cannot ask again.
    asking = page.locator("[data-approving]")
    for _ in range(2):
        expect(asking).to_contain_text("You asked for its approval on")
        expect(page.get_by_role("button", name="Ask a second person to approve")).to_have_count(0)
        expect(page.get_by_role("button", name="Agree and carry out")).to_have_count(0)
        page.reload()
    second = Visitor(ground.browser, ground.wire.origin)
    second.sign_in(*ground.server.person("credit_committee at"))
    home = second.open("/")
    expect(home.locator("[data-attention=approval_waiting]")).to_contain_text("Approve a model (A little stricter)")
    other = second.open("/approvals")
    expect(other.locator("[data-subject]")).to_contain_text("A little stricter")
    expect(other.locator("[data-names]")).to_have_count(0)
    expect(other.get_by_text("What exactly")).to_have_count(0)
    expect(other.locator("[data-matter]")).to_contain_text("Not met")
    expect(other.locator("[data-matter] li")).to_have_text(["Nothing shows that it tells outcomes apart better than by luck"])
    other.get_by_role("button", name="Reject the request").click()
    other.locator("dialog input").fill("Measure it first")
    other.locator("dialog").get_by_role("button", name="Reject the request").click()
    other.get_by_text("Nothing waits for a second person").wait_for()
    # Who refused it and why stands where the asker looks.
    home = visitor.open("/")
    refused = home.locator("[data-attention=approval_rejected]")
    expect(refused).to_contain_text("refused your request: Approve a model (A little stricter). Reason: Measure it first")
    refused.get_by_role("link").click()
    page = home
    expect(page.locator("[data-history] > li").last).to_contain_text("Approval refused")
    expect(page.locator("[data-history] > li").last).to_contain_text("Measure it first")
    page.get_by_role("button", name="Ask a second person to approve").click()
    expect(page.locator("[data-approving]")).to_contain_text("You asked for its approval on")
    # Whoever asked may think better of it; what became of both requests stays to be read.
    page.get_by_role("button", name="Take the request back").click()
    expect(page.locator("[data-history] > li").last).to_contain_text("taken back by whoever asked")
    other.goto(other.url)
    expect(other.locator("[data-ended] > li").first).to_contain_text("Closed: taken back by whoever asked")
    expect(other.locator("[data-ended] > li", has_text="Measure it first").first).to_contain_text("Refused by")
    page.get_by_role("button", name="Ask a second person to approve").click()
    expect(page.locator("[data-approving]")).to_contain_text("You asked for its approval on")
    # The second person agrees where the model is, and asks for nothing beside it.
    other.goto(page.url)
    expect(other.locator("[data-approving]")).to_contain_text("asked for its approval on")
    expect(other.get_by_role("button", name="Ask a second person to approve")).to_have_count(0)
    other.get_by_role("button", name="Agree and carry out").click()
    other.get_by_text("Approved; it does not score now.").wait_for()
    names = other.evaluate("""async (id) => {
      const { history } = await (await fetch(`/api/models/${id}`)).json();
      const { by, agreed_by } = history.at(-1);
      return [by, agreed_by];
    }""", page.url.rsplit("/", 1)[1])
    assert all(names) and names[0] != names[1], names
    expect(other.locator("[data-history] > li").last).to_contain_text(f"asked by {names[0]}, agreed to by {names[1]}")
    page.goto("/audit")
    approved = page.locator("main details", has=page.locator("[data-row]", has_text="Approve a model")).first
    expect(approved).to_contain_text(f"agreed to by {names[1]}")
    # The trail of that model alone, and back.
    rows = page.locator("main details")
    everything = rows.count()
    approved.locator("summary").click()
    approved.get_by_role("link", name="All that was done to it").click()
    expect(page.get_by_text("Only what was done to")).to_be_visible()
    expect(rows.first).to_be_visible()
    assert 0 < rows.count() < everything, (rows.count(), everything)
    page.get_by_role("button", name="Show everything").click()
    expect(rows).to_have_count(everything)
    page.goto(other.url)
    page.get_by_role("button", name="Let it score", exact=True).click()
    page.get_by_text("It scores now.").wait_for()
    page = visitor.open("/models")
    page.get_by_role("button", name="Bring the model before back").click()
    page.locator("dialog input").fill("only a try")
    page.locator("dialog").get_by_role("button", name="Bring the model before back").click()
    first = page.locator("[data-models] > li").first
    expect(first).to_contain_text("comes with the program")
    # What moved while it scored is said in words, with every feature beside it; a look at a past
    # day is no score of its month.
    day = (datetime.date.today() - datetime.timedelta(days=45)).isoformat()
    page.evaluate("""async (day) => {
      const { items } = await (await fetch("/api/scores?limit=200")).json();
      for (const { entity } of items) {
        await fetch(`/api/score/${entity.id}`);
        await fetch(`/api/score/${entity.id}?as_of=${day}`);
      }
    }""", day)
    first.get_by_role("link").click()
    page.get_by_role("button", name="Look at this month now").click()
    expect(page.locator("[data-monitoring]").first).to_contain_text("against 0 before")
    expect(page.locator("[data-moved]")).to_have_count(0)
    made_then(ground.server, day)
    page.get_by_role("button", name="Look at this month now").click()
    expect(page.locator("[data-monitoring] [data-moved]").first).to_be_visible()
    assert page.locator("[data-monitoring]").first.locator("tbody tr").count() >= 2


def made_then(server, day):
    """Each look at `day` once more, as if it had been scored on the day itself, before its last
    microsecond, which is a look back's: the server's clock cannot be set back."""
    with sqlite3.connect(f"{server.folder}/commons.sqlite", timeout=20) as books:
        books.row_factory = sqlite3.Row
        looks = [dict(row) for row in books.execute(
            "SELECT * FROM score WHERE as_of = ? AND purpose = 'live'", (day,))]
        assert looks, f"nobody was looked at on {day}"
        before = (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
        for look in looks:
            then = look["known_at"] - 1
            score = {**look, "id": str(uuid.uuid4()), "as_of": before, "known_at": then, "made_at": then}
            books.execute(
                f"INSERT INTO score ({', '.join(score)}) VALUES ({', '.join('?' * len(score))})",
                tuple(score.values()))


def decided_yesterday(server):
    """Each decision once more, and each attribute, as of a day before: the server's clock cannot be
    set back."""
    day = 86_400_000_000
    with sqlite3.connect(f"{server.folder}/commons.sqlite", timeout=20) as books:
        books.row_factory = sqlite3.Row
        books.execute("UPDATE protected_attribute SET recorded_at = recorded_at - ?", (day,))
        for row in books.execute("SELECT * FROM score_decision").fetchall():
            decision = {**row, "id": str(uuid.uuid4()), "decided_at": row["decided_at"] - day}
            books.execute(
                f"INSERT INTO score_decision ({', '.join(decision)}) VALUES ({', '.join('?' * len(decision))})",
                tuple(decision.values()))


def groups_are_compared_in_sums(ground):
    """Fairness keeps an attribute through the page, compares groups coarsely, and shows no small one"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.demo_sign_in())
    page = visitor.open("/fairness")
    expect(page.get_by_text("No attribute was kept yet")).to_be_visible()
    customers = [page.evaluate(NEW_ID) for _ in range(24)]
    for place, customer in enumerate(customers):
        page.evaluate(WRITE, ["/api/parties", {
            "id": customer, "name": f"Fair customer {place}", "is_customer": True, "is_supplier": False}])
    page.reload()
    attribute = "gender of the owner"
    page.get_by_role("button", name="Keep an attribute").click()
    page.locator("dialog select").select_option(customers[0])
    page.locator("dialog input").nth(0).fill("Gender of the owner")
    page.locator("dialog input").nth(1).fill("women")
    page.locator("dialog").get_by_role("button", name="Keep an attribute").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_text("Too few people to show")).to_be_visible()
    approved = {}
    for place, customer in enumerate(customers):
        group = "women" if place < 12 else "men"
        page.evaluate(WRITE, ["/api/protected-attributes", {
            "entity_id": customer, "attribute": attribute, "value": group}, "PUT"])
        score = page.evaluate("async (id) => (await fetch(`/api/score/${id}`)).json()", customer)
        decision = "approved" if place < 4 or place >= 16 else "worse_terms"
        approved[group] = approved.get(group, 0) + (decision == "approved")
        against = decision == "approved" and score.get("band") in ("D", "E")
        page.evaluate(WRITE, [f"/api/scores/{score['id']}/decision", {
            "decision_id": page.evaluate("crypto.randomUUID()"), "decision": decision,
            **({"override_reason": "known for years"} if against else {})}])
    assert approved == {"women": 4, "men": 8}, approved
    page.reload()
    # What was decided today counts from tomorrow.
    expect(page.get_by_text("Too few people to show")).to_be_visible()
    decided_yesterday(ground.server)
    page.reload()
    rows = page.locator(f"[data-fairness='{attribute}'] tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Compared with")
    expect(rows.nth(0)).to_contain_text("60%")
    # A third of twelve, as far as it is told: nobody can count.
    expect(rows.nth(1)).to_contain_text("30%")
    expect(rows.nth(1)).to_contain_text("of 10 or more")
    expect(rows.nth(1)).to_contain_text("0.50")
    expect(rows.nth(1)).to_contain_text("Too few to say")


def a_card_is_read_in_every_language(ground):
    """What was found about a table, and why a model is unfit, is said in the reader's language, and an uploader's words as his own"""
    shipped = ROOT / "Sources/Commons/Model/Shipped"
    folder = ground.folder / "found"
    folder.mkdir(exist_ok=True)
    text = (shipped / "expert_model.txt").read_text().replace("leaf_value=-0.81", "leaf_value=-0.83")
    (folder / "model.txt").write_text(text.replace("on_time_share", "gender"))
    card = json.loads((shipped / "expert_card.json").read_text())
    card |= {
        "limits": "Ask Asha before you use it.",
        "warnings": ["Term left out: alone it knows the outcome (area under the curve 0.985); --keep Term uses it all the same",
                     "Something that only this program finds"],
        "findings": [{"code": "knows_alone", "column": "Term", "facts": {"evidence": "area", "area": 0.985}},
                     {"code": "of_another_program", "facts": {}}],
    }
    (folder / "card.json").write_text(json.dumps(card))
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("owner at Umoja"))
    page = visitor.open("/models")
    page.get_by_role("button", name="Register a model").click()
    page.locator("dialog input[type=text]").fill("With a card")
    page.set_input_files("dialog input[type=file]", [str(folder / "model.txt"), str(folder / "card.json")])
    page.locator("dialog").get_by_role("button", name="Register a model").click()
    found = page.locator("[data-findings] > li")
    expect(found.first).to_contain_text("Left out: alone it knows the outcome. It can be kept when the model is trained. Area under the curve: 0.9850.")
    for language, says, refused in [
        ("en", "Left out: alone it knows the outcome.", "It asks for what the law protects: gender."),
        ("sw", "Imeachwa: peke yake inajua matokeo.", "Inauliza yanayolindwa na sheria: gender."),
        ("fr", "Laissée de côté : seule, elle connaît l’issue.", "Il demande ce que la loi protège : gender."),
        ("ar", "استُبعد: يعرف النتيجة وحده.", "يطلب ما يحميه القانون"),
    ]:
        page.evaluate("(language) => localStorage.setItem('language', language)", language)
        page.reload()
        expect(found.first).to_contain_text(says)
        expect(found.first.locator("bdi")).to_have_text("Term")
        expect(found.first).not_to_contain_text("--keep")
        expect(found.last.locator("[lang=en]")).to_have_text("Something that only this program finds")
        expect(page.locator("[data-limits] blockquote")).to_have_text("Ask Asha before you use it.")
        words = json.loads((ROOT / f"web/src/messages/{language}.json").read_text())
        page.get_by_role("button", name=words["models.validate"]).click()
        expect(page.locator("[role=alert]").first).to_contain_text(words["problem.model_unfit"])
        expect(page.locator("[role=alert] li").first).to_contain_text(refused)
    page.evaluate("localStorage.setItem('language', 'en')")


def past_loans_become_a_table(ground):
    """A list of past loans becomes a table to train on, and a wrong one is refused with its line"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("owner at Umoja"))
    page = visitor.open("/models")
    page.get_by_role("button", name="Table to train on").click()
    loans = ground.folder / "loans.csv"
    loans.write_text("borrower,day,bad\nNobody Ltd,2026-03-31,1\nNjeri Wholesale Foods,31/03/2026,1\n")
    page.set_input_files("dialog input[type=file]", str(loans))
    page.get_by_role("button", name="Make and save the table").click()
    # All that is wrong is told at once, with what stands there, in the reader's language.
    expect(page.locator("dialog [role=alert] li")).to_have_text([
        "Line 2: nobody whom you may score is called Nobody Ltd.",
        "Line 3: 31/03/2026 is no day that has come. Write days like 2026-03-31."])
    page.evaluate("localStorage.setItem('language', 'sw')")
    page.reload()
    page.get_by_role("button", name="Jedwali la kufunzia").click()
    page.set_input_files("dialog input[type=file]", str(loans))
    page.get_by_role("button", name="Tengeneza na uhifadhi jedwali").click()
    expect(page.locator("dialog [role=alert]")).to_contain_text("Orodha ya mikopo haiwezi kutumika")
    expect(page.locator("dialog [role=alert] li").first).to_have_text("Mstari 2: hakuna unayeruhusiwa kumpa alama anayeitwa Nobody Ltd.")
    page.evaluate("localStorage.setItem('language', 'en')")
    page.reload()
    page.get_by_role("button", name="Table to train on").click()
    page.set_input_files("dialog input[type=file]", str(loans))
    # What was edited since is asked for again, in words.
    loans.write_text("borrower,day,bad\nNjeri Wholesale Foods,2026-03-31,1\n")
    page.get_by_role("button", name="Make and save the table").click()
    expect(page.get_by_text("Choose it again")).to_be_visible()
    page.set_input_files("dialog input[type=file]", str(loans))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Make and save the table").click()
    header, row = pathlib.Path(saved.value.path()).read_text().strip().splitlines()
    assert header.startswith("on_time_share,") and header.endswith(",bad"), header
    assert row.endswith(",1") and row.split(",")[0] != "", row


def a_long_list_is_searched(ground):
    """Whom one may score, and whom one sells to, is found in a list that is longer than a page"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Many customers")
    page = visitor.open("/scores")
    for place in range(204):
        page.evaluate(WRITE, ["/api/parties", {
            "id": page.evaluate(NEW_ID), "name": f"Buyer {place:03}", "is_customer": True, "is_supplier": False}])
    page.reload()
    rows = page.locator("main [data-row]")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(100)
    page.locator("[data-search]").fill("buyer 203")
    expect(rows).to_have_count(1)
    page.locator("[data-search]").fill("nobody like this")
    expect(page.get_by_text("Nobody by that name")).to_be_visible()
    page.goto("/new/invoice")
    choice = page.locator("select[required]")
    expect(choice.locator("option")).to_have_count(201)
    page.locator("[data-find]").fill("203")
    expect(choice.locator("option")).to_have_count(2)
    choice.select_option(label="Buyer 203")
    chosen = choice.input_value()
    # Who was chosen stays chosen while somebody else is looked for.
    page.locator("[data-find]").fill("no such buyer")
    expect(page.get_by_role("status").filter(has_text="Nobody by that name")).to_be_visible()
    assert choice.input_value() == chosen
    expect(choice.locator("option:checked")).to_have_text("Buyer 203")


RULES = [
    a_long_list_is_searched, groups_are_compared_in_sums, past_loans_become_a_table, a_card_is_read_in_every_language,
    a_score_explains_itself,
    a_lender_sees_who_agreed, two_loans_stand_on_one_score, a_score_goes_into_the_basement, a_model_waits_for_a_second_person,
]
