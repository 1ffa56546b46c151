"""Ledger events in words for people."""

from __future__ import annotations

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
    "private.purged": gettext_noop("Destroyed private content whose time was over"),
}
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
        about=event.subject,
        details=tuple(details),
    )


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
    return str(value)
