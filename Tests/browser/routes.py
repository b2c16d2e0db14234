"""The pages of the web application as its own list of routes names them, and addresses for each."""

import re

from asking import FETCH, NEW_ID, WRITE
from stage import ROOT

# Every line of the list that has a pattern, and those that are shown without signing in.
LIST = (ROOT / "web/src/app/routes.ts").read_text()
PATTERNS = re.findall(r'\bpattern: "([^"]+)"', LIST)
OPEN = re.findall(r'\bpattern: "([^"]+)", open: true', LIST)
assert len(PATTERNS) >= 30 and len(OPEN) >= 5, "the list of routes is written in another way now"

# What has no thing of its own in its address, as seen by somebody who has signed in.
INNER = [
    *(path for path in PATTERNS if ":" not in path and path not in OPEN),
    "/verify", "/new/invoice", "/new/bill", "/no-such-page"]


def pattern_of(address):
    """The pattern that the application takes for an address: the first that fits."""
    path = address.split("?")[0]
    for pattern in PATTERNS:
        if re.fullmatch(re.sub(r":\w+", "[^/]+", pattern), path):
            return pattern
    return None


def never_visited(addresses):
    return [one for one in PATTERNS if one not in {pattern_of(address) for address in addresses}]


def first(page, path):
    """The id of the first thing of a list."""
    items = page.evaluate(FETCH, path)["items"]
    assert items, f"the demo has nothing under {path}"
    return items[0]["id"]


def draft(page, kind):
    """A draft of an invoice or a bill; the demo has issued all of its own."""
    role = "supplier" if kind == "bill" else "customer"
    parties = page.evaluate(FETCH, "/parties?limit=200")["items"]
    party = next(one["id"] for one in parties if one[f"is_{role}"])
    identity = page.evaluate(NEW_ID)
    page.evaluate(WRITE, [f"/api/{kind}s", {
        "id": identity, "party_id": party, "day": "2026-11-02", "due_day": "2026-12-02",
        "currency": "KES", "lines": [{
            "description": "Maize flour", "quantity": "12",
            "unit_price": {"amount": "210.00", "currency": "KES"}}]}])
    return identity


def of_a_shop(page):
    """Addresses of the things of the shop that is signed in, of each kind and state that looks different."""
    addresses = ["/documents?kind=invoice&state=open"]
    for kind in ("invoice", "bill"):
        identity = draft(page, kind)
        addresses += [f"/edit/{kind}/{identity}", f"/documents/{identity}?state=draft"]
    for name in ("parties", "notices", "models"):
        addresses.append(f"/{name}/" + first(page, f"/{name}"))
    for kind, state in [("invoice", "overdue"), ("invoice", "paid"), ("bill", "open"), ("receipt", "")]:
        identity = first(page, f"/documents?kind={kind}" + (f"&state={state}" if state else ""))
        # The first stands beside the whole list, the others beside the two drafts.
        beside = "" if state == "overdue" else "?state=draft"
        addresses.append(f"/documents/{identity}{beside}")
        if state in ("overdue", "open"):
            addresses.append(f"/payments/new?document={identity}")
        if state == "overdue":
            addresses.append(f"/credit/{identity}")
    papers = page.evaluate(FETCH, "/papers?limit=200")["items"]
    for state in {paper["state"] for paper in papers}:
        addresses.append("/papers/" + next(one["id"] for one in papers if one["state"] == state))
    return [*addresses, "/scores/" + page.evaluate(FETCH, "/users/me")["organisation"]["id"]]


def of_a_lender(page):
    """Addresses of a loan officer's work. A shop that agreed is scored and refused twice about one loan, which
    makes a notice that was replaced and the one that stands."""
    scored = page.evaluate(FETCH, "/scores")["items"]
    shop = next(one["entity"]["id"] for one in scored if "Njeri Wholesale" in one["entity"]["name"])
    score = page.evaluate(FETCH, f"/score/{shop}")
    for _ in range(2):
        page.evaluate(WRITE, [f"/api/scores/{score['id']}/decision", {
            "decision_id": page.evaluate(NEW_ID), "decision": "worse_terms", "loan": "2026/17",
            "override_reason": "the first loan of this shop"}])
    notices = [one["id"] for one in page.evaluate(FETCH, "/notices?limit=2")["items"]]
    return ["/", "/scores", f"/scores/{shop}", "/notices", *(f"/notices/{one}" for one in notices),
            "/approvals", "/settings"]
