"""The letters that the line reader knows. Capitals stand for both cases: the development receipts
are transcribed in capitals. Class 0 is the blank of connectionist temporal classification."""

LETTERS = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_|~"
    "ÀÂÇÈÉÊËÎÏÔÙÛÜ€£°"
    "ÄÖÁÍÓÚÑÃÕÅÆØ§×"
)
CLASS = {letter: index + 1 for index, letter in enumerate(LETTERS)}
COUNT = len(LETTERS) + 1
ALIKE = str.maketrans({"{": "(", "}": ")", "`": "'", "^": "'", "’": "'", "“": '"', "”": '"', "–": "-"})


def normal(text):
    """Capitals with single spaces; None when a letter is unknown."""
    text = " ".join(text.translate(ALIKE).upper().split())
    return text if text and all(letter in CLASS for letter in text) else None


def distance(left, right):
    """Letters to change, add or leave out to get from one text to the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
