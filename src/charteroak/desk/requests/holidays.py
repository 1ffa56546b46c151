"""The federal holidays of any year, by the rules of 5 USC 6103.

(a) names the days; Juneteenth is one since Public Law 117-17 of 17 June 2021.  (b)(1) moves the day
off to Friday where the holiday is a Saturday; Executive Order 11582, section 3(a), to Monday where
it is a Sunday.  Inauguration Day, (c), is one around Washington alone and is left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
JUNETEENTH_SINCE = 2021
DAY = timedelta(days=1)


def is_weekend(day: date) -> bool:
    """Return whether ``day`` is a Saturday or a Sunday."""
    return day.weekday() in {SATURDAY, SUNDAY}


def holiday_on(day: date) -> str:
    """Return the name of the holiday that falls on ``day`` itself, or nothing."""
    return _named(day.year).get(day, "")


def day_off_on(day: date) -> str:
    """Return the name of the holiday for which ``day`` is the day off instead, or nothing."""
    if is_weekend(day):
        return ""
    if day.weekday() == MONDAY:
        return holiday_on(day - DAY)
    return holiday_on(day + DAY) if (day + DAY).weekday() == SATURDAY else ""


@lru_cache(maxsize=64)
def _named(year: int) -> dict[date, str]:
    named = {
        date(year, 1, 1): "New Year's Day",
        _weekday(year, 1, MONDAY, 3): "Birthday of Martin Luther King, Jr.",
        _weekday(year, 2, MONDAY, 3): "Washington's Birthday",
        _weekday(year, 6, MONDAY, 1) - 7 * DAY: "Memorial Day",
        date(year, 7, 4): "Independence Day",
        _weekday(year, 9, MONDAY, 1): "Labor Day",
        _weekday(year, 10, MONDAY, 2): "Columbus Day",
        date(year, 11, 11): "Veterans Day",
        _weekday(year, 11, THURSDAY, 4): "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }
    if year >= JUNETEENTH_SINCE:
        named[date(year, 6, 19)] = "Juneteenth National Independence Day"
    return named


def _weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the first, second, … ``weekday`` of a month."""
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY
