"""What stands under the headings that the machine keeps: facts, acts, papers, cases and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from charteroak.core.memo import Citation, Expected, Fact, Memo, Paper, Section, key
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
Rows = Sequence[tuple[str, ...]]


def kept_section(memo: Memo, section: Section, writer: Writer) -> Iterator[Html]:
    """Yield the table of a kept section of ``memo``, if ``section`` is one."""
    maker = MAKERS.get(key(section.title))
    if maker is not None:
        columns, rows = maker(memo, writer)
        if rows:
            yield Grid(section.title, columns, rows, section.anchor).html()


def record_list(memo: Memo, section: Section, writer: Writer) -> Iterator[Html]:
    """Yield the fields of a list of records that is declared under the heading ``section``."""
    for listed in memo.records:
        if key(section.title.partition(":")[0]) == key(listed.name):
            rows = [_fact(field, writer) for field in listed.fields]
            columns = ("field", *FACT_COLUMNS[1:])
            yield Grid(f"Records: {listed.name}", columns, rows, section.anchor).html()


FACT_COLUMNS = ("fact", "question", "answers", "how to tell", "why", "decided by", "defined as")


def _facts(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    return FACT_COLUMNS, [_fact(fact, writer) for fact in memo.facts]


def _fact(fact: Fact, writer: Writer) -> tuple[str, ...]:
    prose = [writer.inline(words) for words in (fact.how_to_tell, fact.why, fact.decided_by)]
    defined = fact.definition.written if fact.definition else ""
    question = writer.inline(fact.question)
    return (fact.name, question, answers_words(fact.answers), *prose, defined)


def _sets(memo: Memo, _: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [
        (each.name, ", ".join(sorted(each.members)), cites_words(memo, each.cites))
        for each in memo.sets
    ]
    return ("set", "members", "citation"), rows


def _acts(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [
        (act.name, writer.inline(act.question), act.group, writer.inline(act.note))
        for act in memo.acts
    ]
    return ("act", "question", "group", "note"), rows


def _papers(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    columns = (
        "paper", "title", "looks like", "signed by", "asks for", "settles", "in use", "citation",
    )  # fmt: skip
    return columns, [_paper(memo, paper, writer) for paper in memo.papers]


def _paper(memo: Memo, paper: Paper, writer: Writer) -> tuple[str, ...]:
    names = {key(fact.name): fact.name for fact in memo.known_facts()}
    settles = [
        f"{names.get(source.name, source.name)} = {answer}" for source, answer in paper.settles
    ]
    prose = [writer.inline(words) for words in (paper.title, paper.looks_like, paper.signed_by)]
    in_use = period_words(paper.in_use) if paper.in_use else ""
    cites = cites_words(memo, paper.cites)
    return (paper.name, *prose, lines(paper.asks_for), lines(settles), in_use, cites)


def _blanks(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [
        (blank.name, writer.inline(blank.meaning), writer.inline(blank.value or ""))
        for blank in memo.blanks
    ]
    return ("blank", "meaning", "value"), rows


def _fallbacks(memo: Memo, _: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [
        (entry.act or "any other act", ruling_words(entry.ruling), cites_words(memo, entry.cites))
        for entry in memo.fallbacks
    ]
    return ("act", "direction", "citation"), rows


def _citations(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [_citation(entry, writer) for entry in memo.citations]
    return ("citation", "grade", "status", "read in", "source", "note"), rows


def _citation(entry: Citation, writer: Writer) -> tuple[str, ...]:
    read_in = str(entry.read_in) if entry.read_in else ""
    text = tag("a", read_in, href=writer.address(read_in)) if read_in else ""
    source, note = _source(entry.source), writer.inline(entry.note)
    return (entry.cite, entry.grade.value, status_words(entry), text, source, note)


def _source(source: str) -> Html:
    """Return where a text can be read, its web addresses as links."""
    parts: list[str] = []
    end = 0
    for match in WEB.finditer(source):
        parts += [source[end : match.start()], tag("a", match[0], href=match[0], rel="noreferrer")]
        end = match.end()
    return joined([*parts, source[end:]])


def _guarantees(memo: Memo, _: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [(each.written, each.name, cites_words(memo, each.cites)) for each in memo.guarantees]
    return ("what always holds", "name", "citation"), rows


def _cases(memo: Memo, writer: Writer) -> tuple[tuple[str, ...], Rows]:
    rows = [
        (
            case.name,
            str(case.on or ""),
            given_words(memo, case),
            _expected(case.expected),
            cites_words(memo, case.cites),
            writer.inline(case.note),
        )
        for case in memo.cases
    ]
    return ("case", "on", "given", "expected", "citation", "note"), rows


def _expected(expected: Sequence[Expected]) -> Html:
    return joined([expected_words(each) for each in expected], " ")


Maker = Callable[[Memo, Writer], tuple[tuple[str, ...], Rows]]
MAKERS: dict[str, Maker] = {
    "facts": _facts,
    "sets": _sets,
    "acts": _acts,
    "papers": _papers,
    "blanks": _blanks,
    "when not sure": _fallbacks,
    "citations": _citations,
    "guarantees": _guarantees,
    "cases": _cases,
}
