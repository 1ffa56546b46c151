"""Clocks: from the words *by when* to a time, where the words are exact; nowhere else.

``read_clock`` reads the words, ``due`` does the arithmetic.  What is not read here is shown in the
words of the text and never guessed.  All times are aware; a day is a day where the agency is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from charteroak.desk.requests.holidays import DAY, day_off_on, holiday_on, is_weekend

HOUR = timedelta(hours=1)
NOTHING = timedelta()
FORTY_EIGHT_HOURS = 48


class Start(StrEnum):
    """From when a clock runs, and how a person is asked for it where the record does not know."""

    RECEIVED = "when the request came in"
    DECIDED = "when it was decided"
    CUSTODY = "when our own custody ended"
    SHIFT = "when the shift ends"
    ENTERED = "when the time began to run"


class Count(StrEnum):
    """What is counted."""

    HOURS = "hours, one after the other"
    COUNTED_HOURS = "hours, without Saturdays, Sundays and holidays"
    DAYS = "days, to the end of the last"
    BUSINESS_DAYS = "days, without Saturdays, Sundays and holidays, to the end of the last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock as words state it: so many hours or days from a start, or a fixed day."""

    start: Start = Start.RECEIVED
    count: Count = Count.HOURS
    amount: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BothClocks:
    """The two ends of 48 hours, and what is in doubt about the second.

    ``straight`` counts every hour, as form I-247A says.  ``counted`` leaves out Saturdays, Sundays
    and holidays, as 8 CFR 287.7(d) says.  ``days_off`` are the days off for a holiday that falls on
    a weekend; the regulation does not say whether they are holidays.  ``counted`` takes them for
    ordinary days, and so gives the earlier end; ``without_days_off`` leaves them out too.
    """

    straight: datetime
    counted: datetime
    without_days_off: datetime
    days_off: tuple[str, ...]

    @property
    def first(self) -> datetime:
        """The end that comes first."""
        return min(self.straight, self.counted)


NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
AMOUNT = r"(?:within )?(?P<amount>\d{1,3}|" + "|".join(NUMBERS) + ")"
RECEIPT = r"(?:(?:of|after|from) (?:the )?(?:receipt|request)|of receiving (?:it|the request))"
CUSTODY = r"after (?:the person would otherwise have (?:gone free|been released)|own custody ended)"
SINCE = rf"(?: (?:(?P<receipt>{RECEIPT})|(?P<custody>{CUSTODY})))?"
LEFT_OUT = (
    r", (?:excluding )?(?P<out>saturdays, sundays,? and (?:federal )?holidays"
    r"|weekends and (?:federal )?holidays)(?P<not> not counted| counted|)"
)
HOURS = re.compile(rf"{AMOUNT} hours?{SINCE}(?:{LEFT_OUT})?")
DAYS = re.compile(rf"{AMOUNT} (?P<kind>business|working|calendar)? ?days?{SINCE}")
DATE = re.compile(r"(?:by )?(?P<on>\d{4}-\d{2}-\d{2})")
AT = {
    "on receipt": Clock(),
    "at once": Clock(),
    "with the copy, on receipt": Clock(),
    "at once after the decision": Clock(start=Start.DECIDED),
    "when own custody ends": Clock(start=Start.CUSTODY),
    "before the end of the shift": Clock(start=Start.SHIFT),
    "the same day": Clock(count=Count.DAYS),
    "before the end of the day": Clock(count=Count.DAYS),
}


def read_clock(by_when: str) -> Clock | None:
    """Return the clock that the words state; None where they are not exact."""
    words = " ".join(by_when.casefold().split()).rstrip(".")
    if words in AT:
        return AT[words]
    if found := HOURS.fullmatch(words):
        return _hours(found)
    if found := DAYS.fullmatch(words):
        counted = found["kind"] in {"business", "working"}
        count = Count.BUSINESS_DAYS if counted else Count.DAYS
        return Clock(start=_start(found), count=count, amount=_amount(found))
    if found := DATE.fullmatch(words):
        return _fixed(found["on"])
    return None


def due(clock: Clock, start: datetime, zone: ZoneInfo) -> datetime:
    """Return when ``clock`` ends, started at ``start``, in UTC.

    The day of the start is not counted: two business days from a Monday end with Wednesday.
    """
    if clock.on is not None:
        return _end_of(clock.on, zone)
    if clock.count is Count.HOURS:
        return start.astimezone(UTC) + clock.amount * HOUR
    if clock.count is Count.COUNTED_HOURS:
        return _counted_end(start, clock.amount * HOUR, zone, left_out=_is_left_out)
    day = start.astimezone(zone).date()
    if clock.count is Count.DAYS:
        return _end_of(day + clock.amount * DAY, zone)
    return _end_of(_business_day(day, clock.amount), zone)


def both_clocks(start: datetime, zone: ZoneInfo, *, hours: int = FORTY_EIGHT_HOURS) -> BothClocks:
    """Return the two ends of ``hours`` that begin at ``start``, in UTC."""
    length = hours * HOUR
    counted = _counted_end(start, length, zone, left_out=_is_left_out)
    late = _counted_end(start, length, zone, left_out=lambda day: _is_left_out(day) or _off(day))
    return BothClocks(
        straight=start.astimezone(UTC) + length,
        counted=counted,
        without_days_off=late,
        days_off=tuple(_days_off(start.astimezone(zone).date(), late.astimezone(zone).date())),
    )


def _hours(found: re.Match[str]) -> Clock:
    left_out = bool(found["out"]) and found["not"] != " counted"
    count = Count.COUNTED_HOURS if left_out else Count.HOURS
    return Clock(start=_start(found), count=count, amount=_amount(found))


def _start(found: re.Match[str]) -> Start:
    """Return the start that the words name; where they name none, a person has to say it."""
    if found["receipt"]:
        return Start.RECEIVED
    return Start.CUSTODY if found["custody"] else Start.ENTERED


def _amount(found: re.Match[str]) -> int:
    return NUMBERS.get(found["amount"]) or int(found["amount"])


def _fixed(written: str) -> Clock | None:
    try:
        return Clock(on=date.fromisoformat(written))
    except ValueError:
        return None


def _is_left_out(day: date) -> bool:
    return is_weekend(day) or bool(holiday_on(day))


def _off(day: date) -> bool:
    return bool(day_off_on(day))


def _days_off(first: date, last: date) -> list[str]:
    days = ((first + number * DAY) for number in range((last - first).days + 1))
    return [f"{day:%A, %B} {day.day}, for {name}" for day in days if (name := day_off_on(day))]


def _counted_end(
    start: datetime, length: timedelta, zone: ZoneInfo, *, left_out: Callable[[date], bool]
) -> datetime:
    """Go on from day to day; hours are real hours, so that a day of 23 or 25 counts as such."""
    at, left = start.astimezone(UTC), length
    while True:
        day = at.astimezone(zone).date()
        midnight = _midnight(day + DAY, zone)
        if not left_out(day):
            if at + left <= midnight:
                return at + left
            left -= midnight - at
        at = midnight


def _business_day(day: date, number: int) -> date:
    while number > 0:
        day += DAY
        if not (_is_left_out(day) or _off(day)):
            number -= 1
    return day


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the last second of a day, which reads as that day and not as the next."""
    return _midnight(day + DAY, zone) - timedelta(seconds=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
