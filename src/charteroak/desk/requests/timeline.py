"""What happened to a request, told from its events in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from charteroak.desk.requests.choices import Decision, DutyState, Ground, Kind, Reason
from charteroak.desk.requests.models import Request
from charteroak.directory.models import Person
from charteroak.ledger.models import Event
from charteroak.ledger.queries import events_of_subject

Detail: TypeAlias = Mapping[str, Any]

SYSTEM = "the system"
FIELD_WORDS = {
    "channel": "how it came in",
    "requester_agency": "the agency of who asked",
    "requester_identity": "whether they were checked",
    "papers": "the papers",
    "answered_offline_at": "when it was answered offline",
    "officer": "name and badge",
    "person": "the person",
    "pointer": "the case number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened: when, who did it, what it was."""

    at: datetime
    who: str
    what: str
    position: int


def steps_of(request: Request) -> list[Step]:
    """Return what happened to a request, oldest first."""
    events = list(events_of_subject(request.subject))
    names = _names(events)
    return [
        Step(
            at=event.at,
            who=names.get(event.actor, SYSTEM),
            what=_words(event),
            position=event.position,
        )
        for event in events
    ]


def _names(events: Iterable[Event]) -> dict[str, str]:
    numbers = {event.actor.removeprefix("person:") for event in events if ":" in event.actor}
    people = Person.objects.filter(pk__in=[each for each in numbers if each.isdecimal()])
    return {person.actor: person.name for person in people}


def _words(event: Event) -> str:
    told = TOLD.get(event.act)
    if told is None:
        return event.act.removeprefix("request.").replace("_", " ").replace(".", ": ")
    return told if isinstance(told, str) else told(event.detail)


def _filled_in(detail: Detail) -> str:
    fields = [FIELD_WORDS.get(each, each) for each in detail["fields"]]
    return "Filled in: " + (", ".join(fields) or "nothing changed")


def _override_asked(detail: Detail) -> str:
    acts = ", ".join(detail["acts"])
    return f"Asked to depart from the answer on {acts}: {Ground(detail['ground']).label}"


TOLD: dict[str, str | Callable[[Detail], str]] = {
    "request.recorded": lambda detail: f"Recorded, with the answer of {detail['memo']}",
    "request.described": _filled_in,
    "request.names_shown": lambda detail: f"Names shown: {Reason(detail['reason']).label}",
    "request.decided": lambda detail: f"Decided: {Decision(detail['decision']).label}",
    "request.override_asked": _override_asked,
    "request.override_confirmed": "A second person confirmed to depart from the answer",
    "request.override_declined": "A second person declined to depart from the answer",
    "request.override_seen": "Seen by the head of the agency",
    "request.clock_set": "A clock was set",
    "request.duty_settled": lambda detail: (
        f"Duty {detail['duty']}: {DutyState(detail['state']).label}"
    ),
    "request.notice_made": lambda detail: f"Notice to the person made ({detail['language']})",
    "request.notice_delivered": "Notice handed over",
    "request.message_drafted": lambda detail: (
        f"Message to parents drafted: {Kind(detail['kind']).label}"
    ),
    "request.message_approved": lambda detail: (
        f"Message to parents approved: {Kind(detail['kind']).label}"
    ),
    "referral.started": "Referred, and the first person on duty called",
    "referral.called": "Nobody had taken it: the next person called as well",
    "referral.called_early": "The desk had the next person called",
    "referral.passed_over": "Nobody on duty on the next rung: passed over",
    "referral.taken": "Taken",
    "referral.unanswered": "Everybody was called and nobody took it",
    "referral.ended": "The referral ended with the decision",
    "request.closed": "Closed",
    "request.reopened": "Opened again",
    "request.held": "Put on hold: not to be destroyed",
    "request.hold_lifted": "Hold lifted",
    "request.purged": "Names and words destroyed by the rule of retention",
}
