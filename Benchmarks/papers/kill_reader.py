#!/usr/bin/env python3
"""Papers by the thousand while the reader is killed at random: every paper ends in a named state, and none is there twice.

usage: kill_reader.py PATH/TO/commons [--papers 10000] [--senders 4] [--pause SECONDS] [--limit SECONDS]
Each paper is a small PDF of its own; every tenth is sent twice and every fiftieth is no paper. A killer picks one of the
server's reader processes every `--pause` seconds on average and sends it SIGKILL."""
import argparse, http.client, os, random, signal, sys, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "support"))
from server import Server, exchange, uuid7

ends = {"to_review", "failed"}


def pdf(number):
    """A receipt of one page, unlike any other."""
    lines = ["DUKA LA KAMAU", f"RECEIPT NO: R-{number:05d}", "DATE: 14/03/2026", f"TOTAL KES {number % 900 + 100}.00"]
    text = "\n".join(f"BT /F1 12 Tf 20 {280 - 20 * row} Td ({line}) Tj ET" for row, line in enumerate(lines))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 220 320] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    file, places = "%PDF-1.4\n", []
    for index, each in enumerate(objects):
        places.append(len(file))
        file += f"{index + 1} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (file + f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n").encode()


class Senders:
    def __init__(self, server, client, count):
        self.server, self.client, self.count = server, client, count
        self.next, self.lock = 0, threading.Lock()
        self.sent, self.wrong = {}, []

    def take(self):
        with self.lock:
            number, self.next = self.next, self.next + 1
            return number if number < self.count else None

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        while (number := self.take()) is not None:
            bad = number % 50 == 49
            body = b"no paper at all" if bad else pdf(number)
            for _ in range(2 if number % 10 == 0 else 1):
                connection.request("POST", f"/api/papers?client_id={uuid7()}&file_name=r{number}.pdf", body, {
                    **self.client.headers("key-" + uuid7()), "Content-Type": "application/octet-stream"})
                answer = connection.getresponse()
                content = answer.read()
                with self.lock:
                    if (answer.status == 415) != bad or answer.status not in (202, 415):
                        self.wrong.append((number, answer.status, content[:200]))
                    elif not bad:
                        self.sent.setdefault(number, 0)
                        self.sent[number] += 1
        connection.close()


def readers(server):
    """The process ids of the server's readers."""
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat") as file:
                parent = int(file.read().rsplit(")", 1)[1].split()[1])
            with open(f"/proc/{name}/cmdline", "rb") as file:
                command = file.read()
        except (OSError, ValueError, IndexError):
            continue
        if parent == server.process.pid and b"commons-reader" in command:
            found.append(int(name))
    return found


def kill(server, pause, stopping, killed):
    chance = random.Random(7)
    while not stopping.wait(chance.expovariate(1 / pause)):
        living = readers(server)
        if living:
            try:
                os.kill(chance.choice(living), signal.SIGKILL)
                killed.append(1)
            except ProcessLookupError:
                pass


def papers(client):
    found, after = [], ""
    while True:
        status, _, page = client.get("/api/papers?limit=200" + after)
        assert status == 200, (status, page)
        found += page["items"]
        if not page.get("next"):
            return found
        after = "&after=" + page["next"]


def wait(client, limit):
    """Until nothing is queued or being read; the queued list is asked, not all papers."""
    began = time.monotonic()
    while time.monotonic() - began < limit:
        busy = sum(len(client.get(f"/api/papers?state={state}&limit=1")[2]["items"]) for state in ("queued", "reading"))
        if busy == 0:
            return True
        time.sleep(0.2)
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--limit", type=float, default=7_200)
    given = parser.parse_args()
    server, stopping, killed, failures = Server(given.binary), threading.Event(), [], []
    try:
        server.start()
        client = server.register()
        senders = Senders(server, client, given.papers)
        threads = [threading.Thread(target=senders.run) for _ in range(given.senders)]
        killer = threading.Thread(target=kill, args=(server, given.pause, stopping, killed), daemon=True)
        began = time.monotonic()
        for thread in [killer, *threads]:
            thread.start()
        for thread in threads:
            thread.join()
        ended = wait(client, given.limit)
        stopping.set()
        found = papers(client)
        states, hashes = {}, {}
        for paper in found:
            states[paper["state"]] = states.get(paper["state"], 0) + 1
            hashes[paper["sha256"]] = hashes.get(paper["sha256"], 0) + 1
            if paper["state"] == "failed" and not (paper.get("failure") or {}).get("code"):
                failures.append(f"{paper['id']} failed without a code")
        # A reader's folder goes with it; what is left is of those that live.
        places = [place for place, _, files in os.walk(os.path.join(server.data, "readers")) if "paper.pdf" in files]
        print(f"{given.papers} papers in {time.monotonic() - began:.0f} s, {len(killed)} readers killed, states {states}")
        checks = [
            (not ended, "some are still waiting"), (set(states) - ends, f"unnamed ends: {set(states) - ends}"),
            (any(count > 1 for count in hashes.values()), "a file is there twice"),
            (len(found) != len(senders.sent), f"{len(senders.sent)} were sent, {len(found)} are there"),
            (places, f"papers were left in {places[:3]}"), (senders.wrong, f"answered wrong: {senders.wrong[:3]}"), (not killed, "no reader was killed")]
        failures += [text for wrong, text in checks if wrong]
    finally:
        stopping.set()
        server.stop()
    for failure in failures:
        print(failure)
    print(f"{int(not failures)} passed, {int(bool(failures))} failed")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
