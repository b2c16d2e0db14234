#!/usr/bin/env python3
"""Trains the line reader. Stops and goes on from its checkpoint at any time.

usage: train.py OUT --real LINES [--rendered LINES] [--from MODEL] [--steps N] [--cool SECONDS]

The rate stays level; `--cool SECONDS` goes on from OUT.checkpoint with a rate that falls to nothing
in that time and writes OUT.cooled, from which training is not meant to go on. `--from` begins with
the weights of a model that shipped. OUT.checkpoint is written every 500 steps; the letter error
rate is measured on the held-out shops and printed. Uses an accelerator if there is one.
"""
import argparse
import os
import time

import numpy as np
import torch
from safetensors.torch import load_file

from alphabet import CLASS, LETTERS
from ink import plain, varied
from network import LineReader, from_tensors
from strips import Strips

BATCH_PIXELS, WIDEST = 32 * 4800, 900


def distance(left, right):
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


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
    network.eval()
    wrong = letters = whole = 0
    for start in range(0, len(examples), 32):
        part = examples[start : start + 32]
        batch, lengths = padded([plain(picture) for picture, _ in part])
        for read, (_, text) in zip(greedy(network(batch.to(device)).cpu(), lengths), part):
            wrong += distance(read, text)
            letters += len(text)
            whole += read == text
    network.train()
    return wrong / letters, whole / len(examples)


class Batches:
    """Lines of like width together, so that little is padding."""

    def __init__(self, sources, seed, vary=True):
        self.sources, self.random, self.vary = sources, np.random.default_rng(seed), vary

    def __iter__(self):
        while True:
            pool = [self.one() for _ in range(768)]
            pool.sort(key=lambda pair: pair[0].shape[1])
            groups, group = [], []
            for pair in pool:
                if group and (len(group) + 1) * 32 * pair[0].shape[1] > BATCH_PIXELS:
                    groups.append(group)
                    group = []
                group.append(pair)
            groups.append(group)
            self.random.shuffle(groups)
            yield from groups

    def one(self):
        while True:
            strips, rows, share = self.sources[0]
            if len(self.sources) > 1 and self.random.random() > share:
                strips, rows, _ = self.sources[1]
            row = rows[self.random.integers(len(rows))]
            picture = strips.picture(row)
            line = varied(picture, self.random) if self.vary else plain(picture)
            if len(row["text"]) * 4 < line.shape[1] <= WIDEST:
                return line, row["text"]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--real")
    parser.add_argument("--rendered")
    parser.add_argument("--share", type=float, default=0.75, help="of real lines in a batch")
    parser.add_argument("--from", dest="start", help="safetensors to begin with")
    parser.add_argument("--steps", type=int, default=1000000)
    parser.add_argument("--cool", type=float, help="seconds in which the rate falls to nothing")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--overfit", type=int, help="learn this many lines by heart: a self-test")
    return parser.parse_args()


def sources_of(options):
    strips = Strips(options.real)
    rows = [row for row in strips.rows if not row["held"] and row["width"] < WIDEST]
    if options.overfit:
        rows = rows[:: len(rows) // options.overfit][: options.overfit]
        check = [(strips.picture(row), row["text"]) for row in rows]
        return [(strips, rows, 1)], check
    held = [row for row in strips.rows if row["held"] and row["width"] < WIDEST]
    check = [(strips.picture(row), row["text"]) for row in held[:: max(1, len(held) // 800)]]
    sources = [(strips, rows, options.share)]
    if options.rendered:
        rendered = Strips(options.rendered)
        sources.append((rendered, rendered.rows, 1))
    return sources, check


def restored(network, sources):
    """The network with normalisations that do again what a shipped model had folded in: each takes
    the mean and the spread of its place from a few lines."""
    pairs = [*zip(network.convolutions, network.norms), (network.collapse, network.collapse_norm)]
    batches = iter(Batches(sources, seed=0))
    ink = torch.cat([
        padded([line[:, :320] for line, _ in next(batches) if line.shape[1] >= 320] or
               [np.zeros((32, 320), np.float32)])[0] for _ in range(12)])
    with torch.no_grad():
        for convolution, norm in pairs:
            values = convolution(ink)
            mean, spread = values.mean((0, 2, 3)), values.std((0, 2, 3)) + 1e-4
            bias = norm.bias.clone()
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(spread**2)
            norm.weight.copy_(torch.sqrt(spread**2 + norm.eps))
            norm.bias.copy_(bias + mean)
            ink = torch.relu(values + bias[:, None, None])
    return network


def prepared(options, sources, device):
    """Network, optimiser and step: as the checkpoint has them, or new."""
    network = LineReader()
    if options.start and not os.path.exists(options.out + ".checkpoint"):
        state = {name: value.float() for name, value in load_file(options.start).items()}
        network = restored(from_tensors(state), sources)
    network = network.to(device, memory_format=torch.channels_last).train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    step = 0
    if os.path.exists(options.out + ".checkpoint"):
        saved = torch.load(options.out + ".checkpoint", map_location=device)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        step = saved["step"]
    return network, optimiser, step


def write(network, optimiser, step, path):
    torch.save(
        {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step},
        path + ".new")
    os.replace(path + ".new", path)


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    sources, check = sources_of(options)
    network, optimiser, step = prepared(options, sources, device)
    criterion = torch.nn.CTCLoss(zero_infinity=True)
    start, first, lines, losses = time.time(), step, 0, []
    for group in Batches(sources, seed=step, vary=not options.overfit):
        step += 1
        left = 1 - (time.time() - start) / options.cool if options.cool else 1
        for parameters in optimiser.param_groups:
            warm = 1 if options.cool else min(1, (step - first) / 200)
            parameters["lr"] = options.rate * warm * max(left, 0.005)
        batch, lengths = padded([line for line, _ in group])
        targets = [CLASS[letter] for _, text in group for letter in text]
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            logits = network(batch.to(device))
        loss = criterion(
            logits.float().log_softmax(2), torch.tensor(targets), lengths,
            torch.tensor([len(text) for _, text in group]))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        losses.append(loss.item())
        lines += len(group)
        if step % 100 == 0:
            print(f"step {step} loss {np.mean(losses[-100:]):.3f} lines {lines} "
                  f"seconds {time.time() - start:.0f}", flush=True)
        done = step >= options.steps or left <= 0
        if step % 500 == 0 or done:
            write(network, optimiser, step, options.out + (".cooled" if options.cool else ".checkpoint"))
        if step % 1000 == 0 or done:
            wrong, whole = error_rate(network, check, device)
            print(f"step {step} letter error rate {wrong:.4f} whole lines {whole:.4f}", flush=True)
        if done:
            break


if __name__ == "__main__":
    main()
