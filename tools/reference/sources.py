"""The files of facts that the reference data is built from, and what was mended in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source, slug_of

STATE = "ct"
RULINGS = Path(__file__).with_name("rulings.csv")
LEFT_OUT = "left out"
OPEN = "open"  # a question that the sources do not answer


@dataclass(frozen=True, slots=True)
class Correction:
    """One defect of a source: what it said of a field, what we say, and why."""

    agency: str
    source: str
    field: str
    found: str
    ours: str
    why: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision written by hand in rulings.csv, applied to the row that the source names."""

    source: str
    field: str
    ours: str
    why: str


@dataclass(slots=True)
class Workbench:
    """The files at hand, the rulings, and the corrections that gather while agencies are made."""

    folder: Path
    rulings: dict[str, list[Ruling]]
    corrections: list[Correction] = field(default_factory=list)
    unused: set[str] = field(default_factory=set)

    @classmethod
    def over(cls, folder: Path) -> Workbench:
        """Open the folder of sources; the rulings come from the file beside this module."""
        rulings: dict[str, list[Ruling]] = {}
        for row in rows_of(RULINGS):
            ruling = Ruling(row["source"], row["field"], row["ours"], row["why"])
            rulings.setdefault(ruling.source, []).append(ruling)
        return cls(folder, rulings, unused=set(rulings))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of one of the files."""
        return list(rows_of(self.folder / name))

    def note(self, agency: str, source: str, changed: tuple[str, str, str], why: str) -> None:
        """Write down a correction; `changed` is the field, what was found and what we say."""
        self.corrections.append(Correction(agency, source, *changed, why))

    def ruled(self, record: AgencyRecord) -> AgencyRecord | None:
        """Return the record as the rulings on its first source want it, or None if left out."""
        source = record.sources[0]
        key = f"{source.file}:{source.id}"
        self.unused.discard(key)
        rulings = self.rulings.get(key, [])
        if out := next((each for each in rulings if each.field == LEFT_OUT), None):
            self.note(out.ours, key, (LEFT_OUT, record.name, out.ours), out.why)
            return None
        changed = record
        for ruling in rulings:
            changed = changed if ruling.field == OPEN else _changed(changed, ruling)
        self._note_all(rulings, record, changed)
        return changed

    def _note_all(self, rulings: list[Ruling], before: AgencyRecord, after: AgencyRecord) -> None:
        source = before.sources[0]
        for ruling in rulings:
            found = before.name if ruling.field == OPEN else str(getattr(before, ruling.field))
            changed = (ruling.field, found, ruling.ours)
            self.note(after.slug, f"{source.file}:{source.id}", changed, ruling.why)


def _changed(record: AgencyRecord, ruling: Ruling) -> AgencyRecord:
    if ruling.field == "kind":
        return replace(record, kind=Kind(ruling.ours))
    values: dict[str, Any] = {ruling.field: ruling.ours}
    return replace(record, **values)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file in UTF-8, whole values only."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or "").strip() for key, value in row.items()}


def made(kind: Kind, name: str, source: Source, *, parent: str = "", ori: str = "") -> AgencyRecord:
    """Return a record whose slug follows from its kind and name."""
    slug = slug_of(STATE, kind, name)
    return AgencyRecord(slug, name, kind, STATE, parent=parent, ori=ori, sources=(source,))


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a CSV file in UTF-8 with one line feed a row, so that differences can be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
