"""The blocks of a text as Markdown divides it, under their headings.

Markdown's own rules decide what is a heading, a list, code or raw HTML, so that what a person
sees as a table is what runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from charteroak.core.reading.report import Cell, Fault, Report
from charteroak.core.reading.source import Source

ANCHOR = re.compile(r"\{#([^{}]*)\}$")


class Form(Enum):
    """What a block of Markdown is."""

    PARAGRAPH = "paragraph"
    ITEM = "list item"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    HTML = "HTML"


class Block(NamedTuple):
    """A block: lines ``start`` to ``end`` of the file, counted from 0, the end left out.

    ``hidden`` are the lines on which a table begins inside a list, a quote or HTML.
    """

    form: Form
    start: int
    end: int
    hidden: tuple[int, ...] = ()


class Title(NamedTuple):
    """A heading: its text, its line counted from 0, and its depth."""

    text: str
    line: int
    depth: int


class Part(NamedTuple):
    """A heading and its blocks, up to the next heading.  Before the first heading depth is 0."""

    title: Cell
    depth: int
    anchor: Cell | None
    blocks: list[Block]


def read_parts(source: Source, first_line: int, report: Report) -> list[Part]:
    """Return the parts of a text, from line ``first_line`` (counted from 0) on."""
    parts = [Part(Cell("", first_line + 1, 1), 0, None, [])]
    for entry in _blocks(source.lines, first_line, report):
        if isinstance(entry, Title):
            parts.append(_part(entry, source.lines[entry.line]))
        else:
            parts[-1].blocks.append(entry)
    return parts


def _blocks(lines: list[str], first_line: int, report: Report) -> Iterable[Title | Block]:
    """Return the blocks: of plain texts at once, of all others by the Markdown parser.

    The parser alone takes longer to import than fifteen texts to read, and the command line has
    a third of a second in all; tests hold that both ways agree.
    """
    from charteroak.core.reading.plain_blocks import read_plain_blocks  # noqa: PLC0415

    plain = read_plain_blocks(lines, first_line)
    if plain is not None:
        return plain
    from charteroak.core.reading import markdown_blocks  # noqa: PLC0415

    try:
        return list(markdown_blocks.read_markdown_blocks(lines, first_line))
    except markdown_blocks.TooDeepError as error:
        fault = Fault("lists and quotes stand in each other too deep", "four lists in each other")
        report.add(error.line + 1, 1, fault)
        return []


def _part(title: Title, line: str) -> Part:
    """Return the part that a heading opens, with the anchor that its title ends with."""
    text, column, anchor = title.text, max(line.find(title.text), 0) + 1, None
    if text.endswith("}") and (match := ANCHOR.search(text)):
        anchor = Cell(match[1].strip(), title.line + 1, column + match.start() + 2)
        text = text[: match.start()].rstrip()
    return Part(Cell(text, title.line + 1, column), title.depth, anchor, [])
