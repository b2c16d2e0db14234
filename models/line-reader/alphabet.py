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
