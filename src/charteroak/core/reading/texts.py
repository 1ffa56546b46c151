"""A whole text: its front matter, its sections, and everything in them, in the order of need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from charteroak.core.errors import listing
from charteroak.core.facts import (
    RecordList,
    key,
)
from charteroak.core.memo import (
    Kind,
    Memo,
)
from charteroak.core.reading.anchors import Anchors
from charteroak.core.reading.annexes import (
    read_acts,
    read_blanks,
    read_citations,
    read_fallbacks,
    read_papers,
)
from charteroak.core.reading.blocks import read_parts
from charteroak.core.reading.cases import read_cases
from charteroak.core.reading.facts import read_facts, read_record_list, read_sets
from charteroak.core.reading.front_matter import Header, read_header
from charteroak.core.reading.guarantees import read_guarantees
from charteroak.core.reading.headers import read_heading
from charteroak.core.reading.names import NameBook
from charteroak.core.reading.report import Fault, Report
from charteroak.core.reading.rows import SeeAlso, TableReader
from charteroak.core.reading.scope import Scope, open_scope
from charteroak.core.reading.sections import (
    KEPT_DEPTH,
    Outline,
    Titles,
    outline,
    read_sections,
    take_titles,
)
from charteroak.core.reading.source import Source, read_source
from charteroak.core.reading.tables import begin_table, check_circles, read_inputs
from charteroak.core.tables import (
    Items,
    Table,
    item_rows,
)

FindVocabulary = Callable[[str, date], Memo | None]
DEEPEST_USE = 8
_being_read: ContextVar[tuple[str, ...]] = ContextVar("texts_being_read", default=())


def read_memo(source: str | bytes, file: str, find_vocabulary: FindVocabulary) -> Memo:
    """Return the typed tree of one text, with every name in it resolved.

    Args:
        source: the content of the file.
        file: its name as errors show it.
        find_vocabulary: gives the vocabulary of an id that is in force on a day, or None.

    Raises:
        MemoError: the text cannot be read; with all problems found, in the order of the text.
    """
    report = Report(file)
    text = read_source(source, file)
    header = read_header(text, report)
    if header is None:
        report.finish()
    assert header is not None
    with _reading(header, report):
        vocabularies = _vocabularies(header, find_vocabulary, report)
    memo = _read_body(text, open_scope(header, report, vocabularies))
    report.finish()
    return memo


@contextmanager
def _reading(header: Header, report: Report) -> Iterator[None]:
    """Remember that a text is being read, so that no vocabulary uses itself, even by way of others.

    Raises:
        MemoError: one does, or vocabularies use each other too deeply.
    """
    above, text = _being_read.get(), str(header.id)
    if text in above or len(above) > DEEPEST_USE:
        path = " → ".join([*above, text])
        fault = Fault(f"vocabularies use each other in a circle or too deeply: {path}", "one way")
        report.at(header.places["uses" if "uses" in header.places else "text"], fault)
        report.finish()
    token = _being_read.set((*above, text))
    try:
        yield
    finally:
        _being_read.reset(token)


def _vocabularies(
    header: Header, find_vocabulary: FindVocabulary, report: Report
) -> tuple[Memo, ...]:
    """Return the vocabularies that a text uses, in force on its first day."""
    found = []
    for text in header.uses:
        words = find_vocabulary(text, header.in_force.start)
        if words is None:
            what = f"no vocabulary “{text}” is in force on {header.in_force.start}"
            cell = header.places["uses"]
            offset = max(cell.text.find(text), 0)
            report.at(cell, Fault(what, "a text of the kind vocabulary", offset=offset))
        else:
            found.append(words)
    return tuple(found)


def _read_body(source: Source, scope: Scope) -> Memo:
    """Read the sections in the order in which each needs those before it."""
    header, report = scope.header, scope.report
    _check_level(scope)
    found = outline(read_parts(source, header.body, report), source, report)
    if header.kind is Kind.VOCABULARY:
        _check_vocabulary(found, report)
    citations = read_citations(found.of("citations"), scope)
    sets = read_sets(found.of("sets"), scope)
    records = _read_records(found, scope)
    facts = read_facts(found.of("facts"), scope)
    acts = read_acts(found.of("acts"), scope)
    papers = read_papers(found.of("papers"), scope)
    blanks = read_blanks(found.of("blanks"), scope)
    anchors, see = Anchors(), list[SeeAlso]()
    titles = take_titles(found, anchors, report)
    tables = _read_tables(found, titles, anchors, see, scope)
    scope.item_names = _item_names(tables)
    fallbacks = read_fallbacks(found.of("when not sure"), scope)
    guarantees = read_guarantees(found.of("guarantees"), scope)
    cases = read_cases(found.of("cases"), scope)
    sections = read_sections(found, titles, source, anchors, report)
    _check_see(see, anchors, report)
    return Memo(
        id=header.id,
        kind=header.kind,
        level=header.level,
        title=header.title,
        summary=header.summary,
        issued=header.issued,
        in_force=header.in_force,
        standing=header.standing,
        senders=header.senders,
        addressees=header.addressees,
        uses=header.uses,
        rests_on=header.rests_on,
        adopts=header.adopts,
        law_levels=header.law_levels,
        guidance_levels=header.guidance_levels,
        sections=sections,
        facts=facts,
        records=records,
        sets=sets,
        acts=acts,
        papers=papers,
        blanks=blanks,
        citations=citations,
        tables=tables,
        fallbacks=fallbacks,
        guarantees=guarantees,
        cases=cases,
        vocabularies=scope.vocabularies,
        source=source.text,
        file=source.file,
    )


def _check_level(scope: Scope) -> None:
    """Report a level that the vocabularies do not put in order."""
    header = scope.header
    law = header.kind is Kind.LAW
    levels = [
        level
        for words in scope.vocabularies
        for level in (words.law_levels if law else words.guidance_levels)
    ]
    if levels and header.level and header.level not in levels:
        found = f"“{header.level}” is not a level of {'law' if law else 'guidance'}"
        fault = Fault(found, listing(levels), word=header.level, candidates=levels)
        scope.report.at(header.places["level"], fault)


def _check_vocabulary(found: Outline, report: Report) -> None:
    """Report what a vocabulary, which nobody asks, cannot hold."""
    kept = ("when not sure", "guarantees", "cases")
    lines = [sheet.header for name in kept for sheet in found.of(name)]
    lines += [decision.sheet.header for decision in found.decisions]
    for line in lines:
        fault = Fault(
            "a vocabulary decides nothing", "facts, records, sets, acts, papers, citations"
        )
        report.at(line.place(), fault)


def _read_records(found: Outline, scope: Scope) -> tuple[RecordList, ...]:
    """Return the lists of records, each under a heading of its own."""
    book = NameBook(scope.report)
    lists = []
    headings = set[int]()
    for part, sheet in found.sheets.get("records", ()):
        if part.depth <= KEPT_DEPTH or part.title.line in headings:
            fault = Fault("a list of records needs a heading of its own", "### NAME: what it lists")
            scope.report.at(sheet.header.place(), fault)
            continue
        headings.add(part.title.line)
        listed = read_record_list(part, sheet, scope, book)
        if listed is not None:
            lists.append(listed)
    return tuple(lists)


def _read_tables(
    found: Outline, titles: Titles, anchors: Anchors, see: list[SeeAlso], scope: Scope
) -> tuple[Table, ...]:
    """Return the decision tables: outputs of all first, then inputs, then rows."""
    drafts = []
    for decision in found.decisions:
        heading = read_heading(decision, scope)
        draft = begin_table(heading, scope) if heading else None
        if draft is not None:
            drafts.append((decision.part, draft))
    for _, draft in drafts:
        read_inputs(draft, scope)
    check_circles([draft for _, draft in drafts], scope)
    tables = []
    for part, draft in drafts:
        reader = TableReader(draft, scope, anchors)
        tables.append(reader.table(titles.tables[part], titles.parts[part]))
        see.extend(reader.see)
    return tuple(tables)


def _item_names(tables: tuple[Table, ...]) -> dict[Items, dict[str, str]]:
    """Return each name by which a case may list a row that tells things to do: short or long."""
    names: dict[Items, dict[str, str]] = {}
    for items in Items:
        rows = item_rows(tables, items)
        short = {key(name): name for name in rows}
        long = {key(f"{table.name} {row.name}"): name for name, (table, row) in rows.items()}
        names[items] = long | short
    return names


def _check_see(see: list[SeeAlso], anchors: Anchors, report: Report) -> None:
    """Report rows that point to a paragraph that is not there."""
    wrong = [entry for entry in see if entry.anchor not in anchors]
    names = anchors.all() if wrong else []
    allowed = "the anchor of a section, a paragraph or a row, such as #detainers-2"
    for entry in wrong:
        found = f"no paragraph has the anchor “{entry.anchor}”"
        report.at(entry.cell, Fault(found, allowed, word=entry.anchor, candidates=names))
