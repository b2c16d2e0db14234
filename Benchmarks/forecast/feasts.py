#!/usr/bin/env python3
"""Works out the moving feasts of India from 2000 to 2030 and names where the tables of
HolidayCalendar+India.swift differ or leave a year out.

The sun and the moon are those of J. Meeus, "Astronomical Algorithms", 1991, chapters 24 and 45
(the largest terms: a few minutes of a lunar day); a lunar day is 12 degrees between them, a lunar
month begins with the new moon and has its name from the sign (of Lahiri) that the sun enters in
it; one without such an entry is none. Times are those of Delhi.

usage: Benchmarks/forecast/feasts.py"""

import datetime
import math
import pathlib
import re

SOURCE = (pathlib.Path(__file__).resolve().parents[2]
          / "Sources/Insight/Forecast/Holidays/HolidayCalendar+India.swift")
# By table: month (1 is Chaitra), lunar day from the new moon on, the hour at which it counts.
FEASTS = {
    "shivaratri": (11, 29, "midnight"), "holi": (12, 15, "dusk"), "ramNavami": (1, 9, "noon"),
    "mahavirJayanti": (1, 13, "sunrise"), "buddhaPurnima": (2, 15, "sunrise"),
    "janmashtami": (5, 23, "sunrise"), "dussehra": (7, 10, "afternoon"),
    "diwali": (7, 30, "dusk"), "guruNanak": (8, 15, "sunrise"),
}
LATITUDE, LONGITUDE = 28.61, 77.21
# Multiples of D, M, M', F and the coefficient, in millionths of a degree.
MOON = """2 0 -1 0 1274027,0 0 1 0 6288774,2 0 0 0 658314,0 0 2 0 213618,0 1 0 0 -185116,
0 0 0 2 -114332,2 0 -2 0 58793,2 -1 -1 0 57066,2 0 1 0 53322,2 -1 0 0 45758,0 1 -1 0 -40923,
1 0 0 0 -34720,0 1 1 0 -30383,2 0 0 -2 15327,0 0 1 2 -12528,0 0 1 -2 10980,4 0 -1 0 10675,
0 0 3 0 10034,4 0 -2 0 8548,2 1 -1 0 -7888,2 1 0 0 -6766,1 0 -1 0 -5163,1 1 0 0 4987,
2 -1 1 0 4036,2 0 2 0 3994,4 0 0 0 3861,2 0 -3 0 3665,0 1 -2 0 -2689,2 0 -1 2 -2602,
2 -1 -2 0 2390,1 0 1 0 -2348,2 -2 0 0 2236,0 1 2 0 -2120,0 2 0 0 -2069"""
TERMS = [[int(part) for part in term.split()] for term in MOON.split(",")]


def sine(degrees):
    return math.sin(math.radians(degrees))


def cosine(degrees):
    return math.cos(math.radians(degrees))


def centuries(julian):
    """Since 2000, with the 69 seconds by which the earth runs late."""
    return (julian + 69 / 86_400 - 2_451_545) / 36_525


def sun(t):
    anomaly = 357.52911 + 35_999.05029 * t
    centre = ((1.914602 - 0.004817 * t) * sine(anomaly) + 0.019993 * sine(2 * anomaly)
              + 0.000289 * sine(3 * anomaly))
    return (280.46646 + 36_000.76983 * t + centre - 0.00569
            - 0.00478 * sine(125.04 - 1_934.136 * t)) % 360


def moon(t):
    mean = 218.3164477 + 481_267.88123421 * t - 0.0015786 * t * t
    d = 297.8501921 + 445_267.1114034 * t - 0.0018819 * t * t
    m = 357.5291092 + 35_999.0502909 * t
    own = 134.9633964 + 477_198.8675055 * t + 0.0087414 * t * t
    f = 93.2720950 + 483_202.0175233 * t - 0.0036539 * t * t
    flatter = 1 - 0.002516 * t
    total = sum(size * flatter ** abs(b) * sine(a * d + b * m + c * own + e * f)
                for a, b, c, e, size in TERMS)
    total += (3_958 * sine(119.75 + 131.849 * t) + 1_962 * sine(mean - f)
              + 318 * sine(53.09 + 479_264.290 * t))
    return (mean + total / 1e6 - 0.00478 * sine(125.04 - 1_934.136 * t)) % 360


def apart(julian):
    t = centuries(julian)
    return (moon(t) - sun(t)) % 360


def lunar_day(julian):
    return int(apart(julian) // 12) + 1


def julian(day, hour):
    """Of an hour of India."""
    return 2_440_587.5 + (day - datetime.date(1970, 1, 1)).days + (hour - 5.5) / 24


def daylight(day):
    """Sunrise and sunset, hours of India."""
    t = centuries(julian(day, 12))
    place = sun(t)
    height = math.degrees(math.asin(sine(23.4393) * sine(place)))
    ascent = math.degrees(math.atan2(cosine(23.4393) * sine(place), cosine(place)))
    late = ((280.46646 + 36_000.76983 * t - 0.0057 - ascent + 180) % 360 - 180) * 4
    half = math.degrees(math.acos((sine(-0.833) - sine(LATITUDE) * sine(height))
                                  / (cosine(LATITUDE) * cosine(height))))
    noon = 12 + (82.5 - LONGITUDE) / 15 - late / 60
    return noon - half / 15, noon + half / 15


def new_moon(before):
    time = before
    for turn in range(6):
        away = apart(time)
        time -= (away if turn == 0 or away < 300 else away - 360) / 12.190749
    return time


def month(time):
    """Nil of a month that the sun enters no sign in."""
    first = new_moon(time)
    last = new_moon(first + 31)
    signs = []
    for edge in (first, last):
        t = centuries(edge)
        signs.append(int((sun(t) - 23.853 - 1.3969 * t) % 360 // 30))
    return None if signs[0] == signs[1] else (signs[0] + 1) % 12 + 1


def hours(day):
    rise, fall = daylight(day)
    morrow, _ = daylight(day + datetime.timedelta(1))
    return {"sunrise": rise, "noon": (rise + fall) / 2, "afternoon": rise + 0.7 * (fall - rise),
            "dusk": fall + 0.4, "midnight": (fall + morrow + 24) / 2}


def days(year, table):
    """On which the lunar day has come at its hour, or next to it where it is too short."""
    number, lunar, hour = FEASTS[table]
    about = datetime.date(year, 1, 1) + datetime.timedelta(
        ((number - 1) * 29.53 + 94 + lunar) % 365)
    near = [about + datetime.timedelta(step) for step in range(-32, 33)]
    near = [(day, hours(day)[hour]) for day in near if day.year == year]
    for slack in (0, 0.4, 1, 2, 3, 4, 6):
        found = [day for day, time in near
                 if any(lunar_day(julian(day, time + side)) == lunar
                        and month(julian(day, time + side)) == number for side in (-slack, slack))]
        if found:
            return found
    return []


def feast(year, table):
    found = days(year, table)
    if table != "holi":
        return found[0]
    # The fire waits for the next day where the full moon lasts through seven eighths of that.
    morrow = found[0] + datetime.timedelta(1)
    rise, fall = daylight(morrow)
    lasts = lunar_day(julian(morrow, rise + 0.875 * (fall - rise))) == 15
    return (morrow if len(found) == 1 and lasts else found[-1]) + datetime.timedelta(1)


def main():
    text = SOURCE.read_text()
    same = 0
    for table in FEASTS:
        body = re.search(rf"let {table}: .*?= \[(.*?)\n    \]", text, re.S)[1]
        kept = {int(y): (int(m), int(d)) for y, m, d in re.findall(r"(\d+): \((\d+), (\d+)\)", body)}
        for year in range(2000, 2031):
            day = feast(year, table)
            if kept.get(year) == (day.month, day.day):
                same += 1
            else:
                print(f"{table} {year}: {day}, the table has {kept.get(year, 'none')}")
    print(f"{same} days are the same")


if __name__ == "__main__":
    main()
