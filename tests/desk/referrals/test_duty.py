"""Who is on duty follows the clock on the wall at the agency, across midnight and both changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from charteroak.desk.referrals import actions
from charteroak.desk.referrals.duty import NO_RIGHT, NO_SHIFT, NOBODY, gaps, on_duty
from charteroak.desk.referrals.ladder import ladder_of
from charteroak.desk.referrals.models import Rung
from charteroak.directory.models import Post
from charteroak.ledger.models import Event
from desk.referrals.ladders import NIGHT, School, acts_at, called, climb, make_school, referred

pytestmark = pytest.mark.django_db
EVERY_DAY = range(7)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def school() -> School:
    return make_school()


def shifts(school: School, starts: str, ends: str, days: range = EVERY_DAY) -> None:
    """Put the backup on duty on the first rung."""
    actions.add_shifts(
        acting=acts_at(school.superintendent, school.agency),
        place=1,
        person=school.backup,
        weekdays=days,
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
    )


def first_rung(school: School) -> Rung:
    return ladder_of(school.agency)[0]


def on(school: School, moment: str | datetime) -> str:
    """Return who is on duty on the first rung at a time in New York, or why nobody is."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=NEW_YORK)
    rung = first_rung(school)
    found = on_duty(rung, rung, school.agency, moment.astimezone(UTC))
    return ", ".join(str(each).removeprefix("Demo ") for each in found.people) or found.why


def test_without_a_schedule_whoever_holds_the_post_is_on_duty(school: School) -> None:
    assert on(school, "2026-11-26 02:00") == "Administrator"


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        ("2026-11-23 21:59", NO_SHIFT),
        ("2026-11-23 22:00", "Backup"),
        ("2026-11-24 05:59", "Backup"),
        ("2026-11-24 06:00", NO_SHIFT),
    ],
)
def test_a_night_shift_goes_on_past_midnight(school: School, moment: str, who: str) -> None:
    shifts(school, "22:00", "06:00", range(1))

    assert on(school, moment) == who


def test_a_shift_that_ends_when_it_starts_lasts_a_day(school: School) -> None:
    shifts(school, "08:00", "08:00", range(1))

    assert [on(school, f"2026-11-{day}:59") for day in ("23 07", "23 08", "24 07", "24 08")] == [
        NO_SHIFT,
        "Backup",
        "Backup",
        NO_SHIFT,
    ]


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-07", 7), ("2026-10-31", 9), ("2026-11-25", 8)]
)
def test_a_night_lasts_as_long_as_the_clocks_make_it(
    school: School, night: str, hours: int
) -> None:
    shifts(school, "22:00", "06:00")
    start = datetime.fromisoformat(f"{night} 20:00").replace(tzinfo=NEW_YORK).astimezone(UTC)
    half_hours = [on(school, start + timedelta(minutes=30 * each)) for each in range(28)]

    assert half_hours.count("Backup") == 2 * hours


def test_a_shift_that_starts_in_the_hour_that_does_not_exist_starts_after_it(
    school: School,
) -> None:
    shifts(school, "02:30", "05:00")

    assert on(school, datetime(2026, 3, 8, 6, 59, tzinfo=UTC)) == NO_SHIFT
    assert on(school, datetime(2026, 3, 8, 7, 0, tzinfo=UTC)) == "Backup"


def test_the_hour_that_comes_twice_is_covered_twice(school: School) -> None:
    shifts(school, "01:00", "02:00")

    assert [on(school, datetime(2026, 11, 1, hour, 30, tzinfo=UTC)) for hour in (4, 5, 6, 7)] == [
        NO_SHIFT,
        "Backup",
        "Backup",
        NO_SHIFT,
    ]


def test_an_agency_elsewhere_has_its_own_clock(school: School) -> None:
    shifts(school, "22:00", "06:00")
    moment = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
    assert on(school, moment) == "Backup"

    school.agency.time_zone = "America/Los_Angeles"
    assert on(school, moment) == NO_SHIFT


def change(school: School, hours: int, *, nobody: bool = False) -> None:
    """Put the counsel, or nobody, on duty on the first rung for some hours."""
    actions.add_change(
        acting=acts_at(school.superintendent, school.agency),
        place=1,
        person=None if nobody else school.counsel,
        starts_at=NIGHT,
        ends_at=NIGHT + timedelta(hours=hours),
    )


def test_a_change_holds_before_the_week_and_the_last_one_before_others(school: School) -> None:
    shifts(school, "00:00", "00:00")
    change(school, 3)
    change(school, 1, nobody=True)

    assert [on(school, NIGHT + timedelta(hours=each)) for each in (-1, 0, 1, 2, 3)] == [
        "Backup",
        NOBODY,
        "Counsel",
        "Counsel",
        "Backup",
    ]


def test_who_holds_no_post_any_more_is_not_called_though_on_the_schedule(school: School) -> None:
    shifts(school, "00:00", "00:00")
    Post.objects.filter(person=school.backup).update(until="2026-11-01")

    assert on(school, NIGHT) == NO_RIGHT


def test_what_the_week_leaves_open_is_found(school: School) -> None:
    shifts(school, "08:00", "16:00", range(5))
    found = gaps(first_rung(school), school.agency, NIGHT)

    assert [f"{gap.starts:%a %H:%M} {gap.ends:%a %H:%M}" for gap in found] == [
        "Thu 02:00 Thu 08:00",
        "Thu 16:00 Fri 08:00",
        "Fri 16:00 Mon 08:00",
        "Mon 16:00 Tue 08:00",
        "Tue 16:00 Wed 08:00",
        "Wed 16:00 Thu 02:00",
    ]


def test_a_change_closes_a_gap_and_makes_one(school: School) -> None:
    shifts(school, "00:00", "00:00")
    assert gaps(first_rung(school), school.agency, NIGHT) == []

    change(school, 5, nobody=True)
    (gap,) = gaps(first_rung(school), school.agency, NIGHT)
    assert f"{gap.starts:%H:%M} {gap.ends:%H:%M}" == "02:00 07:00"


def test_a_rung_without_a_schedule_has_no_gap(school: School) -> None:
    assert gaps(first_rung(school), school.agency, NIGHT) == []


def test_a_referral_calls_whom_the_schedule_names_and_passes_over_a_gap(school: School) -> None:
    shifts(school, "08:00", "16:00")
    change(school, 1)
    referral = referred(school)
    assert called(referral) == ["Counsel"]

    referral_later = referred(school, NIGHT + timedelta(hours=2))
    climb(121)
    assert called(referral_later) == ["Backup"]
    assert referral_later.steps.get(place=1).why == NO_SHIFT


def test_every_change_of_the_schedule_is_in_the_ledger(school: School) -> None:
    head = acts_at(school.superintendent, school.agency)
    shifts(school, "08:00", "16:00")
    change(school, 1)
    rung = first_rung(school)
    first = rung.shifts.all()[0].pk
    actions.remove_shift(acting=head, place=1, number=first)
    actions.remove_shift(acting=head, place=1, number=first)
    actions.remove_change(acting=head, place=1, number=rung.changes.get().pk)
    actions.set_rung(acting=head, place=1, minutes=7, post=None)

    acts = Event.objects.filter(act__startswith="schedule.").values_list("act", flat=True)
    assert [act.removeprefix("schedule.") for act in acts] == [
        "shifts_added",
        "change_added",
        "shift_removed",
        "change_removed",
        "rung_set",
    ]
