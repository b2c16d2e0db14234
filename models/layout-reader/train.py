#!/usr/bin/env python3
"""Trains the layout reader on one core.

usage: train.py OUT --seconds N [--receipts DATADIR [--read WORDS.jsonl] [--every | --fold K/N]] [--from OUT]

Without `--receipts` only made-up papers are learned. WORDS.jsonl is of `commons read --words-only`:
the same receipts with the words as they are read. One shop in five (`held`) is only measured,
unless `--every` says that it is learned too: so the shipped weights are made. `--fold K/N` leaves
out every N-th of the other shops as well, and measures those. OUT is written every half minute
with all that is needed to go on, should the run break off.
"""
import argparse
import math
import os
import random
import time

import torch

from damage import paper as damaged
from measure import figures
from network import network, scores
from papers import paper
from receipts import held, read_again, receipts, shop
from words import LABEL, Pieces, encode

BATCH, WARM, RATE = 8, 100, 1.5e-3
TOP_ONLY, TOP = 0.75, 130  # the share of papers of which only so many pieces are learned
ABSENT = [LABEL[name] for name in ("number", "buyer", "due_date", "tax")]  # not known of receipts


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--receipts")
    parser.add_argument("--read")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--fold")
    parser.add_argument("--from", dest="start")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.75, help="of receipts among what is learned")
    parser.add_argument("--vocabulary", default=os.path.join(os.path.dirname(__file__), "vocabulary.txt"))
    return parser.parse_args()


def sides(options):
    """Receipts to learn, each in its readings, and receipts to measure: (key, words)."""
    learned, measured = [], []
    if not options.receipts:
        return learned, measured
    again = read_again(options.read) if options.read else {}
    fold, folds = map(int, options.fold.split("/")) if options.fold else (0, 0)
    for name, key, words in receipts(options.receipts):
        left_out = folds and shop(key)[2] % folds == fold
        if (held(key) or left_out) and not options.every:
            if bool(folds) != held(key):
                measured.append((key, words))
        else:
            learned.append([words, words] + again.get(name, lambda _: [])(words))
        if options.every and held(key):
            measured.append((key, words))
    return learned, measured


class Run:
    def __init__(self, options, pieces):
        self.options = options
        self.network = network(len(pieces.vocabulary)).train()
        self.mean = torch.optim.swa_utils.AveragedModel(
            self.network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=RATE, weight_decay=0.02)
        self.step, self.gone = 0, 0.0
        if os.path.exists(options.out):
            saved = torch.load(options.out, weights_only=True)
            self.network.load_state_dict(saved["training"])
            self.mean.module.load_state_dict(saved["network"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, self.gone = saved["step"], saved["gone"]
        elif options.start:
            weights = torch.load(options.start, weights_only=True)["network"]
            self.network.load_state_dict(weights)
            self.mean.module.load_state_dict(weights)

    def save(self):
        state = {"network": self.mean.module.state_dict(), "training": self.network.state_dict(),
                 "optimiser": self.optimiser.state_dict(), "step": self.step, "gone": self.gone}
        torch.save(state, self.options.out + ".new")
        os.replace(self.options.out + ".new", self.options.out)

    def learn(self, batch):
        """`batch`: (encoded, label of each piece, whether it is a receipt)."""
        rate = RATE * min(1, (self.step + 1) / WARM)
        rate *= 0.5 + 0.5 * math.cos(math.pi * min(self.gone / self.options.seconds, 1)) + 0.002
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        made = scores(self.network, [encoded for encoded, _, _ in batch])
        labels = torch.full(made.shape[:2], -100)
        for place, (_, wanted, is_receipt) in enumerate(batch):
            labels[place, : len(wanted)] = torch.tensor(wanted)
            if is_receipt:
                made[place, :, ABSENT] -= 1e4
        loss = torch.nn.functional.cross_entropy(made.flatten(0, 1), labels.flatten())
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.mean.update_parameters(self.network)
        self.step += 1
        return loss.item()


def batches(learned, pieces, share, seed):
    pick, order = random.Random(seed), []
    while True:
        pool = []
        for _ in range(4 * BATCH):
            is_receipt = bool(learned) and pick.random() < share
            if is_receipt and not order:
                order = pick.sample(range(len(learned)), len(learned))
            words = pick.choice(learned[order.pop()]) if is_receipt else paper(pick.randrange(1 << 40))
            words = damaged(pick, words)
            encoded = encode(words, pieces)
            if pick.random() < TOP_ONLY:  # names, addresses and most days stand there, and it is soon read
                encoded = encoded[:TOP]
            pool.append((encoded, [words[place][5] for _, _, place in encoded], is_receipt))
        pool.sort(key=lambda made: len(made[0]))
        groups = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
        pick.shuffle(groups)
        yield from groups


def main():
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    with open(options.vocabulary) as file:
        pieces = Pieces(file.read().split("\n"))
    learned, measured = sides(options)
    run = Run(options, pieces)
    start, losses = time.time() - run.gone, []
    told = saved = measured_at = time.time()
    for batch in batches(learned, pieces, options.share, options.seed + run.step):
        losses.append(run.learn(batch))
        now = time.time()
        run.gone = now - start
        done = run.gone >= options.seconds
        if now - told > 20 or done:
            told = now
            print(f"step {run.step} loss {sum(losses) / len(losses):.4f} seconds {run.gone:.0f}", flush=True)
            losses = []
        if now - saved > 30 or done:
            run.save()
            saved = now
        if measured and (now - measured_at > 400 or done):
            print(f"step {run.step} {figures(run.mean.module.eval(), measured, pieces)}", flush=True)
            measured_at = time.time()
        if done:
            break


if __name__ == "__main__":
    main()
