"""The schedules of the demonstration: made up, and with a gap to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from django.db import transaction

from charteroak.desk.referrals.actions import refer
from charteroak.desk.referrals.actions.climbing import UNDECIDED
from charteroak.desk.referrals.ladder import own_ladder
from charteroak.desk.referrals.models import Rung, Shift
from charteroak.desk.requests.models import Request
from charteroak.directory.access import acting_for, today
from charteroak.directory.demonstration import CITY, SCHOOL, address
from charteroak.directory.models import Agency, Person

SCHOOL_DAYS = range(5)
EVERY_DAY = range(7)
MORNING, AFTERNOON, EVENING = time(7, 30), time(16), time(19)
EARLY, LATE = time(7), time(23)


@dataclass(frozen=True, slots=True)
class Week:
    """Who is on duty on a rung, on which days, from when until when."""

    agency: str
    place: int
    person: str
    days: range
    starts: time
    ends: time


WEEKS = (
    Week(SCHOOL, 1, "school-principal", SCHOOL_DAYS, MORNING, AFTERNOON),
    Week(CITY, 1, "new-haven-lieutenant", EVERY_DAY, EVENING, EARLY),
    Week(CITY, 1, "new-haven-lieutenant", SCHOOL_DAYS, EARLY, EVENING),
)


@transaction.atomic
def seed() -> None:
    """Add the schedules, and refer one request, unless there is a schedule already."""
    if Shift.objects.exists():
        return
    Shift.objects.bulk_create(_shifts())
    _refer_one()


def _refer_one() -> None:
    """Have the clerk of the school refer a request of the demonstration that is not decided."""
    request = Request.objects.filter(agency__slug=SCHOOL, decision__in=UNDECIDED).first()
    clerk = Person.objects.filter(email=address("school-clerk")).first()
    if request is not None and clerk is not None:
        refer(acting=acting_for(clerk, request.agency, today()), request=request)


def _shifts() -> Iterator[Shift]:
    for week in WEEKS:
        agency = Agency.objects.filter(slug=week.agency).first()
        person = Person.objects.filter(email=address(week.person)).first()
        if agency is None or person is None:
            continue
        rung = _rung(agency, week.place)
        for day in week.days:
            hours = {"starts": week.starts, "ends": week.ends}
            yield Shift(rung=rung, person=person, weekday=day, **hours)


def _rung(agency: Agency, place: int) -> Rung:
    return next(rung for rung in own_ladder(agency) if rung.place == place)
