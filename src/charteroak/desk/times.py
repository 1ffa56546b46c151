"""When the clock of a duty ends, from when it began where the desk stands."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from charteroak.desk.places import Clock as Rule
from charteroak.desk.requests.clocks import Clock, Count, due
from charteroak.desk.requests.holidays import holiday_on

Data = dict[str, Any]
WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
NOON = 12


def read_start(words: str) -> datetime | None:
    """Return the local time that an address names, ``2026-11-26T02:05``; None where it is none."""
    if not WRITTEN.fullmatch(words):
        return None
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def end_of(rule: Rule, start: datetime, zone: ZoneInfo) -> datetime:
    """Return when the clock ends that began at the local time ``start``, in local time."""
    count = Count.COUNTED_HOURS if rule.leave_out else Count.HOURS
    clock = Clock(count=count, amount=rule.hours)
    return due(clock, start.replace(tzinfo=zone), zone).astimezone(zone)


def holidays_between(first: date, last: date) -> list[str]:
    """Return the federal holidays of some days, for a telephone that has no calendar of them."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day.isoformat() for day in days if holiday_on(day)]


def time_words(at: datetime) -> str:
    """Return a time as people write it: ``Saturday, November 28, 2026 at 2:05 AM``."""
    half = "AM" if at.hour < NOON else "PM"
    hour = at.hour % NOON or NOON
    return f"{at:%A, %B} {at.day}, {at.year} at {hour}:{at.minute:02} {half}"
