"""The development tables of `shared/data` as plain CSV files with a target column."""
import csv
import pathlib
import statistics
from datetime import date, datetime


def german(data):
    names = [f"attribute_{place + 1}" for place in range(20)]
    rows = [line.split() for line in (data / "credit/german/german.data").open()]
    return names + ["bad"], [row[:20] + [str(int(row[20]) - 1)] for row in rows]


def plain(path, target, leave=()):
    def load(data):
        with (data / path).open(encoding="utf-8-sig") as file:
            header, *rows = csv.reader(file)
        places = [place for place, name in enumerate(header) if name not in leave and name != target]
        places.append(header.index(target))
        return [header[place] or "row" for place in places[:-1]] + ["bad"], [[row[place] for place in places] for row in rows]
    return load


def polish(year):
    def load(data):
        head, body = (data / f"credit/polish-bankruptcy/{year}year.arff").read_text().split("@data\n")
        names = [f"ratio_{place + 1}" for place in range(head.count("@attribute") - 1)]
        rows = [line.replace("?", "").split(",") for line in body.splitlines() if line]
        return names + ["bad"], rows
    return load


def instant(text):
    return datetime.fromisoformat(text[:19])


def lender(data):
    """Each loan with what the customer's earlier loans, closed before it was approved, tell."""
    folder = data / "credit/superlender-nigeria"
    with (folder / "trainprevloans.csv").open() as file:
        earlier = {}
        for loan in csv.DictReader(file):
            earlier.setdefault(loan["customerid"], []).append(loan)
    with (folder / "traindemographics.csv").open() as file:
        people = {row["customerid"]: row for row in csv.DictReader(file)}
    person = ("bank_account_type", "bank_name_clients", "employment_status_clients", "birth_year")
    names = ["loannumber", "loanamount", "totaldue", "termdays", "referred", "closed", "late_share", "days_late_mean",
             "days_late_max", "days_late_last", "first_late_mean", "first_late_last", "amount_mean", "amount_max",
             "days_open_mean", "days_since_last", "tenure", *person, "bad"]
    rows = []
    with (folder / "trainperf.csv").open() as file:
        for loan in csv.DictReader(file):
            now = instant(loan["approveddate"])
            past = sorted((item for item in earlier.get(loan["customerid"], []) if instant(item["closeddate"]) < now),
                          key=lambda item: item["closeddate"])
            late, first, opened, amounts = [], [], [], []
            for item in past:
                began = instant(item["approveddate"])
                late.append((instant(item["closeddate"]) - began).days - int(item["termdays"]))
                first.append((instant(item["firstrepaiddate"]) - instant(item["firstduedate"])).days)
                opened.append((instant(item["closeddate"]) - began).days)
                amounts.append(float(item["loanamount"]))
            history = [""] * 12
            if past:
                history = [len(past), statistics.mean(day > 0 for day in late), statistics.mean(late), max(late), late[-1],
                           statistics.mean(first), first[-1], statistics.mean(amounts), max(amounts),
                           statistics.mean(opened), (now - instant(past[-1]["closeddate"])).days,
                           (now - instant(past[0]["approveddate"])).days]
            rows.append([loan["loannumber"], loan["loanamount"], loan["totaldue"], loan["termdays"],
                         str(int(bool(loan["referredby"]))), *map(str, history),
                         *(people.get(loan["customerid"], {}).get(name, "") for name in person),
                         str(int(loan["good_bad_flag"] == "Bad"))])
    return names, rows


def day(text):
    return date(1900 + int(text[:2]), int(text[2:4]), int(text[4:6]))


def berka(data):
    """Loans with the movements of their account before the loan."""
    folder = data / "berka"
    moves = {}
    with (folder / "ecac_trans_test.csv").open() as file:
        for row in csv.DictReader(file, delimiter=";"):
            moves.setdefault(row["account_id"], []).append(row)
    names = ["amount", "duration", "payments", "moves", "tenure", "balance_min", "balance_mean", "balance_last", "balance_sd",
             "income_month", "spend_month", "load", "negative_days", "penalties", "bad"]
    rows = []
    with (folder / "loan.csv").open() as file:
        for loan in csv.DictReader(file, delimiter=";"):
            own = sorted(moves.get(loan["account_id"], []), key=lambda row: row["date"])
            if not own:
                continue
            balances = [float(row["balance"]) for row in own]
            months = max(1, (day(loan["date"]) - day(own[0]["date"])).days / 30)
            income = sum(float(row["amount"]) for row in own if row["type"] == "credit") / months
            spent = sum(float(row["amount"]) for row in own if row["type"] != "credit") / months
            rows.append([str(value) for value in (
                loan["amount"], loan["duration"], loan["payments"], len(own), months, min(balances),
                statistics.mean(balances), balances[-1], statistics.pstdev(balances), income, spent,
                float(loan["payments"]) / max(income, 1), sum(balance < 0 for balance in balances),
                sum("sanction" in row["k_symbol"] for row in own), int(loan["status"] in "BD"))])
    return names, rows


SBA_LEAKS = ("ChgOffDate", "ChgOffPrinGr", "BalanceGross", "MIS_Status", "Term", "RealEstate", "daysterm", "xx", "Portion",
             "Selected", "Name", "LoanNr_ChkDgt", "Recession")
TABLES = {
    "german": german,
    "berka": berka,
    "sba": plain("credit/sba-case/SBAcase.csv", "Default", SBA_LEAKS),
    "lender": lender,
    "hmeq": plain("credit/hmeq/hmeq.csv", "BAD"),
    "polish-5": polish(5),
    "polish-1": polish(1),
    "taiwan": plain("credit/taiwan-default/UCI_Credit_Card.csv", "default.payment.next.month", ("ID",)),
    "gmsc": plain("credit/gmsc/cs-training.csv", "SeriousDlqin2yrs", ("",)),
}
