"""What the body of a document is made of: headings, paragraphs, lists, tables, quotes.

``as_data`` turns blocks into what ``templates/blocks.typ`` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charteroak.documents.printable import JSON

DEEPEST = 6
# More would leave less than an inch for each.
MOST_COLUMNS = 6
# Characters in a cell; a row with more may part between pages rather than leave half of one empty.
LONGEST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.  ``link`` is a web address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    quiet: bool = False
    link: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the highest below the document's own title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; numbered from ``start`` where that is given."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else says."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be printed exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its share of the width, 0 for as narrow as it can."""

    heading: str
    share: float = 1


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that is repeated on each page; a cell holds lines.

    ``caption`` stands above it; ``first_names_row`` where the first cell of a row names the row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    first_names_row: bool = True


Block = Heading | Paragraph | Listing | Quote | Code | Table


def words(text: str) -> Line:
    """Return ``text`` as one plain run."""
    return (Run(text),)


def paragraph(text: str) -> Paragraph:
    """Return ``text`` as a paragraph without marks."""
    return Paragraph(words(text))


def cell(*lines: str) -> Cell:
    """Return plain lines as a cell; empty lines are left out."""
    return tuple(words(line) for line in lines if line)


def labelled(label: str, line: Line) -> Line:
    """Return a line after its label."""
    return (Run(f"{label}: ", quiet=True), *line)


def narrowed(table: Table) -> Table:
    """Return ``table`` with two columns, the further cells as labelled lines of the second.

    A table of at most ``MOST_COLUMNS`` is returned as it is.
    """
    if len(table.columns) <= MOST_COLUMNS:
        return table
    first, *others = table.columns
    rows = tuple((row[0], _details(others, row[1:])) for row in table.rows)
    return replace(table, columns=(Column(first.heading, 1), Column("Details", 3)), rows=rows)


def _details(columns: Sequence[Column], cells: Sequence[Cell]) -> Cell:
    return tuple(
        labelled(column.heading, line)
        for column, lines in zip(columns, cells, strict=False)
        for line in lines
        if line
    )


def as_data(blocks: Sequence[Block]) -> list[JSON]:
    """Return blocks as JSON, with headings that never skip a level."""
    made: list[JSON] = []
    depth = 0
    for block in blocks:
        if isinstance(block, Heading):
            depth = max(1, min(block.level, depth + 1, DEEPEST))
            made.append({"kind": "heading", "text": block.text, "level": depth})
        else:
            made.append(_block(block))
    return made


def _block(block: Block) -> dict[str, JSON]:
    match block:
        case Heading():  # within a list or a quote, where it opens no part of the document
            return {"kind": "paragraph", "runs": [_run(Run(block.text, strong=True))]}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.line)}
        case Listing():
            items: list[JSON] = [[_block(each) for each in item] for item in block.items]
            return {"kind": "list", "items": items, "start": block.start}
        case Quote():
            return {"kind": "quote", "blocks": [_block(each) for each in block.blocks]}
        case Code():
            return {"kind": "code", "text": block.text}
        case Table():
            return _table(narrowed(block))


def _table(table: Table) -> dict[str, JSON]:
    return {
        "kind": "table",
        "caption": table.caption,
        "headings": [column.heading for column in table.columns],
        "shares": [column.share for column in table.columns],
        "names_row": table.first_names_row,
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: tuple[Cell, ...]) -> dict[str, JSON]:
    """Return a row; one that is not long stays on one page."""
    longest = max((sum(len(run.text) for line in each for run in line) for each in row), default=0)
    cells: list[JSON] = [[_runs(line) for line in each] for each in row]
    return {"cells": cells, "keep": longest <= LONGEST_KEPT}


def _runs(line: Line) -> list[JSON]:
    return [_run(run) for run in line]


def _run(run: Run) -> dict[str, JSON]:
    """Return a run with only the looks that it has: most have none, and letters are many."""
    looks: dict[str, JSON] = {
        "strong": run.strong,
        "emphasis": run.emphasis,
        "code": run.code,
        "quiet": run.quiet,
        "link": run.link,
    }
    return {"text": run.text, **{name: look for name, look in looks.items() if look}}
