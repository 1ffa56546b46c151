"""The coverage report: which town is reached, through which agency, and where nobody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from charteroak.directory.records import AgencyRecord
from charteroak.directory.reference import KindInState, Town

NOT_RESOLVED = "not resolved"


@dataclass(frozen=True, slots=True)
class TownCoverage:
    """One town: its police, its school districts, and those of them that nobody can reach."""

    town: Town
    police: tuple[AgencyRecord, ...]
    districts: tuple[AgencyRecord, ...]
    without_contact: tuple[AgencyRecord, ...]

    @property
    def is_open(self) -> bool:
        """Return whether the sources leave open who polices it or which district serves it."""
        notes = (self.town.standing, self.town.school_note[: len(NOT_RESOLVED)])
        return NOT_RESOLVED in notes or not self.police

    @property
    def is_reached(self) -> bool:
        """Return whether all who serve the town are known and have a contact."""
        return not self.without_contact and not self.is_open


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """One kind of agency that memos go to: how many there are, how many can be reached."""

    kind: str
    memo: str
    agencies: int
    with_contact: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The report over a state."""

    towns: tuple[TownCoverage, ...]
    kinds: tuple[KindCoverage, ...]
    without_contact: tuple[AgencyRecord, ...]

    @property
    def reached(self) -> int:
        """Return how many towns are reached through everybody who serves them."""
        return sum(each.is_reached for each in self.towns)


def coverage(
    agencies: Iterable[AgencyRecord], towns: Sequence[Town], kinds: Sequence[KindInState]
) -> Coverage:
    """Return the report: `agencies` as the directory has them now, in any order."""
    memos = {each.kind: each.memo for each in kinds if each.memo}
    addressed = sorted(
        (each for each in agencies if each.kind in memos), key=lambda each: each.slug
    )
    by_slug = {each.slug: each for each in addressed}
    counted: defaultdict[str, list[AgencyRecord]] = defaultdict(list)
    for each in addressed:
        counted[each.kind].append(each)
    return Coverage(
        towns=tuple(_of_town(town, by_slug) for town in towns),
        kinds=tuple(
            KindCoverage(
                str(kind.label),
                memo,
                len(counted[kind]),
                sum(each.has_contact for each in counted[kind]),
            )
            for kind, memo in memos.items()
            if counted[kind]
        ),
        without_contact=tuple(each for each in addressed if not each.has_contact),
    )


def _of_town(town: Town, by_slug: dict[str, AgencyRecord]) -> TownCoverage:
    police = tuple(by_slug[slug] for slug in town.policed_by if slug in by_slug)
    districts = tuple(by_slug[slug] for slug in town.school_districts if slug in by_slug)
    silent = tuple(each for each in (*police, *districts) if not each.has_contact)
    return TownCoverage(town, police, districts, silent)


def as_text(report: Coverage) -> Iterator[str]:
    """Yield the lines of the report as a table of plain text."""
    yield f"{'kind':<40}{'agencies':>10}{'contact':>10}{'none':>10}"
    for kind in report.kinds:
        none = kind.agencies - kind.with_contact
        yield f"{kind.kind:<40}{kind.agencies:>10}{kind.with_contact:>10}{none:>10}"
    yield ""
    yield f"{report.reached} of {len(report.towns)} towns are reached through all who serve them."
    yield ""
    for each in report.towns:
        if not each.is_reached:
            yield f"{each.town.name}: {'; '.join(_lacks(each))}"


def _lacks(each: TownCoverage) -> Iterator[str]:
    if each.town.standing == NOT_RESOLVED:
        yield each.town.basis
    if each.town.school_note:
        yield each.town.school_note
    if each.without_contact:
        yield f"no contact: {', '.join(agency.name for agency in each.without_contact)}"
