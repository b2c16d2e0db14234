#!/usr/bin/env python3
"""Requests a second against a FastAPI twin on the same engine, interleaved A B A B in one run.

usage: run.py PATH/TO/commons PATH/TO/peer/main.py [--engine sqlite|postgresql] [--seconds 5] [--rounds 3]
The twin is an ordinary FastAPI + SQLAlchemy application with the same endpoints; its packages are installed into
.build/peer. Prints median requests a second, p99 in milliseconds, the ratio, and both processes' memory."""
import argparse, os, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "support"))
from postgres import Postgres
from server import Client, Server, free_port, uuid7

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = [("me", 32, 2.5), ("list", 32, 3.5), ("invoice", 32, 4.0), ("posting", 64, 10.0)]


def peer_python():
    venv = os.path.join(HERE, "..", "..", ".build", "peer")
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "fastapi", "uvicorn[standard]", "sqlalchemy[asyncio]",
                        "asyncpg", "aiosqlite", "pyjwt"], check=True)
    return python


class Peer(Server):
    """The twin, started as its documentation says."""

    def __init__(self, main, url, workers):
        self.port, self.data, self.owns_data = free_port(), tempfile.mkdtemp(prefix="peer-"), True
        self.log = open(os.path.join(self.data, "server-output.txt"), "ab")
        url = url or f"sqlite+aiosqlite:///{self.data}/peer.sqlite"
        environment = {**os.environ, "DATABASE_URL": url}
        if workers > 1:  # several workers that make the tables at once stop each other: one makes them first
            self.launch(main, environment, 1)
            self.process.terminate()
            self.process.wait()
        self.launch(main, environment, workers)

    def launch(self, main, environment, workers):
        self.process = subprocess.Popen(
            [peer_python(), "-m", "uvicorn", "main:app", "--workers", str(workers), "--port", str(self.port), "--log-level", "warning"],
            cwd=os.path.dirname(main), env=environment, stdout=self.log, stderr=self.log)
        for _ in range(400):
            try:
                status, _, body = self.request("POST", "/api/auth/token", {"user": "bench"})
                if status == 200:
                    self.token = body["token"]
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the peer did not start: " + self.output()[-1000:])


def family(pid):
    """The process and its children."""
    rows = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True).stdout.split("\n")[1:]
    rows = [tuple(map(int, r.split())) for r in rows if r.strip()]
    found, grown = {pid}, True
    while grown:
        more = {p for p, parent in rows if parent in found} - found
        grown = bool(more)
        found |= more
    return found


def memory(pid):
    """Megabytes that the process and its children hold: resident in all, and of their own (anonymous), which is what
    the machine cannot take back by dropping pages of files that it can read again."""
    held = {"Rss": 0, "Anonymous": 0}
    for each in family(pid):
        with open(f"/proc/{each}/smaps_rollup") as file:
            for line in file:
                name, _, rest = line.partition(":")
                if name in held:
                    held[name] += int(rest.split()[0]) / 1024
    return held["Rss"], held["Anonymous"]


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
