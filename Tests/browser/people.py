"""Rules about people: their second step, their devices, their passwords, and how they come in."""

import re
import secrets
import subprocess
import sys

from playwright.sync_api import expect

from asking import DAY, FETCH, NEW_ID, WRITE
from stage import PASSWORD, ROOT, Visitor

sys.path.insert(0, str(ROOT / "Tests/support"))
from authenticator import code_of  # noqa: E402


def section(page, title):
    return page.locator("section", has=page.get_by_role("heading", name=title, exact=True))


def sign_out(page):
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(lambda url: url.endswith("/"))


def a_second_step_is_switched_on_and_off(ground):
    """A second step is switched on with a code, asked for at sign-in, and switched off again"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    address = visitor.register("Two Step Shop")
    page = visitor.open("/settings")
    steps = section(page, "Second step at sign-in")
    steps.get_by_label("Password").fill(PASSWORD)
    steps.get_by_role("button", name="Set it up").click()
    expect(steps.get_by_role("img", name="QR code for the authenticator app")).to_be_visible()
    secret = steps.locator("code").inner_text()
    steps.get_by_role("textbox").fill("000000" if code_of(secret) != "000000" else "111111")
    steps.get_by_role("button", name="Turn it on").click()
    expect(steps.get_by_role("alert").first).to_be_visible()
    steps.get_by_role("textbox").fill(code_of(secret))
    steps.get_by_role("button", name="Turn it on").click()
    expect(steps.get_by_text("The second step is on.")).to_be_visible()

    sign_out(page)
    page = visitor.open("/sign-in")
    page.fill("[name=email]", address)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    # A code opens once, so that the one from above is worth nothing any more.
    page.fill("[name=code]", code_of(secret, later=30))
    page.click("[type=submit]")
    page.wait_for_selector("[data-outbox]")

    page = visitor.open("/settings")
    steps = section(page, "Second step at sign-in")
    steps.get_by_label("Password").fill(PASSWORD)
    steps.get_by_role("button", name="Turn it off").click()
    expect(steps.get_by_role("button", name="Set it up")).to_be_visible()
    assert not visitor.errors, visitor.errors


def devices_end_by_hand_and_with_the_password(ground):
    """A device is signed out from another one, and a new password signs out all others"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    address = visitor.register("Signed Out Shop")
    other = Visitor(ground.browser, ground.wire.origin, phone=True)
    other.sign_in(address)
    page = visitor.open("/settings")
    devices = section(page, "Where you are signed in")
    devices.get_by_role("button", name="Sign it out").click()
    expect(devices.get_by_role("button", name="Sign it out")).to_have_count(0)
    signed_out(other)

    other.sign_in(address)
    password = section(page, "Password")
    password.locator("summary").click()
    password.locator("[autocomplete=current-password]").fill(PASSWORD)
    password.locator("[autocomplete=new-password]").fill("nine grey storks wait")
    password.get_by_role("button", name="Change the password").click()
    expect(password.get_by_text("The password is changed.")).to_be_visible()
    signed_out(other)
    page.reload()
    page.wait_for_selector("[data-outbox]")
    other.sign_in(address, "nine grey storks wait")


def signed_out(visitor):
    """Its next question to the server leads back to the door."""
    visitor.page.goto("/papers")
    expect(visitor.page.locator("[data-outbox]")).to_have_count(0)


def a_member_is_invited_and_joins(ground):
    """A member is added, takes the invitation on another device, and works there under the own name"""
    owner = Visitor(ground.browser, ground.wire.origin)
    owner.register("Inviting Shop")
    page = owner.open("/settings")
    members = section(page, "Members")
    members.get_by_role("button", name="Add a member").click()
    members.get_by_label("Name").fill("Otieno Ouma")
    members.get_by_label("Email").fill(f"otieno-{secrets.token_hex(3)}@example.org")
    members.locator("form select").select_option("sme_user")
    members.locator("form").get_by_role("button", name="Add a member").click()
    members.get_by_role("button", name="Make an invitation").click()
    stale = members.locator("code").inner_text()
    # Another role is another invitation, which is offered in place of the one that is shown.
    invited = members.locator("li", has_text="Otieno Ouma")
    become(page, invited, "auditor", "changes nothing", limit="2500")
    expect(invited.get_by_text("no longer works")).to_be_visible()
    expect(invited.locator("code")).to_have_count(0)
    expect(invited).to_contain_text("alone up to KES\u00a02,500.00")
    become(page, invited, "sme_user", "issues documents", limit="")
    expect(invited.get_by_text("alone up to")).to_have_count(0)
    invited.get_by_role("button", name="Make an invitation").click()
    text = invited.locator("code").inner_text()

    member = Visitor(ground.browser, ground.wire.origin, phone=True)
    inside = member.open("/join")
    fields = inside.locator("form input")
    fields.nth(0).fill(stale)
    fields.nth(1).fill("six tall herons dance")
    inside.get_by_role("button", name="Join", exact=True).click()
    expect(inside.get_by_text("used, replaced or too old")).to_be_visible()
    fields.nth(0).fill(f" {text} ")
    inside.get_by_role("button", name="Join", exact=True).click()
    inside.wait_for_selector("[data-outbox]")
    inside.goto("/settings")
    expect(inside.locator("main")).to_contain_text("Otieno Ouma")
    expect(inside.locator("main")).to_contain_text("Inviting Shop")
    page.reload()
    expect(section(page, "Members").get_by_text("Otieno Ouma")).to_be_visible()
    expect(page.get_by_text("has not joined yet")).to_have_count(0)
    a_second_person_sees_what_they_agree_to(page, inside)
    assert not owner.errors and not member.errors, (owner.errors, member.errors)


def a_forgotten_password_is_replaced(ground):
    """Who forgot the password gets a code from whoever runs the server, and chooses another one, once"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    address = visitor.register("Forgetful Shop")
    words = ["users", "recover", address, "--data", ground.server.folder, "--reason", "came to the counter"]
    made = subprocess.run([ground.server.commons, *words], capture_output=True, text=True, check=True)
    assert "/recover" in made.stdout, made.stdout
    code = made.stdout.split()[-1]
    other = Visitor(ground.browser, ground.wire.origin, phone=True)
    page = other.open("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Recovery code").fill(code[:-3] + "abc")
    page.get_by_label("Password").fill("five red foxes nap")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("used or too old").first).to_be_visible()
    page.get_by_label("Recovery code").fill(f" {code} ")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("status").filter(has_text=address)).to_be_visible()
    page.locator("main").get_by_role("link", name="Sign in", exact=True).click()
    page.fill("[name=email]", address)
    page.fill("[name=password]", "five red foxes nap")
    page.click("[type=submit]")
    page.wait_for_selector("[data-outbox]")
    # Whoever was signed in with the password before is not any more, and the trail says why.
    visitor.page.goto("/papers")
    expect(visitor.page.locator("[data-outbox]")).to_have_count(0)
    page.goto("/audit")
    expect(page.locator("main [data-row]", has_text="Made a recovery code")).to_contain_text("came to the counter")
    expect(page.locator("main [data-row]", has_text="Chose another password with a recovery code")).to_be_visible()
    assert not other.errors, other.errors


def become(page, row, role, may, limit):
    """A role is chosen, read and only then given, with the amount up to which it acts alone."""
    before = row.locator("[data-role]").get_attribute("data-role")
    row.get_by_role("button", name="Role of").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("combobox").select_option("owner")
    expect(dialog.locator("[data-consequence]")).to_contain_text("other owners too")
    dialog.get_by_role("combobox").select_option(role)
    expect(dialog.locator("[data-consequence]")).to_contain_text(may)
    dialog.get_by_role("button", name="Cancel").click()
    expect(row.locator("[data-role]")).to_have_attribute("data-role", before)
    row.get_by_role("button", name="Role of").click()
    dialog.get_by_role("combobox").select_option(role)
    dialog.get_by_label(re.compile("^Moves alone")).fill(limit)
    dialog.locator("[type=submit]").click()
    expect(row.locator("[data-role]")).to_have_attribute("data-role", role)


def a_second_person_sees_what_they_agree_to(owner, member):
    """Above the member's limit the owner is shown the invoice, not only its number."""
    me = member.evaluate(FETCH, "/users/me")["user"]["id"]
    owner.evaluate(WRITE, [f"/api/members/{me}", {
        "role": "sme_user", "amount_limit": {"amount": "1000.00", "currency": "KES"}}, "PUT"])
    party, invoice = member.evaluate(NEW_ID), member.evaluate(NEW_ID)
    member.evaluate(WRITE, ["/api/parties", {
        "id": party, "name": "Hoteli ya Juu", "is_customer": True, "is_supplier": False}])
    draft = {"party_id": party, "day": member.evaluate(DAY, 0), "currency": "KES",
             "lines": [{"description": "Maize flour", "quantity": "1",
                        "unit_price": {"amount": "1001.00", "currency": "KES"}}]}
    member.evaluate(WRITE, ["/api/invoices", {"id": invoice, **draft}])
    member.evaluate(WRITE, [f"/api/invoices/{invoice}/issue", {}])
    supplier, payment = member.evaluate(NEW_ID), member.evaluate(NEW_ID)
    member.evaluate(WRITE, ["/api/parties", {
        "id": supplier, "name": "Unga Mill", "is_customer": False, "is_supplier": True}])
    bank = next(one for one in member.evaluate(FETCH, "/accounts")["items"] if one["code"] == "1010")
    member.evaluate(WRITE, ["/api/payments", {
        "id": payment, "direction": "out", "party_id": supplier, "account_id": bank["id"],
        "day": member.evaluate(DAY, 0), "amount": {"amount": "2000.00", "currency": "KES"}}])
    owner.goto("/approvals")
    asked = owner.locator("[data-asked]")
    expect(asked).to_contain_text("Payment made")
    expect(asked).to_contain_text("2,000.00")
    shown = owner.locator("[data-matter]")
    for words in ("Hoteli ya Juu", "Maize flour", "1,001.00"):
        expect(shown).to_contain_text(words)
    row = owner.locator("li").filter(has=shown)
    expect(row.locator("[data-names]")).to_contain_text("Hoteli ya Juu")
    draft["lines"][0]["unit_price"]["amount"] = "9999.00"
    member.evaluate(WRITE, [f"/api/invoices/{invoice}", draft, "PUT"])
    row.get_by_role("button", name="Agree and carry out").click()
    expect(owner.locator("main [role=alert]")).to_contain_text("It was changed after its maker asked")


def the_documentation_runs_under_the_policy(ground):
    """/docs shows the operations under the same strict policy as the pages, without an error or a stranger"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    reply = visitor.page.goto("/docs")
    policy = reply.headers["content-security-policy"]
    assert "script-src 'self'" in policy and "'unsafe-inline'" not in policy.split("style-src")[0], policy
    shown = visitor.page.locator("[data-path='/api/auth/login']")
    expect(shown.first).to_be_visible(timeout=20_000)
    assert not visitor.errors and not visitor.strangers, (visitor.errors, visitor.strangers)


def it_can_be_installed(ground):
    """The browser finds nothing that keeps the application from being installed"""
    visitor = Visitor(ground.browser, ground.wire.origin, phone=True)
    visitor.open("/")
    visitor.wait_for_shell()
    session = visitor.context.new_cdp_session(visitor.page)
    said = session.send("Page.getAppManifest")
    assert said["url"] and not said["errors"], said
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A test's window keeps nothing after it closes; what is installed stays.
    assert [one["errorId"] for one in problems if one["errorId"] != "in-incognito"] == [], problems


def who_may_not_read_the_books_sees_no_zeros(ground):
    """A teller's first screen shows no figures of books that a teller may not read"""
    visitor = Visitor(ground.browser, ground.wire.origin)
    visitor.sign_in(*ground.server.person("teller at Umoja"))
    page = visitor.open("/")
    expect(page.get_by_text("Nothing needs you now").or_(page.locator("[data-attention]").first)).to_be_visible()
    expect(page.get_by_text("Cash and bank")).to_have_count(0)
    expect(page.get_by_text("0.00")).to_have_count(0)
    owner = Visitor(ground.browser, ground.wire.origin)
    owner.sign_in(*ground.server.person("owner at Umoja"))
    expect(owner.open("/").locator("[data-figures]")).to_contain_text("Cash and bank")


RULES = [
    who_may_not_read_the_books_sees_no_zeros,
    a_second_step_is_switched_on_and_off, devices_end_by_hand_and_with_the_password,
    a_member_is_invited_and_joins, a_forgotten_password_is_replaced, the_documentation_runs_under_the_policy, it_can_be_installed,
]
