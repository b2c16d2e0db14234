"""Rules about reading a paper on the device: without a network, and through its camera."""

import pathlib
import time

from playwright.sync_api import expect

from codes import Darkroom
from stage import CHROMIUM, Visitor, receipt_picture

KEPT = """async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("reader-")) return (await (await caches.open(name)).keys()).length;
  }
  return 0;
}"""


def with_the_reader(visitor):
    """The capture page of somebody whose device has fetched what reads papers."""
    visitor.wait_for_shell()
    page = visitor.open("/capture")
    # The worker of this first visit may have started before the service worker took over.
    page.reload()
    assert asked_until(page, KEPT, lambda count: count == 4) == 4
    return page


def a_paper_is_read_without_a_network(ground):
    """After one visit to the capture page, papers are read on a phone without a network"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Device Shop")
    page = with_the_reader(visitor)
    picture = receipt_picture(ground.browser, ground.folder / "device.jpg", number="R-31")
    ground.wire.cut()
    visitor.context.set_offline(True)
    page.reload()
    page.set_input_files("[data-files]", picture)
    row = page.locator("[data-waiting]")
    expect(row.locator("[data-read-here=read]")).to_contain_text("KILIMO HARDWARE LTD", timeout=60_000)
    expect(row).to_contain_text("2,000.00")
    expect(row).to_contain_text("12 Nov 2026")
    poor = receipt_picture(ground.browser, ground.folder / "poor.jpg", number="R-32", blur=6)
    page.set_input_files("[data-files]", poor)
    expect(page.locator("[data-read-here=read]")).to_have_count(2, timeout=60_000)
    expect(row.nth(1)).to_contain_text("It is blurred")
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


def two_papers_are_kept_apart(ground):
    """Two receipts on one photograph become two papers, each read by itself"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.register("Two Receipts Shop")
    page = with_the_reader(visitor)
    darkroom = Darkroom(ground)
    one = receipt_picture(ground.browser, ground.folder / "left.jpg", supplier="KILIMO HARDWARE LTD")
    other = receipt_picture(ground.browser, ground.folder / "right.jpg", supplier="MAMA MBOGA STORES")
    both = darkroom.beside([one, other])
    page.set_input_files("[data-files]", darkroom.keep("both.jpg", both))
    page.wait_for_selector("[data-several='2']", timeout=40_000)
    page.get_by_role("button", name="Keep 2 papers").click()
    page.wait_for_selector("[data-sent='2']", timeout=40_000)
    names = {row["fields"]["supplier"]["value"] for row in read_papers(page, 2)}
    assert names == {"KILIMO HARDWARE LTD", "MAMA MBOGA STORES"}, names
    page.reload()
    page.set_input_files("[data-files]", darkroom.keep("both-again.jpg", both))
    page.get_by_role("button", name="Keep as one").click(timeout=40_000)
    page.wait_for_selector("[data-sent='1']", timeout=40_000)
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


READ_PAPERS = """async () => {
  const list = (await (await fetch("/api/papers")).json()).items;
  const papers = await Promise.all(list.map(async ({ id }) => (await fetch(`/api/papers/${id}`)).json()));
  return papers.map(({ reading }) => reading).filter(Boolean);
}"""


def read_papers(page, count):
    """What the server read, when it has read so many."""
    return asked_until(page, READ_PAPERS, lambda papers: len(papers) == count)


def asked_until(page, question, is_enough, seconds=60):
    """What the page answers in the end: a wait of Playwright's own takes a promise for a yes."""
    deadline = time.monotonic() + seconds
    while True:
        answer = page.evaluate(question)
        if is_enough(answer) or time.monotonic() > deadline:
            return answer
        page.wait_for_timeout(200)


def with_a_camera(ground, picture, name):
    """A browser whose camera sees this picture on a table."""
    darkroom = Darkroom(ground)
    seen, _ = darkroom.photograph(pathlib.Path(picture).read_bytes(), side=520, turn=2)
    film = darkroom.film(name, [seen] * 30)
    return ground.browser.browser_type.launch(executable_path=CHROMIUM, args=[
        "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}"])


def filming(ground, browser, shop):
    """Somebody at the capture page who has opened the camera and sees the paper in it."""
    visitor = Visitor(browser, ground.wire.origin, phone=True)
    visitor.register(shop)
    page = visitor.open("/capture")
    page.get_by_role("button", name="Take a photo").click()
    page.wait_for_selector("[data-camera=paper]", timeout=30_000)
    return visitor, page


def the_camera_finds_the_paper(ground):
    """The camera draws the paper's edges, keeps a sharp picture, and asks before it keeps a blurred one"""
    sharp = receipt_picture(ground.browser, ground.folder / "sharp.jpg", number="R-33")
    browser = with_a_camera(ground, sharp, "sharp.y4m")
    try:
        visitor, page = filming(ground, browser, "Camera Shop")
        points = page.locator("[data-camera] polygon").get_attribute("points").split()
        corners = [tuple(map(float, point.split(","))) for point in points]
        # 520 of 1,280 pixels wide, 585 of 720 high, in the middle, two degrees aslant.
        wanted = [(0.305, 0.082), (0.711, 0.107), (0.695, 0.918), (0.289, 0.893)]
        for (x, y), (wish_x, wish_y) in zip(corners, wanted):
            assert abs(x - wish_x) < 0.02 and abs(y - wish_y) < 0.02, corners
        page.get_by_role("button", name="Take the picture").click()
        page.wait_for_selector("[data-sent='1']", timeout=40_000)
        assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)
    finally:
        browser.close()
    blurred = receipt_picture(ground.browser, ground.folder / "blurred.jpg", number="R-34", blur=5)
    browser = with_a_camera(ground, blurred, "blurred.y4m")
    try:
        _, page = filming(ground, browser, "Shaking Hand Shop")
        page.get_by_role("button", name="Take the picture").click()
        page.get_by_text("This picture may be hard to read").wait_for(timeout=40_000)
        page.get_by_text("It is blurred").wait_for()
        assert page.locator("[data-waiting], [data-sent]").count() == 0, "nothing is kept yet"
        page.get_by_role("button", name="Take it again").click()
        page.get_by_role("button", name="Take the picture").click()
        page.get_by_role("button", name="Use it as it is").click()
        page.wait_for_selector("[data-sent='1']", timeout=40_000)
    finally:
        browser.close()


RULES = [
    a_paper_is_read_without_a_network, two_papers_are_kept_apart, the_camera_finds_the_paper]
