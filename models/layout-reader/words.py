"""Words of a paper as the layout reader sees them: folded, cut into pieces, with boxes in 256 steps.

`Sources/Insight/LayoutReader` does the same, and is changed together with this.
"""
import unicodedata

LABELS = ["other", "supplier", "address", "date", "total", "number", "buyer", "due_date", "tax"]
LABEL = {name: place for place, name in enumerate(LABELS)}
STEPS = 256  # of a page's width and of its height
LONGEST = 512  # pieces of a page
HEAD = 320  # of them from its top, the others from its end, where a page has more
PIECES = 8  # of a word at most
MARKS = {
    0x152: "OE", 0x153: "OE", 0xDF: "SS", 0xB0: "O", 0xBA: "O", 0xD8: "O", 0xF8: "O", 0xA3: "GBP",
    0x20AC: "EUR", 0x2018: "'", 0x2019: "'", 0x60: "'", 0xB4: "'", 0x201C: '"', 0x201D: '"',
    0xAB: '"', 0xBB: '"', 0x2212: "-", 0x20A6: "NGN", 0x20B9: "INR",
    0xDD: "?", **{mark: "-" for mark in range(0x2010, 0x2016)},
}


def fold(text):
    """Capitals without accents; every figure is a 0, for its shape says more than its value."""
    letters = []
    for letter in text:
        plain = MARKS.get(ord(letter))
        if plain is None:
            plain = unicodedata.normalize("NFD", letter)[0].upper() if ord(letter) < 0xFD else "?"
            plain = plain if plain.isascii() and plain.isprintable() else "?"
        letters.append("0" if plain.isdigit() else plain)
    return "".join(letters)


def rows(words):
    """Words (text, left, top, right, bottom, ...) in printed rows, from the top, each from the left."""
    found = []
    for word in sorted(words, key=lambda word: word[2] + word[4]):
        middle, height = (word[2] + word[4]) / 2, word[4] - word[2]
        row = found[-1] if found else None
        if row and abs(middle - row["middle"]) < 0.45 * min(height, row["height"]):
            row["words"].append(word)
        else:
            found.append({"middle": middle, "height": height, "words": [word]})
    return [sorted(row["words"], key=lambda word: word[1]) for row in found]


def split(text, left, top, right, bottom, *rest):
    """A phrase cut at its spaces, each word with its share of the width."""
    start, width = 0, (right - left) / max(len(text), 1)
    for part in text.split(" "):
        if part:
            yield (part, left + start * width, top, left + (start + len(part)) * width, bottom, *rest)
        start += len(part) + 1


class Pieces:
    """Greedy longest match (M. Schuster and K. Nakajima, 2012); a tab begins what continues a word."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.number = {piece: place for place, piece in enumerate(vocabulary)}
        self.longest = max(map(len, vocabulary))
        self.known = {}

    def of(self, folded):
        if folded not in self.known:
            self.known[folded] = self.cut(folded)
        return self.known[folded]

    def cut(self, folded):
        found, start = [], 0
        while start < len(folded) and len(found) < PIECES:
            mark = "\t" if start else ""
            for end in range(min(len(folded), start + self.longest), start, -1):
                number = self.number.get(mark + folded[start:end])
                if number is not None:
                    break
            else:
                number, end = 0, start + 1
            found.append(number)
            start = end
        return found


def boxes(words):
    """Left, top, right, bottom in steps of the space that all words take up together."""
    left, top = min(word[1] for word in words), min(word[2] for word in words)
    width = max(max(word[3] for word in words) - left, 1)
    height = max(max(word[4] for word in words) - top, 1)

    def step(value, start, size):
        return max(0, min(STEPS - 1, int((value - start) * STEPS / size)))

    for word in words:
        near = step(word[1], left, width), step(word[2], top, height)
        far = step(word[3], left, width), step(word[4], top, height)
        yield (*near, max(near[0], far[0]), max(near[1], far[1]))


def encode(words, pieces):
    """(piece, box, place of its word) of each piece; `words` in reading order."""
    found = []
    for place, (word, box) in enumerate(zip(words, boxes(words))):
        found += [(number, box, place) for number in pieces.of(fold(word[0]))]
    if len(found) > LONGEST:
        found = found[:HEAD] + found[HEAD - LONGEST:]
    return found
