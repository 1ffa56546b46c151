"""What stands under the headings that the machine keeps, as tables of two to four columns.

Where a text's own table has more columns, the further ones are lines with labels in one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from charteroak.core.facts import Fact, NamedSet, key
from charteroak.core.memo import (
    Act,
    Blank,
    Case,
    Citation,
    Expected,
    Fallback,
    Guarantee,
    Memo,
    Paper,
    Paragraph,
    Section,
)
from charteroak.core.render.words import answers_words, period_words, status_words
from charteroak.documents.blocks import Cell, Column, Line, Run, Table, labelled, words
from charteroak.documents.decision_tables import cite_lines, ruling_line
from charteroak.documents.prose import prose_line


def kept_tables(memo: Memo, section: Section, block: Paragraph) -> Iterator[Table]:
    """Yield the tables of those entries of a kept section that stand in ``block``."""
    lines = range(block.place.line, block.place.line + block.markdown.count("\n") + 1)
    if section.kept == "records":
        for listed in memo.records:
            yield from _table(memo, FIELDS, [f for f in listed.fields if f.place.line in lines])
    elif section.kept in DRAWN:
        drawn = DRAWN[section.kept]
        yield from _table(memo, drawn, [e for e in drawn.entries(memo) if e.place.line in lines])


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How the entries of one kind are found and drawn."""

    entries: Callable[[Memo], Sequence[Any]]
    columns: tuple[Column, ...]
    row: Callable[[Memo, Any], tuple[Cell, ...]]


def _table(memo: Memo, drawn: _Drawn, entries: Sequence[Any]) -> Iterator[Table]:
    if entries:
        yield Table(drawn.columns, tuple(drawn.row(memo, entry) for entry in entries))


def _lines(*labelled_words: tuple[str, str]) -> Cell:
    """Return the labelled lines that say something; the words are Markdown."""
    return tuple(labelled(label, prose_line(said)) for label, said in labelled_words if said)


def _said(markdown: str) -> Cell:
    return (prose_line(markdown),) if markdown else ()


def _fact(_: Memo, fact: Fact) -> tuple[Cell, ...]:
    return (
        (words(fact.name),),
        (
            *_said(fact.question),
            labelled("Answers", words(answers_words(fact.answers))),
            *_lines(
                ("How to tell", fact.how_to_tell),
                ("Why it is asked", fact.why),
                ("Decided by", fact.decided_by),
            ),
            *((labelled("Defined as", words(fact.definition.written)),) if fact.definition else ()),
        ),
    )


def _set(memo: Memo, named: NamedSet) -> tuple[Cell, ...]:
    members = words(", ".join(sorted(named.members)))
    return ((words(named.name),), (members,), cite_lines(memo, named.cites))


def _act(_: Memo, act: Act) -> tuple[Cell, ...]:
    group = "" if act.group == "any" else act.group
    details = _lines(("Group", group), ("Note", act.note))
    return ((words(act.name),), (*_said(act.question), *details))


def _paper(memo: Memo, paper: Paper) -> tuple[Cell, ...]:
    names = {key(fact.name): fact.name for fact in memo.known_facts()}
    settles = [f"{names.get(fact.name, fact.name)} = {answer}" for fact, answer in paper.settles]
    details = _lines(
        ("Looks like", paper.looks_like),
        ("Signed by", paper.signed_by),
        ("Asks for", "; ".join(paper.asks_for)),
        ("Settles", "; ".join(settles)),
        ("In use", period_words(paper.in_use) if paper.in_use else ""),
    )
    return (
        (words(paper.name),),
        (*_said(paper.title), *details),
        cite_lines(memo, paper.cites),
    )


def _blank(_: Memo, blank: Blank) -> tuple[Cell, ...]:
    return ((words(blank.name),), _said(blank.meaning), _said(blank.value or ""))


def _fallback(memo: Memo, entry: Fallback) -> tuple[Cell, ...]:
    return (
        (words(entry.act or "any other act"),),
        (ruling_line(entry.ruling),),
        cite_lines(memo, entry.cites),
    )


def _citation(_: Memo, entry: Citation) -> tuple[Cell, ...]:
    details = _lines(
        ("Read in", str(entry.read_in or "")), ("Source", entry.source), ("Note", entry.note)
    )
    standing = words(f"{entry.grade.value}; {status_words(entry)}")
    return ((words(entry.cite),), (standing,), details)


def _guarantee(memo: Memo, each: Guarantee) -> tuple[Cell, ...]:
    return ((words(each.name),), (words(each.written),), cite_lines(memo, each.cites))


def _case(memo: Memo, case: Case) -> tuple[Cell, ...]:
    day = (words(f"on {case.on}"),) if case.on else ()
    return (
        (words(case.name), *day),
        _given(memo, case),
        tuple(_expected(each) for each in case.expected),
        (*cite_lines(memo, case.cites), *_said(case.note)),
    )


def _given(memo: Memo, case: Case) -> Cell:
    """Return what is asked and shown on lines of their own, and all facts run on in one."""
    names = {key(fact.name): fact.name for fact in memo.known_facts()}
    facts = [
        part
        for fact, answer in case.given
        for part in (
            Run("; "),
            *labelled(names.get(fact.name, fact.name), words(answer or "not sure")),
        )
    ]
    lines = (("asked", ", ".join(case.asked)), ("paper", case.paper or ""))
    head = tuple(labelled(label, words(said)) for label, said in lines if said)
    return (*head, tuple(facts[1:])) if facts else head


def _expected(expected: Expected) -> Line:
    found = words(expected.words)
    if expected.ruling is not None:
        found = ruling_line(expected.ruling)
    elif expected.rows is not None:
        found = words(", ".join(sorted(expected.rows)) or "none")
    return labelled(expected.output, found)


FACTS = (Column("Fact", 1), Column("Question", 3.4))
FIELDS = _Drawn(lambda _: (), (Column("Field", 1), FACTS[1]), _fact)
CITED = Column("Citation", 1.4)
# For each kept section: its entries in the memo, its columns, and how a row is made.
DRAWN = {
    "facts": _Drawn(lambda memo: memo.facts, FACTS, _fact),
    "sets": _Drawn(lambda memo: memo.sets, (Column("Set"), Column("Members", 2), CITED), _set),
    "acts": _Drawn(lambda memo: memo.acts, (Column("Act", 1), Column("Question", 3)), _act),
    "papers": _Drawn(
        lambda memo: memo.papers,
        (Column("Paper", 0.8), Column("What it is", 3), CITED),
        _paper,
    ),
    "blanks": _Drawn(
        lambda memo: memo.blanks,
        (Column("Blank"), Column("Meaning", 1.6), Column("Filled in with", 1.6)),
        _blank,
    ),
    "when not sure": _Drawn(
        lambda memo: memo.fallbacks,
        (Column("Act", 1.2), Column("Direction", 1.4), CITED),
        _fallback,
    ),
    "citations": _Drawn(
        lambda memo: memo.citations,
        (Column("Citation", 1.2), Column("Standing", 1), Column("Where it was read", 2.4)),
        _citation,
    ),
    "guarantees": _Drawn(
        lambda memo: memo.guarantees,
        (Column("Guarantee", 1), Column("What always holds", 2), CITED),
        _guarantee,
    ),
    "cases": _Drawn(
        lambda memo: memo.cases,
        (Column("Case", 1), Column("Given", 2), Column("Expected", 1.5), CITED),
        _case,
    ),
}
