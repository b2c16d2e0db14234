"""Rules about reading a proof's QR code: by the camera, and from pictures, with no network."""

import base64
import pathlib

from playwright.sync_api import expect

from corrections import invoice
from stage import CHROMIUM, Visitor

QR_GENERATOR = "/usr/share/nodejs/qrcode-generator/qrcode.js"

PHOTOGRAPH = """async ([address, width, height, side, turn]) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  context.fillStyle = "#8a8378";
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate(turn * Math.PI / 180);
  const high = side * picture.height / picture.width;
  context.drawImage(picture, -side / 2, -high / 2, side, high);
  const { data } = context.getImageData(0, 0, width, height);
  let luma = "";
  for (let at = 0; at < data.length; at += 4) {
    luma += String.fromCharCode((77 * data[at] + 150 * data[at + 1] + 29 * data[at + 2]) >> 8);
  }
  return { luma: btoa(luma), jpeg: canvas.toDataURL("image/jpeg", 0.8).split(",")[1] };
}"""

SIDE_BY_SIDE = """async ([addresses, side]) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [addresses.length * (side + 60) + 60, side * 1.3];
  const context = canvas.getContext("2d");
  context.fillStyle = "#6a6358";
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, address] of addresses.entries()) {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const high = side * picture.height / picture.width;
    context.drawImage(picture, 60 + index * (side + 60), 50, side, high);
  }
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""

DRAW_CODE = """(text) => {
  const code = qrcode(0, "M");
  code.addData(text, "Alphanumeric");
  code.make();
  return code.createDataURL(4, 16);
}"""


class Darkroom:
    """Makes photographs, and films for a camera that plays a file."""

    def __init__(self, ground):
        self.ground = ground
        self.page = ground.browser.new_page()
        self.page.add_script_tag(path=QR_GENERATOR)

    def photograph(self, picture, width=1280, height=720, side=540, turn=0):
        """Of a PNG or a drawn code, on a table, by so many degrees aslant: grey and JPEG."""
        address = picture if isinstance(picture, str) else (
            "data:image/png;base64," + base64.b64encode(picture).decode())
        made = self.page.evaluate(PHOTOGRAPH, [address, width, height, side, turn])
        return base64.b64decode(made["luma"]), base64.b64decode(made["jpeg"])

    def beside(self, paths, side=560):
        """Pictures of papers beside each other on a table, as a JPEG."""
        addresses = ["data:image/jpeg;base64," + base64.b64encode(pathlib.Path(path).read_bytes()).decode()
                     for path in paths]
        return base64.b64decode(self.page.evaluate(SIDE_BY_SIDE, [addresses, side]))

    def drawn(self, text):
        return self.page.evaluate(DRAW_CODE, text)

    def keep(self, name, content):
        path = pathlib.Path(self.ground.folder) / name
        path.write_bytes(content)
        return str(path)

    def film(self, name, greys, width=1280, height=720):
        """A table without a code, then the frames given, over and over."""
        colour = b"\x80" * (width * height // 2)
        frames = b"".join(
            b"FRAME\n" + grey + colour for grey in [b"\x70" * (width * height), *greys])
        head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode()
        return self.keep(name, head + frames)


def proven_invoice(ground):
    """The text of an invoice's code and two pictures: the code on the screen, the printed page."""
    if "proven" in ground.kept:
        return ground.kept["proven"]
    owner = Visitor(ground.browser, ground.wire.origin)
    owner.register("Scanned Shop")
    invoice(owner.page, "Baraka Ltd", "320")
    owner.page.get_by_role("button", name="Make a proof").click()
    shown = owner.page.wait_for_selector("[data-qr^='CL1:']")
    owner.page.wait_for_selector("[data-qr] svg")
    code = shown.screenshot()
    owner.page.emulate_media(media="print")
    # A4 at 96 dots an inch, taken with two pixels a dot.
    owner.page.set_viewport_size({"width": 794, "height": 1123})
    sheet = owner.page.screenshot(full_page=True, scale="device")
    ground.kept["proven"] = shown.get_attribute("data-qr"), code, sheet
    return ground.kept["proven"]


def stranger(ground, browser=None):
    """Somebody on the verify page with a phone and no network any more."""
    visitor = Visitor(browser or ground.browser, ground.wire.origin, phone=True)
    with visitor.page.expect_response("**/api/issuer"):
        page = visitor.open("/verify")
    visitor.wait_for_shell()
    ground.wire.cut()
    visitor.context.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-picture]", state="attached")
    # The rule is about our reader, whatever eyes this browser has of its own.
    page.evaluate("delete globalThis.BarcodeDetector")
    return visitor, page


def the_camera_reads_a_proof_without_a_network(ground):
    """The camera of a phone without a network reads a proof's code, and the page says valid"""
    _, code, _ = proven_invoice(ground)
    darkroom = Darkroom(ground)
    greys = [darkroom.photograph(code, side=600, turn=turn)[0] for turn in (4, 5)]
    film = darkroom.film("proof.y4m", greys)
    browser = ground.browser.browser_type.launch(executable_path=CHROMIUM, args=[
        "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}"])
    try:
        visitor, page = stranger(ground, browser)
        page.get_by_role("button", name="Scan a code").click()
        page.wait_for_selector("[data-verdict=valid]")
        assert page.locator("[data-scanner]").count() == 0, "the camera is let go"
        assert "Scanned Shop" in page.inner_text("main")
        assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)
    finally:
        browser.close()


def pictures_of_codes_are_read_without_a_network(ground):
    """From pictures, of a screen and of a printed page, a proof is valid; with a digit changed, tampered"""
    text, code, sheet = proven_invoice(ground)
    darkroom = Darkroom(ground)
    place = next(at for at in range(len(text) // 2, len(text)) if text[at].isdigit())
    forged = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1:]
    pictures = [
        ("screen.jpg", darkroom.photograph(code, turn=-12), "valid"),
        ("forged.jpg", darkroom.photograph(darkroom.drawn(forged), turn=20), "tampered"),
        ("page.jpg", darkroom.photograph(sheet, 2400, 3200, side=2100, turn=3), "valid"),
    ]
    visitor, page = stranger(ground)
    for name, (_, jpeg), wanted in pictures:
        page.set_input_files("[data-picture]", darkroom.keep(name, jpeg))
        expect(page.locator("[data-verdict]")).to_contain_text(name)
        found = page.locator("[data-verdict]").get_attribute("data-verdict")
        assert found == wanted, (name, found)
    _, table = darkroom.photograph(code, side=9)
    page.set_input_files("[data-picture]", darkroom.keep("table.jpg", table))
    page.get_by_text("No code was found in this picture").wait_for()
    assert not visitor.strangers and not visitor.errors, (visitor.strangers, visitor.errors)


RULES = [
    the_camera_reads_a_proof_without_a_network, pictures_of_codes_are_read_without_a_network,
]
