#!/usr/bin/env python3
"""Renders lines of print as tills, dot-matrix printers and offices make them.

usage: render.py OUT COUNT [--texts LINES [--every]] [--fonts DIR] [--seed N] [--processes N]
                                                  -> OUT.grey, OUT.json, as lines.py writes them

Fonts are those of DIR, or of the machine (Debian's fonts-* packages; the more, the better). The
words are ours: English, French, Swahili and Malay words of trade, with money, days, numbers and
addresses between them; with `--texts`, half of the lines are put together from words of lines that
lines.py cut out, of kept-out shops only with `--every`.
"""
import argparse
import glob
import json
import multiprocessing
import os
import subprocess

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from alphabet import normal
from strips import HEIGHT, LINE, MARGIN, Writer

WORDS = """
total subtotal amount tax invoice receipt cash change balance due date time cashier table number
price quantity item discount rounding paid card visa thank you please come again goods sold not
returnable exchange within days street road floor shop store market hardware trading limited
company enterprise supplies bakery pharmacy fresh milk bread sugar rice flour oil soap water battery
paint cement nails paper pen book coffee tea chicken fish meat egg vegetable fruit tomato onion
facture reçu montant total à payer espèces monnaie rendue merci de votre visite quantité prix
unité remise caisse caissière date heure numéro téléphone société boulangerie épicerie marché
pharmacie quincaillerie eau lait pain sucre riz farine huile savon café thé poulet poisson légumes
risiti jumla kiasi bei idadi tarehe saa asante karibu tena duka la mauzo kodi punguzo taslimu
chenji simu mtaa barabara sokoni maziwa mkate sukari mchele unga mafuta sabuni maji chai kahawa
kuku samaki nyama yai mboga matunda vitunguu nyanya shilingi mpesa nambari mteja mhudumu
jumlah tunai baki resit cukai harga kuantiti terima kasih sila datang lagi jalan taman bandar kedai
""".split()
CURRENCIES = ["RM", "KES", "KSH", "TSH", "UGX", "CFA", "XOF", "NGN", "USD", "EUR", "GBP", "$", "€", "£", ""]
ACCENTED = ["ÄPFEL", "GRÖSSE", "FÜR", "STRASSE", "BÄCKEREI", "AÑO", "TELÉFONO", "DIRECCIÓN", "PANADERÍA", "NÚMERO",
            "PREÇO", "CARTÃO", "AÇÚCAR", "FEIJÃO", "PÃO", "OPÇÕES", "KØB", "BRØD", "SMØR", "MÆLK", "KAFFÉ", "TÁXI", "ÓLEO", "§ 19",
            "HÔTEL", "Où", "ÎLE", "NOËL", "AÎNÉ", "GARÇON", "DÉJÀ", "FÊTE", "GOÛT", "20°C", "2 × 3", "€ 5", "£ 9"]
UNLIKE = ("noto", "emoji", "math", "symbol", "italic", "oblique", "thin", "hairline", "dseg", "braille")


def fonts(folder):
    if folder:
        return sorted(glob.glob(os.path.join(folder, "*.*")))
    listed = subprocess.run(
        ["fc-list", ":lang=fr", "file"], capture_output=True, text=True, check=True).stdout
    paths = sorted({line.split(":")[0] for line in listed.splitlines()})
    return [path for path in paths
            if path.endswith((".ttf", ".otf")) and not any(word in path.lower() for word in UNLIKE)]


class Text:
    """Random lines; small letters are drawn half of the time, the label has capitals."""

    def __init__(self, random, seen):
        self.random, self.seen = random, seen

    def line(self):
        if self.seen and self.random.random() < 0.5:
            text = self.again()
        else:
            text = self.ours()
        style = self.random.random()
        return text.upper() if style < 0.55 else text.title() if style < 0.8 else text.lower() if style < 0.9 else text

    def again(self):
        """A line that was seen, or words of several; figures are drawn anew."""
        chance = self.random.random()
        if chance < 0.55:
            text = self.pick(self.seen)
        else:
            words = [word for _ in range(3) for word in self.pick(self.seen).split()]
            text = " ".join(self.pick(words) for _ in range(self.random.integers(1, 6)))
        return "".join(
            str(self.random.integers(10)) if letter.isdigit() and self.random.random() < 0.7 else letter
            for letter in text)

    def ours(self):
        kinds = [self.words, self.labelled, self.money, self.day, self.number, self.article, self.place]
        kind = self.random.choice(len(kinds), p=[0.24, 0.18, 0.16, 0.1, 0.12, 0.12, 0.08])
        return kinds[kind]()

    def pick(self, choices):
        return choices[self.random.integers(len(choices))]

    def words(self):
        lists = [ACCENTED if self.random.random() < 0.05 else WORDS for _ in range(self.random.integers(1, 5))]
        return " ".join(self.pick(words) for words in lists)

    def amount(self):
        value = int(10 ** self.random.uniform(0, 6.5))
        whole, cents = divmod(value, 100)
        grouped = f"{whole:,}"
        return self.pick([f"{whole}.{cents:02}", f"{grouped}.{cents:02}", f"{whole},{cents:02}",
                          f"{grouped}.{cents:02}", grouped, f"-{whole}.{cents:02}"])

    def money(self):
        return f"{self.pick(CURRENCIES)} {self.amount()}".strip()

    def labelled(self):
        return f"{self.words()}{self.pick([':', ' :', '', ' ='])} {self.money()}"

    def day(self):
        day, month, year = (self.random.integers(*bounds) for bounds in ((1, 29), (1, 13), (2008, 2031)))
        mark = self.pick("/-.")
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        text = self.pick([
            f"{day:02}{mark}{month:02}{mark}{year}", f"{day:02}{mark}{month:02}{mark}{year % 100:02}",
            f"{year}-{month:02}-{day:02}", f"{day} {names[month - 1]} {year}"])
        clock = f" {self.random.integers(24):02}:{self.random.integers(60):02}"
        return self.pick(["Date: ", "Tarehe: ", ""]) + text + (clock if self.random.random() < 0.4 else "")

    def number(self):
        digits = "".join(str(self.random.integers(10)) for _ in range(self.random.integers(3, 13)))
        letters = "".join(self.pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(self.random.integers(0, 4)))
        return self.pick([
            f"{letters}{digits}", f"{letters}-{digits}", f"No: {digits}", f"Tel: {digits[:3]}-{digits[3:]}",
            f"({digits}-{letters[:1] or 'X'})", f"PIN {letters}{digits}{self.pick('ABKZ')}", f"#{digits}"])

    def article(self):
        count = self.random.integers(1, 30)
        return self.pick([f"{count} {self.words()} {self.amount()}", f"{count} x {self.amount()}",
                          f"{self.words()} {count} {self.amount()} {self.amount()}", f"{count}pcs @ {self.amount()}"])

    def place(self):
        return (f"{self.pick(['No.', 'Lot', 'P.O. Box', 'Rue', 'Jalan', 'Mtaa'])} {self.random.integers(1, 9999)}, "
                f"{self.words()}{self.pick([',', '.', ''])}")


class Press:
    """Draws a line dark on light, HEIGHT rows, its letters' box on LINE of them."""

    def __init__(self, random, paths):
        self.random, self.paths, self.loaded = random, paths, {}

    def font(self):
        path = self.paths[self.random.integers(len(self.paths))]
        if path not in self.loaded:
            self.loaded[path] = ImageFont.truetype(path, 40)
        return self.loaded[path]

    def page(self, text):
        """The line large and clean; a till's letters stand apart or close, one line in four."""
        font, apart = self.font(), 0
        if self.random.random() < 0.25:
            apart = int(self.random.integers(-2, 9))
        left, top, right, bottom = font.getbbox(text)
        if right - left < 4 or bottom - top < 8:
            return None
        picture = Image.new("L", (right - left + 80 + max(apart, 0) * len(text), bottom - top + 80), 255)
        pen = ImageDraw.Draw(picture)
        if apart:
            x = 40.0 - left
            for letter in text:
                pen.text((x, 40 - top), letter, font=font, fill=0)
                x += font.getlength(letter) + apart
            right = int(left + x - 40 + left)
        else:
            pen.text((40 - left, 40 - top), text, font=font, fill=0)
        page = np.asarray(picture)
        return (page, right - left, bottom - top) if page.min() < 100 else None

    def draw(self, text):
        drawn = self.page(text)
        if drawn is None:
            return None
        page, across, down = drawn
        if self.random.random() < 0.2:
            page = self.dots(page)
        if self.random.random() < 0.35:
            page = self.weight(page)
        scale = LINE / (down + self.random.uniform(0, 6))
        wide = scale * np.exp(self.random.normal(0, 0.2))
        width = int(round(across * wide + 2 * MARGIN))
        to = np.float32([[wide, 0, MARGIN - 40 * wide], [0, scale, HEIGHT / 2 - (40 + down / 2) * scale]])
        page = cv2.GaussianBlur(page, (0, 0), 0.35 / min(scale, 0.99))
        line = cv2.warpAffine(page, to, (max(width, 8), HEIGHT), flags=cv2.INTER_LINEAR, borderValue=255)
        return self.pressed(line)

    def dots(self, page):
        """The pins of a dot-matrix printer."""
        pitch = int(self.random.integers(3, 6))
        small = cv2.resize(page, None, fx=1 / pitch, fy=1 / pitch, interpolation=cv2.INTER_AREA)
        ink = (small < 185).astype(np.uint8)
        dot = np.zeros((pitch, pitch), np.uint8)
        cv2.circle(dot, (pitch // 2, pitch // 2), max(1, int(pitch * 0.45)), 1, -1)
        pressed = 255 - 255 * np.kron(ink, dot)
        result = np.full_like(page, 255)
        rows, columns = min(len(result), len(pressed)), min(result.shape[1], pressed.shape[1])
        result[:rows, :columns] = pressed[:rows, :columns]
        return result

    def weight(self, page):
        kernel = np.ones((2, 2 + int(self.random.integers(2))), np.uint8)
        return cv2.erode(page, kernel) if self.random.random() < 0.6 else cv2.dilate(page, kernel)

    def pressed(self, line):
        """Ink on paper, and what a scanner or a camera makes of it; ink.py does the rest."""
        random, values = self.random, line.astype(np.float32)
        ink = random.uniform(0, 120)
        paper = random.uniform(max(ink + 60, 150), 255)
        values = ink + (paper - ink) * values / 255
        if random.random() < 0.3:
            small = cv2.resize(values, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            values = cv2.resize(small, values.shape[::-1], interpolation=cv2.INTER_CUBIC)
        values += random.normal(0, random.uniform(0, 8), values.shape)
        values = np.clip(values, 0, 255).astype(np.uint8)
        if random.random() < 0.4:
            quality = int(random.integers(15, 80))
            _, encoded = cv2.imencode(".jpg", values, [cv2.IMWRITE_JPEG_QUALITY, quality])
            values = cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE)
        return values


def rendered(task):
    seed, count, paths, seen = task
    random = np.random.default_rng(seed)
    text, press, lines = Text(random, seen), Press(random, paths), []
    while len(lines) < count:
        line = " ".join(text.line().split())
        label = normal(line)
        try:
            picture = press.draw(line) if label else None
        except OSError:  # a font that breaks on a letter
            continue
        if picture is not None and 4 * len(label) < picture.shape[1] <= 1000:
            lines.append((picture, label))
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("count", type=int)
    parser.add_argument("--texts")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--fonts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    cv2.setNumThreads(1)
    seen, paths, writer = [], fonts(options.fonts), Writer(options.out)
    if options.texts:
        with open(options.texts + ".json") as file:
            seen = [row["text"] for row in json.load(file) if options.every or not row["held"]]
    tasks = [(options.seed * 100000 + part, 500, paths, seen) for part in range(-(-options.count // 500))]
    with multiprocessing.Pool(options.processes) as pool:
        for lines in pool.imap_unordered(rendered, tasks):
            for picture, label in lines:
                writer.add(picture, label, paper="rendered", held=False)
    writer.close()
    print(f"{len(writer.rows)} lines, {len(paths)} fonts")


if __name__ == "__main__":
    main()
