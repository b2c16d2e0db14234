#!/usr/bin/env python3
"""Made-up invoices as pictures, with what they say: several layouts, languages, countries,
currencies, fonts and damages. The same seed gives the same papers.

usage: generate.py FOLDER [--papers 60] [--seed 1] [--elsewhere]      (JPEG files, and keys.json beside them)

With `--elsewhere` the head of the paper has a drawn sign, some letters or nothing where the seller's name would be: it
stands in the last lines, with its address, its register and director or the bank details."""
import argparse, datetime, html, json, pathlib, random, shutil
from decimal import ROUND_HALF_UP, Decimal

from playwright.sync_api import sync_playwright

FIRMS = [
    "Baraka Hardware Ltd", "Umoja Stationers", "Kilima Fresh Produce Limited", "Lakeview Traders",
    "Nyota Electronics Ltd", "Savannah Office Supplies", "Tumaini Agrovet", "Simba Cement Distributors Ltd",
    "Etablissements Diop et Fils", "Sahel Commerce SARL", "Librairie du Fleuve", "Atlantique Services SAS",
    "Müller Bürobedarf GmbH", "Nordlicht Technik AG", "Weber & Söhne KG", "Oak & Thistle Ltd",
    "Cooperative des Planteurs", "Mlimani Printers", "Accra Cold Store Ltd", "Lagos Paper Mills PLC",
]
PEOPLE = ["Amina Odhiambo", "Jean-Pierre Kamanzi", "Grace Wanjiru", "Peter Schneider", "Fatou Ndiaye", "Tom Hughes"]
STREETS = {
    "KE": ["Moi Avenue 12", "Tom Mboya Street 4", "Kenyatta Road 77"], "TZ": ["Barabara ya Uhuru 9", "Samora Avenue 31"],
    "UG": ["Plot 5 Kampala Road", "Jinja Road 18"], "SN": ["12 rue Felix Faure", "8 avenue Bourguiba"],
    "FR": ["35 rue de la Paix", "7 avenue Foch"], "DE": ["Lindenstrasse 20", "Hauptstr. 5"], "GB": ["14 Mill Lane", "3 High Street"],
}
TOWNS = {
    "KE": ["P.O. Box 4471-00100 Nairobi", "P.O. Box 88 Kisumu"], "TZ": ["P.O. Box 512 Dar es Salaam", "S.L.P 70 Arusha"],
    "UG": ["P.O. Box 2201 Kampala"], "SN": ["BP 3345 Dakar", "12500 Dakar"], "FR": ["75002 Paris", "69001 Lyon"],
    "DE": ["80333 Berlin", "20095 Hamburg"], "GB": ["Leeds LS1 4AP", "Bristol BS1 5TR"],
}
CURRENCIES = {"KE": "KES", "TZ": "TZS", "UG": "UGX", "SN": "XOF", "FR": "EUR", "DE": "EUR", "GB": "GBP"}
LANGUAGES = {"KE": "en", "UG": "en", "GB": "en", "TZ": "sw", "SN": "fr", "FR": "fr", "DE": "de"}
GOODS = {
    "en": ["Cement 50 kg", "Roofing nails", "Exercise book A4", "Printer toner black", "Maize flour 2 kg", "LED bulb 9 W", "Garden hose 20 m", "Delivery service", "Cooking oil 5 l", "Paint white 4 l"],
    "fr": ["Ciment 50 kg", "Cahier A4 quadrille", "Huile vegetale 5 l", "Ampoule LED 9 W", "Peinture blanche", "Transport et livraison", "Farine de mil 2 kg", "Toner noir"],
    "sw": ["Saruji kilo 50", "Daftari la A4", "Mafuta ya kula 5 l", "Taa ya LED", "Unga wa mahindi", "Rangi nyeupe", "Misumari ya bati"],
    "de": ["Kopierpapier A4", "Toner schwarz", "Schreibtischlampe", "Aktenordner breit", "Wandfarbe weiss", "Lieferung frei Haus", "Schrauben 4x40"],
}
FOOTS = {
    "en": dict(tel="Tel.", holder="Account name", bank="Bank", account="Account no.", reg="Reg. No.", head="Managing Director"),
    "fr": dict(tel="Tél.", holder="Titulaire du compte", bank="Banque", account="Compte", reg="RC", head="Gérant"),
    "sw": dict(tel="Simu", holder="Jina la akaunti", bank="Benki", account="Akaunti", reg="Usajili", head="Mkurugenzi"),
    "de": dict(tel="Tel.", holder="Kontoinhaber", bank="Bank", account="IBAN", reg="HRB", head="Geschäftsführer"),
}
BANKS = {"en": "Harambee Bank", "fr": "Banque du Littoral", "sw": "Benki ya Umoja", "de": "Stadtsparkasse"}
WORDS = {
    "en": dict(title="INVOICE", no="Invoice No.", date="Invoice date", due="Due date", to="Bill to", by="From", desc="Description", qty="Qty", price="Unit price", amount="Amount", net="Subtotal", tax="VAT", total="Total", order="Order No.", ship="Ship to", pay="Please pay by bank transfer."),
    "fr": dict(title="FACTURE", no="Facture N°", date="Date de facture", due="Date d'échéance", to="Facturé à", by="Vendeur", desc="Désignation", qty="Quantité", price="Prix unitaire", amount="Montant HT", net="Total HT", tax="TVA", total="Total TTC", order="Commande N°", ship="Adresse de livraison", pay="Règlement par virement."),
    "sw": dict(title="ANKARA", no="Namba ya ankara", date="Tarehe ya ankara", due="Lipa kabla ya", to="Mteja", by="Muuzaji", desc="Maelezo", qty="Idadi", price="Bei", amount="Kiasi", net="Jumla ndogo", tax="VAT", total="Jumla kuu", order="Oda Na.", ship="Peleka kwa", pay="Asante kwa biashara."),
    "de": dict(title="Rechnung", no="Rechnungsnummer", date="Rechnungsdatum", due="Fällig am", to="Rechnungsempfänger", by="Verkäufer", desc="Bezeichnung", qty="Menge", price="Einzelpreis", amount="Gesamtpreis", net="Nettobetrag", tax="USt.", total="Rechnungsbetrag", order="Bestellnummer", ship="Lieferadresse", pay="Zahlbar ohne Abzug."),
}
MONTHS = "January February March April May June July August September October November December".split()
FONTS = ["Liberation Sans", "Liberation Serif", "DejaVu Sans", "FreeSans", "Liberation Sans Narrow", "Liberation Mono", "FreeSerif"]


def div(content):
    return f"<div>{content}</div>"


def row(*parts):
    """Parts beside each other, from one edge of the page to the other."""
    return f"<div class=row>{''.join(parts)}</div>"


def dotted(address):
    """The lines of an address as one."""
    return " &middot; ".join(part for part in address.replace("<div>", "").split("</div>") if part)


class Paper:
    def __init__(self, number, seed, elsewhere=False):
        self.elsewhere = elsewhere
        self.random = random.Random(f"{seed} {number}")
        pick = self.random.choice
        self.country = pick(list(CURRENCIES))
        self.language = LANGUAGES[self.country]
        self.words = WORDS[self.language]
        self.currency = CURRENCIES[self.country]
        self.places = 0 if self.currency in ("UGX", "XOF") else 2
        self.seller, self.buyer = self.random.sample(FIRMS, 2)
        if self.random.random() < 0.2:
            self.buyer = pick(PEOPLE)
        day = datetime.date(2024, 1, 1) + datetime.timedelta(self.random.randrange(700))
        self.day, self.due = day, day + datetime.timedelta(pick([14, 30, 45]))
        serial = self.random.randrange(10, 99999)
        self.number = pick([f"INV-{day.year}-{serial:05}", f"{serial:06}", f"F{day.year}/{serial}", f"RE-{serial}", f"{day.year}-{serial:04}"])
        self.rate = pick([0, 16, 18, 19, 20])
        unit = Decimal(1).scaleb(-self.places)
        self.lines = []
        for text in self.random.sample(GOODS[self.language], self.random.randrange(1, 7)):
            quantity = Decimal(self.random.randrange(1, 40))
            price = (Decimal(self.random.randrange(50, 90000)) / (1 if self.places == 0 else 100)).quantize(unit)
            self.lines.append((text, quantity, price, quantity * price))
        self.net = sum(line[3] for line in self.lines)
        self.tax = (self.net * self.rate / 100).quantize(unit, ROUND_HALF_UP)
        self.total = self.net + self.tax

    def money(self, value):
        text = f"{value:,.{self.places}f}"
        if self.language == "de":
            return text.translate(str.maketrans(",.", ".,"))
        if self.language == "fr":
            return text.replace(",", " ").replace(".", ",")
        return text

    def date(self, day):
        if self.language == "de":
            return day.strftime("%d.%m.%Y")
        style = self.random.randrange(3) if self.language == "en" else 0
        return [day.strftime("%d/%m/%Y"), f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat()][style]

    def key(self):
        return {
            "number": self.number, "date": self.day.isoformat(), "due_date": self.due.isoformat(), "seller": self.seller,
            "buyer": self.buyer, "currency": self.currency, "total": str(self.total), "tax": str(self.tax),
            "lines": [dict(description=text, quantity=str(q), unit_price=str(p), amount=str(a)) for text, q, p, a in self.lines],
        }

    def address(self, name):
        lines = [name, self.random.choice(STREETS[self.country]), self.random.choice(TOWNS[self.country])]
        return "".join(div(html.escape(line)) for line in lines)

    def page(self):
        w, layout = self.words, None if self.elsewhere else self.random.randrange(5)
        sign = self.random.choice(["", f" {self.currency}"])
        grid = self.random.choice(["td,th{border:1px solid #444}", "th{border-bottom:2px solid #222}td{border-bottom:1px solid #ccc}", "th{background:#ddd}", ""])
        rows = "".join(
            f"<tr><td>{html.escape(text)}</td><td class=n>{q}</td><td class=n>{self.money(p)}</td><td class=n>{self.money(a)}</td></tr>"
            for text, q, p, a in self.lines)
        table = f"<table class=items><tr><th>{w['desc']}</th><th class=n>{w['qty']}</th><th class=n>{w['price']}</th><th class=n>{w['amount']}</th></tr>{rows}</table>"
        sums = f"<table class=sums><tr><td>{w['net']}</td><td class=n>{self.money(self.net)}{sign}</td></tr>"
        sums += f"<tr><td>{w['tax']} {self.rate}%</td><td class=n>{self.money(self.tax)}{sign}</td></tr>"
        sums += f"<tr class=b><td>{w['total']}</td><td class=n>{self.money(self.total)} {self.currency}</td></tr></table>"
        facts = [(w["no"], self.number), (w["date"], self.date(self.day)), (w["due"], self.date(self.due)), (w["order"], f"PO{self.random.randrange(100, 9999)}")]
        info = "<table class=info>" + "".join(f"<tr><td>{a}{self.colon()}</td><td>{b}</td></tr>" for a, b in facts) + "</table>"
        contact = f"<div class=small>Tel. {self.random.randrange(100, 999)} {self.random.randrange(100000, 999999)} &middot; info@example.org</div>"
        seller, buyer = self.address(self.seller), self.address(self.buyer)
        head, foot = self.nameless(info, seller, buyer) if self.elsewhere else (self.head(layout, info, contact, seller, buyer), "")
        style = f"body{{font:{self.random.choice([13, 14, 15, 16])}px '{self.random.choice(FONTS)}';margin:60px;width:840px}}{grid}"
        style += ".row{display:flex;justify-content:space-between;margin:24px 0}.items{width:100%;border-collapse:collapse;margin:30px 0}td,th{padding:5px 8px;text-align:left}"
        style += ".n{text-align:right!important}.sums{margin-left:auto}.b{font-weight:bold}.small{font-size:11px}.window{margin:14px 0 60px}.logo{font-size:26px}.info td{border:0}"
        style += ".foot{position:absolute;top:1230px;width:840px;border-top:1px solid #777;font-size:11px}.sign{font-size:44px;letter-spacing:3px}"
        return f"<meta charset=utf-8><style>{style}</style>{head}{table}{sums}<p>{w['pay']}</p>{foot}"

    def head(self, layout, info, contact, seller, buyer):
        """Head of a paper that begins with its seller, in one of five layouts."""
        w, name = self.words, html.escape(self.seller)
        title, to = f"<h1>{w['title']}</h1>", f"<b>{w['to']}</b>"
        if layout == 0:
            return row(div(f"<b>{seller}</b>{contact}"), title) + row(div(to + buyer), info)
        if layout == 1:
            return f"<h1>{w['title']} {self.number}</h1>" + row(div(f"<b>{w['by']}:</b>{seller}"), div(f"<b>{w['to']}:</b>{buyer}")) + info
        if layout == 2:
            return row(div(""), f"<div class=logo>{name}</div>") + f"<div class=small>{dotted(seller)}</div><div class=window>{buyer}</div>" + row(title, info)
        if layout == 3:
            top = f"<center><h1>{name}</h1>{seller.split('</div>', 1)[1]}{contact}</center><h2>{w['title']}</h2>"
            return top + row(div(f"<b>{w['to']}:</b> {html.escape(self.buyer)}"), info)
        return row(title, div(seller + contact)) + info + row(div(to + buyer), div(f"<b>{w['ship']}</b>{buyer}"))

    def nameless(self, info, seller, buyer):
        """Head and foot of a paper whose seller is named elsewhere than in its head."""
        w, f, name = self.words, FOOTS[self.language], html.escape(self.seller)
        domain = "".join(letter for letter in self.seller.lower() if "a" <= letter <= "z")[:14]
        contact = f"{f['tel']} {self.random.randrange(100, 999)} {self.random.randrange(100000, 999999)} &middot; info@{domain}.example"
        bank = [f"{f['bank']}: {BANKS[self.language]}", f"{f['account']} {self.random.randrange(10**9, 10**10)}"]
        sign = self.random.choice([
            "<svg width=70 height=60><circle cx=30 cy=30 r=26 fill='#555'/><rect x=34 y=20 width=30 height=30 fill='#999'/></svg>",
            "<svg width=60 height=60><polygon points='5,55 30,5 55,55' fill='#444'/></svg>",
            f"<span class=sign>{''.join(part[0] for part in self.seller.split() if part[0].isupper())[:3]}X</span>", "",
        ])
        head = row(div(sign), f"<h1>{w['title']}</h1>") + row(div(self.random.choice([f"<b>{w['to']}</b>", ""]) + buyer), info)
        column = "".join(map(div, bank))
        kind = self.random.randrange(4)
        if kind == 0:
            foot = row(div(seller), *map(div, contact.split(" &middot; ")), div(column))
        elif kind == 1:
            foot = f"<center>{div(dotted(seller))}{div(contact)}{div(' &middot; '.join(bank))}</center>"
        elif kind == 2:
            foot = row(div(div(f"{f['holder']}: {name}") + column), div(contact))
        else:
            imprint = f"{name} &middot; {f['reg']} {self.random.randrange(1000, 99999)} &middot; {f['head']}: {self.random.choice(PEOPLE)}"
            foot = div(imprint) + div(" &middot; ".join([contact, *bank]))
        return head, f"<div class=foot>{foot}</div>"

    def colon(self):
        return self.random.choice([":", ""])

    def picture(self, page):
        """As a scanner or a telephone gives it: a little turned, soft, in JPEG's blocks."""
        page.set_content(self.page())
        turn = self.random.uniform(-0.8, 0.8) if self.random.random() < 0.5 else 0
        soft = self.random.uniform(0.2, 0.6) if self.random.random() < 0.5 else 0
        page.add_style_tag(content=f"html{{background:white}}body{{transform:rotate({turn}deg);filter:grayscale(1) blur({soft}px)}}")
        return page.screenshot(type="jpeg", quality=self.random.randrange(55, 95))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--elsewhere", action="store_true")
    given = parser.parse_args()
    folder = pathlib.Path(given.folder)
    folder.mkdir(parents=True, exist_ok=True)
    keys = {}
    browser_path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 960, "height": 1358}, device_scale_factor=1.6)
        for number in range(given.papers):
            paper = Paper(number, given.seed, given.elsewhere)
            (folder / f"{number:03}.jpg").write_bytes(paper.picture(page))
            keys[f"{number:03}"] = paper.key()
        browser.close()
    (folder / "keys.json").write_text(json.dumps(keys, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
