"""The reference data that is shipped: facts about the agencies and towns of a state.

One folder a state, of CSV files in UTF-8; `tools/build_reference.py` makes them and
docs/reference/directory-data.md says where each fact was read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from charteroak.directory.kinds import Kind
from charteroak.directory.plan import Decisions
from charteroak.directory.records import AgencyRecord, Source

AGENCY_COLUMNS = (
    *("slug", "name", "kind", "town", "address", "postal_city", "zip_code", "telephone"),
    *("website", "ori", "nces_id", "ipeds_id", "state_code", "parent", "sources"),
)
BETWEEN_SOURCES = "; "


@dataclass(frozen=True, slots=True)
class Town:
    """A town: who polices it (slugs) and how sure that is, and the districts that serve it.

    `standing` is "two sources", "one source", "by default" or "not resolved"; `basis` and
    `school_note` say in words what it rests on and what stays open.
    """

    name: str
    fips: str
    region: str
    population: int
    population_source: str
    policed_by: tuple[str, ...]
    standing: str
    basis: str
    school_districts: tuple[str, ...]
    school_note: str


@dataclass(frozen=True, slots=True)
class Square:
    """Where a town stands on the grid map: row 0 is the northernmost, column 0 the westernmost."""

    town: str
    row: int
    column: int
    placed_by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A defect of a source, and what the reference data says instead."""

    source: str
    field: str
    source_says: str
    we_say: str
    agency: str
    why: str


@dataclass(frozen=True, slots=True)
class KindInState:
    """What a state does with a kind: which memo reaches it, and its name as a fact of the texts."""

    kind: Kind
    memo: str
    called_in_the_texts: str
    why: str


def states() -> tuple[str, ...]:
    """Return the states that have reference data, as two small letters."""
    folder = files(__package__)
    return tuple(
        sorted(each.name for each in folder.iterdir() if each.is_dir() and each.name.isalpha())
    )


@cache
def agencies(state: str) -> tuple[AgencyRecord, ...]:
    """Return the agencies of a state in the order of their slugs."""
    folder = _folder(state) / "agencies"
    rows = [row for file in folder.iterdir() for row in _rows(file)]
    return tuple(sorted((_agency(state, row) for row in rows), key=lambda each: each.slug))


@cache
def towns(state: str) -> tuple[Town, ...]:
    """Return the towns of a state by name."""
    return tuple(_town(row) for row in _rows(_folder(state) / "towns.csv"))


@cache
def grid(state: str) -> tuple[Square, ...]:
    """Return the squares of the grid map, one a town."""
    rows = _rows(_folder(state) / "town_grid.csv")
    return tuple(
        Square(row["town"], int(row["row"]), int(row["column"]), row["placed_by"]) for row in rows
    )


@cache
def corrections(state: str) -> tuple[Correction, ...]:
    """Return what was mended in the sources."""
    return tuple(Correction(**row) for row in _rows(_folder(state) / "corrections.csv"))


@cache
def source_titles() -> dict[str, str]:
    """Return what a person calls each source, by the key that stands in `Source.file`."""
    return {row["key"]: row["title"] for row in _rows(files(__package__) / "sources.csv")}


@cache
def time_zones() -> dict[str, str]:
    """Return the time zone of each state; where it has two, that of most of its people."""
    return {row["state"]: row["zone"] for row in _rows(files(__package__) / "time_zones.csv")}


@cache
def decisions() -> Decisions:
    """Return the corrections as an import heeds them: by the row of a source and the field."""
    found = (each for state in states() for each in corrections(state))
    return Decisions({(each.source, each.field): each.why for each in found})


@cache
def kinds(state: str) -> tuple[KindInState, ...]:
    """Return what the state does with each kind of agency."""
    rows = _rows(_folder(state) / "kinds.csv")
    return tuple(
        KindInState(Kind(row["kind"]), row["memo"], row["called_in_the_texts"], row["why"])
        for row in rows
    )


def row_of(record: AgencyRecord) -> list[str]:
    """Return an agency as a row of the file, in the order of AGENCY_COLUMNS."""
    return [
        *(
            record.slug,
            record.name,
            record.kind.value,
            record.town,
            record.address,
            record.postal_city,
        ),
        *(record.zip_code, record.telephone, record.website, record.ori, record.nces_id),
        *(record.ipeds_id, record.state_code, record.parent),
        BETWEEN_SOURCES.join(str(source) for source in record.sources),
    ]


def _agency(state: str, row: dict[str, str]) -> AgencyRecord:
    named: dict[str, Any] = {each: row[each] for each in AGENCY_COLUMNS}
    return AgencyRecord(
        **named
        | {
            "kind": Kind(row["kind"]),
            "state": state,
            "sources": tuple(Source.parse(each) for each in row["sources"].split(BETWEEN_SOURCES)),
        }
    )


def _town(row: dict[str, str]) -> Town:
    return Town(
        name=row["town"],
        fips=row["fips"],
        region=row["region"],
        population=int(row["population"]),
        population_source=row["population_source"],
        policed_by=tuple(row["policed_by"].split()),
        standing=row["standing"],
        basis=row["basis"],
        school_districts=tuple(row["school_districts"].split()),
        school_note=row["school_note"],
    )


def _folder(state: str) -> Traversable:
    return files(__package__) / state.lower()


def _rows(file: Traversable) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines(keepends=True))
