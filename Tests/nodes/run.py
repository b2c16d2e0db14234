#!/usr/bin/env python3
"""Servers on one PostgreSQL and one Redis: they share limits, wake each other, finish what a killed one was reading, go on
alone while Redis is away, and share again by themselves.

usage: run.py PATH/TO/commons"""
import contextlib, os, shutil, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from picture import receipt
from postgres import Postgres
from server import Server, free_port

PASSWORD = "opensesame-of-the-test"
PICTURE = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
           b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


class Redis:
    def __init__(self):
        self.port = free_port()

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD],
            stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "Ready to accept connections" in line:
                return
        raise SystemExit("Redis did not start")

    def stop(self):
        self.process.kill()
        self.process.wait()

    def listen(self):
        """What is published for workers, from now on."""
        listener = subprocess.Popen(
            ["redis-cli", "-p", str(self.port), "--no-auth-warning", "-a", PASSWORD, "SUBSCRIBE", "commons:jobs"],
            stdout=subprocess.PIPE, text=True)
        while listener.stdout.readline().strip() != "commons:jobs":
            pass
        return listener


def wait_for(condition, what, seconds=30, pause=0.05):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(pause)
    raise AssertionError(f"not within {seconds} s: {what}")


def share_the_limit(one, two):
    """Six failures spread over two servers make both wait"""
    client = one.register()
    statuses = []
    for turn in range(8):
        server = (one, two)[turn % 2]
        statuses.append(server.request("POST", "/api/auth/login", {"email": client.email, "password": "wrong"})[0])
    assert statuses[:5] == [401] * 5, statuses
    assert 429 in statuses[5:7], statuses
    for server in (one, two):
        assert server.request("POST", "/api/auth/login", {"email": client.email, "password": "wrong"})[0] == 429


def wake_the_other(one, two, redis):
    """A paper sent to the server without workers is told to the other, which reads it"""
    client = one.register()
    listener = redis.listen()
    status, _, paper = one.request(
        "POST", "/api/papers?file_name=a.pdf", PICTURE,
        {"Authorization": f"Bearer {client.token}", "Content-Type": "application/pdf"})
    assert status == 202, (status, paper)
    heard = [listener.stdout.readline().strip() for _ in range(4)]
    listener.kill()
    assert "message" in heard and "queued" in heard, heard

    def is_taken():
        return client.get(f"/api/papers/{paper['id']}")[2]["state"] not in ("queued", "reading")
    wait_for(is_taken, "the other node reads the paper")


def finish_for_the_killed(one, two, third):
    """What a node was reading when it was killed is read by another within 10 s"""
    client = one.register()
    two.process.send_signal(signal.SIGSTOP)  # so that the third takes it
    try:
        third.start()
        status, _, paper = one.request(
            "POST", "/api/papers?file_name=receipt.png", receipt(),
            {"Authorization": f"Bearer {client.token}", "Content-Type": "image/png"})
        assert status == 202, (status, paper)

        def state():
            return client.get(f"/api/papers/{paper['id']}")[2]["state"]
        wait_for(lambda: state() == "reading", "the third node begins to read", pause=0.01)
        third.kill()
    finally:
        two.process.send_signal(signal.SIGCONT)
    began = time.monotonic()
    assert state() == "reading", "the paper had been read when the node was killed"
    wait_for(lambda: state() == "to_review", "the other node reads it", seconds=10)
    print(f"        read {time.monotonic() - began:.1f} s after the kill")


def go_on_alone(one, two, redis):
    """While Redis is away both answer, say so, and count alone; then they share again by themselves"""
    redis.stop()
    client = one.register()
    for server in (one, two):
        server.request("POST", "/api/auth/login", {"email": "nobody@example.org", "password": "wrong"})
        status, _, body = server.request("GET", "/readyz")
        assert status == 200 and b"redis does not answer" in body, (status, body)
        assert "this process counts its limits alone" in server.output()
    statuses = [one.request("POST", "/api/auth/login", {"email": client.email, "password": "x"})[0] for _ in range(7)]
    assert statuses[0] == 401 and statuses[-1] == 429, statuses
    # The other one has not heard of it.
    assert two.request("POST", "/api/auth/login", {"email": client.email, "password": "x"})[0] == 401
    redis.start()

    def is_shared():
        for server in (one, two):
            server.request("POST", "/api/auth/login", {"email": "nobody@example.org", "password": "x"})
        return all(server.request("GET", "/readyz")[2] == b"ready\n" for server in (one, two))
    wait_for(is_shared, "they share again")
    share_the_limit(one, two)
    for server in (one, two):
        assert "redis answers again" in server.output()


def another_folder(one):
    """A data folder of the same installation: the same issuer and secret."""
    folder = tempfile.mkdtemp(prefix="commons-test-")
    for name in ("issuer.json", "secret"):
        shutil.copy2(os.path.join(one.data, name), folder)
    return folder


def main():
    with contextlib.ExitStack() as ends:
        passed, failed = run(ends)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


def run(ends):
    """Starts everything, each with its end, and goes through the rules: (passed, failed)."""
    postgres, redis = Postgres(), Redis()
    environment = {"COMMONS_DATABASE": postgres.start()}
    ends.callback(postgres.stop)
    redis.start()
    ends.callback(redis.stop)
    environment["COMMONS_REDIS"] = f"redis://:{PASSWORD}@127.0.0.1:{redis.port}/0"
    one = Server(sys.argv[1], environment={**environment, "COMMONS_WORKERS": "0"})
    ends.callback(one.stop)
    one.start()
    nodes = [one]
    for _ in range(2):
        folder = another_folder(one)
        ends.callback(shutil.rmtree, folder, ignore_errors=True)
        nodes.append(Server(sys.argv[1], data=folder, environment={
            **environment, "COMMONS_OBJECTS": os.path.join(one.data, "objects")}))
        ends.callback(nodes[-1].stop)
    _, two, third = nodes
    two.start()
    passed = failed = 0
    for rule, given in [(share_the_limit, (one, two)), (wake_the_other, (one, two, redis)),
                        (finish_for_the_killed, (one, two, third)), (go_on_alone, (one, two, redis)),
                        (keep_the_password, nodes)]:
        try:
            rule(*given)
            passed += 1
            print(f"ok      {rule.__doc__}", flush=True)
        except Exception as fault:
            failed += 1
            print(f"FAILED  {rule.__doc__}: {fault!r}", flush=True)
    return passed, failed


def keep_the_password(*nodes):
    """No log holds the password"""
    for node in nodes:
        assert PASSWORD not in node.output()


if __name__ == "__main__":
    sys.exit(main())
