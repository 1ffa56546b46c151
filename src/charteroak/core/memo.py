"""The typed tree of one text: every node knows its place in the file.

``charteroak.core.reading`` makes it; everything else reads it and nothing changes it.
Names are kept as first written; ``key`` compares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from charteroak.core.directions import Ruling
from charteroak.core.errors import Place
from charteroak.core.measures import EVERYTHING, Measure, Span


def key(name: str) -> str:
    """Return what two spellings of one name have in common: no capitals, single spaces."""
    return " ".join(name.casefold().split())


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


# ---- facts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers that are one of a list; ``ordered`` where they were written with ``<``."""

    values: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Answers that are a number, a duration or a date, within ``whole``."""

    measure: Measure
    whole: Span = EVERYTHING
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Answers that are any text; only for the fields of records."""


Answers = Choice | Line | FreeText
YES_NO = Choice(("yes", "no"))


@dataclass(frozen=True, slots=True)
class ChoiceTest:
    """A cell that some of the listed answers fit."""

    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class LineTest:
    """A cell that the points in these spans fit."""

    spans: tuple[Span, ...]


# None is the cell ``-``.
Test = ChoiceTest | LineTest | None


class Quantifier(StrEnum):
    """How a defined fact reads its list."""

    ANY = "any"
    EVERY = "every"
    NO = "no"
    NUMBER_OF = "number of"


@dataclass(frozen=True, slots=True)
class Within:
    """A look-back window: a date not more than so much before the day of the request."""

    months: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCondition:
    """A condition on one field of a record: a test, a look-back window, or membership in a set."""

    field: str
    test: ChoiceTest | LineTest | None = None
    within: Within | None = None
    members: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How a fact follows from a list of records."""

    quantifier: Quantifier
    records: str
    conditions: tuple[FieldCondition, ...]
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true or not of the situation; asked as a question.

    ``text`` is the id of the text that defines it: two facts are the same only if both agree.
    """

    text: str
    name: str
    question: str
    answers: Answers
    how_to_tell: str = ""
    why: str = ""
    decided_by: str = ""
    definition: Definition | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """A list a person may have many of, such as convictions."""

    text: str
    name: str
    question: str
    fields: tuple[Fact, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSet:
    """A named set of values that conditions on records may use."""

    name: str
    members: frozenset[str]
    cites: tuple[str, ...]
    place: Place


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


# ---- decision tables ----------------------------------------------------------------------------


class Policy(StrEnum):
    """Hit policies, by DMN's letters."""

    UNIQUE = "U"
    ANY = "A"
    FIRST = "F"
    PRIORITY = "P"
    COLLECT = "C"
    SUM = "C+"
    SMALLEST = "C<"
    LARGEST = "C>"
    COUNT = "C#"


class Items(StrEnum):
    """What a collect table of things to do collects."""

    DUTY = "duty"
    SAY = "say"
    DO = "do"
    DO_NOT = "do not"
    CALL = "call"
    WRITE_DOWN = "write down"


DUTY_COLUMNS = ("who", "to whom", "by when", "how proven")


@dataclass(frozen=True, slots=True)
class FactKey:
    """The identity of a fact: the text that defines it and its name, compared by ``key``."""

    text: str
    name: str

    @classmethod
    def of(cls, fact: Fact) -> FactKey:
        """Return the key of ``fact``."""
        return cls(fact.text, key(fact.name))


@dataclass(frozen=True, slots=True)
class OutputKey:
    """An output of a table of the same text, or the act that one of its tables rules on."""

    name: str


@dataclass(frozen=True, slots=True)
class LawAct:
    """The direction that the law in force gives for an act: the input ``law: ACT``."""

    act: str


InputKey = FactKey | OutputKey | LawAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A column of a table that is tested."""

    written: str
    source: InputKey
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A column of a table that is given: an act's direction, a value, or a thing to do.

    ``values`` are the possible values of a value output, in the order of the row of allowed
    values or, without one, of first use.  For an act they are the directions of the row of allowed
    values, empty without one; for items and for tables that count they are empty.
    """

    name: str
    act: str | None = None
    items: Items | None = None
    values: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule.  ``tests`` follow the table's inputs; ``results`` follow its outputs.

    ``cells`` are all cells as written, in the order of the table's ``columns``.
    A result is a Ruling for an act, a Fraction in the tables that count, else text.
    ``columns`` are the further columns of a duty.
    """

    name: str
    tests: tuple[Test, ...]
    cells: tuple[str, ...]
    results: tuple[Ruling | Fraction | str, ...]
    columns: tuple[tuple[str, str], ...] = ()
    asked: frozenset[str] | None = None
    cites: tuple[str, ...] = ()
    see: str = ""
    reason: str = ""
    note: str = ""
    anchor: str = ""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One decision table.

    ``columns`` is its header as written and ``allowed`` its row of allowed values, if it has one;
    ``section`` is the anchor of the section that it stands in.
    """

    name: str
    question: str
    policy: Policy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    section: str
    anchor: str = ""
    columns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    place: Place

    @property
    def items(self) -> Items | None:
        """What the table collects, where it is a collect table of things to do."""
        return self.outputs[0].items if self.outputs else None


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


def item_rows(tables: Iterable[Table], items: Items) -> dict[str, tuple[Table, Row]]:
    """Return the rows of ``tables`` that tell things of one kind to do, by their shortest name.

    The name is the row's own, or ``table row`` where two tables of the kind share it.
    """
    rows = [(table, row) for table in tables if table.items is items for row in table.rows]
    counts = Counter(key(row.name) for _, row in rows)
    return {
        row.name if counts[key(row.name)] == 1 else f"{table.name} {row.name}": (table, row)
        for table, row in rows
    }


def covers(entry: str, cite: str) -> bool:
    """Tell whether an entry of *Citations* covers ``cite``: equal, or a part of it."""
    rest = cite[len(entry) :]
    return cite.startswith(entry) and (not rest or not rest[0].isalnum())
