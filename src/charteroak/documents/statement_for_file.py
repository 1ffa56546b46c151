"""The statement for the file: all there is about one request, on paper.

Times are printed in the time zone that each moment carries; convert them to the agency's first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from charteroak.documents.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Run,
    Table,
    as_data,
    cell,
    labelled,
    paragraph,
    words,
)
from charteroak.documents.dates import moment_words
from charteroak.documents.marks import Marks
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.printable import JSON
from charteroak.documents.qr import qr_picture
from charteroak.documents.typesetting import Typesetter, default_typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGiven:
    """A fact as it was answered; ``source`` says from what: a person, a paper, a record."""

    question: str
    answer: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionGiven:
    """What the answer said of one act; ``also`` is what other texts say of it."""

    act: str
    direction: str
    because: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyOfRequest:
    """A thing to do, when it was due and when it was done, if it was."""

    words: str
    who: str = ""
    to_whom: str = ""
    due_at: datetime | None = None
    due_words: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    proof: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A decision against the answer: its ground, and the second person who agreed."""

    ground: str
    second_person: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """What was decided, by whom and when."""

    words: str
    by: str
    at: datetime
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerMark:
    """Where the ledger holds it: the hash of the event, its number, and the last checkpoint."""

    event_hash: str
    sequence: int | None = None
    checkpoint_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementForFile:
    """All there is about one request.

    ``about`` holds further labelled lines of who asked: agency as claimed and whether it was
    verified, name and badge as written down, channel.  ``do``, ``say`` and ``do_not`` are the
    answer's words for the desk.  ``history`` holds what happened, oldest first.
    """

    agency: str
    request_number: str
    received_at: datetime
    requester: str
    about: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...]
    papers: tuple[str, ...] = ()
    facts: tuple[FactGiven, ...] = ()
    directions: tuple[DirectionGiven, ...] = ()
    do: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    duties: tuple[DutyOfRequest, ...] = ()
    decision: DecisionTaken | None = None
    outcome: str = ""
    outcome_at: datetime | None = None
    history: tuple[tuple[datetime, str, str], ...] = ()
    memo: MemoVersion
    ledger: LedgerMark
    verify_url: str = ""


def make_statement_for_file(
    statement: StatementForFile,
    *,
    made_at: datetime,
    made_by: str,
    typesetter: Typesetter | None = None,
) -> bytes:
    """Return the statement as a PDF, made at ``made_at`` by the person ``made_by``.

    Raises:
        DocumentError: it cannot be set.
        ValueError: a moment has no time zone.
    """
    data: dict[str, JSON] = {
        "title": f"Statement for the file, request {statement.request_number}",
        "marks": Marks(
            kind="statement",
            memo=statement.memo.id,
            content_hash=statement.memo.content_hash,
            reference=statement.request_number,
        ).keywords(),
        "language": "en",
        "agency": statement.agency,
        "number": statement.request_number,
        "made": f"Made {moment_words(made_at)} by {made_by}",
        "about": [[label, said] for label, said in _about(statement)],
        "blocks": as_data(list(_blocks(statement))),
        "memo": statement.memo.as_data(),
        "ledger": _ledger(statement.ledger),
        "qr": qr_picture(statement.verify_url, "the page that verifies this statement"),
    }
    chosen = typesetter or default_typesetter()
    return chosen.typeset("statement_for_file", data, made_on=made_at.date())


def _about(statement: StatementForFile) -> Iterator[tuple[str, str]]:
    yield "Request", statement.request_number
    yield "Agency", statement.agency
    yield "Received", moment_words(statement.received_at)
    yield "Who asked", statement.requester
    yield from statement.about
    yield "What was asked", "; ".join(statement.asked) or "nothing that was recorded"
    yield "Papers shown", "; ".join(statement.papers) or "none"


def _ledger(mark: LedgerMark) -> list[JSON]:
    """Return the labelled hashes."""
    number = f"Ledger event {mark.sequence}" if mark.sequence is not None else "Ledger event"
    lines: list[JSON] = [[number, mark.event_hash]]
    if mark.checkpoint_hash:
        lines.append(["Ledger checkpoint", mark.checkpoint_hash])
    return lines


# ---- the parts, in the order in which a reader asks for them ------------------------------------


def _blocks(statement: StatementForFile) -> Iterator[Block]:
    yield from _answer(statement)
    yield from _decision(statement.decision)
    yield from _duties(statement.duties)
    yield Heading("Facts given")
    yield from _facts(statement.facts)
    yield Heading("Outcome")
    yield paragraph(_outcome(statement))
    if statement.history:
        yield Heading("What happened, and when")
        yield _history(statement.history)


def _answer(statement: StatementForFile) -> Iterator[Block]:
    yield Heading("The answer")
    yield paragraph(
        f"Given by “{statement.memo.title}”, version {statement.memo.id}, the version in force "
        "when the request came in."
    )
    if statement.directions:
        columns = (Column("Act", 1.3), Column("Direction", 1.5), Column("On this ground", 2))
        yield Table(columns, tuple(map(_direction, statement.directions)))
    for label, said in (
        ("Do", statement.do),
        ("Say", tuple(f"“{each}”" for each in statement.say)),
        ("Do not", statement.do_not),
    ):
        if said:
            yield Heading(label, 2)
            yield Listing(tuple((paragraph(each),) for each in said))


def _direction(given: DirectionGiven) -> tuple[Cell, ...]:
    because = (labelled("Because", words("; ".join(given.because))),) if given.because else ()
    also = tuple(labelled("Also", words(each)) for each in given.also)
    return (
        cell(given.act),
        ((Run(given.direction, strong=True),), *also),
        (*cell(*given.citations), *because),
    )


def _decision(decision: DecisionTaken | None) -> Iterator[Block]:
    yield Heading("The decision")
    if decision is None:
        yield paragraph("No decision has been recorded.")
        return
    yield paragraph(f"{decision.words} Decided by {decision.by}, {moment_words(decision.at)}.")
    if decision.override is None:
        return
    override = decision.override
    lines = (
        ("Ground", override.ground),
        ("Second person", override.second_person),
        ("When", moment_words(override.at)),
    )
    yield Table(
        (Column("Override", 1), Column("The answer was not followed", 3)),
        tuple((cell(label), cell(said)) for label, said in lines),
    )


def _duties(duties: Sequence[DutyOfRequest]) -> Iterator[Block]:
    if duties:
        yield Heading("Duties")
        columns = (Column("Duty", 2.2), Column("Due", 1.2), Column("Done", 1.3))
        yield Table(columns, tuple(map(_duty, duties)), first_names_row=False)


def _duty(duty: DutyOfRequest) -> tuple[Cell, ...]:
    details = (("Who", duty.who), ("To whom", duty.to_whom), ("How proven", duty.proof))
    due = moment_words(duty.due_at) if duty.due_at else ""
    done = moment_words(duty.done_at) if duty.done_at else "not recorded"
    late = duty.due_at and duty.done_at and duty.done_at > duty.due_at
    return (
        (
            words(duty.words),
            *(labelled(label, words(said)) for label, said in details if said),
            *cell(*duty.citations),
        ),
        cell(due, duty.due_words),
        (
            *cell(done, f"by {duty.done_by}" if duty.done_by else ""),
            *(((Run("after it was due", strong=True),),) if late else ()),
        ),
    )


def _facts(facts: Sequence[FactGiven]) -> Iterator[Block]:
    if not facts:
        yield paragraph("None.")
        return
    yield Table(
        (Column("Question", 2.4), Column("Answer", 1.2), Column("From", 1.2)),
        tuple((cell(each.question), cell(each.answer), cell(each.source)) for each in facts),
        first_names_row=False,
    )


def _outcome(statement: StatementForFile) -> str:
    if not statement.outcome:
        return "None has been recorded."
    at = f" ({moment_words(statement.outcome_at)})" if statement.outcome_at else ""
    return f"{statement.outcome}{at}"


def _history(history: Sequence[tuple[datetime, str, str]]) -> Table:
    return Table(
        (Column("When", 1.4), Column("Who", 1.1), Column("What", 2.5)),
        tuple((cell(moment_words(at)), cell(who), cell(what)) for at, who, what in history),
        first_names_row=False,
    )
