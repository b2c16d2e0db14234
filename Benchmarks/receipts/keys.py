"""What the keys of the development receipts say, for the benchmarks of receipts and models/layout-reader."""
import hashlib
import re
import unicodedata
from decimal import Decimal, InvalidOperation

MONTHS = {
    m: n for n, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)
}


def letters(text):
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text or "").upper())


def amount(text):
    found = re.search(r"-?\d[\d,\s]*(?:\.\d+)?", text or "")
    try:
        return Decimal(re.sub(r"[,\s]", "", found.group())) if found else None
    except InvalidOperation:
        return None


def day(text):
    """The keys write the day first: 25/12/2018, 25-12-18, 25 DEC 2018, DEC 5, 2018, 20181225."""
    text = (text or "").upper().strip(" ()")
    if found := re.match(r"(\d{4})\W(\d{1,2})\W(\d{1,2})", text):
        year, month, number = map(int, found.groups())
    elif found := re.match(r"(\d{1,2})\W*([A-Z]{3})[A-Z]*\W*(\d{2,4})", text):
        number, month, year = int(found[1]), MONTHS.get(found[2], 0), int(found[3])
    elif found := re.match(r"([A-Z]{3})[A-Z]*\W*(\d{1,2})\W+(\d{4})", text):
        month, number, year = MONTHS.get(found[1], 0), int(found[2]), int(found[3])
    elif found := re.match(r"(\d{1,2})\W(\d{1,2})\W(\d{2,4})", text):
        number, month, year = map(int, found.groups())
        if month > 12:
            number, month = month, number
    elif found := re.match(r"(\d{2})(\d{2})(\d{4})$", text):
        number, month, year = map(int, found.groups())
    else:
        return None
    return f"{year + 2000 if year < 100 else year:04}-{month:02}-{number:02}"


def shop(key):
    name = re.sub(r"[^A-Z0-9]", "", key.get("company", "").upper())
    return hashlib.sha256(name.encode()).digest()


def held(key):
    """One shop in five, as `held` of models/line-reader/lines.py."""
    return shop(key)[1] % 5 == 0
