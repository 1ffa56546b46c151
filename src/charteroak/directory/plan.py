"""What an import would do: the dry run. Pure: it reads records and touches no database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from charteroak.directory.importers.problems import Problem
from charteroak.directory.records import LONGEST_SLUG, AgencyRecord, slug_words

PLAIN = "csv"  # an office's own list: its lines are not numbered for ever
LEFT_OUT = "left out"
IDS = ("ori", "nces_id", "ipeds_id")
REACHED = ("address", "postal_city", "zip_code", "telephone", "website", "email", *IDS)
"""What a file may change in an agency that exists: how it is reached, and its numbers."""
OURS = ("name", "kind", "town", "parent")
"""What a file may not change unless asked: the directory has mended these on purpose."""


LABELS = {
    "postal_city": "city",
    "zip_code": "ZIP code",
    "email": "e-mail address",
    "ori": "ORI",
    "nces_id": "NCES number",
    "ipeds_id": "IPEDS number",
    "parent": "belongs to",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one agency: what the directory has and what the file says."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """Return what a person calls the field."""
        return LABELS.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class Changed:
    """An agency that the file would change; `held` differs too, and stays as it is."""

    slug: str
    record: AgencyRecord
    changes: tuple[Change, ...]
    held: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row of the file that the directory leaves out on purpose, and why."""

    record: AgencyRecord
    why: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would add, change, leave as it is, and miss in the file.

    `left` and `missing` are slugs; nothing that is missing is removed. `held` are agencies whose
    only differences are fields that the file may not change.
    """

    added: tuple[AgencyRecord, ...]
    changed: tuple[Changed, ...]
    held: tuple[Changed, ...]
    left: tuple[str, ...]
    missing: tuple[str, ...]
    excluded: tuple[Excluded, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each, as the ledger records it."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "held": len(self.held),
            "left": len(self.left),
            "missing": len(self.missing),
            "excluded": len(self.excluded),
            "problems": len(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided before about rows of the sources, by the row's key and the field.

    The reference data's corrections are such decisions: an import does not undo them.
    """

    why: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def on(self, record: AgencyRecord, name: str) -> str:
        """Return why a field of the record is not taken, or an empty text."""
        keys = (f"{source.file}:{source.id}" for source in record.sources)
        return next((self.why[key, name] for key in keys if (key, name) in self.why), "")


def plan_import(
    existing: Iterable[AgencyRecord],
    records: Iterable[AgencyRecord],
    *,
    fields: tuple[str, ...] = REACHED,
    decisions: Decisions | None = None,
) -> ImportPlan:
    """Compare the records of a file with the agencies that exist.

    An agency is the same if it has the same ORI, NCES or IPEDS number, else the same row of the
    same source, else the same slug, where the file has that slug once. `fields` may change; an
    empty value never erases one.
    """
    listed = list(records)
    decided = decisions or Decisions()
    directory = _Directory(existing, Counter(each.slug for each in listed))
    added: list[AgencyRecord] = []
    excluded: list[Excluded] = []
    found: list[Changed] = []
    for record in listed:
        if why := decided.on(record, LEFT_OUT):
            excluded.append(Excluded(record, why))
        elif (same := directory.match(record)) is not None:
            found.append(_compared(same, record, fields, decided))
        else:
            added.append(record)
    files = {(source.file, each.state) for each in listed for source in each.sources}
    return ImportPlan(
        added=tuple(_told_apart(added, set(directory.by_slug))),
        changed=tuple(each for each in found if each.changes),
        held=tuple(each for each in found if each.held and not each.changes),
        left=tuple(each.slug for each in found if not each.changes and not each.held),
        missing=tuple(directory.unmatched(files)),
        excluded=tuple(excluded),
    )


class _Directory:
    """The agencies that exist, by everything they can be recognised by."""

    def __init__(self, existing: Iterable[AgencyRecord], in_the_file: Counter[str]) -> None:
        self.by_slug = {each.slug: each for each in existing}
        self._in_the_file = in_the_file
        self._by_key: dict[tuple[str, str], AgencyRecord] = {}
        for each in self.by_slug.values():
            for key in _keys(each):
                self._by_key.setdefault(key, each)
        self._matched: set[str] = set()

    def match(self, record: AgencyRecord) -> AgencyRecord | None:
        """Return the agency that the record is about; each is matched once."""
        keyed = (self._by_key.get(key) for key in _keys(record))
        for found in (*keyed, self._of_slug(record)):
            if found is not None and found.slug not in self._matched:
                self._matched.add(found.slug)
                return found
        return None

    def _of_slug(self, record: AgencyRecord) -> AgencyRecord | None:
        """Return the agency of that slug, unless a number says that it is another one."""
        found = self.by_slug.get(record.slug)
        if found is None or self._in_the_file[record.slug] > 1:
            return None
        if any(_differ(getattr(found, name), getattr(record, name)) for name in IDS):
            return None
        return found

    def unmatched(self, files: set[tuple[str, str]]) -> Iterator[str]:
        """Yield the agencies that once came from one of the files and are not in it now."""
        for slug, each in self.by_slug.items():
            known = any((source.file, each.state) in files for source in each.sources)
            if known and slug not in self._matched:
                yield slug


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _keys(record: AgencyRecord) -> Iterator[tuple[str, str]]:
    for name in IDS:
        if value := getattr(record, name):
            yield name, value
    for source in record.sources:
        if source.file != PLAIN:
            yield source.file, source.id


def _compared(
    old: AgencyRecord, new: AgencyRecord, fields: tuple[str, ...], decided: Decisions
) -> Changed:
    held = tuple(name for name in fields if decided.on(new, name))
    taken = tuple(name for name in fields if name not in held)
    further = tuple(name for name in OURS if name not in fields)
    return Changed(
        old.slug, new, tuple(_changes(old, new, taken)), tuple(_changes(old, new, held + further))
    )


def _changes(old: AgencyRecord, new: AgencyRecord, fields: tuple[str, ...]) -> Iterator[Change]:
    for name in fields:
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if after and after != before:
            yield Change(name, before, after)


def _told_apart(added: list[AgencyRecord], taken: set[str]) -> Iterator[AgencyRecord]:
    """Yield the new records with slugs that nothing else has.

    Those that would share one are told apart by their town, else by their number, which does
    not depend on their order in the file.
    """
    counted = Counter(each.slug for each in added)
    groups: defaultdict[str, list[AgencyRecord]] = defaultdict(list)
    for each in added:
        shared = counted[each.slug] > 1 or each.slug in taken
        groups[_longer(each.slug, each.town) if shared else each.slug].append(each)
    for slug, group in groups.items():
        free = len(group) == 1 and slug not in taken
        for each in group:
            yield replace(each, slug=slug if free else _longer(slug, each.sources[0].id))


def _longer(slug: str, words: str) -> str:
    further = slug_words(words)
    if not further or slug.endswith((f"-{further}", f"/{further}")):
        return slug
    return f"{slug[: LONGEST_SLUG - len(further) - 1].rstrip('-')}-{further}"
