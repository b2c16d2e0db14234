"""Rules about the network going away: what was captured is kept, and sent exactly once."""

from playwright.sync_api import expect

from stage import Visitor, receipt_picture


def papers(page):
    """How many papers the server has, asked past every cache."""
    return page.evaluate("""async () => {
      const reply = await fetch("/api/papers?limit=200", { headers: { "Commons-Client": "web" } });
      return (await reply.json()).items.length;
    }""")


def it_opens_without_a_network(ground):
    """After one visit the application opens without a network, and says how old its figures are"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Offline Shop")
    page = visitor.open("/")
    page.wait_for_selector("[data-figures]")
    visitor.wait_for_shell()
    ground.wire.cut()
    visitor.context.set_offline(True)
    page.reload()
    page.wait_for_selector("h1")
    page.get_by_text("No network: this is as of").wait_for()
    page.wait_for_selector("[data-figures]")
    for path in ["/capture", "/verify", "/outbox"]:
        page.goto(path)
        page.wait_for_selector("h1")
    page.goto("/money/journal")
    page.get_by_text("The server cannot be reached").wait_for()


def captured_offline_is_sent_exactly_once(ground):
    """Papers captured offline survive a reload and reach the server exactly once"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Outbox Shop")
    page = visitor.open("/capture")
    visitor.wait_for_shell()
    ground.wire.cut()
    visitor.context.set_offline(True)
    pictures = [
        receipt_picture(ground.browser, ground.folder / f"offline-{n}.jpg", number=f"R-{n}")
        for n in range(3)]
    page.set_input_files("[data-files]", pictures)
    expect(page.locator("[data-waiting]")).to_have_count(3)
    page.reload()
    expect(page.locator("[data-waiting]")).to_have_count(3)
    assert "3 waiting" in page.inner_text("[data-outbox]"), page.inner_text("[data-outbox]")
    ground.wire.mend()
    visitor.context.set_offline(False)
    page.get_by_text("All sent").first.wait_for(timeout=40_000)
    assert papers(page) == 3, papers(page)


def a_lost_answer_does_not_double_a_paper(ground):
    """When the answer to an upload is lost, sending again does not make a second paper"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Lost Answer Shop")
    page = visitor.open("/capture")
    picture = receipt_picture(ground.browser, ground.folder / "lost.jpg", number="R-99")
    lost = ground.wire.lost
    ground.wire.lose_next_answer(b"POST /api/papers")
    page.set_input_files("[data-files]", picture)
    page.wait_for_selector("[data-sent='1']", timeout=40_000)
    assert ground.wire.lost == lost + 1, "the answer was not lost, the rule proves nothing"
    assert papers(page) == 1, papers(page)


def what_the_server_refuses_needs_somebody(ground):
    """A file that the server refuses waits with its reason, and does not hold up the others"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Refusal Shop")
    bad = ground.folder / "not-a-paper.jpg"
    bad.write_bytes(b"these bytes are no picture" * 20)
    good = receipt_picture(ground.browser, ground.folder / "good.jpg", number="R-5")
    page = visitor.open("/capture")
    page.set_input_files("[data-files]", [str(bad), good])
    page.wait_for_selector("[data-waiting=needs_you]")
    page.wait_for_selector("[data-sent='1']")
    page.get_by_text("1 needs you").first.wait_for()
    page.click("[data-waiting=needs_you] summary")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a copy").click()
    assert saved.value.suggested_filename == "not-a-paper.jpg"
    page.get_by_role("button", name="Discard").click()
    discard = page.locator("dialog").get_by_role("button", name="Discard")
    assert discard.is_disabled(), "a reason is asked for"
    page.locator("dialog input").fill("photographed my thumb")
    discard.click()
    page.get_by_text("All sent").first.wait_for()
    visitor.open("/outbox")
    page.get_by_text("photographed my thumb").wait_for()


def signing_out_leaves_nothing_to_read(ground):
    """Signing out clears drafts and what was kept for reading offline"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.register("Clean Shop")
    page = visitor.open("/new/invoice")
    page.locator("li input").first.fill("secret line")
    visitor.open("/")
    page.wait_for_selector("[data-figures]")
    visitor.open("/settings")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_selector("a[href='/register']")
    left = page.evaluate("""async () => {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("commons");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const count = await new Promise((resolve) => {
        const request = database.transaction("replies").objectStore("replies").count();
        request.onsuccess = () => resolve(request.result);
      });
      return { replies: count, local: Object.keys(localStorage) };
    }""")
    assert left["replies"] == 0, left
    assert not [key for key in left["local"] if key.startswith("draft:") or key == "identity"], left


RULES = [
    it_opens_without_a_network, captured_offline_is_sent_exactly_once,
    a_lost_answer_does_not_double_a_paper, what_the_server_refuses_needs_somebody,
    signing_out_leaves_nothing_to_read,
]
