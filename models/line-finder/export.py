#!/usr/bin/env python3
"""Makes the files that ship: the weights in half precision, and the vector that
Tests/InsightTests/LineFinderTests compares with, which PyTorch computes from those weights.

usage: export.py CHECKPOINT MODEL.safetensors VECTOR.txt
"""
import sys

import torch
from safetensors.torch import load_file, save_file

from network import LineFinder, from_tensors, tensors

HEIGHT, WIDTH = 24, 40


def pattern():
    """Ink by a hash of the place, the same as in the test."""
    rows = [[(row * 31 + column * 17 + row * column * 7) % 256 / 255 for column in range(WIDTH)]
            for row in range(HEIGHT)]
    return torch.tensor(rows)[None, None]


@torch.no_grad()
def main():
    checkpoint, model, vector = sys.argv[1:4]
    network = LineFinder()
    network.load_state_dict(torch.load(checkpoint, map_location="cpu")["network"])
    save_file({name: value.half() for name, value in tensors(network).items()}, model)
    loaded = from_tensors({name: value.float() for name, value in load_file(model).items()})
    with open(vector, "w") as file:
        for plane in loaded(pattern())[0].tolist():
            for row in plane:
                file.write(" ".join(f"{value:.6f}" for value in row) + "\n")


if __name__ == "__main__":
    main()
