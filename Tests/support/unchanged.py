#!/usr/bin/env python3
"""Which parts of `make test` have passed on exactly what is here.

usage: unchanged.py FOLDER [--all]
Prints the parts that have to run, of PARTS and the package's test targets, and keeps under FOLDER what each sees now.
Whoever runs a part moves its file to .build/passed once it has passed, which says so to the next call. A part has
passed while every file that it can see, the tools, Debian's packages and the data to test with are what they were; a
test target sees its own folder and those of the targets below it. A fresh clone has nothing; with --all, nothing counts."""
import hashlib, json, os, pathlib, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ROOT / ".build" / "passed"
PROGRAM = ["Sources", "models", "Package.swift", "Package.resolved", "Tests/support", "bin"]
PARTS = {
    "contract": [*PROGRAM, "Tests/contract"],
    "nodes": [*PROGRAM, "Tests/nodes"],
    "objects": [*PROGRAM, "Tests/nodes"],
    "kill": [*PROGRAM, "Tests/chaos"],
    "overload": [*PROGRAM, "Tests/chaos"],
    "readers": [*PROGRAM, "Benchmarks/papers", "Benchmarks/support"],
    "core-in-browser": [*PROGRAM, "Tests/browser", "Tests/vectors", "Tests/CoreAnswer", "web"],
    "browser-first": [*PROGRAM, "Tests/browser", "web"],
    "browser-second": [*PROGRAM, "Tests/browser", "web"],
}
# What a test target reads beside the targets that it is made of.
BESIDE = {
    "APITests": ["docs"], "ProofTests": ["docs", "Tests/vectors"], "InsightTests": ["models", "Tests/vectors"],
    "BrowserTests": ["models", "Tests/vectors"], "TrainingTests": ["models", "Tests/vectors"],
    "WireTests": ["Tests/vectors"], "LedgerTests": ["Tests/vectors"], "HouseTests": ["."],
}
# Whoever starts a program of ours or reads its pictures sees all of it.
WHOLE = {"Commons", "Recognition", "Reader", "CommonsCLI", "API", "Jobs"}


def output(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def targets():
    """The package's targets by name: folder, and the targets that each is made of."""
    found = json.loads(output("swift", "package", "--ignore-lock", "describe", "--type", "json"))["targets"]
    return {t["name"]: (t["path"], t.get("target_dependencies") or []) for t in found}


def seen_by(target, known):
    """The folders that a test target can see."""
    below, waiting = set(), [target]
    while waiting:
        name = waiting.pop()
        if name not in below:
            below.add(name)
            waiting += known[name][1]
    return [known[name][0] for name in below] + BESIDE.get(target, []) + (PROGRAM if below & WHOLE else []) + [
        "Package.swift", "Package.resolved"]


def surroundings():
    """What every part rests on: the tools, the packages, the data, and how the parts are run."""
    told = hashlib.sha256(output("swift", "--version"))
    told.update(output("dpkg-query", "-W"))
    told.update((ROOT / "bin/test").read_bytes())
    python = ROOT / ".build/python/lib"
    told.update("\n".join(sorted(p.name for p in python.glob("*/site-packages/*.dist-info"))).encode())
    data = pathlib.Path(os.environ.get("COMMONS_DATA", ROOT / "../shared/data"))
    for path in sorted(data.rglob("*")):
        status = path.stat()
        told.update(f"{path} {status.st_size} {status.st_mtime_ns}".encode())
    return told.digest()


def digest(paths, around):
    """One value of the content of all files here that git tracks or would track, and of what is around."""
    listed = output("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *paths)
    names = set(listed.decode().split("\0")) - {""}
    names |= {path for path in paths if (ROOT / path).is_file()}  # Package.resolved is not tracked
    told = hashlib.sha256(around)
    for name in sorted(names):
        file = ROOT / name
        told.update(name.encode() + b"\0")
        told.update(hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b"gone")
    return told.hexdigest()


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--all"]):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    around, known = surroundings(), targets()
    for name in [*PARTS, *(target for target in sorted(known) if known[target][0] == f"Tests/{target}"
                           and target.endswith("Tests"))]:
        now = digest(PARTS.get(name) or seen_by(name, known), around)
        (folder / name).write_text(now)
        kept = KEPT / name
        if sys.argv[2:] or not kept.exists() or kept.read_text() != now:
            print(name)


if __name__ == "__main__":
    main()
