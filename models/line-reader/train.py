#!/usr/bin/env python3
"""Trains the line reader.

usage: train.py OUT --real LINES [--rendered LINES] --seconds N [--every] [--from MODEL]

LINES are what lines.py and render.py write. The rate rises for a short while and falls to nothing
over the given seconds; OUT is written every minute and holds what is needed to go on, should the
run break off (it then goes on to the end of its time). Lines of shops that lines.py keeps out are
only measured, unless `--every` says that they are learned too: so the shipped weights are made.
`--from` begins with the weights of a model that shipped. Uses an accelerator if there is one.
"""
import argparse
import math
import os
import time

import numpy as np
import torch
from safetensors.torch import load_file
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from alphabet import CLASS, LETTERS, distance
from ink import Damage, plain
from network import LineReader, from_tensors
from strips import HEIGHT, Strips

WIDEST, WARM = 1000, 300


def padded(lines):
    width = (max(line.shape[1] for line in lines) + 3) // 4 * 4
    batch = np.zeros((len(lines), 1, 32, width), np.float32)
    for index, line in enumerate(lines):
        batch[index, 0, :, : line.shape[1]] = line
    return torch.from_numpy(batch), torch.tensor([-(-line.shape[1] // 4) for line in lines])


def greedy(logits, lengths):
    texts = []
    for classes, length in zip(logits.argmax(2).T.tolist(), lengths.tolist()):
        kept = [c for c, before in zip(classes[:length], [0] + classes) if c and c != before]
        texts.append("".join(LETTERS[c - 1] for c in kept))
    return texts


@torch.no_grad()
def error_rate(network, examples, device):
    """The share of wrong letters and of lines without any."""
    network.eval()
    network.recurrence.flatten_parameters()
    wrong = letters = whole = 0
    for start in range(0, len(examples), 64):
        part = examples[start : start + 64]
        batch, lengths = padded([plain(picture) for picture, _ in part])
        for read, (_, text) in zip(greedy(network(batch.to(device)).cpu(), lengths), part):
            wrong += distance(read, text)
            letters += len(text)
            whole += read == text
    return wrong / letters, whole / len(examples)


class Lines:
    """Collections of lines, whole on the device; batches of lines of like width."""

    def __init__(self, sources, seed, pixels, device):
        """`sources`: (strips, rows, share of a batch, whether they were rendered)."""
        self.random = np.random.default_rng(seed)
        self.damage = Damage(seed, device)
        self.pixels, self.device = pixels, device
        self.columns, self.rows, self.shares, self.groups, base = [], [], [], [], 0
        for strips, rows, share, rendered in sources:
            first = len(self.rows)
            self.columns.append(torch.from_numpy(np.array(strips.columns)).to(device))
            self.rows += [(base + row["start"], row["width"], row["text"], rendered) for row in rows]
            base += len(strips.columns)
            self.groups.append(np.arange(first, len(self.rows)))
            self.shares.append(share)
        self.columns = torch.cat(self.columns)
        self.widths = np.array([width for _, width, _, _ in self.rows])

    def __iter__(self):
        while True:
            count = 16384
            pool = np.concatenate([
                self.random.choice(group, int(count * share / sum(self.shares)))
                for group, share in zip(self.groups, self.shares)])
            pool = pool[np.argsort(self.widths[pool] + self.random.uniform(0, 8, len(pool)))]
            batches, batch, widest = [], [], 0
            for index in pool:
                widest = max(widest, self.widths[index])
                if batch and (len(batch) + 1) * 32 * widest > self.pixels:
                    batches.append(batch)
                    batch, widest = [], self.widths[index]
                batch.append(index)
            batches.append(batch)
            self.random.shuffle(batches)
            for batch in batches:
                yield self.batch([self.rows[index] for index in batch])

    def batch(self, rows):
        """Ink, steps of each line, letters of all lines one after another, letters of each line."""
        device = self.device
        starts = torch.tensor([row[0] for row in rows], device=device)
        widths = torch.tensor([row[1] for row in rows], device=device)
        place = torch.arange(int(max(row[1] for row in rows)), device=device)
        place = starts[:, None] + torch.minimum(place, widths[:, None] - 1)
        grey = self.columns[place].permute(0, 2, 1).float()
        ink, made = self.damage(grey, widths, torch.tensor([row[3] for row in rows], device=device))
        letters = torch.tensor([CLASS[letter] for row in rows for letter in row[2]], device=device)
        counts = torch.tensor([len(row[2]) for row in rows], device=device)
        return ink, (made + 3) // 4, letters, counts


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--real", required=True)
    parser.add_argument("--rendered")
    parser.add_argument("--share", type=float, default=0.6, help="of real lines in a batch")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--from", dest="start", help="safetensors to begin with")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--pixels", type=int, default=32 * 100000, help="of a batch")
    parser.add_argument("--measured", type=int, default=1500, help="lines, at most")
    parser.add_argument("--overfit", type=int, help="learn this many lines by heart: a self-test")
    return parser.parse_args()


def sources_of(options):
    """What is learned, and what is measured."""
    strips = Strips(options.real)
    rows = [row for row in strips.rows if 24 < row["width"] <= WIDEST]
    held = [row for row in rows if row["held"]]
    if not options.every:
        rows = [row for row in rows if not row["held"]]
    if options.overfit:
        rows = held = rows[:: len(rows) // options.overfit][: options.overfit]
    measured = held[:: max(1, len(held) // options.measured)]
    check = [(strips.picture(row), row["text"]) for row in measured]
    sources = [(strips, rows, options.share, False)]
    if options.rendered:
        rendered = Strips(options.rendered)
        rows = [row for row in rendered.rows if 24 < row["width"] <= WIDEST]
        sources.append((rendered, rows, 1 - options.share, True))
    return sources, check


def write(state, path):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


class Run:
    def __init__(self, options, device):
        self.options, self.device = options, device
        network = LineReader()
        if options.start:
            network = from_tensors({k: v.float() for k, v in load_file(options.start).items()})
        self.network = network.to(device).train()
        self.mean = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(0.999), use_buffers=True)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=options.rate, weight_decay=0.02)
        self.step, self.gone = 0, 0.0
        if os.path.exists(options.out):
            saved = torch.load(options.out, map_location=device, weights_only=True)
            self.network.load_state_dict(saved["training"])
            self.mean.module.load_state_dict(saved["network"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, self.gone = saved["step"], saved["gone"]

    def save(self):
        write({"network": self.mean.module.state_dict(), "training": self.network.state_dict(),
               "optimiser": self.optimiser.state_dict(), "step": self.step, "gone": self.gone},
              self.options.out)

    def learn(self, ink, steps, letters, counts):
        rate = self.options.rate * min(1, (self.step + 1) / WARM)
        rate *= 0.5 + 0.5 * math.cos(math.pi * min(self.gone / self.options.seconds, 1)) + 0.002
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            logits = self.network(ink)
        loss = torch.nn.functional.ctc_loss(
            logits.float().log_softmax(2), letters, steps, counts, zero_infinity=True)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        self.mean.update_parameters(self.network)
        self.step += 1
        return loss.detach()


def main():
    options = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    sources, check = sources_of(options)
    run = Run(options, device)
    start, losses, lines = time.time() - run.gone, [], 0
    told = saved = time.time()
    for ink, steps, letters, counts in Lines(sources, run.step, options.pixels, device):
        losses.append(run.learn(ink, steps, letters, counts))
        lines += len(steps)
        now = time.time()
        run.gone = now - start
        done = run.gone >= options.seconds
        if now - told > 20 or done:
            told = now
            loss = torch.stack(losses).mean().item()
            print(f"step {run.step} loss {loss:.3f} lines {lines} seconds {run.gone:.0f}", flush=True)
            losses = []
        if now - saved > 60 or done:
            run.save()
            wrong, whole = error_rate(run.mean.module, check, device)
            print(f"step {run.step} letter error rate {wrong:.4f} whole lines {whole:.4f}", flush=True)
            saved = time.time()
        if done:
            break


if __name__ == "__main__":
    main()
