"""The typed tree of one text: every node knows its place in the file.

``charteroak.core.reading`` makes it; everything else reads it and nothing changes it.
Its facts are in ``facts.py`` and its decision tables in ``tables.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from charteroak.core.directions import Ruling
from charteroak.core.errors import Place
from charteroak.core.facts import (
    ChoiceTest,
    Fact,
    FactKey,
    LineTest,
    NamedSet,
    RecordList,
)
from charteroak.core.tables import (
    InputKey,
    Items,
    Row,
    Table,
    item_rows,
)


class Kind(StrEnum):
    """What a text is."""

    LAW = "law"
    MEMO = "memo"
    PLAN = "plan"
    VOCABULARY = "vocabulary"


class Standing(StrEnum):
    """Whether a version was issued; a draft is never chosen by a date."""

    ISSUED = "issued"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Version:
    """The name of one version of one text, ``ct/54-192h@2019-10-01``."""

    text: str
    version: str

    def __str__(self) -> str:
        """Return ``text@version``."""
        return f"{self.text}@{self.version}"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; no ``end`` is still running."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` lies in the period."""
        return self.start <= day and (self.end is None or day <= self.end)


# ---- acts, papers, citations --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something an agency might do when asked."""

    name: str
    question: str
    group: str = "any"
    note: str = ""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A form: how to know it, what it asks for, which facts it settles."""

    name: str
    title: str
    looks_like: str
    signed_by: str
    asks_for: tuple[str, ...]
    settles: tuple[tuple[FactKey, str], ...]
    in_use: Period | None
    cites: tuple[str, ...]
    place: Place


class Grade(StrEnum):
    """How far a citation has been checked."""

    VERIFIED = "verified"
    REPORTED = "reported"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Status:
    """The legal standing of a provision, perhaps since a day."""

    words: str
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An entry of *Citations*; it covers its own cite and all that is deeper."""

    cite: str
    grade: Grade
    statuses: tuple[Status, ...]
    read_in: Version | None = None
    source: str = ""
    note: str = ""
    place: Place


# ---- what must hold -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of a guarantee: an input that must pass a test."""

    source: InputKey
    test: ChoiceTest | LineTest
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """``never`` or ``always`` an act has one of ``directions`` where all conditions hold."""

    name: str
    written: str
    always: bool
    act: str
    directions: frozenset[str]
    conditions: tuple[Condition, ...]
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects of one output: a ruling (bounds checked if any), words, or row names."""

    output: str
    ruling: Ruling | None = None
    words: str = ""
    rows: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked example.  ``given`` maps facts to an answer as written; None is *not sure*."""

    name: str
    on: date | None
    paper: str | None
    asked: tuple[str, ...]
    given: tuple[tuple[FactKey, str | None], ...]
    expected: tuple[Expected, ...]
    cites: tuple[str, ...]
    note: str = ""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """What applies when a person is not sure; ``act`` None is any other act."""

    act: str | None
    ruling: Ruling
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """What an agency must fill in, or its value in a plan."""

    name: str
    meaning: str
    value: str | None
    place: Place


# ---- the text -----------------------------------------------------------------------------------


class Shape(StrEnum):
    """What a block of a section is."""

    PARAGRAPH = "paragraph"
    ITEM = "list item"
    TABLE = "table"
    DECISION = "decision table"
    KEPT = "kept table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a section, as Markdown, with the place of its first line.

    ``shape`` says what it is; a quote, code or raw HTML is a paragraph.  A list item keeps its
    marker, so that the items of one list, which follow each other, can be joined again.
    A decision table has the ``anchor`` of its Table, and ``table`` is its name; a table of a kept
    section (*Facts*, *Cases* …) has no anchor.
    """

    anchor: str
    markdown: str
    place: Place
    shape: Shape = Shape.PARAGRAPH
    table: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any depth.

    What stands before the first heading is a section of depth 0 without a title.
    ``blocks`` are all blocks in the order of the text; ``kept`` is the kept section that the
    heading opens or stands in (``facts``, ``when not sure`` …), empty for prose.
    """

    anchor: str
    title: str
    depth: int
    blocks: tuple[Paragraph, ...]
    place: Place
    kept: str = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The prose of the section: its blocks without the tables that the machine reads."""
        machine = {Shape.DECISION, Shape.KEPT}
        return tuple(block for block in self.blocks if block.shape not in machine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """One version of one text, read and checked for its grammar."""

    id: Version
    kind: Kind
    level: str
    title: str
    summary: str
    issued: date
    in_force: Period
    standing: Standing
    senders: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    adopts: str | None = None
    law_levels: tuple[str, ...] = ()
    guidance_levels: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    records: tuple[RecordList, ...] = ()
    sets: tuple[NamedSet, ...] = ()
    acts: tuple[Act, ...] = ()
    papers: tuple[Paper, ...] = ()
    blanks: tuple[Blank, ...] = ()
    citations: tuple[Citation, ...] = ()
    tables: tuple[Table, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    cases: tuple[Case, ...] = ()
    vocabularies: tuple[Memo, ...] = ()
    source: str = field(default="", repr=False)
    file: str = ""

    def item_rows(self, items: Items) -> dict[str, tuple[Table, Row]]:
        """Return the rows that tell things of one kind to do, by the name that a case writes."""
        return item_rows(self.tables, items)

    def citation(self, cite: str) -> Citation | None:
        """Return the entry of *Citations* that covers ``cite``: the longest one."""
        found = [entry for entry in self.citations if covers(entry.cite, cite)]
        return max(found, key=lambda entry: len(entry.cite), default=None)

    def fallback(self, act: str) -> Fallback | None:
        """Return what applies to ``act`` when a person is not sure."""
        by_act = {entry.act: entry for entry in self.fallbacks}
        return by_act.get(act, by_act.get(None))

    def known_facts(self) -> tuple[Fact, ...]:
        """Return the facts this text may name: its own, then those of its vocabularies."""
        return self.facts + tuple(f for words in self.vocabularies for f in words.known_facts())

    def known_acts(self) -> tuple[Act, ...]:
        """Return the acts this text may name, its own first."""
        return self.acts + tuple(a for words in self.vocabularies for a in words.known_acts())

    def known_papers(self) -> tuple[Paper, ...]:
        """Return the papers this text may name, its own first."""
        return self.papers + tuple(p for words in self.vocabularies for p in words.known_papers())

    def known_records(self) -> tuple[RecordList, ...]:
        """Return the lists of records this text may name, its own first."""
        lists = tuple(r for words in self.vocabularies for r in words.known_records())
        return self.records + lists


def covers(entry: str, cite: str) -> bool:
    """Tell whether an entry of *Citations* covers ``cite``: equal, or a part of it."""
    rest = cite[len(entry) :]
    return cite.startswith(entry) and (not rest or not rest[0].isalnum())
