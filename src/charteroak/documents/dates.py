"""Days and moments in words, as an American reads them."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """Return ``November 26, 2026``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def moment_words(moment: datetime) -> str:
    """Return ``November 26, 2026, 2:05 a.m. EST``, in the moment's own time zone.

    Raises:
        ValueError: the moment has no time zone.
    """
    return f"{day_words(moment.date())}, {clock_words(moment)} {zone_words(moment)}"


def zone_words(moment: datetime) -> str:
    """Return the moment's own time zone, ``EST``.

    Raises:
        ValueError: it has none.
    """
    if zone := moment.tzname():
        return zone
    message = f"{moment} has no time zone; a paper that says when must say whose clock"
    raise ValueError(message)


def clock_words(moment: datetime) -> str:
    """Return ``2:05 a.m.``."""
    half = "a.m." if moment.hour < 12 else "p.m."  # noqa: PLR2004 - noon
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"
