"""Receipts read as a Python team would begin: OpenCV crops and scales, pytesseract reads, sixty
lines of rules choose. What Benchmarks/receipts/peer.py measures us against.

usage: pytesseract_peer.py PICTURE...     (prints a line of JSON each, as `commons read --json`)"""
import json
import os
import re
import sys

import cv2
import numpy
import pytesseract

AMOUNT = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})(?!\d)")
DAYS = [
    (re.compile(r"\b(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b"), (3, 2, 1)),
    (re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b"), (1, 2, 3)),
    (re.compile(r"\b(\d{1,2})[- ]?(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[- ,]*(\d{4}|\d{2})\b"),
     (3, 2, 1)),
]
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
LEGAL = re.compile(r"SDN|BHD|ENTERPRISE|TRADING|RESTAURANT|RESTORAN|STORE|SHOP|MART|LTD|COMPANY|CAFE|HARDWARE")
TOTALS = [re.compile(word) for word in (
    r"(GRAND|NETT?|ROUNDED).{0,6}TOTAL|TOTAL.{0,12}(ROUNDED|INCL|PAYABLE|DUE|SALES)|AMOUNT DUE", r"\bTOTAL\b", r"AMOUNT|CASH")]
NO_TOTAL = re.compile(r"SUB|TAX|GST|SAVING|DISCOUNT|QTY|ITEMS|CHANGE|EXCL")


def prepared(path):
    """The paper alone, its letters about thirty pixels high."""
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    _, ink = cv2.threshold(cv2.GaussianBlur(grey, (5, 5), 0), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    letters = [s for s in stats[1:] if 5 <= s[3] < grey.shape[0] / 12 and 2 <= s[2] < 4 * s[3]]
    if len(letters) < 20:
        return grey
    left, top = min(s[0] for s in letters), min(s[1] for s in letters)
    right, bottom = max(s[0] + s[2] for s in letters), max(s[1] + s[3] for s in letters)
    cut = grey[max(0, top - 10):bottom + 10, max(0, left - 10):right + 10]
    factor = min(max(30 / numpy.percentile([s[3] for s in letters], 65), 0.4), 4)
    return cv2.resize(cut, None, fx=factor, fy=factor,
                      interpolation=cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA)


def lines_of(picture):
    data = pytesseract.image_to_data(picture, config="--psm 4", output_type=pytesseract.Output.DICT)
    lines = {}
    for block, paragraph, line, text in zip(
            data["block_num"], data["par_num"], data["line_num"], data["text"]):
        if text.strip():
            lines.setdefault((block, paragraph, line), []).append(text.strip())
    return [" ".join(words) for words in lines.values()]


def day_in(lines):
    for line in lines:
        for pattern, (year, month, day) in DAYS:
            if found := pattern.search(line.upper()):
                name = found[month]
                number = MONTHS.index(name) + 1 if name.isalpha() else int(name)
                full = int(found[year]) + (2000 if len(found[year]) == 2 else 0)
                if 1 <= number <= 12 and 1 <= int(found[day]) <= 31 and 1990 < full < 2100:
                    return f"{full:04d}-{number:02d}-{int(found[day]):02d}"
    return None


def total_in(lines):
    for wanted in TOTALS:
        for place in range(len(lines) - 1, -1, -1):
            line = lines[place].upper()
            if wanted.search(line) and not NO_TOTAL.search(line):
                found = AMOUNT.findall(line) or AMOUNT.findall(" ".join(lines[place + 1:place + 2]))
                if found:
                    return found[-1][0].replace(",", "") + "." + found[-1][1]
    amounts = [float(whole.replace(",", "") + "." + part) for line in lines for whole, part in AMOUNT.findall(line)]
    return f"{max(amounts):.2f}" if amounts else None


def supplier_and_address(lines):
    head = [line for line in lines[:12] if sum(c.isalpha() for c in line) >= 4]
    name = next((line for line in head if LEGAL.search(line.upper())), head[0] if head else None)
    if name is None:
        return None, None
    address = []
    for line in head[head.index(name) + 1:]:
        if re.search(r"TEL|FAX|GST|REG|INVOICE|DATE|RECEIPT|CASH", line.upper()):
            break
        if not re.fullmatch(r"\W*\(?[\dA-Z-]{5,}\)?\W*", line):
            address.append(line)
    return re.sub(r"\(.*", "", name).strip(), " ".join(address) or None


def main():
    for path in sys.argv[1:]:
        lines = lines_of(prepared(path))
        supplier, address = supplier_and_address(lines)
        fields = {"supplier": supplier, "address": address, "date": day_in(lines), "total": total_in(lines)}
        print(json.dumps({"file": os.path.basename(path), "fields": {
            name: {"value": value, "confidence": 0.5} for name, value in fields.items()}}), flush=True)


if __name__ == "__main__":
    main()
