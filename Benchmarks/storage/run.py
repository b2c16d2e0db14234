#!/usr/bin/env python3
"""Durable postings a second, one by one and in groups, on SQLite and PostgreSQL, in one interleaved run.

usage: run.py [--seconds 3] [--rounds 3] [--callers 64]
Build first: swift build -c release --product StorageBenchmark"""
import os, shutil, subprocess, sys, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "Tests", "support"))
from postgres import Postgres

program = os.path.join(ROOT, ".build", "release", "StorageBenchmark")
if not os.path.exists(program):
    sys.exit("Build first: swift build -c release --product StorageBenchmark")
folder = tempfile.mkdtemp(prefix="storage-benchmark-")
postgres = Postgres()
try:
    sys.exit(subprocess.run([program, folder, postgres.start(), *sys.argv[1:]]).returncode)
finally:
    postgres.stop()
    shutil.rmtree(folder, ignore_errors=True)
