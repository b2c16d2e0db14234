"""The FastAPI twin that benchmarks run beside us, and the memory of processes."""
import os, subprocess, sys, tempfile, time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "Tests", "support"))
from server import Server, free_port


def peer_python():
    venv = os.path.join(ROOT, ".build", "peer")
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "fastapi", "uvicorn[standard]", "sqlalchemy[asyncio]",
                        "asyncpg", "aiosqlite", "pyjwt"], check=True)
    return python


class Peer(Server):
    """The twin, started as its documentation says."""

    def __init__(self, main, url, workers, environment=None):
        self.port, self.data, self.owns_data = free_port(), tempfile.mkdtemp(prefix="peer-"), True
        self.log = open(os.path.join(self.data, "server-output.txt"), "ab")
        url = url or f"sqlite+aiosqlite:///{self.data}/peer.sqlite"
        environment = {**os.environ, **(environment or {}), "DATABASE_URL": url}
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
