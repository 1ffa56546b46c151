"""Who polices each town, and which school districts serve it; never guessed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tools.reference.police import STATE_POLICE
from tools.reference.sources import STATE, Workbench

from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, slug_of

DISTRICT_CODE = "12"  # of the state: a district's kind stands in the last two digits of its code
ONE_SOURCE = (
    "HIFLD lists a town department (2018); the FBI has none and counts the town with the State"
    " Police (2025): officers may serve under a resident trooper"
)
BY_DEFAULT = (
    "no department and no resident trooper listed: state police; which troop is not in the sources"
)
TROOPER = "resident trooper listed in HIFLD (2018); the FBI counts the town with the State Police"
OWN = "own department listed in HIFLD (2018) and by the FBI (2025)"
# What the lists leave open, by town: the standing, the basis.
OPEN = {
    "Haddam": "HIFLD names a resident trooper of Haddam and gives an address in East Haddam",
    "East Haddam": "HIFLD gives an address in East Haddam to a resident trooper of Haddam",
}
PART = {
    "Windham": "own department of Willimantic, a city within the town, listed in HIFLD (2018) and"
    " by the FBI (2025); the rest of the town: state police",
}


@dataclass(frozen=True, slots=True)
class Policing:
    """Who polices a town: slugs, how sure that is, and what it rests on."""

    by: tuple[str, ...]
    standing: str
    basis: str


def policing(town: str, agencies: list[AgencyRecord]) -> Policing:
    """Return who polices the town, from the agencies that lie in it."""
    own = [each for each in agencies if each.kind is Kind.MUNICIPAL_POLICE and each.town == town]
    troopers = [
        each
        for each in agencies
        if each.kind is Kind.RESIDENT_TROOPERS and town in each.name and each.town == town
    ]
    if town in OPEN:
        slugs = (STATE_POLICE, "ct/resident-troopers/haddam-or-east-haddam")
        return Policing(slugs, "not resolved", f"not resolved: {OPEN[town]}")
    if town in PART:
        return Policing((*_slugs(own), STATE_POLICE), "two sources", PART[town])
    if own and all(each.ori for each in own):
        return Policing(_slugs(own), "two sources", OWN)
    if own:
        return Policing((*_slugs(own), STATE_POLICE), "one source", ONE_SOURCE)
    if troopers:
        return Policing(_slugs(troopers), "one source", TROOPER)
    return Policing((STATE_POLICE,), "by default", BY_DEFAULT)


def _slugs(agencies: list[AgencyRecord]) -> tuple[str, ...]:
    return tuple(sorted(each.slug for each in agencies))


def districts_by_town(agencies: list[AgencyRecord], towns: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the districts that serve each town: its own, and those with a school in it."""
    regular = {
        each.slug: each
        for each in agencies
        if each.kind is Kind.SCHOOL_DISTRICT and each.state_code[-2:] in {"11", DISTRICT_CODE}
    }
    found: dict[str, set[str]] = defaultdict(set)
    for slug, district in regular.items():
        if _own_name(district) in towns:
            found[_own_name(district)].add(slug)
    for school in agencies:
        if school.kind is Kind.SCHOOL and school.parent in regular:
            regional = regular[school.parent].state_code.endswith(DISTRICT_CODE)
            if regional or not found[school.town]:
                found[school.town].add(school.parent)
    return {town: tuple(sorted(found[town])) for town in towns}


def last_grades(bench: Workbench) -> dict[str, str]:
    """Return the last grade that each district teaches, by its NCES id."""
    return {row["LEAID"]: row["GSHI"] for row in bench.rows("ct_school_districts.csv")}


def school_note(town: str, districts: tuple[str, ...], grades: dict[str, str]) -> str:
    """Return what the sources leave open about a town's schools; `grades` is by slug."""
    own = f"{slug_of(STATE, Kind.SCHOOL_DISTRICT, town)}"
    last = grades.get(own, "")
    if not districts:
        return "not resolved: no district of its own and no school listed in the town"
    if own not in districts or last == "12":
        return ""
    if len(districts) > 1:
        return f"its own district ends at grade {last}; the regional one has a school in the town"
    return (
        f"its own district ends at grade {last}; who teaches the later grades is not in the sources"
    )


def _own_name(district: AgencyRecord) -> str:
    return district.name.removesuffix(" School District")
