#!/usr/bin/env python3
"""kill -9 under write load: nothing acknowledged is lost, nothing is doubled, the books balance, ready again soon.

Then the same with SIGTERM: the server ends by itself with status 0, and on SQLite leaves no log beside the books. A request
that was sent to its end is answered to the end, or its connection is closed before a byte of an answer; what was not answered
was not booked.

usage: kill.py PATH/TO/commons [--kills N] [--stops N] [--engine sqlite|postgresql|both] [--clients N] [--ready SECONDS]
The load keeps its own history. A posting whose answer never came is sent again with the same key after the restart."""
import argparse, http.client, json, os, random, subprocess, sys, threading, time, uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from postgres import Postgres
from server import Server, answer, uuid7


class Load:
    """Clients that post to one hot account until told to stop."""

    def __init__(self, server, client, accounts):
        self.server, self.client = server, client
        self.hot, self.other = accounts
        self.acknowledged, self.unanswered, self.wrong = {}, {}, []
        self.lock, self.stopping = threading.Lock(), threading.Event()
        # From the first SIGTERM on: what was sent whole and closed in silence, what was answered in part, what hung.
        self.is_gentle, self.silent, self.broken = False, set(), []

    def body(self, amount):
        money = f"{amount // 100}.{amount % 100:02d}"
        return {"id": uuid7(), "day": "2026-11-23", "description": "load", "lines": [
            {"account_id": self.hot, "amount": {"amount": money, "currency": "KES"}},
            {"account_id": self.other, "amount": {"amount": "-" + money, "currency": "KES"}}]}

    def send(self, connection, body, amount):
        identifier = body["id"]
        with self.lock:
            self.unanswered[identifier] = (body, amount)
        status, _, reply = self.ask(connection, body)
        with self.lock:
            if status in (200, 201):
                self.unanswered.pop(identifier)
                self.acknowledged[identifier] = amount
            elif status == 503:
                return
            elif status != 409:
                self.unanswered.pop(identifier)
                self.wrong.append((status, reply))

    def ask(self, connection, body):
        """The answer to one posting; how it failed is kept when the server was told to stop."""
        headers = {**self.client.headers("key-" + body["id"]), "Content-Type": "application/json"}
        connection.request("POST", "/api/postings", json.dumps(body), headers)
        try:
            return answer(connection.getresponse())
        except (http.client.RemoteDisconnected, ConnectionResetError):
            if self.is_gentle:
                self.silent.add(body["id"])
            raise
        except (OSError, http.client.HTTPException) as fault:
            if self.is_gentle:
                self.broken.append(repr(fault))
            raise

    def run(self, seed):
        chance = random.Random(seed)
        while not self.stopping.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
            try:
                while not self.stopping.is_set():
                    amount = chance.randint(1, 500_000)
                    self.send(connection, self.body(amount), amount)
            except (OSError, http.client.HTTPException):
                self.stopping.wait(0.02)
            finally:
                connection.close()

    def settle(self):
        """Sends again what was never answered, until each has its answer."""
        for _ in range(50):
            with self.lock:
                waiting = list(self.unanswered.values())
            if not waiting:
                return
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
            for body, amount in waiting:
                self.send(connection, body, amount)
            connection.close()
        raise RuntimeError("some postings never got an answer")


def cents(money):
    return int(money["amount"].replace(".", ""))


def booked(client):
    """Every entry of the load in the journal: id -> how often."""
    found, after = {}, ""
    while True:
        status, _, page = client.get("/api/journal?limit=200" + after)
        assert status == 200, (status, page)
        for entry in page["items"]:
            if entry["description"] == "load":
                found[entry["id"]] = found.get(entry["id"], 0) + 1
        if not page.get("next"):
            return found
        after = "&after=" + page["next"]


def stop_gently(server, engine):
    """Tells the server to stop in the middle of the load; what is wrong with how it did, in words."""
    server.process.terminate()
    try:
        status = server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        return ["did not stop in 20 s"]
    left = [end for end in ("-wal", "-shm") if os.path.exists(os.path.join(server.data, "commons.sqlite" + end))]
    return ([f"stopped with status {status}"] if status != 0 else []) + (
        [f"left commons.sqlite{end} behind" for end in left] if engine == "sqlite" else [])


def run(binary, engine, kills, stops, clients, limit):
    failures, cluster, environment = [], None, {}
    if engine == "postgresql":
        cluster = Postgres()
        environment["COMMONS_DATABASE"] = cluster.start()
    server = Server(binary, environment=environment)
    try:
        server.start()
        client = server.register()
        accounts = {a["role"]: a["id"] for a in client.accounts() if a.get("role")}
        load = Load(server, client, (accounts["bank"], accounts["sales"]))
        threads = [threading.Thread(target=load.run, args=(n,), daemon=True) for n in range(clients)]
        for thread in threads:
            thread.start()
        chance, slowest = random.Random(kills), 0.0
        for _ in range(kills):
            time.sleep(chance.uniform(0.2, 0.9))
            server.kill()
            slowest = max(slowest, server.start())
        load.is_gentle = True
        for _ in range(stops):
            time.sleep(chance.uniform(0.2, 0.9))
            failures += stop_gently(server, engine)
            slowest = max(slowest, server.start())
        load.stopping.set()
        for thread in threads:
            thread.join(20)
        status, _, session = server.request("POST", "/api/auth/login", {"email": client.email, "password": client.password})
        assert status == 200, (status, session)
        client.token = session["access_token"]
        silent = set(load.silent)
        kept = silent & set(booked(client))
        load.settle()
        found = booked(client)
        lost = [i for i in load.acknowledged if i not in found]
        doubled = [i for i, n in found.items() if n > 1]
        unknown = [i for i in found if i not in load.acknowledged]
        status, _, trial = client.get("/api/reports/trial-balance")
        hot = sum(load.acknowledged.values())
        row = next(one for one in trial["rows"] if one["account_id"] == accounts["bank"])
        balance = cents(row["balance"])
        print(f"{engine}: {kills} kills and {stops} stops, {len(load.acknowledged)} acknowledged, slowest restart {slowest:.2f} s")
        print(f"{engine}: a stop closed the connections of {len(silent)} postings without an answer, {len(kept)} of them booked")
        for what, wrong in [("booked without an answer by a server that stopped", kept),
                            ("answered in part or not at all by a server that stopped", load.broken), ("lost", lost), ("doubled", doubled), ("never sent", unknown), ("refused", load.wrong[:3])]:
            if wrong:
                failures.append(f"{what}: {list(wrong)[:5]}")
        if balance != hot:
            failures.append(f"the hot account holds {balance}, the acknowledged postings sum to {hot}")
        if len(load.acknowledged) < kills:
            failures.append("the load wrote too little to prove anything")
        if slowest > limit:
            failures.append(f"a restart took {slowest:.2f} s, more than {limit} s")
        server.process.terminate()
        server.process.wait(20)
        check = subprocess.run([server.binary, "fsck", "--data", server.data], env=server.environment, capture_output=True, text=True)
        if check.returncode != 0:
            failures.append("fsck: " + (check.stdout + check.stderr)[-1500:])
    finally:
        server.stop()
        if cluster:
            cluster.stop()
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--stops", type=int, default=3)
    parser.add_argument("--engine", default="both")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--ready", type=float, default=2.0)
    given = parser.parse_args()
    engines = ["sqlite", "postgresql"] if given.engine == "both" else [given.engine]
    passed = failed = 0
    for engine in engines:
        failures = run(given.binary, engine, given.kills, given.stops, given.clients, given.ready)
        for failure in failures:
            print(f"{engine}: {failure}")
        failed += bool(failures)
        passed += not failures
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
