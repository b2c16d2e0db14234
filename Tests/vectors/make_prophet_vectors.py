#!/usr/bin/env python3
"""Writes prophet.json: generated series and what Python's Prophet makes of them, for
ProphetParityTests. Needs `pip install prophet`; seen with prophet 1.5.0.

usage: Tests/vectors/make_prophet_vectors.py"""

import json
import logging
import math
import pathlib

import numpy as np
import pandas as pd
from prophet import Prophet

logging.disable(logging.CRITICAL)


def noise(count, seed):
    return np.random.default_rng(seed).normal(size=count)


def days(count, future, frequency="D"):
    return pd.date_range("2021-01-01", periods=count + future, freq=frequency)


def daily():
    ds = days(400, 60)
    step = np.arange(len(ds))
    feast = ["2021-04-04", "2022-04-17", "2021-12-25", "2022-02-20"]
    price = 10 + np.round(2 * np.sin(step / 17), 3)
    open_late = (ds.day <= 7).astype(int)
    y = (200 + 0.1 * step - 0.25 * np.maximum(0, step - 180) + 12 * np.sin(2 * math.pi * step / 7)
         + 25 * ds.isin(pd.to_datetime(feast)) - 3 * price + 8 * open_late * (ds.dayofweek == 4)
         + 4 * noise(len(ds), 1))
    model = Prophet(interval_width=0.8, holidays=pd.DataFrame(
        {"holiday": "feast", "ds": pd.to_datetime(feast), "lower_window": -1, "upper_window": 1}))
    model.add_regressor("price")
    model.add_seasonality("pay_week", period=7, fourier_order=2, condition_name="pay")
    return model, ds, y, 400, {"price": price, "pay": open_late}, {
        "holidays": {"name": "feast", "days": feast, "lower": -1, "upper": 1},
        "regressors": ["price"],
        "season": {"name": "pay_week", "period": 7, "order": 2, "condition": "pay"}}


def monthly():
    ds = days(132, 24, "MS")
    step = np.arange(len(ds))
    y = (500 + 4 * step + 5 * np.maximum(0, step - 70)) * (
        1 + 0.2 * np.sin(2 * math.pi * ds.month / 12) + 0.05 * np.cos(4 * math.pi * ds.month / 12)
    ) + 12 * noise(len(ds), 2)
    return Prophet(seasonality_mode="multiplicative"), ds, y, 132, {}, {"mode": "multiplicative"}


def logistic():
    ds = days(300, 60)
    step = np.arange(len(ds))
    y = 900 / (1 + np.exp(-(step - 140) / 45)) + 20 * np.sin(2 * math.pi * step / 7) \
        + 10 * noise(len(ds), 3)
    return Prophet(growth="logistic"), ds, y, 300, {}, {"growth": "logistic", "capacity": 1000}


def flat():
    ds = days(200, 30)
    y = 60 + 9 * (ds.dayofweek == 5) + 3 * noise(len(ds), 4)
    return Prophet(growth="flat"), ds, y, 200, {}, {"growth": "flat"}


def bumps():
    ds = days(40, 20)
    step = np.arange(len(ds))
    y = (100 + 0.05 * step + 10 * np.sin(2 * math.pi * step / 7)
         + 12 * ((step >= 10) & (step < 15)) + 2 * noise(len(ds), 5))
    return Prophet(), ds, y, 40, {}, {}


def few_weeks():
    ds = days(60, 20, "W")
    step = np.arange(len(ds))
    y = 900 / (1 + np.exp(-(step - 30) / 9)) + 15 * noise(len(ds), 6)
    return Prophet(growth="logistic"), ds, y, 60, {}, {"growth": "logistic", "capacity": 1000}


def few_months():
    ds = days(30, 12, "MS")
    step = np.arange(len(ds))
    y = (200 + 6 * step) * (1 + 0.2 * np.sin(2 * math.pi * step / 12)) + 8 * noise(len(ds), 7)
    return Prophet(seasonality_mode="multiplicative"), ds, y, 30, {}, {"mode": "multiplicative"}


def windows():
    """Each day of a holiday with windows of its own; one day comes twice."""
    ds = days(400, 60)
    step = np.arange(len(ds))
    rows = [("2021-03-01", -1, 1), ("2021-09-06", 0, 0), ("2022-02-01", -1, 1),
            ("2021-06-07", 0, 0), ("2021-06-07", -2, 0), ("2022-03-01", 0, 2)]
    y = 100 + 0.05 * step + 10 * np.sin(2 * math.pi * step / 7) + 2 * noise(len(ds), 8)
    for day, lower, upper in rows:
        place = ds.get_loc(day)
        y[place + lower:place + upper + 1] += 20
    holidays = pd.DataFrame(rows, columns=["ds", "lower_window", "upper_window"])
    holidays = holidays.assign(holiday="feast", prior_scale=5.0)
    table = holidays.to_csv(index=False)
    model = Prophet(holidays=holidays.assign(ds=pd.to_datetime(holidays["ds"])))
    return model, ds, y, 400, {}, {"holidays": {"name": "feast", "table": table}}


def case(name, make):
    model, ds, y, known, columns, settings = make()
    y = np.round(np.asarray(y, dtype=float), 2)
    table = pd.DataFrame({"ds": ds, **columns})
    if "capacity" in settings:
        table["cap"] = settings["capacity"]
    past = table[:known].assign(y=y[:known])
    if "pay" in columns:
        table["pay"] = table["pay"].astype(bool)
        past["pay"] = past["pay"].astype(bool)
    model.fit(past)
    told = model.predict(table)
    names = ["trend", *model.seasonalities, *columns.keys() - {"pay"}]
    if "holidays" in settings:
        names.append("feast")
    return {"name": name, "settings": settings, "known": known,
            "days": [int(day.timestamp()) // 86400 for day in ds], "y": y[:known].tolist(),
            "columns": {key: [float(value) for value in column]
                        for key, column in columns.items()},
            "yhat": told["yhat"].round(4).tolist(),
            "components": {key: told[key].round(5).tolist() for key in names}}


CASES = (daily, monthly, logistic, flat, bumps, few_weeks, few_months, windows)
cases = [case(make.__name__, make) for make in CASES]
target = pathlib.Path(__file__).with_name("prophet.json")
target.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
