"""The tables of a memo as HTML tables, each in a region of its own that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charteroak.core.directions import Ruling
from charteroak.core.facts import (
    key,
)
from charteroak.core.memo import (
    Memo,
)
from charteroak.core.render.markdown import Writer
from charteroak.core.render.markup import Html, joined, region, safe, tag, to_anchor
from charteroak.core.render.words import POLICIES, cites_words, ruling_words
from charteroak.core.tables import (
    Items,
    Row,
    Table,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A plain table: its caption, its column headings, and its rows with their anchors.

    The first cell of a row names it.  A column in which every cell is empty is left out.
    Rows are numbered on from ``first``; a colon in their anchors keeps them apart from all others.
    """

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    anchor: str
    first: int = 1

    def html(self) -> Html:
        """Return the table."""
        kept = [i for i in range(len(self.columns)) if i == 0 or any(row[i] for row in self.rows)]
        heads = [tag("th", self.columns[i], scope="col") for i in kept]
        rows = [
            _grid_row(f"{self.anchor}:{n}", [row[i] for i in kept])
            for n, row in enumerate(self.rows, self.first)
        ]
        table = tag(
            "table",
            tag("caption", tag("span", self.caption, class_="hidden")),
            tag("thead", tag("tr", *heads)),
            tag("tbody", *rows),
        )
        return region(self.caption, table)


def _grid_row(anchor: str, cells: Sequence[str]) -> Html:
    name = tag("th", tag("a", cells[0], href=to_anchor(anchor), class_="self-row"), scope="row")
    return tag("tr", name, *(tag("td", cell) for cell in cells[1:]), id=anchor)


def decision_table(memo: Memo, table: Table, writer: Writer, anchor: str | None) -> Html:
    """Return a decision table: what is tested, what then holds, and where that comes from."""
    drawing = Drawing(memo, table, writer)
    parts = [drawing.caption(), drawing.head(), tag("tbody", *map(drawing.row, table.rows))]
    label = f"Decision table: {table.name}"
    return region(label, tag("table", *parts, class_="decision"), anchor)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A decision table being drawn, column by column as it was written."""

    memo: Memo
    table: Table
    writer: Writer

    def caption(self) -> Html:
        """Return the hit policy in words; the heading above has told the name and the question."""
        name = tag("span", f"{self.table.name}: ", class_="hidden")
        return tag("caption", name, POLICIES[self.table.policy], f" ({self.table.policy})")

    def head(self) -> Html:
        """Return two rows of headings: the three groups, then the columns, then allowed values."""
        groups = [(name, [i for i, _ in columns]) for name, columns in self._groups() if columns]
        wide = [_group(name, len(columns)) for name, columns in groups]
        narrow = [
            tag("th", _bare(self.table.columns[i]), scope="col", class_=_first(i, columns))
            for _, columns in groups
            for i in columns
        ]
        name = tag("th", "Row", scope="col", rowspan=2)
        return tag("thead", tag("tr", name, *wide), tag("tr", *narrow), self._allowed(groups))

    def _allowed(self, groups: Sequence[tuple[str, list[int]]]) -> Html:
        if not self.table.allowed:
            return Html("")
        cells = [
            tag("td", self.table.allowed[i], class_=_first(i, columns))
            for _, columns in groups
            for i in columns
        ]
        return tag("tr", tag("th", "Allowed", scope="row"), *cells)

    def row(self, row: Row) -> Html:
        """Return one row."""
        name = tag("a", row.name, href=to_anchor(row.anchor), class_="self-row")
        cells = [
            tag("td", cell(row, i), class_=self._class(i, [j for j, _ in columns]))
            for _, columns in self._groups()
            for i, cell in columns
        ]
        return tag("tr", tag("th", name, scope="row"), *cells, id=row.anchor)

    def _groups(self) -> list[tuple[str, list[tuple[int, Cell]]]]:
        """Return the columns that are tested, given and noted, with how their cells are drawn."""
        marks = [column[:1] for column in self.table.columns]
        given = marks.index(">") if ">" in marks else len(marks)
        noted = marks.index("#") if "#" in marks else len(marks)
        notes = [i for i in range(noted, len(marks)) if self._filled(i)]
        return [
            ("If", [(i, _tested) for i in range(1, given)]),
            ("then", [(i, self._given) for i in range(given, noted)]),
            ("on this ground", [(i, self._noted) for i in notes]),
        ]

    def _class(self, column: int, columns: Sequence[int]) -> str | None:
        name = key(_bare(self.table.columns[column]))
        width = "words" if name in set(Items) else "cites" if name == "citation" else ""
        return " ".join(filter(None, (_first(column, columns), width))) or None

    def _filled(self, column: int) -> bool:
        return any(row.cells[column] not in {"", "-"} for row in self.table.rows)

    def _given(self, row: Row, column: int) -> Html:
        """Return what holds: a direction with its bounds, or words."""
        name = _bare(self.table.columns[column])
        for output, result in zip(self.table.outputs, row.results, strict=True):
            if isinstance(result, Ruling) and key(output.name) == key(name):
                return ruling_words(result)
        words = self.writer.inline("" if row.cells[column] == "-" else row.cells[column])
        return tag("q", words) if key(name) == Items.SAY else words

    def _noted(self, row: Row, column: int) -> Html:
        """Return where it comes from: citations with their grade, a paragraph, or words."""
        name = key(_bare(self.table.columns[column]))
        if name == "citation":
            return cites_words(self.memo, row.cites)
        if name == "see" and row.see:
            return tag("a", row.see, href=to_anchor(row.see))
        return self.writer.inline("" if row.cells[column] == "-" else row.cells[column])


Cell = Callable[[Row, int], Html]


def _tested(row: Row, column: int) -> Html:
    """Return a test as written; one that anything fits is ``any``."""
    cell = row.cells[column]
    return tag("span", "any", class_="quiet") if cell == "-" else safe(cell)


def _bare(column: str) -> str:
    """Return the name of a column without its mark."""
    name = column.lstrip(">#").strip()
    return "citation" if column.startswith("#") and name == "cite" else name


def _group(name: str, columns: int) -> Html:
    return tag("th", name, scope="colgroup", colspan=columns, class_="group")


def _first(column: int, columns: Sequence[int]) -> str | None:
    """Return the class that draws a line before the first column of a group."""
    return "group" if column == columns[0] else None


def lines(parts: Sequence[str]) -> Html:
    """Return ``parts`` one below the other."""
    return joined([tag("span", part, class_="cite") for part in parts], " ")
