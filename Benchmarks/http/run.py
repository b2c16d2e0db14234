#!/usr/bin/env python3
"""Requests a second against a FastAPI twin on the same engine, interleaved A B A B in one run.

usage: run.py PATH/TO/commons PATH/TO/peer/main.py [--engine sqlite|postgresql] [--seconds 5] [--rounds 3]
The twin is an ordinary FastAPI + SQLAlchemy application with the same endpoints; its packages are installed into
.build/peer. Prints median requests a second, p99 in milliseconds, the ratio, and both processes' memory."""
import argparse, os, statistics, subprocess, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from peer import Peer, memory
from postgres import Postgres
from server import Server, uuid7

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = [("me", 32, 2.5), ("list", 32, 3.5), ("invoice", 32, 4.0), ("posting", 64, 10.0)]


def load(port, shape, connections, seconds, environment):
    shaped = {**os.environ, **environment, "SHAPE": shape, "SEED": str(time.time_ns() % 1_000_000)}
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "-s", os.path.join(HERE, "load.lua"),
                          f"http://127.0.0.1:{port}/"], env=shaped, capture_output=True, text=True).stdout
    rate, p99, wrong = out.split("RESULT ")[1].split()
    return float(rate), float(p99), int(wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("peer")
    parser.add_argument("--engine", default="sqlite")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    cluster = url = None
    environment = {}
    if given.engine == "postgresql":
        cluster = Postgres()
        environment["COMMONS_DATABASE"] = cluster.start()
        cluster.run(cluster.bin + "/createdb", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "commons", "peer")
        url = f"postgresql+asyncpg://commons@127.0.0.1:{cluster.port}/peer"
    ours = Server(given.binary, environment=environment)
    ready = ours.start() * 1000
    idle, private = memory(ours.process.pid)
    print(f"start to ready: {ready:.0f} ms; idle memory {idle:.0f} MB, of its own {private:.0f} MB")
    client = ours.register()
    accounts = {a["role"]: a["id"] for a in client.accounts() if a.get("role")}
    party = uuid7()
    status, _, reply = client.post("/api/parties", {"id": party, "name": "Mama Njeri", "is_customer": True, "is_supplier": False})
    assert status in (200, 201), reply
    peer = Peer(given.peer, url, 1 if given.engine == "sqlite" else 2)
    a = {"TOKEN": client.token, "DEBIT": accounts["bank"], "CREDIT": accounts["sales"], "PARTY": party}
    b = {"TOKEN": peer.token, "DEBIT": "1", "CREDIT": "2", "PEER": "1"}
    for side, values in [(ours, a), (peer, b)]:  # fifty invoices at least for the list to show
        load(side.port, "invoice", 8, 1, values)
    print(f"{'shape':8} {'ours/s':>9} {'p99 ms':>7} {'peer/s':>9} {'p99 ms':>7} {'ratio':>6} {'aim':>5}")
    for shape, connections, aim in SHAPES:
        results = {"a": [], "b": []}
        for _ in range(given.rounds):
            results["a"].append(load(ours.port, shape, connections, given.seconds, a))
            results["b"].append(load(peer.port, shape, connections, given.seconds, b))
        wrong = sum(r[2] for r in results["a"]), sum(r[2] for r in results["b"])
        mine, theirs = (statistics.median(r[0] for r in results[s]) for s in "ab")
        slow = [statistics.median(r[1] for r in results[s]) for s in "ab"]
        print(f"{shape:8} {mine:9.0f} {slow[0]:7.1f} {theirs:9.0f} {slow[1]:7.1f} {mine / theirs:6.1f} {aim:5.1f}"
              + (f"  wrong answers: ours {wrong[0]}, peer {wrong[1]}" if any(wrong) else ""))
        ours_memory, peer_memory = memory(ours.process.pid), memory(peer.process.pid)
    for name, mine, theirs in zip(["resident", "of its own"], ours_memory, peer_memory):
        print(f"memory after load, {name}: ours {mine:.0f} MB, peer {theirs:.0f} MB, ratio {mine / theirs:.2f}")
    ours.stop()
    peer.stop()
    if cluster:
        cluster.stop()


if __name__ == "__main__":
    main()
