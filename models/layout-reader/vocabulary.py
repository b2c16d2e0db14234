#!/usr/bin/env python3
"""Makes the pieces of words, from made-up papers and from receipts of shops that are not held out.

usage: vocabulary.py DATADIR OUT [SIZE]
"""
import collections
import sys

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from papers import paper
from receipts import held, receipts
from words import fold

ALPHABET = [chr(code) for code in range(0x21, 0x7F) if not chr(code).islower() and chr(code) not in "123456789"]


def main():
    folder, out = sys.argv[1:3]
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    counts = collections.Counter()
    for number in range(4000):
        counts.update(fold(word[0]) for word in paper(number))
    for _, key, words in receipts(folder):
        if not held(key):
            for word in words:
                counts[fold(word[0])] += 6
    made = Tokenizer(models.WordPiece(unk_token="?", continuing_subword_prefix="\t"))
    made.pre_tokenizer = pre_tokenizers.Split(" ", "removed")
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, initial_alphabet=ALPHABET, special_tokens=["[PAD]"], continuing_subword_prefix="\t",
        min_frequency=4)
    made.train_from_iterator((word for word, count in counts.items() for _ in range(min(count, 400))), trainer)
    pieces = sorted(made.get_vocab(), key=made.get_vocab().get)
    pieces[0] = "?\t"  # stands for what no piece fits; no word has a tab at its end
    continued = ["\t" + mark for mark in ALPHABET if "\t" + mark not in pieces]
    pieces = pieces[: size - len(continued)] + continued
    with open(out, "w") as file:
        file.write("\n".join(pieces))
    print(len(pieces), "pieces")


if __name__ == "__main__":
    main()
