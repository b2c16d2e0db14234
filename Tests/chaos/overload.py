#!/usr/bin/env python3
"""More writes at once than the server keeps waiting: each is answered, with 503 and Retry-After where there was no room.

The disk is held (every fsync waits until told otherwise), so that no commit ends and the inbox (setting
`waiting-writes`) fills. What finds it full must be refused while the disk is still held; the others are booked as soon as it
is let go.

usage: overload.py PATH/TO/commons [--writes N]"""
import argparse, json, os, resource, selectors, socket, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from server import Server, uuid7

WAITING, GROUP = 512, 256
HELD_DISK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static int held(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    while (access(getenv("DISK_HELD"), F_OK) == 0) usleep(5000);
    return real(file);
}
int fsync(int file) { return held("fsync", file); }
int fdatasync(int file) { return held("fdatasync", file); }
"""


class Crowd:
    """One posting on each of many connections, and what came back."""

    def __init__(self, server, client, accounts, count):
        self.selector, self.answers, self.sockets = selectors.DefaultSelector(), {}, []
        for _ in range(count):
            body = json.dumps({"id": uuid7(), "day": "2026-11-23", "description": "crowd", "lines": [
                {"account_id": accounts["bank"], "amount": {"amount": "1.00", "currency": "KES"}},
                {"account_id": accounts["sales"], "amount": {"amount": "-1.00", "currency": "KES"}}]}).encode()
            head = (f"POST /api/postings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
                    f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            connection.sendall(head + body)
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ, [len(self.sockets), b""])
            self.sockets.append(connection)

    def hear(self, seconds, enough=None):
        """Reads answers until each connection has its own, `enough` holds, or the time is over."""
        end = time.monotonic() + seconds
        while len(self.answers) < len(self.sockets) and time.monotonic() < end and not (enough and enough()):
            for key, _ in self.selector.select(0.2):
                number, before = key.data
                piece = key.fileobj.recv(65536)
                key.data[1] = before + piece
                if not piece:
                    self.answers[number] = key.data[1]
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()

    def statuses(self):
        return [int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0 for answer in self.answers.values()]


def held_disk(folder):
    source, library = os.path.join(folder, "disk.c"), os.path.join(folder, "disk.so")
    with open(source, "w") as file:
        file.write(HELD_DISK)
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": library, "DISK_HELD": os.path.join(folder, "held")}


def run(binary, folder, count):
    environment = {**held_disk(folder), "COMMONS_WAITING_WRITES": str(WAITING), "COMMONS_COMMIT_WRITES": str(GROUP)}
    server = Server(binary, environment=environment)
    server.start()
    try:
        client = server.register()
        accounts = {one["role"]: one["id"] for one in client.accounts() if one.get("role")}
        open(environment["DISK_HELD"], "w").close()
        began = time.monotonic()
        crowd = Crowd(server, client, accounts, count)
        # A group may have been taken out of the inbox to the disk; the rest has no room.
        crowd.hear(60, lambda: len(crowd.answers) >= count - WAITING - GROUP)
        while_held = crowd.statuses()
        refused = [answer for answer in crowd.answers.values() if answer.startswith(b"HTTP/1.1 503 ")]
        ready = server.request("GET", "/healthz", timeout=5)[0]
        os.remove(environment["DISK_HELD"])
        crowd.hear(60)
        print(f"{count} writes at once: {len(while_held)} refused in {time.monotonic() - began:.1f} s while the disk was held, "
              f"in the end {crowd.statuses().count(201)} booked and {crowd.statuses().count(503)} refused")
        booked = balance(client, accounts["bank"])
        return [words for wrong, words in [
            (not refused, "no write was refused while the disk was held"),
            (set(while_held) - {503}, f"answered before its commit: {set(while_held)}"),
            (not all(b"\r\nretry-after:" in answer.lower() for answer in refused), "a 503 without Retry-After"),
            (ready != 200, f"/healthz answered {ready} while the inbox was full"),
            (len(crowd.answers) != count, f"{count - len(crowd.answers)} writes hang"),
            (set(crowd.statuses()) - {201, 503}, f"other answers: {set(crowd.statuses())}"),
            (crowd.statuses().count(201) < WAITING, f"only {crowd.statuses().count(201)} were booked"),
            (booked != crowd.statuses().count(201) * 100, f"the account holds {booked} cents")] if wrong]
    finally:
        if os.path.exists(environment["DISK_HELD"]):
            os.remove(environment["DISK_HELD"])
        server.stop()


def balance(client, account):
    rows = client.get("/api/reports/trial-balance")[2]["rows"]
    return next(int(row["balance"]["amount"].replace(".", "")) for row in rows if row["account_id"] == account)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--writes", type=int, default=1000)
    given = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < given.writes + 1000:
        raise SystemExit(f"{given.writes} connections need more open files than the {most} allowed here: raise `ulimit -n`")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        failures = run(given.binary, folder, given.writes)
    for failure in failures:
        print(f"FAILED  {failure}")
    print(f"{int(not failures)} passed, {int(bool(failures))} failed")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
