"""Clocks: exact words become times, hours are real hours, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.library import Library
from charteroak.desk.requests.clocks import Clock, Count, Start, both_clocks, due, read_clock
from charteroak.desk.requests.holidays import holiday_on, is_weekend

NEW_YORK = ZoneInfo("America/New_York")
GUIDANCE = Path(__file__).resolve().parents[3] / "guidance"
COUNTED, BUSINESS = Count.COUNTED_HOURS, Count.BUSINESS_DAYS
LEFT_OUT = "Saturdays, Sundays and holidays not counted"
READ = {
    "on receipt": Clock(),
    "At once": Clock(),
    "at once after the decision": Clock(start=Start.DECIDED),
    "when own custody ends": Clock(start=Start.CUSTODY),
    "before the end of the shift": Clock(start=Start.SHIFT),
    "the same day": Clock(count=Count.DAYS),
    "2027-01-01": Clock(on=date(2027, 1, 1)),
    "48 hours": Clock(start=Start.ENTERED, amount=48),
    "within 24 hours of the request": Clock(amount=24),
    "within two business days": Clock(start=Start.ENTERED, count=BUSINESS, amount=2),
    "within five business days of receipt": Clock(count=BUSINESS, amount=5),
    "within 30 days after receipt": Clock(count=Count.DAYS, amount=30),
    f"48 hours, {LEFT_OUT}": Clock(start=Start.ENTERED, count=COUNTED, amount=48),
    f"48 hours after the person would otherwise have gone free, {LEFT_OUT}": Clock(
        start=Start.CUSTODY, count=COUNTED, amount=48
    ),
    "48 hours after the person would otherwise have gone free, weekends and holidays counted": (
        Clock(start=Start.CUSTODY, amount=48)
    ),
}
NOT_EXACT = [
    "",
    "promptly after the notice",
    "before any answer",
    "during the visit",
    "every six months",
    "until the court or the agency lifts the order",
    "1 April 2025, and whenever the post falls vacant",
    "2026-02-31",
    "within a few hours",
    "48 hours, or sooner",
]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def shown(time: datetime) -> str:
    return f"{time.astimezone(NEW_YORK):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("words", READ)
def test_exact_words_are_read(words: str) -> None:
    assert read_clock(words) == READ[words]


@pytest.mark.parametrize("words", NOT_EXACT)
def test_what_is_not_exact_is_not_guessed(words: str) -> None:
    assert read_clock(words) is None


def test_every_number_of_hours_that_a_text_states_is_read() -> None:
    library = Library.from_directory(GUIDANCE)
    versions = [header.id for shelf in library.shelves.values() for header in shelf.headers]
    rows = [row for each in versions for t in library.version(each).tables for row in t.rows]
    words = {words for row in rows if (words := dict(row.columns).get("by when", ""))}

    assert [each for each in words if "hours" in each and read_clock(each) is None] == []
    assert any("hours" in each for each in words)


@pytest.mark.parametrize(
    ("start", "straight", "counted"),
    [
        ("2026-11-23T10:00", "2026-11-25 10:00", "2026-11-25 10:00"),  # Monday
        ("2026-11-25T10:00", "2026-11-27 10:00", "2026-11-30 10:00"),  # over Thanksgiving
        ("2026-11-20T16:00", "2026-11-22 16:00", "2026-11-24 16:00"),  # Friday, over a weekend
        ("2026-11-21T09:00", "2026-11-23 09:00", "2026-11-25 00:00"),  # from a Saturday
        ("2026-03-06T20:00", "2026-03-08 21:00", "2026-03-10 20:00"),  # the spring change
        ("2026-10-30T20:00", "2026-11-01 19:00", "2026-11-03 20:00"),  # the autumn change
    ],
)
def test_both_48_hour_clocks_run_side_by_side(start: str, straight: str, counted: str) -> None:
    clocks = both_clocks(local(start), NEW_YORK)

    assert shown(clocks.straight) == straight
    assert shown(clocks.counted) == counted
    assert clocks.first == min(clocks.straight, clocks.counted)


def test_a_day_off_for_a_holiday_on_a_weekend_is_in_doubt_and_is_said() -> None:
    # 4 July 2026 is a Saturday; Friday is the day off.
    clocks = both_clocks(local("2026-07-02T12:00"), NEW_YORK)

    assert clocks.days_off == ("Friday, July 3, for Independence Day",)
    assert shown(clocks.counted) == "2026-07-06 12:00"
    assert shown(clocks.without_days_off) == "2026-07-07 12:00"


def test_business_days_do_not_count_the_first_day_a_weekend_or_a_holiday() -> None:
    clock = read_clock("within two business days of receipt")
    assert clock is not None

    end = due(clock, local("2026-11-25T09:00"), NEW_YORK)

    assert shown(end) == "2026-11-30 23:59"


def test_the_same_day_ends_where_the_agency_is() -> None:
    clock = read_clock("the same day")
    assert clock is not None

    late_evening = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)

    assert shown(due(clock, late_evening, NEW_YORK)) == "2026-11-25 23:59"


STARTS = st.datetimes(datetime(2014, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(STARTS)
def test_counted_hours_are_exactly_48_of_days_that_count(start: datetime) -> None:
    end = both_clocks(start, NEW_YORK).counted

    # Minute by minute from the start, in an own and slower way.
    minutes = int((end - start).total_seconds()) // 60
    hours = [start + timedelta(minutes=number + 0.5) for number in range(0, minutes, 15)]
    days = [each.astimezone(NEW_YORK).date() for each in hours]
    counted = sum(not (is_weekend(day) or holiday_on(day)) for day in days)
    assert abs(counted - 48 * 4) <= 3


@given(STARTS)
def test_the_straight_clock_never_ends_after_the_other(start: datetime) -> None:
    clocks = both_clocks(start, NEW_YORK)

    assert clocks.straight - start == timedelta(hours=48)
    assert clocks.straight <= clocks.counted <= clocks.without_days_off
