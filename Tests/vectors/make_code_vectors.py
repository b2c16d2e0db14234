#!/usr/bin/env python3
"""Writes codes.json: QR codes of every version and level and every mask, as segno draws them, with
what they say. Needs segno from PyPI: `python3 make_code_vectors.py`.

`modules` is base64url of the modules row by row without the quiet zone, eight to a byte, the first
highest, dark is 1. Long texts are given by their SHA-256 and their length in bytes of UTF-8."""
import base64
import hashlib
import json
import pathlib
import random

import segno
from segno import consts

CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LETTERS = "Duka la Mwangi, Überweisung, reçu, فاتورة, रसीद, 領収書 "
SEED = 45


def make_code(content, **options):
    return segno.make(content, micro=False, **options)


def fullest(make, kind, version, level, mask):
    """The longest text of a kind that fits, found by halving."""
    low, high = 1, 8000
    best = None
    while low <= high:
        middle = (low + high) // 2
        text = make(middle)
        try:
            best = kind, text, make_code(
                text, version=version, error=level, mask=mask, boost_error=False,
                mode="byte" if kind == "bytes" else None,
                encoding="utf-8" if kind == "bytes" else None)
            low = middle + 1
        except segno.DataOverflowError:
            high = middle - 1
    return best


def texts(seed):
    source = random.Random(seed)
    digits = "".join(source.choices("0123456789", k=8000))
    capitals = "A" + "".join(source.choices(CAPITALS, k=8000))
    letters = "".join(source.choices(LETTERS, k=8000))
    return [("digits", lambda n: digits[:n]), ("capitals", lambda n: capitals[:n]),
            ("bytes", lambda n: letters[:n])]


def vector(name, text, code):
    bits = "".join("1" if cell else "0" for row in code.matrix for cell in row)
    bits += "0" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    data = text.encode()
    says = {"text": text} if len(data) <= 40 else {
        "sha256": hashlib.sha256(data).hexdigest(), "length": len(data)}
    return {"name": name, "version": code.version, "level": code.error, "mask": code.mask,
            "modules": base64.urlsafe_b64encode(packed).decode().rstrip("="), **says}


def every_size():
    for version in range(1, 41):
        for place, level in enumerate("LMQH"):
            mask = (version + 2 * place) % 8
            kinds = texts(SEED * version + place)
            kind, make = kinds[(version + place) % 3]
            kind, text, code = fullest(make, kind, version, level, mask)
            yield vector(f"{kind} in version {version}-{level} mask {mask}", text, code)


def every_mask():
    for level in "LMQH":
        for mask in range(8):
            text = f"{level} UNDER MASK {mask}"
            code = make_code(text, version=7 if mask % 2 else 3, error=level, mask=mask,
                              boost_error=False)
            yield vector(f"level {level} mask {mask}", text, code)


def segments():
    digits, capitals, letters = consts.MODE_NUMERIC, consts.MODE_ALPHANUMERIC, consts.MODE_BYTE
    parts = [("0042", digits), ("KES 1,250", letters, "utf-8"), ("ABC-9", capitals), ("7", digits),
             ("$", capitals)]
    for version in (5, 12, 30):
        code = make_code(parts, version=version, error="m", boost_error=False)
        yield vector(f"five segments in version {version}", "".join(part[0] for part in parts), code)
    yield vector("UTF-8 said by its number", "Überweisung 領収書",
                 make_code("Überweisung 領収書", encoding="utf-8", eci=True, error="q"))
    yield vector("ISO 8859-1 unsaid", "reçu n° 7", make_code("reçu n° 7", encoding="latin1"))
    yield vector("ISO 8859-1 said by its number", "Â£ £",
                 make_code("Â£ £", encoding="latin1", eci=True))
    yield vector("nothing but a digit", "0", make_code("0"))


def refusals():
    yield {**vector("kanji", "", make_code("領収書", mode="kanji")),
           "refused": "kanji"}
    yield {**vector("one of two codes", "", segno.make_sequence("A" * 60, version=2)[0]),
           "refused": "structured_append"}
    yield {**vector("Cyrillic of ISO 8859-5", "",
                    make_code("Счёт", encoding="iso8859-5", eci=True)),
           "refused": "character_set"}


def main():
    codes = [*every_size(), *every_mask(), *segments(), *refusals()]
    lines = ",\n".join(json.dumps(code, ensure_ascii=False) for code in codes)
    target = pathlib.Path(__file__).with_name("codes.json")
    target.write_text(f'{{"about": "Made by make_code_vectors.py with segno {segno.__version__}.", '
                      f'"codes": [\n{lines}\n]}}\n')
    print(f"{len(codes)} codes, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
