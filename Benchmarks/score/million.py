"""A million rows through `commons score --contributions`: time, rows a second, and the largest memory.

    swift build -c release --product commons
    .build/score-peers/bin/python Benchmarks/score/million.py [--rows 1000000] [--reasons] [--program COMMONS]

Needs lightgbm and numpy. 200 trees x 15 leaves over the generated table of `run.py` (23 features, some missing); the
table is written to a file and the scores to another. The first and the last rows are compared with LightGBM's answers.
Exits 1 above 500 MB.
"""
import argparse
import csv
import itertools
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
import lightgbm
import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIMIT_MB = 500
COMPARED = 1_000


def table(rows, seed):
    random = numpy.random.default_rng(seed)
    x = numpy.round(random.normal(size=(rows, 23)), 4)
    score = 0.4 * x[:, 0] + numpy.sin(2 * x[:, 1]) + x[:, 2] * x[:, 3]
    y = (score + random.logistic(size=rows) > 1).astype(float)
    x[random.random(x.shape) < 0.05] = numpy.nan
    return x, y


def write(path, rows):
    with path.open("w") as file:
        file.write(",".join(f"f{place}" for place in range(23)) + "\n")
        for block, start in enumerate(range(0, rows, 50_000)):
            x, _ = table(min(50_000, rows - start), 100 + block)
            text = "\n".join(",".join("" if value != value else repr(float(value)) for value in row) for row in x)
            file.write(text + "\n")


def check(model, source, scores):
    """The first rows' raw scores and contributions, and that there are as many lines as there should be."""
    with source.open() as file, scores.open() as found:
        rows = [[float(cell or "nan") for cell in row]
                for row in itertools.islice(csv.reader(file), 1, COMPARED + 1)]
        lines = list(itertools.islice(csv.DictReader(found), COMPARED))
    own = numpy.array([[float(value) for name, value in line.items() if name.startswith("contribution_")] for line in lines])
    raw = numpy.array([float(line["raw"]) for line in lines])
    x = numpy.array(rows)
    return (numpy.abs(model.predict(x, raw_score=True) - raw).max(),
            numpy.abs(model.predict(x, pred_contrib=True) - own).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--reasons", action="store_true")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/commons")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        x, y = table(10_000, 1)
        model = lightgbm.train(
            dict(objective="binary", num_leaves=15, learning_rate=0.03, verbosity=-1, num_threads=1, seed=1),
            lightgbm.Dataset(x, y, feature_name=[f"f{place}" for place in range(23)]), 200)
        model.save_model(folder / "model.txt")
        write(folder / "rows.csv", options.rows)
        arguments = [options.program, "score", "--model", folder / "model.txt", "--input", folder / "rows.csv",
                     "--contributions", "--output", folder / "scores.csv"]
        start = time.perf_counter()
        subprocess.run(arguments + (["--reasons"] if options.reasons else []), check=True)
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        lines = int(subprocess.run(["wc", "-l", folder / "scores.csv"], capture_output=True, text=True).stdout.split()[0])
        apart = check(model, folder / "rows.csv", folder / "scores.csv")
        sizes = [(folder / file).stat().st_size / 2**20 for file in ("rows.csv", "scores.csv")]
    print(f"{lines - 1} rows in {seconds:.1f} s ({(lines - 1) / seconds:.0f} a second), {memory:.0f} MB at most; "
          f"table {sizes[0]:.0f} MB, scores {sizes[1]:.0f} MB; from LightGBM: raw {apart[0]:.1e}, contributions {apart[1]:.1e}")
    sys.exit(int(memory > LIMIT_MB or lines != options.rows + 1 or max(apart) > 1e-9))


if __name__ == "__main__":
    main()
