#!/usr/bin/env python3
"""How soon the server answers after its start, and what it holds when nobody asks.

usage: run.py PATH/TO/commons [PATH/TO/peer/main.py] [--data FOLDER] [--launches 10] [--idle 5]
Starts the release binary on an existing installation (a demo is made where none is given), in turn with the FastAPI
twin when that is given. Prints milliseconds from exec to the first answer, and resident and anonymous memory after
some idle seconds; the median and the worst of all launches."""
import argparse, os, shutil, socket, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from peer import memory, peer_python
from server import free_port


def first_answer(process, port, path, wanted, deadline=60):
    """Waits until the server answers with one of the wanted statuses."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(request)
                head = connection.recv(64).split(b" ")
            if len(head) > 1 and head[0].startswith(b"HTTP/") and int(head[1]) in wanted:
                return
        except ConnectionError:
            pass
        time.sleep(0.0005)
    raise RuntimeError("the server did not answer in time")


def launch(command, folder, environment, port, path, wanted, idle):
    """One start to its end: milliseconds to the first answer, then megabytes."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        first_answer(process, port, path, wanted)
        took = (time.monotonic() - started) * 1000
        time.sleep(idle)
        return took, *memory(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def report(name, launches):
    for label, unit, values in zip(["to the first answer", "resident", "anonymous"], ["ms", "MB", "MB"], zip(*launches)):
        print(f"{name:6} {label:20} median {statistics.median(values):8.1f} {unit}   worst {max(values):8.1f} {unit}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("peer", nargs="?")
    parser.add_argument("--data")
    parser.add_argument("--launches", type=int, default=10)
    parser.add_argument("--idle", type=float, default=5)
    given = parser.parse_args()
    binary = os.path.abspath(given.binary)
    own = None if given.data else tempfile.mkdtemp(prefix="start-benchmark-")
    data = os.path.abspath(given.data or os.path.join(own, "demo"))
    scratch = tempfile.mkdtemp(prefix="start-peer-")
    try:
        if own:
            subprocess.run([binary, "demo", "--data", data], check=True, stdout=subprocess.DEVNULL)
        ours, theirs = [], []
        for _ in range(given.launches):
            port = free_port()
            ours.append(launch([binary, "serve", "--data", data, "--port", str(port)], scratch, {}, port, "/healthz",
                               {200}, given.idle))
            if given.peer:
                port = free_port()
                theirs.append(launch(
                    [peer_python(), "-m", "uvicorn", "main:app", "--port", str(port), "--log-level", "warning"],
                    os.path.dirname(os.path.abspath(given.peer)),
                    {"DATABASE_URL": f"sqlite+aiosqlite:///{scratch}/peer.sqlite"}, port, "/openapi.json",
                    range(200, 500), given.idle))
        report("ours", ours)
        if theirs:
            report("peer", theirs)
        late = statistics.median(row[0] for row in ours)
        held = statistics.median(row[1] for row in ours)
        print(f"aims: start at most 150 ms: {'met' if late <= 150 else 'missed'}; "
              f"idle memory at most 60 MB: {'met' if held <= 60 else 'missed'}")
        return not (late <= 150 and held <= 60)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if own:
            shutil.rmtree(own, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
