"""The network: LayoutLM (Y. Xu et al., 2020) of Hugging Face Transformers, small, without pictures."""
import torch
from transformers import LayoutLMConfig, LayoutLMForTokenClassification

from words import LABELS, LONGEST, STEPS

HIDDEN, LAYERS, HEADS, INNER = 96, 4, 4, 320


def network(vocabulary, dropout=0.1):
    return LayoutLMForTokenClassification(LayoutLMConfig(
        vocab_size=vocabulary, hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
        intermediate_size=INNER, max_position_embeddings=LONGEST, type_vocab_size=1,
        max_2d_position_embeddings=STEPS, num_labels=len(LABELS), hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout, pad_token_id=0, attn_implementation="eager"))


def scores(network, batch):
    """Of every label for every piece; `batch` is a list of encoded papers."""
    longest = max(map(len, batch))
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    boxes = torch.zeros(len(batch), longest, 4, dtype=torch.long)
    there = torch.zeros(len(batch), longest, dtype=torch.long)
    for place, paper in enumerate(batch):
        ids[place, : len(paper)] = torch.tensor([piece[0] for piece in paper])
        boxes[place, : len(paper)] = torch.tensor([piece[1] for piece in paper])
        there[place, : len(paper)] = 1
    return network(input_ids=ids, bbox=boxes, attention_mask=there).logits


def chances(network, papers, pieces, encode):
    """For each paper the mean over a word's pieces of its labels' probabilities; None for what was cut."""
    found = []
    for words in papers:
        encoded = encode(words, pieces)
        with torch.no_grad():
            shares = scores(network, [encoded])[0].softmax(-1)
        sums = {}
        for (_, _, place), share in zip(encoded, shares):
            sums.setdefault(place, []).append(share)
        found.append([torch.stack(sums[p]).mean(0).tolist() if p in sums else None for p in range(len(words))])
    return found
