"""The tables of a memo as HTML tables, each in a region of its own that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charteroak.core.directions import Ruling
from charteroak.core.memo import Items, Memo, Row, Table
from charteroak.core.render.markdown import Writer
from charteroak.core.render.markup import Html, joined, safe, tag, to_anchor
from charteroak.core.render.words import POLICIES, cites_words, ruling_words


@dataclass(frozen=True, slots=True)
class Grid:
    """A plain table: its caption, its column headings, and its rows with their anchors.

    The first cell of a row names it.  A column in which every cell is empty is left out.
    """

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    anchor: str

    def html(self) -> Html:
        """Return the table."""
        kept = [i for i in range(len(self.columns)) if i == 0 or any(row[i] for row in self.rows)]
        heads = [tag("th", self.columns[i], scope="col") for i in kept]
        rows = [
            _grid_row(f"{self.anchor}-row-{n}", [row[i] for i in kept])
            for n, row in enumerate(self.rows, 1)
        ]
        table = tag(
            "table",
            tag("caption", self.caption, class_="hidden"),
            tag("thead", tag("tr", *heads)),
            tag("tbody", *rows),
        )
        return region(self.caption, table)


def _grid_row(anchor: str, cells: Sequence[str]) -> Html:
    name = tag("th", tag("a", cells[0], href=to_anchor(anchor), class_="self-row"), scope="row")
    return tag("tr", name, *(tag("td", cell) for cell in cells[1:]), id=anchor)


def region(label: str, table: Html) -> Html:
    """Return ``table`` in a region that can be reached and scrolled by keyboard."""
    return tag("div", table, class_="table", role="region", aria_label=label, tabindex=0)


def decision_table(memo: Memo, table: Table, writer: Writer) -> Html:
    """Return a decision table: what is tested, what then holds, and where that comes from."""
    drawn = Drawing(memo, table, writer)
    label = f"Decision table: {table.name}"
    return region(label, tag("table", *drawn.parts(), class_="decision"))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A decision table being drawn."""

    memo: Memo
    table: Table
    writer: Writer

    def parts(self) -> list[Html]:
        """Return the caption, head and body."""
        body = [self._row(row) for row in self.table.rows]
        return [self._caption(), self._head(), tag("tbody", *body)]

    def _caption(self) -> Html:
        name = tag("strong", self.table.name)
        policy = tag(
            "span", f"{POLICIES[self.table.policy]} ({self.table.policy})", class_="policy"
        )
        return tag("caption", name, " ", self.table.question, " ", policy)

    def _head(self) -> Html:
        groups = [
            ("If", [column.written for column in self.table.inputs]),
            ("then", self._outputs()),
            ("on this ground", self._notes()),
        ]
        wide = [_group(name, len(columns)) for name, columns in groups if columns]
        narrow = [
            tag("th", column, scope="col", class_=_first(i))
            for _, columns in groups
            for i, column in enumerate(columns)
        ]
        row = tag("th", "Row", scope="col", rowspan=2)
        return tag("thead", tag("tr", row, *wide), tag("tr", *narrow))

    def _outputs(self) -> list[str]:
        names = [output.name for output in self.table.outputs]
        return [*names, *self._columns()]

    def _columns(self) -> list[str]:
        """Return the further columns of a duty that some row fills."""
        rows = self.table.rows
        return list(dict.fromkeys(name for row in rows for name, words in row.columns if words))

    def _notes(self) -> list[str]:
        rows = self.table.rows
        shown = {
            "citation": any(row.cites for row in rows),
            "see": any(row.see for row in rows),
            "reason": any(row.reason for row in rows),
            "note": any(row.note for row in rows),
        }
        return [name for name, wanted in shown.items() if wanted]

    def _row(self, row: Row) -> Html:
        name = tag("a", row.name, href=to_anchor(row.anchor), class_="self-row")
        tests = ["any" if cell == "-" else cell for cell in row.cells[: len(self.table.inputs)]]
        inputs = [tag("td", _quiet(cell), class_=_first(i)) for i, cell in enumerate(tests)]
        given = dict(row.columns)
        results = [
            *map(self._result, row.results),
            *(given.get(name, "") for name in self._columns()),
        ]
        outputs = [tag("td", cell, class_=_first(i)) for i, cell in enumerate(results)]
        notes = [
            tag("td", self._note(row, each), class_=_first(i))
            for i, each in enumerate(self._notes())
        ]
        return tag("tr", tag("th", name, scope="row"), *inputs, *outputs, *notes, id=row.anchor)

    def _result(self, result: object) -> Html:
        if isinstance(result, Ruling):
            return ruling_words(result)
        if self.table.items is None:
            return safe(str(result))
        words = self.writer.inline(str(result))
        return tag("q", words) if self.table.items is Items.SAY else words

    def _note(self, row: Row, name: str) -> Html:
        if name == "citation":
            return cites_words(self.memo, row.cites)
        if name == "see":
            return tag("a", row.see, href=to_anchor(row.see)) if row.see else Html("")
        return self.writer.inline(row.reason if name == "reason" else row.note)


def _group(name: str, columns: int) -> Html:
    return tag("th", name, scope="colgroup", colspan=columns, class_="group")


def _first(column: int) -> str | None:
    """Return the class that draws a line before the first column of a group."""
    return "group" if column == 0 else None


def _quiet(cell: str) -> Html:
    return tag("span", cell, class_="quiet") if cell == "any" else safe(cell)


def lines(parts: Sequence[str]) -> Html:
    """Return ``parts`` one below the other."""
    return joined([tag("span", part, class_="cite") for part in parts], " ")
