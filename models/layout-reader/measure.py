"""How many receipts the network alone reads rightly, from their words."""
from network import chances
from receipts import DAY, amount, day, letters
from words import LABEL, encode


def spelled(words, shares, label):
    return letters("".join(
        word[0] for word, share in zip(words, shares) if share and max(share) == share[label]))


def shown(words, shares, label, value):
    """The value of the word with the largest share, if it is one at all."""
    found = [(share[label], place) for place, share in enumerate(shares) if share]
    for share, place in sorted(found, reverse=True)[:3]:
        made = value(words, place)
        if made is not None:
            return made
    return None


def amount_at(words, place):
    return amount(words[place][0])


def day_at(words, place):
    for start in range(max(place - 2, 0), place + 1):
        text = " ".join(word[0] for word in words[start : start + 4]).upper()
        for found in DAY.findall(text):
            made = day(found)
            year, month = map(int, made.split("-")[:2]) if made else (0, 0)
            if 1990 < year < 2100 and 0 < month < 13 and words[place][0].upper()[:4] in found:
                return made
    return None


def figures(network, receipts, pieces):
    right = dict.fromkeys(("total", "date", "supplier", "address"), 0)
    for (key, words), shares in zip(receipts, chances(network, [r[1] for r in receipts], pieces, encode)):
        right["total"] += shown(words, shares, LABEL["total"], amount_at) == amount(key.get("total"))
        right["date"] += shown(words, shares, LABEL["date"], day_at) == day(key.get("date"))
        right["supplier"] += spelled(words, shares, LABEL["supplier"]) == letters(key.get("company"))
        right["address"] += spelled(words, shares, LABEL["address"]) == letters(key.get("address"))
    return " ".join(f"{name} {count / len(receipts):.3f}" for name, count in right.items())
