"""Who is on duty on a rung at a moment.

The week is kept in the time of the clock on the wall, and compared in it: a night shift from 22:00
to 06:00 lasts seven hours in the night on which clocks go forward and nine when they go back, as
it does for the person who works it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from charteroak.desk.referrals.models import Change, Rung, Shift
from charteroak.directory.access import acting_for, open_posts
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.permissions import Act
from charteroak.directory.roles import OVER, Role

DAY = timedelta(days=1)
NO_SHIFT = "No shift covers this time"
NOBODY = "The schedule says that nobody is on duty"
NO_HOLDER = "Nobody holds this post"
NO_RIGHT = "Who is on the schedule has no post here any more"


class Place(Protocol):
    """What decides who is on duty: a rung of a ladder, or the step that was taken from it."""

    role: str
    holder: int
    post: Post | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who is on duty, or why nobody is."""

    people: tuple[Person, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which nobody is on duty, both ends in the agency's own time."""

    starts: datetime
    ends: datetime


def on_duty(place: Place, rung: Rung | None, agency: Agency, now: datetime) -> OnDuty:
    """Return who is on duty at ``now``: by a change, by the week, or by holding the post.

    Args:
        place: the rung, or a step that was taken from one.
        rung: the rung with the schedule, if it is still there.
        agency: whose ladder it is.
        now: the moment, aware.
    """
    planned = None
    if rung is not None and rung.own:
        planned = _planned(list(rung.shifts.all()), list(rung.changes.all()), now, _zone(agency))
    if planned is None:
        people = holders(place, agency, now.astimezone(_zone(agency)).date())
        return OnDuty(people=tuple(people), why="" if people else NO_HOLDER)
    if planned.why:
        return planned
    may = [each for each in planned.people if _may_take(each, agency, now)]
    return OnDuty(people=tuple(may), why="" if may else NO_RIGHT)


def _planned(
    shifts: list[Shift], changes: list[Change], now: datetime, zone: ZoneInfo
) -> OnDuty | None:
    """Return what the schedule says; None where there is no schedule."""
    for change in sorted(changes, key=lambda each: each.pk, reverse=True):
        if change.starts_at <= now < change.ends_at:
            return OnDuty(people=(change.person,)) if change.person else OnDuty(why=NOBODY)
    if not shifts:
        return None
    wall = now.astimezone(zone).replace(tzinfo=None)
    people = [shift.person for shift in shifts if covers(shift, wall)]
    unique = {person.pk: person for person in people}
    return OnDuty(people=tuple(unique.values()), why="" if unique else NO_SHIFT)


def covers(shift: Shift, wall: datetime) -> bool:
    """Return whether a shift covers a time of the clock on the wall."""
    return any(
        starts <= wall < ends
        for day in (wall.date() - DAY, wall.date())
        for starts, ends in _on(shift, day)
    )


def _on(shift: Shift, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when until when the shift that begins on ``day`` lasts, if one does."""
    if day.weekday() == shift.weekday:
        past_midnight = shift.ends <= shift.starts
        last = day + DAY if past_midnight else day
        yield datetime.combine(day, shift.starts), datetime.combine(last, shift.ends)


def holders(place: Place, agency: Agency, day: date) -> list[Person]:
    """Return who holds the post, or the role here and then at the body that it belongs to."""
    if place.post is not None:
        named = open_posts(day).filter(pk=place.post.pk).select_related("person")
        return [post.person for post in named]
    people = _with_role(place.role, agency.pk, day)
    if agency.parent_id and Role(place.role) in OVER:
        here = {person.pk for person in people}
        above = _with_role(place.role, agency.parent_id, day)
        people += [person for person in above if person.pk not in here]
    return people[place.holder - 1 : place.holder] if place.holder else people


def _with_role(role: str, agency: int, day: date) -> list[Person]:
    posts = open_posts(day).filter(agency_id=agency, role=role)
    return [post.person for post in posts.select_related("person").order_by("since", "pk")]


def _may_take(person: Person, agency: Agency, now: datetime) -> bool:
    day = now.astimezone(_zone(agency)).date()
    acting = acting_for(person, agency, day)
    return person.is_active and acting.may(Act.TAKE_REFERRAL)


def takers(agency: Agency, day: date) -> list[Person]:
    """Return everybody who may take a referral of an agency, by name."""
    posts = open_posts(day).filter(agency__in=filter(None, [agency.pk, agency.parent_id]))
    people = {post.person.pk: post.person for post in posts.select_related("person")}
    may = [each for each in people.values() if acting_for(each, agency, day).may(Act.TAKE_REFERRAL)]
    return sorted(may, key=lambda each: each.name)


def gaps(rung: Rung, agency: Agency, now: datetime, days: int = 7) -> list[Gap]:
    """Return the times in the days ahead that the schedule of a rung leaves open.

    A rung without any shift has none: whoever holds the post is always on duty there.
    """
    if not rung.own or not (shifts := list(rung.shifts.all())):
        return []
    zone = _zone(agency)
    first = now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    changes = list(rung.changes.all())
    marks = sorted(_marks(shifts, changes, first, first + days * DAY, zone))
    open_times = [
        Gap(starts=start, ends=end)
        for start, end in pairwise(marks)
        if _is_open(shifts, changes, start, zone)
    ]
    return list(_joined(open_times))


def _marks(
    shifts: list[Shift], changes: list[Change], first: datetime, last: datetime, zone: ZoneInfo
) -> set[datetime]:
    """Return the times on the wall at which who is on duty may change, and both ends."""
    days = [first.date() + DAY * number for number in range(-1, (last - first).days + 2)]
    marks = {mark for shift in shifts for day in days for pair in _on(shift, day) for mark in pair}
    for change in changes:
        for moment in (change.starts_at, change.ends_at):
            marks.add(moment.astimezone(zone).replace(tzinfo=None))
    return {mark for mark in marks if first < mark < last} | {first, last}


def _is_open(shifts: list[Shift], changes: list[Change], wall: datetime, zone: ZoneInfo) -> bool:
    planned = _planned(shifts, changes, wall.replace(tzinfo=zone), zone)
    return planned is not None and not planned.people


def _joined(found: Iterable[Gap]) -> Iterator[Gap]:
    """Yield the gaps, those that touch as one."""
    held: Gap | None = None
    for gap in found:
        if held is not None and held.ends == gap.starts:
            held = Gap(starts=held.starts, ends=gap.ends)
            continue
        if held is not None:
            yield held
        held = gap
    if held is not None:
        yield held


def _zone(agency: Agency) -> ZoneInfo:
    return ZoneInfo(agency.time_zone)
