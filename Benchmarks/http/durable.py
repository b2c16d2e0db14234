#!/usr/bin/env python3
"""Durable postings a second on one hot account over HTTP, against one commit for each posting on the same engine.

usage: durable.py PATH/TO/commons [PATH/TO/peer/main.py] [--engine sqlite|postgresql] [--seconds 5] [--rounds 3] [--disk-ms 4]
All sides keep every posting on disk before they answer (SQLite: synchronous FULL; PostgreSQL: synchronous_commit on) and
take turns within the same minute:
- ours: 64 connections over HTTP, with idempotency, audit and change feed, postings share commits;
- the same server with commit-writes=1: everything alike, but each posting has a commit of its own;
- the FastAPI peer over HTTP, if named: a commit for each posting, which locks the account's row on PostgreSQL;
- no HTTP at all, a commit for each posting: SQLite from one process; PostgreSQL from 64 connections of pgbench that
  lock the account's row.
--disk-ms makes each fsync of the SQLite sides wait so long first, as a disk without a battery-backed cache does."""
import argparse, os, re, sqlite3, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from peer import Peer
from postgres import Postgres
from run import load
from server import Server

SCHEMA = """
CREATE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL);
CREATE TABLE entry (id BIGINT PRIMARY KEY, day TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE line (entry BIGINT NOT NULL, account BIGINT NOT NULL, amount BIGINT NOT NULL);
INSERT INTO account VALUES (1, 0), (2, 0);
"""
SLOW_DISK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static int late(const char *name, int file) {
    static __thread useconds_t wait;
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (!wait) wait = (useconds_t)(atof(getenv("DISK_MS")) * 1000);
    usleep(wait);
    return real(file);
}
int fsync(int file) { return late("fsync", file); }
int fdatasync(int file) { return late("fdatasync", file); }
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


def roomy(cluster):
    """The cluster's URL, with room for the connections of all sides at once."""
    url = cluster.start()
    cluster.run(cluster.bin + "/psql", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "commons", "-d", "postgres",
                "-c", "ALTER SYSTEM SET max_connections = 400")
    cluster.run(cluster.bin + "/pg_ctl", "-D", cluster.folder + "/data", "-m", "fast", "-w", "restart")
    return url


def slow_disk(folder, milliseconds):
    """The environment under which every fsync takes so much longer."""
    if not milliseconds:
        return {}
    source, library = os.path.join(folder, "disk.c"), os.path.join(folder, "disk.so")
    with open(source, "w") as file:
        file.write(SLOW_DISK)
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": library, "DISK_MS": str(milliseconds)}


class OurServer:
    """The product, with what its configuration is to say."""

    def __init__(self, binary, environment):
        self.server = Server(binary, environment=environment)
        self.server.start()
        client = self.server.register()
        accounts = {a["role"]: a["id"] for a in client.accounts() if a.get("role")}
        self.values = {"TOKEN": client.token, "DEBIT": accounts["bank"], "CREDIT": accounts["sales"], "PARTY": ""}
        self.wrong = 0

    def rate(self, seconds):
        rate, _, wrong = load(self.server.port, "posting", 64, seconds, self.values)
        self.wrong += wrong
        return rate - wrong / seconds

    def stop(self):
        self.server.stop()


class PeerServer(OurServer):
    """The ordinary server: as many processes as its documentation has on this engine, each posting its own commit."""

    def __init__(self, main, url, environment):
        self.server = Peer(main, url, 2 if url else 1, environment)
        self.values = {"TOKEN": self.server.token, "DEBIT": "1", "CREDIT": "2", "PEER": "1"}
        self.wrong = 0


class OneByOne:
    """SQLite, a commit for each posting, in a process of its own."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment

    def rate(self, seconds):
        told = subprocess.run([sys.executable, __file__, "--one-by-one", self.folder, str(seconds)],
                              env={**os.environ, **self.environment}, capture_output=True, text=True, check=True)
        return float(told.stdout)

    def stop(self):
        pass


class Postings:
    """What that process does."""

    def __init__(self, folder):
        self.database = sqlite3.connect(os.path.join(folder, "naive.sqlite"), isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        if not self.database.execute("SELECT 1 FROM sqlite_master WHERE name = 'account'").fetchone():
            self.database.executescript(SCHEMA)
        self.next = self.database.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0]

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

    def stop(self):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("peer", nargs="?", help="main.py of the FastAPI peer")
    parser.add_argument("--engine", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--disk-ms", type=float, default=0)
    given = parser.parse_args()
    cluster = None
    with tempfile.TemporaryDirectory() as folder:
        sides = {}
        try:
            if given.engine == "postgresql":
                cluster = Postgres()
                at = {"COMMONS_DATABASE": roomy(cluster)}
                sides["with row locks, no HTTP"] = RowLocks(folder, cluster)
                second = {"COMMONS_DATABASE": cluster.another()}
            else:
                at = second = slow_disk(folder, given.disk_ms)
                sides["one commit each, no HTTP"] = OneByOne(folder, at)
            sides["over HTTP, commits shared"] = OurServer(given.binary, at)
            sides["over HTTP, one commit each"] = OurServer(given.binary, {**second, "COMMONS_COMMIT_WRITES": "1"})
            if given.peer:
                url = cluster and cluster.another("peer").replace("postgresql:", "postgresql+asyncpg:")
                sides["the peer over HTTP"] = PeerServer(given.peer, url, {} if cluster else at)
            rates = {name: [] for name in sides}
            for _ in range(given.rounds):
                for name, side in sides.items():
                    rates[name].append(side.rate(given.seconds))
            reference = statistics.median(rates["over HTTP, commits shared"])
            wrong = ", ".join(f"{side.wrong} {name}" for name, side in sides.items() if hasattr(side, "wrong"))
            print(f"{given.engine}, {given.disk_ms} ms added to each fsync; wrong answers, which count for nobody: {wrong}")
            for name, seen in rates.items():
                rate = statistics.median(seen)
                print(f"{name:30} {rate:8.0f} postings/s   shared commits over it {reference / rate:5.1f}")
        finally:
            for side in sides.values():
                side.stop()
            if cluster:
                cluster.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one-by-one"]:
        print(Postings(sys.argv[2]).rate(float(sys.argv[3])))
    else:
        main()
