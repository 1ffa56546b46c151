"""Ledger events in words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from charteroak.directory.models import Person
from charteroak.ledger.models import Event

ACTS: Mapping[str, str] = {
    "session.begun": gettext_noop("Signed in"),
    "session.ended": gettext_noop("Signed out"),
    "person.invited": gettext_noop("Invited somebody to a role"),
    "invitation.accepted": gettext_noop("Accepted an invitation"),
    "invitation.withdrawn": gettext_noop("Took an invitation back"),
    "post.changed": gettext_noop("Changed what a post is called"),
    "post.ended": gettext_noop("Ended a post"),
    "claim.made": gettext_noop("Claimed to head the agency"),
    "claim.approved": gettext_noop("Approved a claim"),
    "claim.refused": gettext_noop("Refused a claim"),
    "contact.proposed": gettext_noop("Said how the agency is reached"),
    "contact.corrected": gettext_noop("Corrected how the agency is reached"),
    "request.recorded": gettext_noop("Recorded a request"),
    "request.described": gettext_noop("Added to a request"),
    "request.decided": gettext_noop("Decided a request"),
    "request.override_asked": gettext_noop("Asked to depart from the answer"),
    "request.override_confirmed": gettext_noop("Confirmed the departure from the answer"),
    "request.override_declined": gettext_noop("Declined the departure from the answer"),
    "request.override_seen": gettext_noop("Saw, as head, a departure from the answer"),
    "request.names_shown": gettext_noop("Was shown the names in a request"),
    "request.duty_settled": gettext_noop("Settled a duty"),
    "request.clock_set": gettext_noop("Started a clock"),
    "request.notice_made": gettext_noop("Made the notice to the person"),
    "request.notice_delivered": gettext_noop("Gave the notice to the person"),
    "request.message_drafted": gettext_noop("Drafted a message to parents"),
    "request.message_approved": gettext_noop("Approved a message to parents"),
    "request.closed": gettext_noop("Closed a request"),
    "request.reopened": gettext_noop("Opened a request again"),
    "request.purged": gettext_noop("Destroyed the names in a request"),
    "referral.started": gettext_noop("Referred a request"),
    "referral.called": gettext_noop("Called the next in line"),
    "referral.taken": gettext_noop("Took a referral"),
    "referral.unanswered": gettext_noop("Nobody took a referral"),
    "referral.ended": gettext_noop("Ended a referral"),
    "letter.queued": gettext_noop("A letter from the state was made"),
    "letter.opened": gettext_noop("Opened a letter from the state"),
    "letter.acknowledged": gettext_noop("Acknowledged a memo"),
    "private.purged": gettext_noop("Destroyed private content whose time was over"),
}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
HASH = re.compile(r"[0-9a-f]{40,}")
SHOWN_OF_HASH = 12
NOBODY = gettext_noop("Somebody not signed in")
MACHINE = gettext_noop("The system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event as the page shows it."""

    position: int
    at: datetime
    act: str
    who: str
    about: str
    details: tuple[tuple[str, str], ...]


def lines(events: Iterable[Event]) -> list[Line]:
    """Return events in words, with the names of those who acted."""
    listed = list(events)
    names = _names(event.actor for event in listed)
    return [_line(event, names) for event in listed]


def act_in_words(act: str) -> str:
    """Return what an act is called: of our own words, else the room and the verb."""
    if act in ACTS:
        return _(ACTS[act])
    room, _dot, verb = act.partition(".")
    return f"{room.replace('_', ' ').capitalize()}: {verb.replace('_', ' ')}"


def _line(event: Event, names: Mapping[str, str]) -> Line:
    details = [(key.replace("_", " "), _value(value)) for key, value in event.detail.items()]
    return Line(
        position=event.position,
        at=event.at,
        act=act_in_words(event.act),
        who=_who(event.actor, names),
        about=_about(event.subject),
        details=tuple(details),
    )


def _about(subject: str) -> str:
    """Return what it was done to: the kind, and enough of its number to find it again."""
    kind, _colon, number = subject.partition(":")
    return f"{kind} {number[:8]}" if UUID.fullmatch(number) else f"{kind} {number}".strip()


def _who(actor: str, names: Mapping[str, str]) -> str:
    if actor == "anonymous":
        return _(NOBODY)
    return names.get(actor) or (_(MACHINE) if actor.startswith("system:") else actor)


def _names(actors: Iterable[str]) -> dict[str, str]:
    numbers = {actor.removeprefix("person:") for actor in actors if actor.startswith("person:")}
    people = Person.objects.filter(pk__in=[number for number in numbers if number.isdecimal()])
    return {person.actor: person.name for person in people}


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    text = str(value)
    return f"{text[:SHOWN_OF_HASH]}…" if HASH.fullmatch(text) else text
