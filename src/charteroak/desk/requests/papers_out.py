"""What a request puts on paper: the notice to the person, and the statement for the file.

Neither holds a name of who is held: the notice has a line to write it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from charteroak.desk.requests.choices import Channel, Decision, DutyState, Ground, Identity
from charteroak.desk.requests.models import Duty, Request
from charteroak.desk.requests.templatetags.answer_words import certainly, shown
from charteroak.desk.requests.timeline import Step, steps_of
from charteroak.directory.models import Person
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.notice_to_person import (
    Answered,
    NoticeToPerson,
    make_notice_to_person,
)
from charteroak.documents.notice_words import Asked, Decided, Language
from charteroak.documents.statement_for_file import (
    DecisionTaken,
    DirectionGiven,
    DutyOfRequest,
    FactGiven,
    LedgerMark,
    Override,
    StatementForFile,
    make_statement_for_file,
)
from charteroak.ledger.queries import events_of_subject

SOMEBODY = "somebody who did not say which agency"
KNOWN_ASKED = {each.value: each for each in Asked}


def notice_pdf(
    request: Request, decided: Mapping[str, Decided], language: Language, made_at: datetime
) -> bytes:
    """Return the notice to the person as a PDF.

    Raises:
        DocumentError: it cannot be set.
    """
    notice = NoticeToPerson(
        agency=request.agency.name,
        agency_lines=agency_lines(request),
        reference=request.number,
        requester=request.requester_agency or SOMEBODY,
        received_at=request.received_at.astimezone(request.zone),
        answers=tuple(_answered(request, decided)),
        decided_at=request.decided_at.astimezone(request.zone) if request.decided_at else None,
        papers=tuple(request.papers),
        citations=tuple(_notice_citations(request)),
        memo=memo_version(request),
    )
    return make_notice_to_person(
        notice, language=language, made_at=made_at.astimezone(request.zone)
    )


def statement_pdf(request: Request, *, made_at: datetime, made_by: Person) -> bytes:
    """Return the statement for the file as a PDF, without the names in the request.

    Raises:
        DocumentError: it cannot be set.
    """
    return make_statement_for_file(
        _statement(request), made_at=made_at.astimezone(request.zone), made_by=made_by.name
    )


def agency_lines(request: Request) -> tuple[str, ...]:
    """Return the address and telephone of the agency, a line each."""
    agency = request.agency
    place = " ".join(filter(None, [agency.postal_city or agency.town, agency.zip_code]))
    return tuple(filter(None, [agency.address, place, agency.telephone]))


def memo_version(request: Request) -> MemoVersion:
    """Return the version of the memo that answered."""
    return MemoVersion(
        id=request.memo, title=request.answer["title"], content_hash=request.memo_digest
    )


def _answered(request: Request, decided: Mapping[str, Decided]) -> Iterator[Answered]:
    for act, said in request.answer["directions"].items():
        if act in decided:
            asked = KNOWN_ASKED.get(act, said["question"] or act)
            yield Answered(asked=asked, decided=decided[act])


def _notice_citations(request: Request) -> list[str]:
    """Return the law behind the duties that are owed to the person, each once."""
    certain = [item for item in request.answer["duties"] if item["certain"]]
    to_the_person = [item for item in certain if "person" in item["to_whom"]]
    return list(dict.fromkeys(cite["text"] for item in to_the_person for cite in item["citations"]))


def _statement(request: Request) -> StatementForFile:
    event = events_of_subject(request.subject).first()
    desk = request.answer["desk"]
    closed = request.closed_at
    return StatementForFile(
        agency=request.agency.name,
        request_number=request.number,
        received_at=request.received_at.astimezone(request.zone),
        requester=request.requester_agency or SOMEBODY,
        about=(
            ("How it came in", Channel(request.channel).label),
            ("Who they are", Identity(request.requester_identity).label),
        ),
        asked=tuple(said["question"] or act for act, said in request.answer["directions"].items()),
        papers=tuple(request.papers),
        facts=tuple(FactGiven(question=f, answer=a) for f, a in request.answer["given"].items()),
        directions=tuple(_directions(request.answer)),
        do=_words(desk["do"]),
        say=_words(desk["say"]),
        do_not=_words(desk["do_not"]),
        duties=tuple(_duty(request, duty) for duty in request.duties.all()),
        decision=_decision(request),
        outcome=request.outcome,
        outcome_at=closed.astimezone(request.zone) if closed else None,
        history=tuple(_history(request, step) for step in steps_of(request)),
        memo=memo_version(request),
        ledger=LedgerMark(
            event_hash=event.digest if event else "", sequence=event.position if event else None
        ),
    )


def _words(items: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(shown(item["words"]) for item in certainly(items))


def _directions(answer: Mapping[str, Any]) -> Iterator[DirectionGiven]:
    for act, said in answer["directions"].items():
        bounds = ", ".join(said["bounds"])
        direction = said["direction"] or "not settled"
        yield DirectionGiven(
            act=said["question"] or act,
            direction=f"{direction}, {bounds}" if bounds else direction,
            because=tuple(f"{f}: {a}" for f, a in answer["because"].get(act, {}).items()),
            citations=tuple(f"{cite['text']} ({cite['grade']})" for cite in said["citations"]),
        )


def _duty(request: Request, duty: Duty) -> DutyOfRequest:
    done = duty.state == DutyState.DONE and duty.settled_at
    note = "does not apply" if duty.state == DutyState.NOT_NEEDED else duty.note
    return DutyOfRequest(
        words=duty.words,
        who=duty.who,
        to_whom=duty.to_whom,
        # What is due at once has no length, so that nobody is noted as late by minutes.
        due_at=duty.due_at.astimezone(request.zone) if duty.due_at and not duty.at_once else None,
        due_words=duty.by_when,
        done_at=done.astimezone(request.zone) if done else None,
        done_by=duty.settled_by.name if done and duty.settled_by else "",
        proof=note or duty.how_proven,
    )


def _decision(request: Request) -> DecisionTaken | None:
    if request.decided_by is None or request.decided_at is None:
        return None
    words = Decision(request.decision).label
    if request.decision_words:
        words = f"{words}: {request.decision_words}"
    return DecisionTaken(
        words=f"{words}.".replace("..", "."),
        by=request.decided_by.name,
        at=request.decided_at.astimezone(request.zone),
        override=_override(request),
    )


def _override(request: Request) -> Override | None:
    if request.decision != Decision.OVERRIDDEN or request.decided_at is None:
        return None
    by = request.confirmed_by.name if request.confirmed_by else "nobody has confirmed it yet"
    at = request.confirmed_at or request.decided_at
    return Override(
        ground=Ground(request.ground).label, second_person=by, at=at.astimezone(request.zone)
    )


def _history(request: Request, step: Step) -> tuple[datetime, str, str]:
    return step.at.astimezone(request.zone), step.who, step.what


def first_guess(request: Request) -> list[tuple[str, str, Decided]]:
    """Return each act with its question and what the agency most likely means to do.

    Only an answer that is followed and leaves no choice gives one; a person decides the rest.
    """
    directions = request.answer["directions"]
    return [
        (act, said["question"] or act, _guess(request, said["direction"]))
        for act, said in directions.items()
    ]


def _guess(request: Request, direction: str | None) -> Decided:
    if request.decision != Decision.FOLLOWED:
        return Decided.OPEN
    return {"must": Decided.YES, "must not": Decided.NO, "should not": Decided.NO}.get(
        direction or "", Decided.OPEN
    )
