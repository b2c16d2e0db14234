"""How well pictures of papers are recognised again.

    python run.py PICTURES [--count 150]

Every picture is photographed again by arithmetic: another size (0.4 to 1.3), up to 3 % cut from each
edge, up to 2 degrees of tilt, corners moved by up to 2 %, light that falls off, noise, JPEG of
quality 40 to 85. Needs numpy and opencv-python-headless; seeded, so that it gives the same again.
Build first: COMMONS_CORE_ONLY=1 swift build -c release --product LikenessBenchmark
"""

import argparse
import pathlib
import random
import subprocess
import tempfile

import cv2
import numpy as np

longest = 640


def small(grey):
    factor = longest / max(grey.shape)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way)


def photographed(grey, chance, noise):
    factor = chance.uniform(0.4, 1.3)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way)
    rows, columns = grey.shape
    cuts = [int(chance.uniform(0, 0.03) * side) for side in (rows, rows, columns, columns)]
    grey = grey[cuts[0]:rows - cuts[1], cuts[2]:columns - cuts[3]]
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), chance.uniform(-2, 2), 1)
    grey = cv2.warpAffine(grey, turn, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    corners = np.float32([[0, 0], [columns, 0], [columns, rows], [0, rows]])
    moved = corners + np.float32(noise.uniform(-0.02, 0.02, (4, 2)) * [columns, rows])
    view = cv2.getPerspectiveTransform(corners, moved)
    grey = cv2.warpPerspective(grey, view, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    across = np.linspace(chance.uniform(0.6, 1), chance.uniform(0.6, 1), columns)[None, :]
    down = np.linspace(chance.uniform(0.8, 1), chance.uniform(0.8, 1), rows)[:, None]
    grey = grey * across * down + chance.uniform(-10, 20) + noise.normal(0, 4, grey.shape)
    grey = np.clip(grey, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(40, 85)])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pictures", type=pathlib.Path)
    arguments.add_argument("--count", type=int, default=150)
    arguments.add_argument("--tool", default=".build/release/LikenessBenchmark")
    given = arguments.parse_args()
    chance, noise = random.Random(1), np.random.default_rng(1)
    files = sorted(given.pictures.glob("*.jpg"))
    chance.shuffle(files)
    with tempfile.TemporaryDirectory() as folder:
        folders = [pathlib.Path(folder, name) for name in ("first", "again")]
        for each in folders:
            each.mkdir()
        for file in files[:given.count]:
            grey = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
            again = photographed(grey, chance, noise)
            for each, picture in zip(folders, (grey, again)):
                cv2.imwrite(str(each / f"{file.stem}.pgm"), small(picture))
        subprocess.run([given.tool, *map(str, folders)], check=True)


if __name__ == "__main__":
    main()
