"""A shop with two years of trade, and for each operation a request that it answers with a 2xx.

What an operation ends, issues, voids or spends is made for it alone, so that no other takes it away."""
import json, os, secrets, subprocess, sys, time, uuid

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "Tests", "support"))
import books
from authenticator import code_of
from server import Client

PAPER = ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 WIDTH 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
SHOP, LENDER, DAY, LATER = "Njeri Wholesale Foods", "Umoja SACCO", "2026-11-20", "2027-06-30"


def new_id():
    return str(uuid.uuid4())


def kes(amount):
    return {"amount": amount, "currency": "KES"}


def paper(width):
    return PAPER.replace("WIDTH", str(width))


class Person(Client):
    """Somebody who has signed in, and whose requests have to be answered well."""

    def __init__(self, server, email, password):
        status, _, session = server.request("POST", "/api/auth/login", {"email": email, "password": password})
        assert status == 200, (email, status, session)
        super().__init__(server, session["access_token"])
        self.email, self.password, self.session = email, password, session

    def again(self):
        """Another session of the same person."""
        return Person(self.server, self.email, self.password)

    def ask(self, method, path, body=None, **headers):
        status, _, answer = self.server.request(method, path, body, {**self.headers(new_id()), **headers})
        assert 200 <= status < 300, (method, path, status, answer)
        return answer

    def list(self, path):
        return self.ask("GET", path)["items"]


def load_demo(binary, folder, environment):
    """The people of the demo, by their roles."""
    if not environment:
        books.copy(folder)
    told = subprocess.run([binary, "demo", "--data", folder, "--json"], env={**os.environ, **environment},
                          capture_output=True, text=True)
    if told.returncode != 0:
        raise SystemExit(f"commons demo failed: {told.stderr[-2000:]}")
    return {role: (one["email"], one["password"]) for one in json.loads(told.stdout) for role in one["roles"]}


class Organisation:
    """Makes the things, and says for each operation: what is in its path, its query and its body, and who asks."""

    def __init__(self, server, people, write):
        self.server, self.write = server, write
        self.owner = Person(server, *people["owner at " + SHOP])
        self.officer = Person(server, *people["loan_officer at " + LENDER])
        self.lender_owner = Person(server, *people["owner at " + LENDER])
        self.me = self.owner.ask("GET", "/api/users/me")
        self.accounts = {one["role"]: one["id"] for one in self.owner.accounts() if one.get("role")}
        parties = self.owner.list("/api/parties?limit=200")
        self.customer = next(one["id"] for one in parties if one["is_customer"])
        self.supplier = next(one["id"] for one in parties if one["is_supplier"])
        self.requests, self.leaves = {}, 0

    def say(self, operation, path=None, query=None, body=None, by=None, media=None):
        by = by or self.owner
        self.requests[operation] = {
            "path": path or {}, "query": query or {}, "body": body, "media": media,
            "token": by.token, "email": by.email, "password": by.password}

    def all(self):
        for part in (self.sign_in, self.members, self.books, self.money, self.papers, self.proofs,
                     self.jobs, self.scores, self.models, self.forecast, self.acknowledgements):
            part()
        return self.requests

    # What ends a session, changes a password or switches on a second step has a person of its own.
    def stranger(self):
        client = self.server.register()
        return Person(self.server, client.email, client.password)

    def recovery(self, email):
        """A code with which somebody who forgot the password chooses another one, from whoever runs the server."""
        server = self.server
        made = subprocess.run(
            [server.binary, "users", "recover", email, "--data", server.data, "--reason", "came in person", "--json"],
            env=server.environment, capture_output=True, text=True, check=True)
        return json.loads(made.stdout)["code"]

    def sign_in(self):
        self.say("auth.register", body={"name": "Amina Wekesa", "email": f"{new_id()[:8]}@example.org",
                 "password": "four slow otters sing", "organisation": {
                     "name": "Amina's shop", "kind": "shop", "country": "KE", "base_currency": "KES"}})
        person = self.stranger()
        self.say("auth.login", body={"email": person.email, "password": person.password})
        self.say("auth.refresh", body={"refresh_token": self.stranger().session["refresh_token"]})
        self.say("auth.recover", body={"recovery": self.recovery(self.stranger().email), "password": "five red foxes nap"})
        self.say("auth.logout", by=self.owner.again())
        switching = self.owner.again()
        self.say("auth.organisation", by=switching, body={
            "organisation_id": self.me["organisation"]["id"], "refresh_token": switching.session["refresh_token"]})
        other = self.stranger()
        devices = other.again().list("/api/devices")
        self.say("device.revoke", by=other, path={"id": next(one["id"] for one in devices if one["is_this"])})
        self.say("device.list", by=self.owner.again())
        starts, confirms, removes, changes = (self.stranger() for _ in range(4))
        self.say("totp.start", by=starts, body={"password": starts.password})
        begun = confirms.ask("POST", "/api/users/me/totp", {"password": confirms.password})
        self.say("totp.confirm", by=confirms, body={"code": ""})
        self.requests["totp.confirm"]["secret"] = begun["secret"]
        begun = removes.ask("POST", "/api/users/me/totp", {"password": removes.password})
        removes.ask("POST", "/api/users/me/totp/confirm", {"code": code_of(begun["secret"])})
        self.say("totp.remove", by=removes, body={"password": removes.password})
        self.say("user.password", by=changes, body={"password": changes.password, "new_password": "nine grey storks wait"})

    def member(self, **more):
        body = {"id": new_id(), "name": "Odhiambo Were", "email": f"{new_id()[:8]}@example.org", "role": "accountant", **more}
        self.owner.ask("POST", "/api/members", body)
        return body

    def joined(self, **more):
        """A member of the shop who has taken the invitation."""
        member, password = self.member(**more), "six tall herons dance"
        text = self.owner.ask("POST", f"/api/members/{member['id']}/invitation")["invitation"]
        status, _, answer = self.server.request("POST", "/api/auth/join", {"invitation": text, "password": password})
        assert status == 200, (status, answer)
        return Person(self.server, member["email"], password)

    def members(self):
        self.say("member.add", body={"id": new_id(), "name": "Odhiambo Were", "role": "teller",
                                     "email": f"{new_id()[:8]}@example.org"})
        self.say("member.change", path={"user_id": self.member()["id"]}, body={"role": "auditor"})
        self.say("member.invite", path={"user_id": self.member()["id"]})
        text = self.owner.ask("POST", f"/api/members/{self.member()['id']}/invitation")["invitation"]
        self.say("auth.join", body={"invitation": text, "password": "six tall herons dance"})
        self.second = self.joined(role="owner")
        clerk = self.joined(amount_limit=kes("1.00"))
        for operation, body in [("approval.approve", None), ("approval.reject", {"reason": "not agreed"})]:
            asked = clerk.ask("POST", "/api/postings", self.posting())
            self.say(operation, path={"id": asked["id"]}, body=body)
        asked = clerk.ask("POST", "/api/postings", self.posting())
        self.say("approval.withdraw", path={"id": asked["id"]}, by=clerk)

    def posting(self):
        return {"id": new_id(), "day": DAY, "description": "Ice for the stall", "lines": [
            {"account_id": self.accounts["bank"], "amount": kes("-250.00")},
            {"account_id": self.accounts["sales"], "amount": kes("250.00")}]}

    def document(self, kind, issue=True):
        body = {"id": new_id(), "party_id": self.supplier if kind == "bill" else self.customer, "day": DAY,
                "due_day": LATER, "currency": "KES",
                "lines": [{"description": "Tilapia", "quantity": "4", "unit_price": kes("350.00")}]}
        self.owner.ask("POST", f"/api/{kind}s", body)
        if issue:
            self.owner.ask("POST", f"/api/{kind}s/{body['id']}/{'approve' if kind == 'bill' else 'issue'}", {})
        return body["id"]

    def books(self):
        content = {"party_id": self.customer, "day": DAY, "due_day": LATER, "currency": "KES",
                   "lines": [{"description": "Tilapia", "quantity": "4", "unit_price": kes("350.00")}]}
        party = {"name": "Kisumu Hotel", "is_customer": True, "is_supplier": True}
        self.say("party.create", body={"id": new_id(), **party})
        made = {"id": new_id(), **party}
        self.owner.ask("POST", "/api/parties", made)
        self.say("party.update", path={"id": made["id"]}, body=party)
        self.say("party.read", path={"id": self.customer})
        for kind, issue in [("invoice", "issue"), ("bill", "approve")]:
            if kind == "bill":
                content = {**content, "party_id": self.supplier}
            self.say(f"{kind}.create", body={"id": new_id(), **content})
            for operation, issued, body in [
                    ("read", True, None), ("update", False, content), ("delete", False, None), (issue, False, None),
                    ("void", True, {"reason": "sent twice"})]:
                self.say(f"{kind}.{operation}", path={"id": self.document(kind, issued)}, body=body)
        self.say("invoice.credit", path={"id": self.document("invoice")},
                 body={"credit_note_id": new_id(), "reason": "two were bad"})
        self.say("document.read", path={"id": self.document("invoice")})
        self.say("document.void", path={"id": self.document("invoice")}, body={"reason": "sent twice"})
        self.say("journal.post", body=self.posting())
        entry = self.owner.ask("POST", "/api/postings", self.posting())
        self.say("journal.reverse", path={"id": entry["id"]}, body={"reason": "the wrong account"})

    def payment(self, document=None, amount="1400.00"):
        body = {"id": new_id(), "direction": "in", "party_id": self.customer, "account_id": self.accounts["bank"],
                "day": DAY, "amount": kes(amount)}
        if document:
            body["allocations"] = [{"document_id": document, "amount": kes(amount)}]
        return self.owner.ask("POST", "/api/payments", body)

    def money(self):
        paid = {"id": new_id(), "direction": "in", "party_id": self.customer, "account_id": self.accounts["bank"],
                "day": DAY, "amount": kes("20.00")}
        self.say("payment.record", body=paid)
        self.say("payment.void", path={"id": self.payment()["id"]}, body={"reason": "the cheque bounced"})
        self.payment()
        self.say("payment.refund", body={"id": new_id(), "party_id": self.customer, "account_id": self.accounts["bank"],
                                         "day": DAY, "amount": kes("5.00")})
        self.say("allocation.create", body={"id": new_id(), "payment_id": self.payment()["id"],
                                            "document_id": self.document("invoice"), "amount": kes("100.00"), "day": DAY})
        settled = self.document("invoice")
        self.payment(settled)
        held = self.owner.ask("GET", f"/api/documents/{settled}")["allocations"][0]
        self.say("allocation.release", path={"id": held["id"]}, body={"reason": "it was for another"})

    def read_papers(self, count):
        """Papers of the demo that have been read by now and wait for a person."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            shown = self.owner.list("/api/papers?state=to_review&limit=50")
            if len(shown) >= count:
                return shown
            time.sleep(0.1)
        raise AssertionError(f"{len(shown)} papers of the demo were read within a minute, of {count}")

    def papers(self):
        shown = self.read_papers(4)
        # Given parameters, the operation has an example, which is asked whatever media type chance chooses.
        self.say("paper.upload", query={"client_id": new_id(), "file_name": "r.pdf"}, body=paper(201), media="application/pdf")
        self.say("paper.attach", path={"id": self.document("bill")}, body=paper(202), media="application/pdf")
        for operation in ("show", "picture", "duplicates"):
            self.say(f"paper.{operation}", path={"id": shown[0]["id"]})
        self.say("paper.read_again", path={"id": shown[0]["id"]})
        self.say("paper.reject", path={"id": shown[1]["id"]}, body={"reason": "no receipt of ours"})
        booking = {"kind": "receipt", "supplier": "Kisumu Ice", "date": DAY, "total": kes("480.00"),
                   "paid_from_account_id": self.accounts["bank"], "is_credit_note": False}
        self.say("paper.accept", path={"id": shown[2]["id"]}, body={"document_id": new_id(), **booking})
        self.owner.ask("POST", f"/api/papers/{shown[3]['id']}/accept", {"document_id": new_id(), **booking})
        self.say("paper.check", path={"id": shown[3]["id"]}, by=self.second)
        place = {"words": ["KISUMU", "ICE"], "anchors": [
            {"field": "number", "label": "RECEIPT NO", "place": "right", "occurrence": "first"}]}
        taught, forgotten, fresh = [one["id"] for one in self.owner.list("/api/parties?limit=200") if one["is_supplier"]][:3]
        for supplier in (taught, forgotten):
            self.owner.ask("PUT", f"/api/parties/{supplier}/template", place)
        self.say("template.show", path={"id": taught})
        self.say("template.reset", path={"id": forgotten})
        self.say("template.change", path={"id": fresh}, body=place)

    def proofs(self):
        def attested():
            body = {"id": new_id(), "subject": {"kind": "document", "id": self.document("invoice")}}
            self.owner.ask("POST", "/api/attestations", body)
            return {"id": body["id"]}
        self.say("attestation.create", body={
            "id": new_id(), "subject": {"kind": "document", "id": self.document("invoice")}})
        known = attested()
        for operation in ("read", "bundle", "qr"):
            self.say(f"attestation.{operation}", path=known)
        self.say("attestation.revoke", path=attested(), body={"reason": "the invoice was wrong"})

    def jobs(self):
        """A job comes to a stop after hours of trying, so that two that did are written into the books."""
        for operation, body in [("job.retry", None), ("job.discard", {"reason": "the paper is gone"})]:
            identity, now = new_id(), time.time_ns() // 1000
            self.write(
                "INSERT INTO job (id, organisation_id, kind, payload, state, run_at, attempt, max_attempts, error,"
                f" created_at, ended_at) VALUES ('{identity}', '{self.me['organisation']['id']}', 'paper.read',"
                f" '{{\"paper_id\":\"lost\"}}', 'dead', {now}, 5, 5, 'The reader ended three times.', {now}, {now})")
            self.say(operation, path={"id": identity}, body=body)

    def models(self):
        folder = os.path.join(ROOT, "Sources", "Commons", "Model", "Shipped")
        with open(os.path.join(folder, "expert_model.txt")) as text, open(os.path.join(folder, "expert_card.json")) as card:
            self.model = {"model": text.read(), "calibration": None, "card": json.load(card)}

        self.say("model.register", query={"id": new_id(), "name": "Autumn"}, body=self.another())
        self.say("model.validate", path=self.registered())
        shown = self.registered()
        for operation in ("read", "monitoring", "monitor"):
            self.say(f"model.{operation}", path=shown)
        # An attribute that is kept in the shop asks for another check; nobody keeps one where this model is.
        asking = self.stranger()
        checked = self.registered(asking)
        asking.ask("POST", f"/api/models/{checked['id']}/validate")
        self.say("model.approve", path=checked, body={}, by=asking)
        self.say("model.place", path=self.approved(), body={"place": "shadow"})
        self.say("model.retire", path=self.approved(), body={"reason": "a better one is live"})
        for _ in range(2):
            live = self.approved()
            self.owner.ask("POST", f"/api/models/{live['id']}/place", {"place": "live"})
        self.say("model.roll_back", body={"reason": "only a try"})

    def registered(self, by=None):
        identity = new_id()
        (by or self.owner).ask("POST", f"/api/models?id={identity}&name=Autumn", self.another())
        return {"id": identity}

    def another(self):
        """The same model with one leaf that no model had before."""
        self.leaves += 1
        text = self.model["model"].replace("leaf_value=-0.81", f"leaf_value=-0.8{self.leaves:04d}1")
        return {**self.model, "model": text}

    def approved(self):
        """A model that was checked, and that somebody else has agreed to."""
        model = self.registered()
        self.owner.ask("POST", f"/api/models/{model['id']}/validate")
        asked = self.owner.ask("POST", f"/api/models/{model['id']}/approve", {})
        self.second.ask("POST", f"/api/approvals/{asked['id']}/approve")
        return model

    def scores(self):
        entity = {"entity_id": self.customer}
        for operation in ("read", "history", "pack"):
            self.say(f"score.{operation}", path=entity)
        score = self.owner.ask("GET", f"/api/score/{self.customer}")
        self.say("score.record", path={"id": score["id"]})
        self.say("score.decide", path={"id": score["id"]}, body={
            "decision_id": new_id(), "decision": "worse_terms", "override_reason": "known for years",
            "loan": "2026/17"})
        self.say("score.outcome", path={"id": score["id"]}, body={
            "is_bad": False, "day": score["as_of"], "loan": "2026/17"})
        self.say("score.table")
        self.say("score.table_of", by=self.lender_owner, media="text/csv",
                 body=f"borrower,day,bad\n{SHOP},2026-03-31,1\n")
        others = [self.server.register(kind="sacco").session["organisation"]["id"] for _ in range(2)]
        agreed = {"id": new_id(), "lender_id": others[0], "until": LATER}
        self.owner.ask("POST", "/api/score-shares", agreed)
        self.say("score.unshare", path={"id": agreed["id"]})
        self.say("score.share", body={"id": new_id(), "lender_id": others[1], "until": LATER})
        attribute = {"entity_id": self.customer, "attribute": "district", "value": "Kisumu"}
        self.owner.ask("PUT", "/api/protected-attributes", attribute)
        self.say("fairness.record", body=attribute)
        self.say("fairness.read", query={"attribute": "district"})
        self.notices()

    def notices(self):
        """What the lender refused, which the shop reads and contests."""
        own = self.me["organisation"]["id"]
        for operation in ("read", "contest", "answer"):
            score = self.officer.ask("GET", f"/api/score/{own}")
            self.officer.ask("POST", f"/api/scores/{score['id']}/decision", {
                "decision_id": new_id(), "decision": "worse_terms", "override_reason": "the first loan",
                "loan": operation})
        read, contest, answer = [one["id"] for one in self.owner.list("/api/notices")][:3]
        self.say("notice.read", path={"id": read})
        statement = {"contest_id": new_id(), "statement": "A payment of June is missing."}
        self.owner.ask("POST", f"/api/notices/{answer}/contest", statement)
        self.say("notice.contest", path={"id": contest}, body={**statement, "contest_id": new_id()})
        self.say("contest.answer", by=self.officer, path={"id": statement["contest_id"]},
                 body={"answer": "We looked: the books say the same."})

    def forecast(self):
        own = {"org_id": self.me["organisation"]["id"]}
        self.say("forecast.read", path=own)
        self.say("forecast.backtest", path=own)
        plan = {"name": "Rent", "kind": "recurring", "direction": "out", "amount": kes("9000.00"),
                "rhythm": "monthly", "first_day": "2026-12-01"}
        self.say("cash_plan.declare",
                 body={"id": new_id(), **plan, "account_id": self.accounts["bank"]})
        declared = {"id": new_id(), **plan}
        self.owner.ask("POST", "/api/cash-plans", declared)
        self.say("cash_plan.end", path={"id": declared["id"]})

    def acknowledgements(self):
        def asked():
            body = {"acknowledgement_id": new_id(), "token": secrets.token_urlsafe(32)}
            self.owner.ask("POST", f"/api/invoices/{self.document('invoice')}/acknowledgements", body)
            return body
        self.say("acknowledgement.ask", path={"id": self.document("invoice")},
                 body={"acknowledgement_id": new_id(), "token": secrets.token_urlsafe(32)})
        self.say("acknowledgement.withdraw", path={"id": asked()["acknowledgement_id"]})
        self.say("acknowledgement.open", body={"token": asked()["token"]})
        answer = {"choice": "disputed", "reason": "not_received", "name": "Grace Atieno", "role": "Storekeeper"}
        self.say("acknowledgement.answer", body={"token": asked()["token"], **answer})
        self.say("acknowledgement.confirm", by=self.lender_owner, body={"token": asked()["token"], "choice": "owed"})
