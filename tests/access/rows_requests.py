"""The addresses of requests: the desk sees and records, others decide, names and purges are few."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from access.matrix import Row, the_agency
from charteroak.desk.requests.actions import (
    Contact,
    draft_message,
    make_notice,
    override_answer,
    record_request,
)
from charteroak.desk.requests.choices import Ground, Kind
from charteroak.desk.requests.models import Request
from charteroak.directory.access import acting_for
from charteroak.directory.kinds import Kind as AgencyKind
from charteroak.directory.models import Agency
from charteroak.directory.roles import LOCAL, Role
from charteroak.documents.notice_words import Language
from desk.requests.making import DETAINER, RECEIVED
from the_cast import make_person, make_post

DECIDERS = frozenset({Role.ADMINISTRATOR, Role.HEAD})
SEE_NAMES = LOCAL - {Role.DESK}
PURGE = frozenset({Role.HEAD, Role.RECORDS})
ROOT = "requests:"


def the_request(agency: Agency) -> Mapping[str, object]:
    """Return the agency and a request of it that somebody wants to depart from."""
    request = _request(agency)
    return {"agency": agency.slug, "public_id": request.public_id}


def a_duty(agency: Agency) -> Mapping[str, object]:
    """Return the agency, a request and its first duty."""
    return {**the_request(agency), "place": 1}


def a_notice(agency: Agency) -> Mapping[str, object]:
    """Return the agency, a request and a notice made on it."""
    request = _request(agency)
    maker = acting_for(request.recorded_by, agency, RECEIVED.date())
    notice, _ = make_notice(maker, request, language=Language.ENGLISH, decided={})
    return {"agency": agency.slug, "public_id": request.public_id, "number": notice.pk}


def a_message(agency: Agency) -> Mapping[str, object]:
    """Return the agency, made a school, a request and a message drafted on it."""
    agency.kind = AgencyKind.SCHOOL
    agency.save()
    request = _request(agency)
    drafter = acting_for(request.recorded_by, agency, RECEIVED.date())
    message = draft_message(drafter, request, kind=Kind.PRESENT, names_agency=False)
    return {"agency": agency.slug, "public_id": request.public_id, "number": message.pk}


def at_a_school(agency: Agency) -> Mapping[str, object]:
    """Return the agency, made a school, and a request of it."""
    agency.kind = AgencyKind.SCHOOL
    agency.save()
    return the_request(agency)


def an_approved_text(agency: Agency) -> Mapping[str, object]:
    """Return a message of the agency that somebody approved, and a language of it."""
    found = a_message(agency)
    Request.objects.get(public_id=str(found["public_id"])).messages.update(approved_at=RECEIVED)
    return {**found, "language": "es"}


def _request(agency: Agency) -> Request:
    recorder = acting_for(
        make_post(agency, Role.COUNSEL, make_person("Recorder")), agency, RECEIVED.date()
    )
    request = record_request(
        acting=recorder, asked=DETAINER, contact=Contact(received_at=RECEIVED), token=uuid4()
    )
    return override_answer(
        recorder, request, acts=["hold"], ground=Ground.EXIGENT, words="Somebody is in danger."
    )


ROWS = [
    Row(name=f"{ROOT}choose", signed_in=True),
    Row(name=f"{ROOT}list", arguments=the_agency, allowed=LOCAL),
    Row(name=f"{ROOT}csv", arguments=the_agency, allowed=LOCAL),
    Row(name=f"{ROOT}waiting", arguments=the_agency, allowed=LOCAL),
    Row(name=f"{ROOT}begin", signed_in=True),
    Row(name=f"{ROOT}ready", arguments=the_agency, allowed=LOCAL, opened={400}),
    Row(name=f"{ROOT}record", arguments=the_agency, allowed=LOCAL, method="post", opened={400}),
    Row(name=f"{ROOT}request", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}names", arguments=the_request, allowed=SEE_NAMES),
    Row(
        name=f"{ROOT}names",
        arguments=the_request,
        allowed=SEE_NAMES,
        method="post",
        data={"reason": "counsel"},
    ),
    Row(name=f"{ROOT}describe", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}decide", arguments=the_request, allowed=LOCAL, method="post"),
    Row(name=f"{ROOT}override", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}override", arguments=the_request, allowed=LOCAL, method="post"),
    Row(name=f"{ROOT}confirm", arguments=the_request, allowed=DECIDERS),
    Row(name=f"{ROOT}confirm", arguments=the_request, allowed=DECIDERS, method="post"),
    Row(name=f"{ROOT}seen", arguments=the_request, allowed={Role.HEAD}, method="post"),
    Row(name=f"{ROOT}close", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}reopen", arguments=the_request, allowed=LOCAL, method="post"),
    Row(name=f"{ROOT}duty", arguments=a_duty, allowed=LOCAL),
    Row(name=f"{ROOT}start", arguments=a_duty, allowed=LOCAL),
    Row(name=f"{ROOT}hold", arguments=the_request, allowed=PURGE, method="post"),
    Row(name=f"{ROOT}purge", arguments=the_request, allowed=PURGE),
    Row(name=f"{ROOT}notice", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}delivered", arguments=a_notice, allowed=LOCAL),
    Row(name=f"{ROOT}statement", arguments=the_request, allowed=LOCAL),
    Row(name=f"{ROOT}messages", arguments=at_a_school, allowed=LOCAL),
    Row(name=f"{ROOT}message", arguments=a_message, allowed=LOCAL),
    Row(name=f"{ROOT}approve", arguments=a_message, allowed=DECIDERS, method="post"),
    Row(name=f"{ROOT}message-text", arguments=an_approved_text, allowed=LOCAL),
]
