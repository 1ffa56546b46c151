"""The sections of a text: which tables decide, which belong to a kept section, what is prose."""

from __future__ import annotations

import re
from typing import NamedTuple

from charteroak.core.facts import (
    key,
)
from charteroak.core.memo import (
    Paragraph,
    Section,
    Shape,
)
from charteroak.core.reading.anchors import Anchors, slug
from charteroak.core.reading.annexes import ACTS, BLANKS, CITATIONS, PAPERS
from charteroak.core.reading.blocks import Block, Form, Part
from charteroak.core.reading.facts import FACTS, FIELDS, SETS
from charteroak.core.reading.guarantees import GUARANTEES
from charteroak.core.reading.headers import LETTERS, Decision, is_decision
from charteroak.core.reading.names import NameBook
from charteroak.core.reading.pipe_tables import Sheet, TableLine, read_line, read_sheet
from charteroak.core.reading.report import Cell, Fault, Report, shown
from charteroak.core.reading.source import Source

KEPT = (
    "facts",
    "records",
    "sets",
    "acts",
    "papers",
    "blanks",
    "when not sure",
    "citations",
    "guarantees",
    "cases",
)
KEPT_DEPTH = 2
NUMBERING = re.compile(r"[0-9]+(?:\.[0-9]+)*\.\s+")
MOST_TABLES = 200
# The columns by which a table of a kept section is known where it stands somewhere else.
KNOWN_BY = {
    columns.needed[0]: columns
    for columns in (FACTS, FIELDS, SETS, ACTS, PAPERS, BLANKS, CITATIONS, GUARANTEES)
    if len(columns.needed) > 1
}


class Outline(NamedTuple):
    """What stands where: the parts, the tables of kept sections, and the decision tables."""

    parts: list[Part]
    kept_of: list[str]
    sheets: dict[str, list[tuple[Part, Sheet]]]
    decisions: list[Decision]

    def of(self, kept: str) -> list[Sheet]:
        """Return the tables of a kept section."""
        return [sheet for _, sheet in self.sheets.get(kept, ())]


def outline(parts: list[Part], source: Source, report: Report) -> Outline:
    """Sort the tables of a text; those that would be overlooked are reported."""
    found = Outline(parts, [], {}, [])
    book = NameBook(report)
    kept = ""
    for index, part in enumerate(parts):
        kept = _kept(part, kept)
        found.kept_of.append(kept)
        for block in part.blocks:
            _check_hidden(block, kept, source, report)
            if block.form is Form.TABLE:
                sheet = read_sheet(source.lines, block.start, block.end)
                if kept:
                    _add_kept(kept, part, sheet, found, report)
                elif _is_decision(sheet.header, report):
                    _add_decision(index, sheet, found, book, report)
    return found


def _kept(part: Part, kept: str) -> str:
    """Return the kept section that a part opens or stands in."""
    if part.depth > KEPT_DEPTH:
        return kept
    name = key(NUMBERING.sub("", part.title.text, count=1))
    return name if part.depth == KEPT_DEPTH and name in KEPT else ""


def _add_kept(kept: str, part: Part, sheet: Sheet, found: Outline, report: Report) -> None:
    """Add a table of a kept section; report one that decides and has strayed into it."""
    if sheet.header.cells[0] in LETTERS:
        found_words = f"a decision table stands in the section {kept.capitalize()}"
        fault = Fault(found_words, "a section of prose, with a heading ## of its own")
        report.at(sheet.header.place(), fault)
    else:
        found.sheets.setdefault(kept, []).append((part, sheet))


def _is_decision(header: TableLine, report: Report) -> bool:
    """Tell whether a table in prose decides; report one that belongs to a kept section."""
    first = key(header.cells[0])
    names = {key(cell) for cell in header.cells}
    columns = KNOWN_BY.get(first)
    section = columns.section if columns and names.issuperset(columns.needed) else ""
    if first == "case" and any(cell.startswith(">") for cell in header.cells):
        section = "Cases"
    if section:
        fault = Fault(
            f"a table of {section} stands under another heading", f"the heading ## {section}"
        )
        report.at(header.place(), fault)
        return False
    return is_decision(header)


def _add_decision(index: int, sheet: Sheet, found: Outline, book: NameBook, report: Report) -> None:
    """Add a decision table, named by the heading above it."""
    part = found.parts[index]
    if part.depth == 0:
        fault = Fault("a decision table has no heading", "a heading above it that names it")
        report.at(sheet.header.place(), fault)
    elif found.decisions and found.decisions[-1].part == index:
        found_words = f"a second decision table stands under “{shown(part.title.text)}”"
        report.at(sheet.header.place(), Fault(found_words, "a heading of its own for each"))
    elif len(found.decisions) == MOST_TABLES:
        fault = Fault(f"the text has more than {MOST_TABLES} tables", f"{MOST_TABLES} tables")
        report.at(sheet.header.place(), fault)
    else:
        name, question = _named(part)
        if book.claim(name, "a table") is not None:
            found.decisions.append(Decision(name.text, question, name, sheet, index))


def _named(part: Part) -> tuple[Cell, str]:
    """Return the name of a table, which stands before the colon, and its question."""
    numbering = NUMBERING.match(part.title.text)
    start = numbering.end() if numbering else 0
    name, _, question = part.title.text[start:].partition(":")
    return part.title.part(start, start + len(name)), question.strip()


def _check_hidden(block: Block, kept: str, source: Source, report: Report) -> None:
    """Report tables that a person would take for tables that run, though they do not."""
    for line in block.hidden:
        inner = source.lines[line].lstrip(" \t>-+*")
        header = read_line(line + 1, inner.rjust(len(source.lines[line])))
        if kept or is_decision(header):
            fault = Fault(
                "a table inside a list, a quote or HTML does not run", "a table at the margin"
            )
            report.at(header.place(), fault)
    if block.form is Form.PARAGRAPH:
        for line in range(block.start, block.end):
            if source.lines[line].lstrip().startswith("|"):
                found = "this line begins with | but is in no table"
                allowed = "a header, under it a line of dashes with as many cells, then the rows"
                report.at(read_line(line + 1, source.lines[line]).place(), Fault(found, allowed))
                break


# ---- the tree of sections -----------------------------------------------------------------------


class Titles(NamedTuple):
    """The anchors of parts and of the tables they hold, by the index of the part."""

    parts: dict[int, str]
    tables: dict[int, str]


def take_titles(found: Outline, anchors: Anchors, report: Report) -> Titles:
    """Give every table and every heading its anchor."""
    titles = Titles({}, {})
    for part in found.parts:
        if part.anchor is not None:
            anchors.write(part.anchor, report)
    for decision in found.decisions:
        written = found.parts[decision.part].anchor
        wanted = slug(decision.name)
        same = written is not None and written.text == wanted
        titles.tables[decision.part] = wanted if same else anchors.take(wanted)
    for index, part in enumerate(found.parts):
        if part.anchor is not None:
            titles.parts[index] = part.anchor.text
        elif part.depth:
            titles.parts[index] = _heading_anchor(index, part, titles, anchors)
        else:
            titles.parts[index] = "top"
    return titles


def _heading_anchor(index: int, part: Part, titles: Titles, anchors: Anchors) -> str:
    wanted = slug(part.title.text)
    return wanted if titles.tables.get(index) == wanted else anchors.take(wanted)


def read_sections(
    found: Outline, titles: Titles, source: Source, anchors: Anchors, report: Report
) -> tuple[Section, ...]:
    """Return the sections with all their blocks; the anchors of rows are taken by now."""
    reader = _BlockReader(found, titles, source, anchors, report)
    return tuple(
        reader.section(index, part)
        for index, part in enumerate(found.parts)
        if part.depth or part.blocks
    )


class _BlockReader:
    """Makes the blocks of sections, and numbers the paragraphs of each."""

    def __init__(
        self, found: Outline, titles: Titles, source: Source, anchors: Anchors, report: Report
    ) -> None:
        self._found, self._titles, self._source = found, titles, source
        self._anchors, self._report = anchors, report
        self._decisions = {
            decision.sheet.header.number - 1: decision for decision in found.decisions
        }

    def section(self, index: int, part: Part) -> Section:
        """Return one section."""
        anchor, count, blocks = self._titles.parts[index], 0, []
        for block in part.blocks:
            shape = self._shape(block, index)
            if shape in {Shape.PARAGRAPH, Shape.ITEM, Shape.TABLE}:
                count += 1
                blocks.append(self._block(block, shape, self._anchors.take(f"{anchor}-{count}")))
            elif shape is Shape.DECISION:
                name = self._decisions[block.start].name
                blocks.append(self._block(block, shape, self._titles.tables[index], name))
            else:
                blocks.append(self._block(block, shape, ""))
        return Section(
            anchor=anchor,
            title=part.title.text,
            depth=part.depth,
            blocks=tuple(blocks),
            place=self._report.place(part.title.line, part.title.column),
            kept=self._found.kept_of[index],
        )

    def _shape(self, block: Block, index: int) -> Shape:
        if block.form is Form.ITEM:
            return Shape.ITEM
        if block.form is not Form.TABLE:
            return Shape.PARAGRAPH
        if self._found.kept_of[index]:
            return Shape.KEPT
        return Shape.DECISION if block.start in self._decisions else Shape.TABLE

    def _block(self, block: Block, shape: Shape, anchor: str, table: str = "") -> Paragraph:
        markdown = "\n".join(self._source.lines[block.start : block.end])
        return Paragraph(anchor, markdown, self._report.place(block.start + 1), shape, table)
