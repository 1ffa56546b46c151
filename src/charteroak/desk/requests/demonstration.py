"""A few requests of the demonstration: made up, and saying so wherever words can stand."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from charteroak.desk.requests.actions import (
    Contact,
    Description,
    close_request,
    decide_request,
    describe_request,
    draft_message,
    override_answer,
    record_request,
    set_custody_end,
    settle_duty,
)
from charteroak.desk.requests.asked import Asked
from charteroak.desk.requests.choices import Channel, Decision, DutyState, Ground, Identity, Kind
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, acting_for, today
from charteroak.directory.demonstration import CITY, DISTRICT, SCHOOL, address
from charteroak.directory.models import Agency, Person

ICE = "ICE (demonstration)"
DETAINER = Asked(
    text="ct/law-enforcement",
    acts=("hold", "tell release date"),
    paper="I-247A",
    facts=(
        ("agency", "municipal police"),
        ("requester", "immigration authority"),
        ("judicial warrant", "no"),
        ("serious conviction", "no"),
        ("any conviction", "no"),
        ("watch list match", "no"),
    ),
)
AT_THE_DOOR = Asked(
    text="ct/schools",
    acts=("admit to non-public area", "give access to student"),
    paper="I-200",
    facts=(("agency", "school staff"), ("requester", "immigration authority")),
)
RECORD_BY_PHONE = Asked(
    text="ct/schools",
    acts=("give student information", "give directory information"),
    facts=(("agency", "school staff"), ("requester", "immigration authority")),
)


def seed() -> None:
    """Add the requests of the demonstration, unless they are there."""
    for tell in (_detainer, _closed, _override, _at_the_door, _by_phone):
        token = uuid5(NAMESPACE_URL, f"demonstration:{tell.__name__}")
        if not Request.objects.filter(token=token).exists():
            tell(token)


def _detainer(token: UUID) -> None:
    """Record a detainer that is followed; two duties are done, and the clocks run."""
    booking, lieutenant = _acting(CITY, "new-haven-booking"), _acting(CITY, "new-haven-lieutenant")
    came = timezone.now() - timedelta(hours=20)
    contact = Contact(
        received_at=came,
        channel=Channel.WRITING,
        requester_agency=ICE,
        requester_identity=Identity.VERIFIED,
    )
    request = record_request(acting=booking, asked=DETAINER, contact=contact, token=token)
    describe_request(booking, request, _described(contact, officer="Demo Officer, badge 0000"))
    decide_request(lieutenant, request, decision=Decision.FOLLOWED, words="Demonstration.")
    set_custody_end(booking, request, ended_at=came + timedelta(hours=2))
    for duty in request.duties.filter(certain=True)[:2]:
        _done(booking, request, duty.place, came)


def _closed(token: UUID) -> None:
    """Record a request of three weeks ago, closed."""
    booking = _acting(CITY, "new-haven-booking")
    came = timezone.now() - timedelta(days=21)
    contact = Contact(received_at=came, channel=Channel.TELEPHONE, requester_agency=ICE)
    request = record_request(acting=booking, asked=DETAINER, contact=contact, token=token)
    decide_request(booking, request, decision=Decision.FOLLOWED)
    for duty in request.duties.filter(certain=True):
        _done(booking, request, duty.place, came)
    close_request(booking, request, outcome="Demonstration: nobody came; nothing else was asked.")


def _override(token: UUID) -> None:
    """Record a request in which the answer was departed from and a second person is awaited."""
    booking = _acting(CITY, "new-haven-booking")
    contact = Contact(
        received_at=timezone.now() - timedelta(hours=3),
        channel=Channel.TELEPHONE,
        requester_agency=ICE,
        requester_identity=Identity.CLAIMED,
    )
    request = record_request(acting=booking, asked=DETAINER, contact=contact, token=token)
    override_answer(
        booking,
        request,
        acts=["tell release date"],
        ground=Ground.EXIGENT,
        words="Demonstration: somebody was threatened and had to be warned at once.",
    )


def _at_the_door(token: UUID) -> None:
    """Record visitors at a school's door, with a message to parents that waits for approval."""
    clerk, principal = _acting(SCHOOL, "school-clerk"), _acting(SCHOOL, "school-principal")
    contact = Contact(
        received_at=timezone.now() - timedelta(hours=5),
        requester_agency="Homeland Security, as they said (demonstration)",
        requester_identity=Identity.CLAIMED,
    )
    request = record_request(acting=clerk, asked=AT_THE_DOOR, contact=contact, token=token)
    decide_request(principal, request, decision=Decision.REFERRED, words="Demonstration.")
    draft_message(principal, request, kind=Kind.DEPARTED, names_agency=False)


def _by_phone(token: UUID) -> None:
    """Record a call to the district for a student's record, undecided."""
    desk = _acting(DISTRICT, "district-desk")
    contact = Contact(
        received_at=timezone.now() - timedelta(minutes=40),
        channel=Channel.TELEPHONE,
        requester_agency="Did not say (demonstration)",
    )
    record_request(acting=desk, asked=RECORD_BY_PHONE, contact=contact, token=token)


def _done(acting: Acting, request: Request, place: int, came: datetime) -> None:
    at = came + timedelta(minutes=10)
    settle_duty(acting, request, place=place, state=DutyState.DONE, at=at, words="Demonstration.")


def _described(contact: Contact, *, officer: str) -> Description:
    return Description(
        channel=contact.channel,
        requester_agency=contact.requester_agency,
        requester_identity=contact.requester_identity,
        papers=("I-247A",),
        answered_offline_at=None,
        officer=officer,
    )


def _acting(slug: str, word: str) -> Acting:
    person = Person.objects.get(email=address(word))
    return acting_for(person, Agency.objects.get(slug=slug), today())
