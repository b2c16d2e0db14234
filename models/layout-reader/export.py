#!/usr/bin/env python3
"""Makes the files that ship: the weights in half precision with the vocabulary, and the vector that
Tests/InsightTests/LayoutReaderTests compares with, which PyTorch computes from those weights.

usage: export.py CHECKPOINT MODEL.safetensors [VECTOR.txt]
"""
import os
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from network import HIDDEN, LAYERS, network
from words import STEPS

PLACES = 61  # of the vector
PARTS = (
    ("looked", "attention.output.dense"), ("inner", "intermediate.dense"), ("outer", "output.dense"),
    ("norm.0", "attention.output.LayerNorm"), ("norm.1", "output.LayerNorm"),
)
TABLES = (
    ("pieces", "word"), ("places", "position"), ("x", "x_position"), ("y", "y_position"),
    ("height", "h_position"), ("width", "w_position"),
)
EMBEDDINGS = "layoutlm.embeddings"


def tensors(state):
    """What inference needs, by name; Sources/Insight/LayoutReader reads these."""
    found = {name: state[f"{EMBEDDINGS}.{theirs}_embeddings.weight"] for name, theirs in TABLES}
    # There is one kind of token only, so what it adds is added to every place.
    found["places"] = found["places"] + state[f"{EMBEDDINGS}.token_type_embeddings.weight"]
    for part in ("weight", "bias"):
        found[f"norm.{part}"] = state[f"{EMBEDDINGS}.LayerNorm.{part}"]
        found[f"labels.{part}"] = state[f"classifier.{part}"]
        for layer in range(LAYERS):
            theirs = f"layoutlm.encoder.layer.{layer}"
            found[f"layer.{layer}.looking.{part}"] = torch.cat([
                state[f"{theirs}.attention.self.{name}.{part}"] for name in ("query", "key", "value")])
            for name, their in PARTS:
                found[f"layer.{layer}.{name}.{part}"] = state[f"{theirs}.{their}.{part}"]
    return {name: value.detach().contiguous() for name, value in found.items()}


def state_of(found):
    """The other way round."""
    state = {f"{EMBEDDINGS}.{theirs}_embeddings.weight": found[name] for name, theirs in TABLES}
    state[f"{EMBEDDINGS}.token_type_embeddings.weight"] = torch.zeros(1, HIDDEN)
    for part in ("weight", "bias"):
        state[f"{EMBEDDINGS}.LayerNorm.{part}"] = found[f"norm.{part}"]
        state[f"classifier.{part}"] = found[f"labels.{part}"]
        for layer in range(LAYERS):
            theirs = f"layoutlm.encoder.layer.{layer}"
            parted = found[f"layer.{layer}.looking.{part}"].chunk(3)
            for name, value in zip(("query", "key", "value"), parted):
                state[f"{theirs}.attention.self.{name}.{part}"] = value
            for name, their in PARTS:
                state[f"{theirs}.{their}.{part}"] = found[f"layer.{layer}.{name}.{part}"]
    return state


def load(path):
    """The network of a file that shipped, and its vocabulary."""
    with safe_open(path, "pt") as file:
        found = {name: file.get_tensor(name).float() for name in file.keys()}
        vocabulary = file.metadata()["vocabulary"].split("\n")
    made = network(len(vocabulary)).eval()
    made.load_state_dict(state_of(found), strict=False)
    return made, vocabulary


def pattern(vocabulary):
    """Pieces and boxes by their place, the same as in the test."""
    ids, boxes = [], []
    for place in range(PLACES):
        left, top = place * 37 % 200, place * 4
        ids.append((place * 131 + 7) % vocabulary)
        boxes.append([left, top, left + place * 7 % 50, top + 3 + place % 5])
    return torch.tensor([ids]), torch.tensor([boxes])


@torch.no_grad()
def main():
    checkpoint, model = sys.argv[1:3]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "vocabulary.txt")) as file:
        vocabulary = file.read()
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["network"]
    half = {name: value.half() for name, value in tensors(state).items()}
    save_file(half, model, metadata={"vocabulary": vocabulary})
    if len(sys.argv) > 3:
        made, pieces = load(model)
        ids, boxes = pattern(len(pieces))
        assert int(boxes.max()) < STEPS
        with open(sys.argv[3], "w") as file:
            for row in made(input_ids=ids, bbox=boxes).logits[0].tolist():
                file.write(" ".join(f"{value:.6f}" for value in row) + "\n")


if __name__ == "__main__":
    main()
