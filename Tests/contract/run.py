#!/usr/bin/env python3
"""The API against its own OpenAPI document, by schemathesis with all checks, on the real server.

usage: run.py PATH/TO/commons [--examples N]"""
import argparse, os, re, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from server import Server


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--examples", type=int, default=15)
    parser.add_argument("--without", default="", help="checks to leave out, separated by commas")
    given = parser.parse_args()
    server = Server(given.binary)
    server.start()
    failed = 0
    # What ends the session that asks comes last, with a session of its own.
    ending = "^/api/auth/(logout|organisation)|/api/devices"
    for choice in ["--exclude-path-regex", "--include-path-regex"]:
        done = subprocess.run(command(server, given) + [choice, ending], capture_output=True, text=True)
        print(done.stdout[-12000:])
        print(done.stderr[-2000:], file=sys.stderr)
        failed += int(done.returncode != 0)
    alive = server.request("GET", "/readyz")[0] == 200
    broken = re.findall(r'"status":5\d\d', server.output())
    server.stop()
    if broken:
        print(f"the server answered {len(broken)} requests with a 5xx")
    failed += int(not alive) + int(bool(broken))
    print(f"{4 - failed} passed, {failed} failed")
    return failed > 0


def command(server, given):
    settings = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemathesis.toml")
    url = f"http://127.0.0.1:{server.port}"
    words = [os.path.join(os.path.dirname(sys.executable), "schemathesis"), "--config-file", settings, "run",
             f"{url}/openapi.json", "--url", url, "--header", f"Authorization: Bearer {server.register().token}",
             "--checks", "all", "--max-examples", str(given.examples), "--seed", "20261123", "--request-timeout", "10"]
    return words + (["--exclude-checks", given.without] if given.without else [])


if __name__ == "__main__":
    sys.exit(main())
