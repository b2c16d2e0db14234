#!/usr/bin/env python3
"""Durable postings a second on one hot account over HTTP, against one commit for each posting on the same engine.

usage: durable.py PATH/TO/commons [--engine sqlite|postgresql] [--seconds 5] [--rounds 3]
Both sides keep every posting on disk before they answer (SQLite: synchronous FULL; PostgreSQL: synchronous_commit on) and
take turns within the same minute. Ours answers 64 connections over HTTP, with idempotency, audit and change feed. The
other side has no HTTP at all: SQLite from one process that commits each posting by itself; PostgreSQL from 64 connections
of pgbench that lock the account's row."""
import argparse, os, re, sqlite3, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "support"))
from postgres import Postgres
from run import load
from server import Server

SCHEMA = """
CREATE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL);
CREATE TABLE entry (id BIGINT PRIMARY KEY, day TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE line (entry BIGINT NOT NULL, account BIGINT NOT NULL, amount BIGINT NOT NULL);
INSERT INTO account VALUES (1, 0), (2, 0);
"""
HOT = """
\\set id random(1, 9000000000000000)
BEGIN;
INSERT INTO entry VALUES (:id, '2026-11-23', 'bench');
INSERT INTO line VALUES (:id, 1, 1250), (:id, 2, -1250);
UPDATE account SET balance = balance + 1250 WHERE id = 1;
UPDATE account SET balance = balance - 1250 WHERE id = 2;
COMMIT;
"""


class OneByOne:
    """SQLite, a commit for each posting."""

    def __init__(self, folder):
        self.database = sqlite3.connect(os.path.join(folder, "naive.sqlite"), isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.database.executescript(SCHEMA)
        self.next = 0

    def rate(self, seconds):
        began, done = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            self.next += 1
            done += 1
            run = self.database.execute
            run("BEGIN IMMEDIATE")
            run("INSERT INTO entry VALUES (?, '2026-11-23', 'bench')", (self.next,))
            run("INSERT INTO line VALUES (?, 1, 1250), (?, 2, -1250)", (self.next, self.next))
            run("UPDATE account SET balance = balance + 1250 WHERE id = 1")
            run("UPDATE account SET balance = balance - 1250 WHERE id = 2")
            run("COMMIT")
        return done / (time.monotonic() - began)


class RowLocks:
    """PostgreSQL, each posting locks the hot account's row until its commit."""

    def __init__(self, folder, cluster):
        self.cluster, self.script = cluster, os.path.join(folder, "hot.sql")
        at = ["-h", "127.0.0.1", "-p", str(cluster.port), "-U", "commons"]
        cluster.run(cluster.bin + "/createdb", *at, "naive")
        cluster.run(cluster.bin + "/psql", *at, "-q", "-d", "naive", "-c", SCHEMA)
        with open(self.script, "w") as file:
            file.write(HOT)

    def rate(self, seconds):
        command = [self.cluster.bin + "/pgbench", "-h", "127.0.0.1", "-p", str(self.cluster.port), "-U", "commons", "-n",
                   "-c", "64", "-j", "1", "-M", "prepared", "-T", str(seconds), "-f", self.script, "naive"]
        told = subprocess.run(command, capture_output=True, text=True)
        found = re.search(r"tps = ([0-9.]+)", told.stdout)
        if not found:
            raise RuntimeError("pgbench: " + told.stderr[-500:])
        return float(found.group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--engine", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    cluster, environment = None, {}
    with tempfile.TemporaryDirectory() as folder:
        if given.engine == "postgresql":
            cluster = Postgres()
            environment["COMMONS_DATABASE"] = cluster.start()
            other = RowLocks(folder, cluster)
        else:
            other = OneByOne(folder)
        server = Server(given.binary, environment=environment)
        try:
            server.start()
            client = server.register()
            accounts = {a["role"]: a["id"] for a in client.accounts() if a.get("role")}
            values = {"TOKEN": client.token, "DEBIT": accounts["bank"], "CREDIT": accounts["sales"], "PARTY": ""}
            ours, theirs, wrong = [], [], 0
            for _ in range(given.rounds):
                rate, _, bad = load(server.port, "posting", 64, given.seconds, values)
                ours.append(rate)
                wrong += bad
                theirs.append(other.rate(given.seconds))
            a, b = statistics.median(ours), statistics.median(theirs)
            name = "row locks" if cluster else "one commit each"
            print(f"{given.engine}: {a:.0f} durable postings/s over HTTP, {b:.0f}/s with {name}, ratio {a / b:.1f} "
                  f"(aim 10); wrong answers {wrong}")
        finally:
            server.stop()
            if cluster:
                cluster.stop()


if __name__ == "__main__":
    main()
