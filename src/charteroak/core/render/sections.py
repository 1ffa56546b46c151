"""What stands under the headings that the machine keeps: facts, acts, papers, cases and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from charteroak.core.facts import (
    Fact,
    NamedSet,
    key,
)
from charteroak.core.memo import (
    Act,
    Blank,
    Case,
    Citation,
    Fallback,
    Guarantee,
    Memo,
    Paper,
    Paragraph,
    Section,
)
from charteroak.core.render.markdown import Writer
from charteroak.core.render.markup import Html, joined, tag
from charteroak.core.render.tables import Grid, lines
from charteroak.core.render.words import (
    answers_words,
    cites_words,
    expected_words,
    given_words,
    period_words,
    ruling_words,
    status_words,
)

WEB = re.compile(r"https?://[^\s<>\"]+")
Cells = tuple[str, ...]


def kept_table(memo: Memo, section: Section, block: Paragraph, writer: Writer) -> Iterator[Html]:
    """Yield one table of a kept section: those of its entries that stand in ``block``."""
    lines = range(block.place.line, block.place.line + block.markdown.count("\n") + 1)
    if section.kept == "records":
        yield from _records(memo, section, lines, writer)
    elif section.kept in MAKERS:
        entries, columns, row = MAKERS[section.kept]
        here = [n for n, entry in enumerate(entries(memo)) if entry.place.line in lines]
        rows = [row(memo, entries(memo)[n], writer) for n in here]
        if rows:
            yield Grid(
                _caption(section, here[0] + 1), columns, rows, section.anchor, here[0] + 1
            ).html()


def _records(memo: Memo, section: Section, lines: range, writer: Writer) -> Iterator[Html]:
    for listed in memo.records:
        rows = [_fact(memo, each, writer) for each in listed.fields if each.place.line in lines]
        if rows:
            columns = ("field", *FACT_COLUMNS[1:])
            yield Grid(_caption(section), columns, rows, section.anchor).html()


def _caption(section: Section, first: int = 1) -> str:
    """Return what the table shows, different for each table of the page."""
    own = key(section.title) != section.kept
    name = f"{section.kept.capitalize()}: {section.title}" if own else section.title
    return name if first == 1 else f"{name}, from row {first}"


FACT_COLUMNS = ("fact", "question", "answers", "how to tell", "why", "decided by", "defined as")


def _fact(_: Memo, fact: Fact, writer: Writer) -> Cells:
    prose = [writer.inline(words) for words in (fact.how_to_tell, fact.why, fact.decided_by)]
    defined = fact.definition.written if fact.definition else ""
    question = writer.inline(fact.question)
    return (fact.name, question, answers_words(fact.answers), *prose, defined)


def _set(memo: Memo, named: NamedSet, _: Writer) -> Cells:
    return (named.name, ", ".join(sorted(named.members)), cites_words(memo, named.cites))


def _act(_: Memo, act: Act, writer: Writer) -> Cells:
    return (act.name, writer.inline(act.question), act.group, writer.inline(act.note))


def _paper(memo: Memo, paper: Paper, writer: Writer) -> Cells:
    names = {key(fact.name): fact.name for fact in memo.known_facts()}
    settles = [f"{names.get(fact.name, fact.name)} = {answer}" for fact, answer in paper.settles]
    prose = [writer.inline(words) for words in (paper.title, paper.looks_like, paper.signed_by)]
    in_use = period_words(paper.in_use) if paper.in_use else ""
    cites = cites_words(memo, paper.cites)
    return (paper.name, *prose, lines(paper.asks_for), lines(settles), in_use, cites)


def _blank(_: Memo, blank: Blank, writer: Writer) -> Cells:
    return (blank.name, writer.inline(blank.meaning), writer.inline(blank.value or ""))


def _fallback(memo: Memo, entry: Fallback, _: Writer) -> Cells:
    cites = cites_words(memo, entry.cites)
    return (entry.act or "any other act", ruling_words(entry.ruling), cites)


def _citation(_: Memo, entry: Citation, writer: Writer) -> Cells:
    read_in = str(entry.read_in) if entry.read_in else ""
    text = tag("a", read_in, href=writer.address(read_in)) if read_in else ""
    note = writer.inline(entry.note)
    return (entry.cite, entry.grade.value, status_words(entry), text, _source(entry.source), note)


def _source(source: str) -> Html:
    """Return where a text can be read, its web addresses as links."""
    parts: list[str] = []
    end = 0
    for match in WEB.finditer(source):
        parts += [source[end : match.start()], tag("a", match[0], href=match[0], rel="noreferrer")]
        end = match.end()
    return joined([*parts, source[end:]])


def _guarantee(memo: Memo, each: Guarantee, _: Writer) -> Cells:
    return (each.written, each.name, cites_words(memo, each.cites))


def _case(memo: Memo, case: Case, writer: Writer) -> Cells:
    given = given_words(memo, case)
    expected = joined([expected_words(each) for each in case.expected], " ")
    cites, note = cites_words(memo, case.cites), writer.inline(case.note)
    return (case.name, str(case.on or ""), given, expected, cites, note)


# For each kept section: its entries in the memo, its columns, and how a row is made.
MAKERS: dict[str, tuple[Callable[[Memo], Sequence[Any]], tuple[str, ...], Callable[..., Cells]]] = {
    "facts": (lambda memo: memo.facts, FACT_COLUMNS, _fact),
    "sets": (lambda memo: memo.sets, ("set", "members", "citation"), _set),
    "acts": (lambda memo: memo.acts, ("act", "question", "group", "note"), _act),
    "papers": (
        lambda memo: memo.papers,
        ("paper", "title", "looks like", "signed by", "asks for", "settles", "in use", "citation"),
        _paper,
    ),
    "blanks": (lambda memo: memo.blanks, ("blank", "meaning", "value"), _blank),
    "when not sure": (
        lambda memo: memo.fallbacks,
        ("act", "direction", "citation"),
        _fallback,
    ),
    "citations": (
        lambda memo: memo.citations,
        ("citation", "grade", "status", "read in", "source", "note"),
        _citation,
    ),
    "guarantees": (
        lambda memo: memo.guarantees,
        ("what always holds", "name", "citation"),
        _guarantee,
    ),
    "cases": (
        lambda memo: memo.cases,
        ("case", "on", "given", "expected", "citation", "note"),
        _case,
    ),
}
