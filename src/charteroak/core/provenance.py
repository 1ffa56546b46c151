"""Where an answer comes from: the row, its paragraph, the citations and their grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from charteroak.core.directions import Ruling
from charteroak.core.memo import (
    Citation,
    Grade,
    Kind,
    Memo,
    Status,
    Version,
)
from charteroak.core.tables import (
    Row,
    Table,
)

IN_FORCE = "in force"
NOT_YET = "not yet in force"
STANDINGS = (IN_FORCE, "stayed", NOT_YET, "repealed")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReference:
    """A row that decided, so that a person can find it.

    ``anchor`` is the row's own; ``section`` is that of the paragraph or section that says so in
    words, and ``heading`` the title above it.
    """

    text: Version
    table: str
    row: str
    anchor: str
    section: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A citation as it stands on the day: its grade and its legal status in words."""

    cite: str
    grade: Grade
    status: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Fill:
    """The values that a plan in play gives to the blanks of the memo it adopts."""

    values: tuple[tuple[str, str], ...] = ()

    def text(self, words: str) -> str:
        """Return ``words`` with every blank that has a value filled in."""
        for name, value in self.values:
            words = words.replace("{" + name + "}", value)
        return words

    def ruling(self, ruling: Ruling) -> Ruling:
        """Return ``ruling`` with the blanks of its bounds filled in."""
        return Ruling(ruling.direction, tuple(map(self.text, ruling.bounds)))


def blanks_of(texts: Iterable[Memo]) -> Fill:
    """Return the blanks that the plans among ``texts`` fill in."""
    return Fill(
        tuple(
            (blank.name, blank.value)
            for text in texts
            if text.kind is Kind.PLAN
            for blank in text.blanks
            if blank.value is not None
        )
    )


def reference(memo: Memo, table: Table, row: Row) -> RowReference:
    """Return how to find ``row`` of ``table`` in ``memo``, and the paragraph it stands in."""
    wanted = row.see or table.section
    found = standing_in(memo, wanted)
    return RowReference(
        text=memo.id,
        table=table.name,
        row=row.name,
        anchor=row.anchor,
        section=found[0] if found else wanted,
        heading=found[1] if found else table.name,
        line=row.place.line,
    )


def sourced(memo: Memo, cites: Sequence[str], day: date) -> Iterator[Sourced]:
    """Yield each different citation with its grade, and its status on ``day``."""
    for cite in dict.fromkeys(cites):
        entry = memo.citation(cite)
        if entry is not None:
            yield Sourced(
                cite=cite,
                grade=entry.grade,
                status=status_on(entry, day),
                source=entry.source,
                note=entry.note,
            )


def status_on(entry: Citation, day: date) -> str:
    """Return the legal status of a citation on ``day``: its standing, then what is beside it."""
    beside = [s.words for s in _begun(entry, day) if s.words not in STANDINGS]
    return "; ".join(dict.fromkeys([standing_on(entry, day), *beside]))


def standing_on(entry: Citation, day: date) -> str:
    """Return whether a provision is in force on ``day``, stayed, repealed or not yet in force.

    Of several standings the one that began last counts.  A provision that is *in force since* a
    later day is not yet in force; otherwise one whose standings have not begun is in force.
    """
    begun = [s.words for s in _begun(entry, day) if s.words in STANDINGS]
    if begun:
        return begun[-1]
    coming = any(status.words == IN_FORCE for status in entry.statuses)
    return NOT_YET if coming else IN_FORCE


def _begun(entry: Citation, day: date) -> list[Status]:
    """Return the statuses that have begun on ``day``, the oldest first."""
    begun = [s for s in entry.statuses if s.since is None or s.since <= day]
    return sorted(begun, key=lambda status: status.since or date.min)


def standing_in(memo: Memo, anchor: str) -> tuple[str, str, str] | None:
    """Return the anchor, title and Markdown of the section or paragraph at ``anchor``.

    A heading with nothing under it but its table stands for the section that it divides.
    """
    for number, section in enumerate(memo.sections):
        if section.anchor == anchor:
            if section.paragraphs:
                words = "\n\n".join(paragraph.markdown for paragraph in section.paragraphs)
                return (anchor, section.title, words)
            above = [each for each in memo.sections[:number] if each.depth < section.depth]
            return standing_in(memo, above[-1].anchor) if above else None
    for section in memo.sections:
        for paragraph in section.paragraphs:
            if paragraph.anchor == anchor:
                return (anchor, section.title, paragraph.markdown)
    return None
