"""The development receipts with the meaning of each word, from their keys."""
import difflib
import glob
import json
import os
import pathlib
import re
import sys

from words import LABEL, rows, split

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "Benchmarks/receipts"))
from keys import amount, day, held, letters, shop

HEADER = 18  # rows among which name and address are looked for
DAY = re.compile(
    r"\d{4}\W\d{1,2}\W\d{1,2}|\d{1,2}\W?[A-Z]{3}[A-Z]*\W*\d{2,4}|[A-Z]{3}[A-Z]*\W*\d{1,2}\W+\d{4}"
    r"|\d{1,2}[-/.:]\d{1,2}[-/.:]\d{2,4}|\d{8}")
TOTAL = re.compile(r"T[O0]TAL|JUMLAH|AMOUNT|AMT|NETT|BALANCE|DUE|PAYABLE")
PAID = re.compile(r"CASH\b|CHANGE|VISA|MASTER|CARD|TENDER|PAID|PAYMENT")


def label_letters(lines, labels, key, label, first=0):
    """Marks the words that spell the key: whole if they stand together, else those rows that are in it."""
    wanted, text, owner = letters(key), "", []
    for row in range(first, min(len(lines), HEADER)):
        for place, word in enumerate(lines[row]):
            text += letters(word[0])
            owner += [(row, place)] * len(letters(word[0]))
    if not wanted:
        return first
    start = text.find(wanted)
    if start >= 0:
        marked = set(owner[start : start + len(wanted)])
    else:
        marked = set()
        for row in range(first, min(len(lines), HEADER)):
            part = letters("".join(word[0] for word in lines[row]))
            match = difflib.SequenceMatcher(None, part, wanted, autojunk=False)
            equal = sum(block.size for block in match.get_matching_blocks() if block.size > 2)
            if len(part) >= 3 and equal > 0.75 * len(part):
                marked |= {(row, place) for place in range(len(lines[row]))}
    for row, place in marked:
        if labels[row][place] == 0:
            labels[row][place] = label
    return max((row for row, _ in marked), default=first - 1) + 1


def label_total(lines, labels, key):
    """Where the amount stands beside a word for totals; other places of it count as neither."""
    wanted, places = amount(key), []
    for row, words in enumerate(lines):
        said = " ".join(word[0].upper() for word in words)
        if row and len(re.sub("[^A-Z]", "", said)) < 4:
            said = " ".join(word[0].upper() for word in lines[row - 1]) + " " + said
        is_named = bool(TOTAL.search(said)) and not PAID.search(said)
        for place, word in enumerate(words):
            figures = re.fullmatch(r"[A-Z$:(]{0,4}\d[\d,]*\.\d\d[A-Z)]{0,3}", word[0].upper())
            if figures and amount(word[0]) == wanted:
                places.append((row, place, is_named))
    named = any(is_named for _, _, is_named in places)
    for row, place, is_named in places:
        labels[row][place] = LABEL["total"] if is_named or not named else -100


def label_day(lines, labels, key):
    wanted = day(key)
    for row, words in enumerate(lines):
        for place in range(len(words)):
            for length in (1, 2, 3, 4):
                text = " ".join(word[0] for word in words[place : place + length]).upper()
                if any(day(found) == wanted for found in DAY.findall(text)):
                    if not any(day(f) == wanted for f in DAY.findall(text.partition(" ")[2])):
                        labels[row][place : place + length] = [LABEL["date"]] * len(
                            labels[row][place : place + length])
                    break


def labelled(phrases, key):
    """Words (text, left, top, right, bottom, label) in reading order."""
    lines = rows([word for phrase in phrases for word in split(*phrase)])
    labels = [[0] * len(line) for line in lines]
    end = label_letters(lines, labels, key.get("company"), LABEL["supplier"])
    label_letters(lines, labels, key.get("address"), LABEL["address"], end)
    label_day(lines, labels, key.get("date"))
    label_total(lines, labels, key.get("total"))
    return [word + (label,) for line, marks in zip(lines, labels) for word, label in zip(line, marks)]


def read_phrases(path):
    with open(path, errors="replace") as file:
        for line in file:
            parts = line.rstrip("\n").split(",", 8)
            if len(parts) == 9:
                xs, ys = [list(map(float, parts[first:8:2])) for first in (0, 1)]
                yield parts[8], min(xs), min(ys), max(xs), max(ys)


def receipts(folder):
    """(name, key, words with labels) of each receipt."""
    for path in sorted(glob.glob(os.path.join(folder, "box", "*.csv"))):
        name = os.path.basename(path)[: -len(".csv")]
        with open(os.path.join(folder, "key", name + ".json")) as file:
            key = json.load(file)
        yield name, key, labelled(list(read_phrases(path)), key)


def read_again(path):
    """For each receipt, what makes its words as they were read, with the labels of the annotated ones."""
    found = {}
    with open(path) as file:
        for line in file:
            row = json.loads(line)
            page = (row.get("pages") or [None])[0]
            if page and not page.get("quarter_turns"):
                name = os.path.splitext(os.path.basename(row["file"]))[0]
                readings = [page["words"], page.get("alternative", [])]
                found[name] = lambda words, readings=readings: [
                    aligned(reading, words) for reading in readings if len(reading) > 10]
    return found


def aligned(reading, words):
    made = []
    for word in reading:
        left, top, width, height = word["box"]
        phrase = (word["text"], left, top, left + width, top + height)
        for part in split(*phrase):
            made.append(part + (label_at(part, words),))
    return [word for row in rows(made) for word in row]


def label_at(part, words):
    """That of the annotated word which covers most of it, if that is much at all."""
    best, label = 0.25 * (part[3] - part[1]) * (part[4] - part[2]), 0
    for _, left, top, right, bottom, known in words:
        across = min(part[3], right) - max(part[1], left)
        down = min(part[4], bottom) - max(part[2], top)
        if across > 0 and down > 0 and across * down > best:
            best, label = across * down, known
    return label
