"""Spoils the words of a paper as readers of pictures do."""
LIKE = {
    "O": "0QDC", "0": "OQD", "I": "1L|", "1": "IL", "L": "I1", "S": "58", "5": "S", "B": "8R3", "8": "B", "E": "FC", "F": "EP",
    "N": "HMR", "H": "NIM", "M": "NHW", "D": "OB0", "G": "6C", "C": "GO(", "A": "R4", "R": "AKP", "U": "VLO", "V": "UY", "K": "XR",
    "T": "IY7", "Y": "VT", ".": ",", ",": ".", ":": ".;", "-": "_.", "6": "G", "P": "FR", "W": "VM", "Z": "2", "2": "Z",
}
LETTERS = "ABCDEFGHIKLMNOPRSTUVY0.,"


def word(pick, text, share):
    """Each letter is taken for another, left out or doubled with the chance `share`."""
    made = []
    for letter in text:
        if pick.random() >= share:
            made.append(letter)
            continue
        what = pick.random()
        if what < 0.65:
            made.append(pick.choice(LIKE.get(letter.upper(), LETTERS)))
        elif what < 0.9:
            continue
        else:
            made += [letter, pick.choice(LETTERS)]
    return "".join(made) or text


def paper(pick, words):
    """Letters are misread, words torn apart, joined or lost, boxes moved, the page stretched and cut."""
    share = pick.choice([0, 0, 0.01, 0.03, 0.06])
    move = pick.uniform(0, 0.12)
    tall, lean = pick.uniform(0.85, 1.18), pick.uniform(-0.01, 0.01)
    lost = pick.choice([0, 0, 0.02, 0.04])
    made = []
    for text, left, top, right, bottom, label in words:
        if pick.random() < lost:
            continue
        size = bottom - top
        left, right = left + pick.gauss(0, move) * size, right + pick.gauss(0, move) * size
        top, bottom = top + pick.gauss(0, move) * size, bottom + pick.gauss(0, move) * size
        fall = lean * left
        box = (left, tall * top + fall, max(right, left + 1), tall * max(bottom, top + 1) + fall)
        text = word(pick, text, share)
        if share and len(text) > 4 and pick.random() < 0.02:
            cut = pick.randrange(2, len(text) - 1)
            middle = box[0] + (box[2] - box[0]) * cut / len(text)
            made.append((text[:cut], box[0], box[1], middle, box[3], label))
            made.append((text[cut:], middle, box[1], box[2], box[3], label))
        elif made and share and pick.random() < 0.015 and made[-1][5] == label and abs(made[-1][2] - box[1]) < size / 2:
            last = made.pop()
            made.append((last[0] + text, min(last[1], box[0]), min(last[2], box[1]), max(last[3], box[2]), max(last[4], box[3]), label))
        else:
            made.append((text, *box, label))
    start = 0
    if pick.random() < 0.06:  # the top is torn off
        start = pick.randrange(0, max(len(made) // 6, 1))
    if pick.random() < 0.06 and len(made) > 30:
        made = made[: -pick.randrange(1, len(made) // 4)]
    return made[start:] or words
