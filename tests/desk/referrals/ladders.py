"""What the tests of referrals share: a school with its district, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from charteroak.desk.referrals import actions
from charteroak.desk.referrals.models import Call, Referral
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, acting_for
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from charteroak.outbox.models import Message
from desk.requests.making import make_request
from the_cast import make_agency, make_person, make_post

NIGHT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # 02:00 in New York


@dataclass(frozen=True, slots=True)
class School:
    """A school of a district, and who stands on its ladder, from the bottom up."""

    agency: Agency
    clerk: Person
    administrator: Person
    backup: Person
    superintendent: Person
    counsel: Person


def make_school() -> School:
    """Return a new school with everybody on its ladder."""
    district = make_agency("ct/school-district/elmford", kind=Kind.SCHOOL_DISTRICT)
    agency = make_agency("ct/school/elmford-north", kind=Kind.SCHOOL, parent=district)
    return School(
        agency=agency,
        clerk=make_post(agency, Role.DESK, make_person("Demo Clerk")),
        administrator=make_post(agency, Role.ADMINISTRATOR, make_person("Demo Administrator")),
        backup=make_post(district, Role.ADMINISTRATOR, make_person("Demo Backup")),
        superintendent=make_post(district, Role.HEAD, make_person("Demo Superintendent")),
        counsel=make_post(district, Role.COUNSEL, make_person("Demo Counsel")),
    )


def acts_at(person: Person, agency: Agency) -> Acting:
    """Return a person as acting for an agency."""
    return acting_for(person, agency, NIGHT.date())


def referred(school: School, now: datetime = NIGHT) -> Referral:
    """Return a new request of the school, referred by its clerk."""
    clerk = acts_at(school.clerk, school.agency)
    return actions.refer(acting=clerk, request=make_request(clerk), now=now)


def minutes(number: float) -> datetime:
    """Return the moment so many minutes into the night."""
    return NIGHT + timedelta(minutes=number)


def climb(until: float) -> None:
    """Let the worker look every half minute until so many minutes into the night."""
    for number in range(int(until * 2) + 1):
        actions.ring_due(minutes(number / 2))


def called(referral: Referral) -> list[str]:
    """Return who was called, in order."""
    calls = Call.objects.filter(step__referral=referral).order_by("step__place", "pk")
    return [call.person.name.removeprefix("Demo ") for call in calls.select_related("person")]


def letters_of(referral: Referral) -> list[str]:
    """Return the addresses that letters about a referral went to, in order."""
    sent = Message.objects.filter(reference__startswith=f"referral:{referral.public_id}/")
    return [message.to for message in sent.order_by("pk")]


def acts_of(request: Request) -> list[str]:
    """Return what the ledger holds of a request's referral, in order."""
    events = Event.objects.filter(subject=request.subject, act__startswith="referral.")
    return [event.act.removeprefix("referral.") for event in events]
