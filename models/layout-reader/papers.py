"""Made-up receipts, invoices and purchase orders as words with boxes and meanings, without pictures.

Several countries, languages, currencies and layouts; a paper's number gives the paper.
"""
import datetime
import random

from places import COUNTRIES, FORMS, GIVEN, GOODS, LABELLED, MONTHS, TRADES
from words import LABEL, rows

WIDE = 0.55  # of a letter's height


class Sheet:
    """Words (text, left, top, right, bottom, label) on lines that run down the page."""

    def __init__(self, pick, width):
        self.words, self.y, self.width, self.pick = [], 0.0, width, pick
        self.size, self.step = 1.0, pick.uniform(1.2, 1.9)

    def put(self, parts, x, y=None, size=None, align="left"):
        """`parts`: (text, label); returns where they end."""
        size, y = size or self.size, self.y if y is None else y
        text = " ".join(part for part, _ in parts)
        length = len(text) * size * WIDE
        x -= length if align == "right" else length / 2 if align == "middle" else 0
        for part, label in parts:
            for word in part.split():
                right = x + len(word) * size * WIDE
                self.words.append((word, x, y, right, y + size, LABEL[label]))
                x = right + size * WIDE
        return x

    def line(self, parts, size=None, align="left", x=0.0):
        place = {"left": x, "middle": self.width / 2, "right": self.width}[align]
        self.put(parts, place, size=size, align=align)
        self.y += self.step * (size or self.size)

    def pair(self, left, right, size=None):
        self.put(left, 0, size=size)
        self.put(right, self.width, size=size, align="right")
        self.y += self.step * (size or self.size)

    def gap(self, chance=0.7):
        if self.pick.random() < chance:
            self.y += self.pick.uniform(0.3, 2.5)


class Party:
    def __init__(self, pick, country):
        self.country = country
        self.name = name(pick, country)
        self.address = address(pick, country)
        self.phone = f"{country['dial']} {pick.randrange(10, 999)} {pick.randrange(100000, 9999999)}"
        self.taxed = f"{pick.choice(country['tax_ids'])}{pick.choice([':', ' :', ''])} {code(pick)}"


def name(pick, country):
    given = pick.choice(GIVEN + country["names"])
    trade = pick.choice(TRADES[country["language"]] + TRADES["en"])
    form = pick.choice(country["forms"] + FORMS)
    text = pick.choice([
        f"{given} {trade}", f"{given} {trade} {form}", f"{given} {form}", f"{given} & {pick.choice(GIVEN)} {form}",
        f"{given} {trade} ({pick.choice(['M', 'K', pick.choice(country['towns'])])}) {form}",
        f"{trade} {given}", f"{pick.choice(GIVEN)} {given} {trade} {form}",
        f"{pick.randrange(2, 99)} {given} {trade}", given + pick.choice(["MART", "CO", "TECH", "", "FOODS"]),
    ])
    return text if pick.random() < 0.35 else text.upper()


def address(pick, country):
    """One to four lines."""
    number = f"{pick.choice(['NO.', 'NO', 'LOT', 'PLOT', '', '', 'UNIT', 'P.O. BOX'])} {pick.randrange(1, 900)}".strip()
    number += pick.choice(["", "", f"-{pick.randrange(1, 9)}", "A", f" & {pick.randrange(2, 99)}", f"/{pick.randrange(1, 20)}"])
    street = f"{pick.choice(country['streets'])} {pick.choice(GIVEN + country['names'])}"
    street += pick.choice(["", f" {pick.randrange(1, 30)}", f" {pick.randrange(1, 30)}/{pick.randrange(1, 9)}"])
    area = f"{pick.choice(country['areas'])} {pick.choice(GIVEN + country['names'])}"
    post = "".join(pick.choice("0123456789") if mark == "0" else mark for mark in country["post"])
    town = f"{post} {pick.choice(country['towns'])}".strip()
    region = pick.choice(country["regions"])
    parts = [f"{number}{pick.choice([',', '', ' '])} {street}"]
    parts += [area] if pick.random() < 0.6 else []
    parts += [town] if pick.random() < 0.95 else []
    parts += [region] if pick.random() < 0.55 else []
    if pick.random() < 0.15:
        parts.insert(0, f"{pick.choice(['GROUND FLOOR', 'LEVEL 2', 'LOT G10', '3RD FLR', 'SHOP 4'])}, {pick.choice(country['areas'])} MALL")
    lines = [parts[0]]
    for part in parts[1:]:
        if pick.random() < 0.4:
            lines[-1] += pick.choice([", ", " ", ","]) + part
        else:
            lines[-1] += pick.choice([",", ",", "", "."])
            lines.append(part)
    if pick.random() < 0.2:
        lines[-1] += "."
    return lines if pick.random() < 0.3 else [line.upper() for line in lines]


def code(pick):
    return "".join(pick.choice(pick.choice(["0123456789", "0123456789", "ABCDEFGHKMPRST-"])) for _ in range(pick.randrange(6, 14)))


def day_text(pick, day, language):
    months = MONTHS[language]
    month = months[day.month - 1]
    return pick.choice([
        day.strftime("%d/%m/%Y"), day.strftime("%d/%m/%y"), day.strftime("%d-%m-%Y"), day.strftime("%d-%m-%y"),
        day.strftime("%d.%m.%Y"), day.isoformat(), f"{day.day} {month} {day.year}", f"{day.day:02} {month[:3].upper()} {day.year}",
        f"{month} {day.day}, {day.year}", day.strftime("%d/%m/%Y"), f"{day.day:02}-{month[:3].upper()}-{day.year}",
        day.strftime("%Y/%m/%d"), f"{day.day}/{day.month}/{day.year}",
    ])


class Paper:
    def __init__(self, number):
        self.pick = pick = random.Random(number)
        self.country = pick.choice(COUNTRIES)
        self.language = self.country["language"]
        self.said = LABELLED[self.language] if pick.random() < 0.8 else LABELLED["en"]
        self.seller, self.buyer = Party(pick, self.country), Party(pick, pick.choice([self.country] * 3 + COUNTRIES))
        self.day = datetime.date(2008, 1, 1) + datetime.timedelta(pick.randrange(7000))
        self.due = self.day + datetime.timedelta(pick.choice([7, 14, 30, 30, 45, 60]))
        self.places = self.country["decimals"]
        self.marks = pick.choice(self.country["marks"] + [""])
        count = pick.choice([1, 1, 2, 2, 3, 4, 5, 6, 8, 11])
        self.items = []
        for _ in range(count):
            quantity = pick.choice([1, 1, 1, 2, 3, 5, 10, pick.randrange(1, 60)])
            price = pick.randrange(50, pick.choice([900, 9000, 90000]))
            self.items.append((pick.choice(GOODS), quantity, price, quantity * price))
        self.net = sum(item[3] for item in self.items)
        self.rate = pick.choice([0, 6, 6, 7, 16, 18, 19, 20])
        self.tax = self.net * self.rate // 100
        self.sum = self.net + self.tax
        self.rounded = 5 * round(self.sum / 5) if pick.random() < 0.3 and self.places else self.sum
        self.number = pick.choice(["", "INV", "CS", "R", "INV-", "PO-", "#"]) + pick.choice(
            [str(pick.randrange(100, 9999999)), f"{self.day.year}/{pick.randrange(1, 9999)}", code(pick)])

    def money(self, value, marked=False):
        if self.places:
            text = f"{value / 100:,.2f}" if self.pick.random() < 0.7 else f"{value / 100:.2f}"
        else:
            text = f"{value:,}"
        if self.language in ("de", "es"):
            text = text.translate(str.maketrans(",.", ".,"))
        elif self.language == "fr":
            text = text.replace(",", " ").replace(".", ",")
        return f"{self.marks}{self.pick.choice([' ', ''])}{text}" if marked and self.marks else text

    def day_line(self, said, day, label):
        text = day_text(self.pick, day, self.language)
        return [(said + self.pick.choice([":", "", " :"]), "other"), (text, label)]

    def say(self, what):
        return self.pick.choice(self.said[what])

    def party(self, sheet, party, name_label, address_label, align, x=0.0, size=None):
        sheet.line([(party.name, name_label)], size=size, align=align, x=x)
        if self.pick.random() < 0.3:
            sheet.line([(f"({code(self.pick)})", "other")], align=align, x=x)
        for line in party.address:
            sheet.line([(line, address_label)], align=align, x=x)
        if self.pick.random() < 0.7:
            sheet.line([(f"{self.pick.choice(['TEL', 'Tel', 'TEL NO', 'Phone', 'T'])}{self.pick.choice([':', ' :', ''])} {party.phone}", "other")], align=align, x=x)
        if self.pick.random() < 0.5:
            sheet.line([(party.taxed, "other")], align=align, x=x)
        if self.pick.random() < 0.15:
            sheet.line([(f"info@{party.name.split()[0].lower()}.com", "other")], align=align, x=x)

    def receipt(self):
        pick = self.pick
        sheet = Sheet(pick, pick.uniform(17, 28))
        align = pick.choice(["middle", "middle", "left"])
        if pick.random() < 0.15:
            sheet.line([(pick.choice(GIVEN).upper() + " " + pick.choice(GIVEN).upper(), "other")], size=pick.uniform(1, 2), align=align)
            sheet.gap()
        if pick.random() < 0.15:
            sheet.line([(self.say("welcome"), "other")], align=align)
        self.party(sheet, self.seller, "supplier", "address", align, size=pick.choice([1, 1, 1.3, 1.8]))
        sheet.gap()
        if pick.random() < 0.7:
            sheet.line([(self.say("receipt"), "other")], align=pick.choice(["middle", "left"]), size=pick.choice([1, 1.3]))
        when = f"{pick.randrange(24):02}:{pick.randrange(60):02}" + pick.choice(["", f":{pick.randrange(60):02}", " PM", " AM"])
        day = self.day_line(self.say("date"), self.day, "date")
        if pick.random() < 0.3:
            day = day[1:]
        number = [(self.say("number") + pick.choice([":", "", " :"]), "other"), (self.number, "number")]
        facts = [day + ([(when, "other")] if pick.random() < 0.6 else []), number]
        facts += [[(f"{self.say('clerk')}{pick.choice([':', ' '])} {pick.choice(GIVEN)}", "other")]] if pick.random() < 0.6 else []
        pick.shuffle(facts)
        at_end = pick.random() < 0.25
        if not at_end:
            self.facts(sheet, facts)
        if pick.random() < 0.15:
            sheet.line([(self.say("to"), "other"), (self.buyer.name, "buyer")])
        sheet.gap()
        self.slip_items(sheet)
        self.slip_sums(sheet)
        if at_end:
            self.facts(sheet, facts)
        for _ in range(pick.randrange(0, 4)):
            sheet.line([(self.say("thanks"), "other")], align=pick.choice(["middle", "left"]))
        return sheet.words

    def facts(self, sheet, facts):
        if len(facts) > 1 and self.pick.random() < 0.35:
            sheet.pair(facts.pop(), facts.pop())
        for fact in facts:
            sheet.line(fact)

    def slip_items(self, sheet):
        pick = self.pick
        two_rows = pick.random() < 0.5
        if pick.random() < 0.6:
            sheet.pair([(f"{self.say('goods')} {self.say('quantity')}", "other")], [(f"{self.say('price')} {self.say('amount')}", "other")])
        for goods, quantity, price, amount in self.items:
            if two_rows:
                sheet.line([(goods, "other")])
                left = f"{quantity} {pick.choice(['x', 'X', '@', ''])} {self.money(price)}"
            else:
                left = f"{quantity} {goods}" if pick.random() < 0.5 else goods
            if two_rows and pick.random() < 0.3:
                left = f"{pick.randrange(10**9, 10**12)} {left}"
            sheet.pair([(left, "other")], [(self.money(amount) + pick.choice(["", "", " SR", " T"]), "other")])

    def slip_sums(self, sheet):
        pick = self.pick
        sheet.gap()
        size = pick.choice([1, 1, 1.3, 1.7])
        if pick.random() < 0.5:
            sheet.pair([(self.say("net"), "other")], [(self.money(self.net), "other")])
        if self.rate and pick.random() < 0.6:
            sheet.pair([(f"{self.say('tax')} {self.rate}%", "other")], [(self.money(self.tax), "tax")])
        if self.rounded != self.sum:
            sheet.pair([(self.say("total"), "other")], [(self.money(self.sum), "other")])
            sheet.pair([(self.say("rounding"), "other")], [(f"{(self.rounded - self.sum) / 100:.2f}", "other")])
        sheet.pair([(self.say("total"), "other")], [(self.money(self.rounded, marked=pick.random() < 0.4), "total")], size=size)
        if pick.random() < 0.6:
            paid = self.rounded + pick.choice([0, 0, 500, pick.randrange(1, 5000)])
            sheet.pair([(self.say("cash"), "other")], [(self.money(paid), "other")])
            sheet.pair([(self.say("change"), "other")], [(self.money(paid - self.rounded), "other")])
        if pick.random() < 0.3:
            sheet.gap()
            sheet.line([(f"{self.say('tax')} {self.say('net')} {self.say('tax')}", "other")])
            sheet.line([(f"S {self.rate}% {self.money(self.net)}", "other"), (self.money(self.tax), "tax")])

    def form(self, is_order):
        """An invoice or a purchase order; who orders makes out the order."""
        pick = self.pick
        sheet = Sheet(pick, pick.uniform(42, 65))
        title = self.say("order" if is_order else "invoice")
        facts = [[(self.say("number") + pick.choice([":", ""]), "other"), (self.number, "number")],
                 self.day_line(self.say("date"), self.day, "date")]
        if pick.random() < 0.7:
            facts.append(self.day_line(self.say("due"), self.due, "due_date"))
        if pick.random() < 0.4:
            facts.append([(f"{self.say('order')} {pick.randrange(100, 99999)}", "other")])
        half = sheet.width * pick.uniform(0.5, 0.65)
        layout = pick.randrange(4)
        if layout == 0:
            top = sheet.y
            self.party(sheet, self.seller, "supplier", "address", "left", size=pick.choice([1, 1.5, 2]))
            end, sheet.y = sheet.y, top
            sheet.line([(title, "other")], size=2, align="right")
            sheet.y = max(end, sheet.y)
        elif layout == 1:
            sheet.line([(title, "other")], size=pick.choice([1.5, 2.2]))
            self.party(sheet, self.seller, "supplier", "address", "left")
        elif layout == 2:
            self.party(sheet, self.seller, "supplier", "address", "middle", size=pick.choice([1, 1.6]))
            sheet.line([(title, "other")], size=1.6, align="middle")
        else:
            sheet.line([(title, "other")], size=2)
            self.party(sheet, self.seller, "supplier", "address", "left", x=half)
        sheet.gap()
        top = sheet.y
        sheet.line([(self.say("seller" if is_order else "to"), "other")])
        self.party(sheet, self.buyer, "buyer", "other", "left")
        end, sheet.y = sheet.y, top
        for fact in facts:
            sheet.line(fact, x=half)
        sheet.y = max(end, sheet.y)
        sheet.gap()
        self.table(sheet)
        if pick.random() < 0.5:
            sheet.line([(self.say("thanks"), "other")])
        return sheet.words

    def table(self, sheet):
        pick, width = self.pick, sheet.width
        columns = [width * 0.62, width * 0.8, width]
        for word, x in zip(("quantity", "price", "amount"), columns):
            sheet.put([(self.say(word), "other")], x, align="right")
        sheet.line([(self.say("goods"), "other")])
        for goods, *numbers in self.items:
            for number, x in zip(numbers, columns):
                text = str(number) if x == columns[0] else self.money(number)
                sheet.put([(text, "other")], x, align="right")
            sheet.line([(goods, "other")])
        sheet.gap()
        sums = [(self.say("net"), self.net, "other"), (f"{self.say('tax')} {self.rate}%", self.tax, "tax"),
                (self.say("total"), self.sum, "total")]
        for said, value, label in sums if self.rate else sums[::2]:
            sheet.put([(said, "other")], columns[1] - pick.uniform(0, 4), align="right")
            sheet.line([(self.money(value, marked=label == "total"), label)], align="right")


def paper(number):
    made = Paper(number)
    kind = made.pick.random()
    words = made.receipt() if kind < 0.7 else made.form(kind > 0.88)
    return [word for row in rows(words) for word in row]
