#!/usr/bin/env python3
"""Trains the line finder on the annotated boxes of the development receipts.

usage: train.py DATADIR OUT.checkpoint [--seconds N] [--every] [--workers N]

Shops that `models/line-reader/lines.py` keeps out are kept out here too, unless `--every` says that
they are learned as well; how well their lines are found is printed now and then. The rate falls to
nothing over the given time. Uses an accelerator if there is one.
"""
import argparse
import glob
import json
import os
import sys
import time

import cv2
import numpy as np
import torch

from network import REACH, LineFinder

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "line-reader"))
from lines import boxes, factor, held

LINE = 10.5  # pixels from top to bottom of a typical annotated line, as the network sees it
SPARE = 1.5  # pages are kept this much larger, to be shrunk differently every time
CROP = 256


def ink(grey):
    """As Sources/CVision/prepare.cpp makes it: 0 for the paper of that place, 1 for black ink."""
    small = cv2.resize(grey, None, fx=500 / max(grey.shape), fy=500 / max(grey.shape), interpolation=cv2.INTER_AREA)
    ground = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    ground = cv2.resize(cv2.medianBlur(ground, 15), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return 255 - cv2.divide(grey, ground, scale=250)


def page(folder, name):
    """The ink of a page, its lines SPARE * LINE pixels high, and their boxes."""
    grey = cv2.imread(os.path.join(folder, "img", name + ".jpg"), cv2.IMREAD_GRAYSCALE)
    scale = factor(os.path.join(folder, "box", name + ".scale.json"))
    found = np.array([box for *box, _ in boxes(os.path.join(folder, "box", name + ".csv"))]) * scale
    size = SPARE * LINE / np.median(found[:, 3] - found[:, 1])
    method = cv2.INTER_AREA if size < 1 else cv2.INTER_LINEAR
    return cv2.resize(ink(grey), None, fx=size, fy=size, interpolation=method), found * size


def truth(lines, rows, columns):
    """Per place of 2 by 2 pixels: is it the middle of a line, how far up and down does it reach."""
    target = np.zeros((3, rows // 2, columns // 2), np.float32)
    for left, top, right, bottom in lines:
        height = bottom - top
        first, last = (top + 0.27 * height) / 2 - 0.5, (bottom - 0.27 * height) / 2 - 0.5
        first, last = max(0, int(np.ceil(first))), int(np.floor(last))
        start = max(0, int(round((left + 0.1 * height) / 2)))
        end = int(round((right - 0.1 * height) / 2))
        if last < first:
            first = last = max(0, int((top + bottom) / 4))
        places = np.arange(first, min(last + 1, rows // 2)) * 2 + 1
        if not len(places) or end <= start:
            continue
        target[0, first : last + 1, start:end] = 1
        target[1, first : last + 1, start:end] = ((places - top) / REACH)[:, None]
        target[2, first : last + 1, start:end] = ((bottom - places) / REACH)[:, None]
    return target


def varied(picture, lines, random):
    """A piece of a page, scaled, turned a little, lit and damaged differently."""
    scale = np.exp(random.normal(0, 0.22)) / SPARE
    stretch = scale * np.exp(random.normal(0, 0.08))
    turn = np.radians(random.normal(0, 0.35))
    rows, columns = picture.shape
    x = random.uniform(-30, max(columns - CROP / stretch, 0) + 30)
    y = random.uniform(-30, max(rows - CROP / scale, 0) + 30)
    middle = CROP / 2
    to = np.float64([[stretch, -scale * turn, 0], [stretch * turn, scale, 0]])
    to[:, 2] = -to[:, :2] @ [x, y] + [turn * middle, -turn * middle]
    blurred = cv2.GaussianBlur(picture, (0, 0), 0.35 / scale) if scale < 0.8 else picture
    cut = cv2.warpAffine(blurred, to, (CROP, CROP), flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    middles = np.stack([(lines[:, 0] + lines[:, 2]) / 2, (lines[:, 1] + lines[:, 3]) / 2], 1)
    middles = middles @ to[:, :2].T + to[:, 2]
    half = (lines[:, 2:] - lines[:, :2]) / 2 * [stretch, scale]
    moved = np.concatenate([middles - half, middles + half], 1)
    if random.random() < 0.3:
        cut = cv2.GaussianBlur(cut, (0, 0), random.uniform(0.4, 1.0))
    cut = cut * random.uniform(0.35, 1.3) + random.normal(0, random.uniform(0, 0.08), cut.shape)
    if random.random() < 0.3:
        cut += random.uniform(0, 0.5) * cv2.resize(random.random((4, 4)), (CROP, CROP)) ** 3
    if random.random() < 0.2:
        place = int(random.integers(CROP))
        cut[place : place + 2] += random.uniform(0.2, 0.9)
    if random.random() < 0.2:
        place = int(random.integers(CROP))
        cut[:, place : place + 2] += random.uniform(0.2, 0.9)
    return np.clip(cut, 0, 1).astype(np.float32), truth(moved, CROP, CROP)


def loss_of(output, target):
    middle = torch.nn.functional.binary_cross_entropy_with_logits(output[:, 0], target[:, 0])
    mask = target[:, 0]
    reach = torch.nn.functional.smooth_l1_loss(output[:, 1:], target[:, 1:], reduction="none", beta=0.1)
    return middle + (reach.sum(1) * mask).sum() / mask.sum().clamp(min=1)


def shrunk(picture):
    """A whole page as the network sees it, filled up to multiples of 8."""
    small = cv2.resize(picture, None, fx=1 / SPARE, fy=1 / SPARE, interpolation=cv2.INTER_AREA)
    return np.pad(small, [(0, -side % 8) for side in small.shape])


@torch.no_grad()
def agreement(network, pages):
    """How much of the middles of held-out pages is found, and how much of what is found is one."""
    network.eval()
    both = found = true = 0
    for picture, lines in pages:
        small = shrunk(picture)
        target = truth(lines / SPARE, *small.shape)[0] > 0
        ink = torch.from_numpy(small.astype(np.float32) / 255)
        seen = network(ink[None, None].to(device_of(network)))[0, 0].cpu().numpy() > 0
        both, found, true = both + (seen & target).sum(), found + seen.sum(), true + target.sum()
    network.train()
    return both / true, both / max(found, 1)


def device_of(network):
    return next(network.parameters()).device


class Pieces(torch.utils.data.IterableDataset):
    """Batches of pieces of pages and what is to be found on them, without end."""

    def __init__(self, pages, batch):
        self.pages, self.size = pages, batch

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        cv2.setNumThreads(1)
        random = np.random.default_rng(1 + (worker.id if worker else 0))
        while True:
            several = [self.pages[random.integers(len(self.pages))] for _ in range(self.size)]
            pictures, targets = zip(*(varied(*one, random) for one in several))
            yield torch.from_numpy(np.stack(pictures))[:, None], torch.from_numpy(np.stack(targets))


def pages_of(folder):
    """The pages of shops that are learned, and of those that are kept out."""
    pages = {False: [], True: []}
    for path in sorted(glob.glob(os.path.join(folder, "key", "*.json"))):
        name = os.path.basename(path)[: -len(".json")]
        with open(path) as file:
            kept = held(json.load(file))
        if os.path.exists(os.path.join(folder, "box", name + ".csv")):
            pages[kept].append(page(folder, name))
    return pages[False], pages[True]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)  # its threads do not survive in workers
    device = "cuda" if torch.cuda.is_available() else "cpu"
    learned, kept = pages_of(options.folder)
    pieces = torch.utils.data.DataLoader(
        Pieces(learned + kept if options.every else learned, options.batch),
        batch_size=None, num_workers=options.workers)
    network = LineFinder().to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    start, losses, told = time.time(), [], time.time()
    for step, (pictures, targets) in enumerate(pieces, 1):
        gone = (time.time() - start) / options.seconds
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, step / 50) * max(1 - gone, 0)
        loss = loss_of(network(pictures.to(device)), targets.to(device))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        losses.append(loss.detach())
        if time.time() - told > 60 or gone >= 1:
            told = time.time()
            recall, precision = agreement(network, kept[::8] if gone < 1 else kept)
            print(f"step {step} loss {torch.stack(losses).mean().item():.4f} middles of held-out pages "
                  f"found {recall:.3f}, of those found true {precision:.3f}", flush=True)
            losses = []
            torch.save({"network": network.state_dict(), "step": step}, options.out)
        if gone >= 1:
            break


if __name__ == "__main__":
    main()
