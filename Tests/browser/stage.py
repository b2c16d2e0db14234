"""What the browser tests stand on: the real server, a wire that can be cut, and visitors."""

import contextlib
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from playwright.sync_api import expect

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "support"))
import books

# Chromium without its own windows where Debian has it apart: the same engine for half the work.
CHROMIUM = (os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
            or shutil.which("chromium") or "/usr/bin/chromium")
# How long a page may take to show what it must, in milliseconds: both processors are busy with other
# tests, and on a clean clone with a release build.
PATIENCE = 45_000
PASSWORD = "seven quiet herons wade"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def documentation():
    """Swagger UI as `bin/build` lays it beside the program."""
    found = sorted(ROOT.glob(".build/python/lib/python3*/site-packages/drf_spectacular_sidecar"
                             "/static/drf_spectacular_sidecar/swagger-ui-dist"))
    return {"COMMONS_API_DOCS": str(found[-1])} if found else {}


class Server:
    """`commons serve` over a data folder of its own, with the demo loaded."""

    def __init__(self, commons, demo=True):
        self.commons = commons
        self.folder = tempfile.mkdtemp(prefix="commons-browser-")
        self.port = free_port()
        self.demo_output = ""
        if demo:
            books.copy(self.folder)
            made = subprocess.run(
                [commons, "demo", "--data", self.folder, "--json"], capture_output=True, text=True)
            if made.returncode != 0:
                raise SystemExit(f"commons demo failed:\n{made.stdout}{made.stderr}")
            self.demo_output = made.stdout
        self.log = open(os.path.join(self.folder, "browser-tests.log"), "w+")
        self.process = subprocess.Popen(
            [commons, "serve", "--data", self.folder, "--port", str(self.port),
             "--web", str(ROOT / "web/dist")],
            stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **documentation()})
        self.wait_until_ready()

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}:\n{self.tail()}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                threading.Event().wait(0.05)
        raise SystemExit(f"the server was not ready within 60 s:\n{self.tail()}")

    def person(self, role):
        """Address and password of the first of the demo's people in a role, such as `owner at Umoja`."""
        for one in json.loads(self.demo_output):
            if any(held.startswith(role) for held in one["roles"]):
                return one["email"], one["password"]
        raise AssertionError(f"the demo has nobody who is {role}")

    def demo_sign_in(self, name=None):
        """Address and password of the demo's first shop owner, or of the one who is called so."""
        for person in json.loads(self.demo_output):
            if name and person["name"] != name:
                continue
            owned = [role for role in person["roles"] if role.startswith("owner at ")]
            if any("SACCO" not in role and "Investors" not in role for role in owned):
                return person["email"], person["password"]
        raise AssertionError(f"nobody owns a shop in the demo:\n{self.demo_output}")

    def tail(self):
        self.log.flush()
        with open(self.log.name) as log:
            return "".join(log.readlines()[-40:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Wire:
    """A line between browsers and server that can be cut, or lose the answers only."""

    def __init__(self, port):
        self.target = port
        self.is_cut = False
        self.loses_answers_to = None
        self.lost = 0
        self.open_sockets = set()
        self.guard = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            with self.guard:
                self.open_sockets |= {near, far}
            state = {"losing": False}
            threading.Thread(target=self.carry, args=(near, far, state, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(far, near, state, False), daemon=True).start()

    def carry(self, source, target, state, is_request):
        try:
            while data := source.recv(65536):
                if is_request and self.loses_answers_to and self.loses_answers_to in data:
                    state["losing"] = True
                if not is_request and state["losing"]:
                    # The server has done its work; nobody will hear of it.
                    self.lost += 1
                    self.loses_answers_to = None
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            with self.guard:
                self.open_sockets.discard(end)

    def cut(self):
        self.is_cut = True
        with self.guard:
            for end in list(self.open_sockets):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self):
        self.is_cut = False

    def lose_next_answer(self, to):
        self.loses_answers_to = to


class Visitor:
    """One browser profile. Whatever it asks a third party for is written down."""

    def __init__(self, browser, origin, phone=False, **options):
        size = {"width": 360, "height": 740} if phone else {"width": 1440, "height": 900}
        self.origin = origin
        self.context = browser.new_context(
            viewport=size, base_url=origin, accept_downloads=True, reduced_motion="reduce",
            **{"locale": "en-GB", **options})
        self.context.set_default_timeout(PATIENCE)
        self.strangers, self.errors = [], []
        self.context.on("request", self.note_request)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.page = self.context.new_page()
        self.page.on("console", self.note_console)

    def note_request(self, request):
        local = (self.origin, "data:", "blob:")
        if not request.url.startswith(local):
            self.strangers.append(request.url)

    def note_console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def open(self, path):
        self.page.goto(path)
        self.page.wait_for_selector("h1")
        return self.page

    def register(self, name, country="KE"):
        """A fresh organisation, made through the page as anyone would."""
        page = self.open("/register")
        slug = re.sub(r"\W+", "-", name.lower())
        # A rule that is tried a second time registers anew.
        address = f"{slug}-{secrets.token_hex(3)}@example.org"
        page.fill("[name=name]", "Njeri Wanjiku")
        page.fill("[name=email]", address)
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=organisation]", name)
        page.select_option("[name=country]", country)
        page.click("[type=submit]")
        page.wait_for_selector("[data-outbox]")
        return address

    def sign_in(self, address, password=PASSWORD):
        page = self.open("/sign-in")
        page.fill("[name=email]", address)
        page.fill("[name=password]", password)
        page.click("[type=submit]")
        page.wait_for_selector("[data-outbox]")

    def wait_for_shell(self):
        """Until the service worker has everything for a start without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def close(self):
        self.context.close()


def settle(page):
    """Until the page shows its answer and no grey lines any more."""
    page.wait_for_selector("h1")
    expect(page.locator("main .skeleton")).to_have_count(0, timeout=20_000)


def sign_in(ground, visitor):
    visitor.sign_in(*ground.server.demo_sign_in())


RECEIPT = """<body style="margin:0;background:#fff"><div style="width:560px;padding:40px;
 font:26px/36px monospace;color:#111"><div style="text-align:center;font-weight:bold;font-size:32px">
 {supplier}</div><div style="text-align:center">MOI AVENUE 14, NAIROBI<br>PIN P051234567X</div><br>
 RECEIPT NO: {number}<br>DATE: {day}<br>------------------------------<br>
 <div style="display:flex"><span style="flex:1">CEMENT 50KG x 2</span><span>1,400.00</span></div>
 <div style="display:flex"><span style="flex:1">NAILS 1KG</span><span>324.14</span></div>
 ------------------------------<br>
 <div style="display:flex"><span style="flex:1">SUBTOTAL</span><span>1,724.14</span></div>
 <div style="display:flex"><span style="flex:1">VAT 16%</span><span>275.86</span></div>
 <div style="display:flex;font-weight:bold"><span style="flex:1">TOTAL KES</span><span>2,000.00</span></div>
 <br>CASH 2,000.00<br><div style="text-align:center">THANK YOU</div></div></body>"""


def receipt_picture(browser, path, supplier="KILIMO HARDWARE LTD", number="R-20417", day="12/11/2026", turn=0,
                    blur=0):
    """A till receipt as a camera would give it: a file of pixels, nothing else."""
    wide, tall = (720, 640) if turn else (640, 720)
    page = browser.new_page(viewport={"width": wide, "height": tall}, device_scale_factor=2)
    page.set_content(RECEIPT.format(supplier=supplier, number=number, day=day))
    if turn:
        page.add_style_tag(content=f"""html {{ background: #fff; overflow: hidden }} body {{
            position: absolute; width: 640px; height: 720px; left: 40px; top: -40px;
            transform: rotate({turn}deg) }}""")
    if blur:
        page.add_style_tag(content=f"body {{ filter: blur({blur}px) }}")
    page.screenshot(path=path, type="jpeg", quality=92)
    page.close()
    return str(path)
