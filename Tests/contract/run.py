#!/usr/bin/env python3
"""The API against its own OpenAPI document, by schemathesis with all checks, on the real server over a filled organisation.

usage: run.py PATH/TO/commons [--examples N] [--engine sqlite|postgresql]
Fails also on an operation that never answered with a 2xx: what is behind it would not have been looked at."""
import argparse, json, os, re, sqlite3, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from organisation import Organisation, load_demo
from postgres import Postgres
from server import Server

HERE = os.path.dirname(os.path.abspath(__file__))
# Operations that may end without a 2xx, each with its reason.
UNANSWERED = {}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--examples", type=int, default=15)
    parser.add_argument("--engine", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--without", default="", help="checks to leave out, separated by commas")
    parser.add_argument("--only", default="", help="operations whose name contains this")
    given = parser.parse_args()
    cluster = Postgres() if given.engine == "postgresql" else None
    with tempfile.TemporaryDirectory(prefix="commons-contract-") as folder:
        try:
            environment = {"COMMONS_DATABASE": cluster.start()} if cluster else {}
            failures = run(given, folder, environment, cluster)
        finally:
            if cluster:
                cluster.stop()
    for failure in failures:
        print(f"FAILED  {failure}")
    print(f"{4 - len(failures)} passed, {len(failures)} failed")
    return bool(failures)


def run(given, folder, environment, cluster):
    began = time.monotonic()
    books = os.path.join(folder, "books")
    people = load_demo(given.binary, books, environment)
    server = Server(given.binary, data=books, environment=environment)
    server.start()
    try:
        organisation = Organisation(server, people, lambda sql: write(sql, books, environment, cluster))
        contract = os.path.join(folder, "contract.json")
        with open(contract, "w") as file:
            json.dump({"requests": organisation.all(), "port": server.port, "token": organisation.owner.token}, file)
        print(f"the organisation was filled in {time.monotonic() - began:.1f} s", flush=True)
        done = subprocess.run(command(server, given), capture_output=True, text=True, env={
            **os.environ, "COMMONS_CONTRACT": contract, "SCHEMATHESIS_HOOKS": os.path.join(HERE, "hooks.py")})
        print(done.stdout[-12000:])
        print(done.stderr[-2000:], file=sys.stderr)
        with open(contract + ".answers") as file:
            answers = json.load(file)
        alive = server.request("GET", "/readyz")[0] == 200
        operations = [one["operationId"] for path in server.request("GET", "/openapi.json")[2]["paths"].values()
                      for one in path.values() if "operationId" in one]
        return judge(done.returncode, alive, server.output(), answers, operations, given.only)
    finally:
        server.stop()


def judge(status, alive, log, answers, operations, only):
    """What is wrong, in words."""
    broken = re.findall(r'"status":5\d\d', log)
    reached = {name for name, seen in answers.items() if any(code.startswith("2") for code in seen)}
    missed = [name for name in operations if name not in reached and name not in UNANSWERED and only in name]
    good = sum(count for seen in answers.values() for code, count in seen.items() if code.startswith("2"))
    print(f"{len(reached)} of {len(operations)} operations answered a 2xx, {good} of "
          f"{sum(sum(seen.values()) for seen in answers.values())} requests; "
          + ", ".join(f"{name}: {why}" for name, why in UNANSWERED.items()))
    return [words for wrong, words in [
        (status != 0, "schemathesis found what its report names"), (not alive, "the server is not ready any more"),
        (broken, f"the server answered {len(broken)} requests with a 5xx"),
        (missed, "never a 2xx: " + "; ".join(f"{name} {answers.get(name)}" for name in missed))] if wrong]


def write(sql, books, environment, cluster):
    """One statement past the server, as an operator would with the engine's own tool."""
    if cluster:
        cluster.run(cluster.bin + "/psql", "-q", "-d", environment["COMMONS_DATABASE"], "-c", sql)
        return
    with sqlite3.connect(os.path.join(books, "commons.sqlite"), timeout=20) as connection:
        connection.execute(sql)


def command(server, given):
    url = f"http://127.0.0.1:{server.port}"
    words = [os.path.join(os.path.dirname(sys.executable), "schemathesis"),
             "--config-file", os.path.join(HERE, "schemathesis.toml"), "run", f"{url}/openapi.json", "--url", url,
             "--checks", "all", "--max-examples", str(given.examples), "--seed", "20261123", "--request-timeout", "30", "--max-response-time", "30"]
    if given.only:
        words += ["--include-operation-id-regex", given.only.replace(".", r"\.")]
    return words + (["--exclude-checks", given.without] if given.without else [])


if __name__ == "__main__":
    sys.exit(main())
