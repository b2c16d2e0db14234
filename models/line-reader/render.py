#!/usr/bin/env python3
"""Renders lines of print as tills, dot-matrix printers and offices make them, with damage.

usage: render.py OUT COUNT [SEED]    -> OUT.grey, OUT.json, as lines.py writes them

Fonts are those of the machine (Debian: fonts-liberation fonts-hack fonts-firacode fonts-inconsolata
fonts-courier-prime fonts-roboto-unhinted fonts-ocr-a fonts-ocr-b fonts-freefont-ttf fonts-3270
fonts-anonymous-pro fonts-glasstty fonts-gnutypewriter). The words are ours: English, French, Swahili and Malay words of trade,
with money, days, numbers and addresses between them.
"""
import subprocess
import sys

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
UNLIKE = ("noto", "emoji", "math", "symbol", "italic", "oblique", "thin", "hairline", "dseg", "braille")


def fonts():
    listed = subprocess.run(
        ["fc-list", ":lang=fr", "file"], capture_output=True, text=True, check=True).stdout
    paths = sorted({line.split(":")[0] for line in listed.splitlines()})
    return [path for path in paths
            if path.endswith((".ttf", ".otf")) and not any(word in path.lower() for word in UNLIKE)]


class Text:
    """Random lines; small letters are drawn half of the time, the label has capitals."""

    def __init__(self, random):
        self.random = random

    def line(self):
        kinds = [self.words, self.labelled, self.money, self.day, self.number, self.article, self.place]
        kind = self.random.choice(len(kinds), p=[0.24, 0.18, 0.16, 0.1, 0.12, 0.12, 0.08])
        text = kinds[kind]()
        style = self.random.random()
        return text.upper() if style < 0.5 else text.title() if style < 0.8 else text

    def pick(self, choices):
        return choices[self.random.integers(len(choices))]

    def words(self):
        return " ".join(self.pick(WORDS) for _ in range(self.random.integers(1, 5)))

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

    def __init__(self, random):
        self.random, self.paths, self.loaded = random, fonts(), {}

    def font(self):
        path = self.paths[self.random.integers(len(self.paths))]
        if path not in self.loaded:
            self.loaded[path] = ImageFont.truetype(path, 40)
        return self.loaded[path]

    def draw(self, text):
        font = self.font()
        left, top, right, bottom = font.getbbox(text)
        if right - left < 4 or bottom - top < 8:
            return None
        picture = Image.new("L", (right - left + 80, bottom - top + 80), 255)
        ImageDraw.Draw(picture).text((40 - left, 40 - top), text, font=font, fill=0)
        page = np.asarray(picture)
        if self.random.random() < 0.2:
            page = self.dots(page)
        if self.random.random() < 0.35:
            page = self.weight(page)
        scale = LINE / (bottom - top + self.random.uniform(0, 6))
        around = MARGIN / scale
        width = int(round((right - left + 2 * around) * scale))
        to = np.float32([[scale, 0, MARGIN - 40 * scale], [0, scale, MARGIN - 40 * scale]])
        page = cv2.GaussianBlur(page, (0, 0), 0.35 / min(scale, 0.99))
        line = cv2.warpAffine(page, to, (width, HEIGHT), flags=cv2.INTER_LINEAR, borderValue=255)
        return self.damage(line)

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

    def damage(self, line):
        random, values = self.random, line.astype(np.float32)
        ink = random.uniform(0, 120)
        paper = random.uniform(max(ink + 60, 150), 255)
        values = ink + (paper - ink) * values / 255
        if random.random() < 0.3:
            fade = 1 - random.uniform(0.2, 0.7) * np.abs(np.sin(
                np.linspace(0, random.uniform(1, 6), values.shape[1]) + random.uniform(0, 6)))
            values = paper - (paper - values) * fade
        if random.random() < 0.15:
            values[random.integers(MARGIN, HEIGHT - MARGIN)] = paper
        if random.random() < 0.1:
            values[int(random.choice([1, 2, HEIGHT - 2, HEIGHT - 3]))] = ink
        values += random.normal(0, random.uniform(0, 14), values.shape)
        if random.random() < 0.4:
            values = cv2.GaussianBlur(values, (0, 0), random.uniform(0.4, 1.2))
        values = np.clip(values, 0, 255).astype(np.uint8)
        if random.random() < 0.3:
            quality = int(random.integers(20, 80))
            _, encoded = cv2.imencode(".jpg", values, [cv2.IMWRITE_JPEG_QUALITY, quality])
            values = cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE)
        return values


def main():
    out, count = sys.argv[1], int(sys.argv[2])
    random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    text, press, writer = Text(random), Press(random), Writer(out)
    while len(writer.rows) < count:
        line = text.line()
        label = normal(line)
        picture = press.draw(line) if label else None
        if picture is not None and picture.shape[1] > 4 * len(label):
            writer.add(picture, label, paper="rendered", held=False)
    writer.close()
    print(f"{count} lines in {len(press.loaded)} fonts")


if __name__ == "__main__":
    main()
