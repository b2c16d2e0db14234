#!/usr/bin/env python3
"""How long `make run` takes until it serves, once it has run before: aim 10 seconds.

usage: second_run.py [--times 3]
Runs the README's command in this checkout on a data folder of its own: first to build and to load the demo, then as
often as asked. Prints the seconds from the command to the first answer of /readyz; each time it is stopped as a person
would, by an interrupt."""
import argparse, os, signal, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from run import first_answer
from server import free_port


def seconds_until_served(environment, port):
    """One `make run` to its first answer, then a stop by an interrupt of its whole group."""
    started = time.monotonic()
    process = subprocess.Popen(["make", "run"], cwd=os.path.join(HERE, "..", ".."), env={**os.environ, **environment},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        first_answer(process, port, "/readyz", {200}, deadline=3_600)
        return time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {"COMMONS_DATA_FOLDER": os.path.join(folder, "data"), "PORT": str(port)}
        print(f"first, with what there was to build and the demo: {seconds_until_served(environment, port):.1f} s")
        again = [seconds_until_served(environment, port) for _ in range(given.times)]
        print(f"again: {', '.join(f'{seconds:.1f}' for seconds in again)} s; the slowest {max(again):.1f} s, aim 10")


if __name__ == "__main__":
    main()
