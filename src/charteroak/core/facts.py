"""Facts, the answers they may have, the tests that cells put to them, and lists of records.

Names are kept as first written; ``key`` compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from charteroak.core.errors import Place
from charteroak.core.measures import EVERYTHING, Measure, Span


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return what two spellings of one name have in common: no capitals, single spaces."""
    return " ".join(name.casefold().split())


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


@dataclass(frozen=True, slots=True)
class FactKey:
    """The identity of a fact: the text that defines it and its name, compared by ``key``."""

    text: str
    name: str

    @classmethod
    def of(cls, fact: Fact) -> FactKey:
        """Return the key of ``fact``."""
        return cls(fact.text, key(fact.name))
