"""Build the directory's reference data from the public files: python -m tools.build_reference.

The files are not part of the product: they lie in a folder that is given, or in
/work/shared/data. With --check nothing is written, and a difference ends with exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from filecmp import dircmp
from pathlib import Path

from tools.reference import colleges, grid, police, policing, schools
from tools.reference.places import Gazetteer
from tools.reference.sources import STATE, Workbench, rows_of, write

from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source
from charteroak.directory.reference import AGENCY_COLUMNS, row_of

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "charteroak" / "directory" / "reference" / STATE
SOURCES = Path("/work/shared/data")
SCHOOL_KINDS = {Kind.SCHOOL, Kind.TECHNICAL_SCHOOL}
FILES = {
    "colleges": {Kind.COLLEGE},
    "schools": SCHOOL_KINDS,
    "districts": {Kind.SCHOOL_DISTRICT, Kind.CHARTER_SCHOOL, Kind.SERVICE_CENTER},
    "offices": {Kind.STATE_OFFICE, Kind.OTHER},
}
LAW = "law-enforcement"
POPULATION = "US Census, ACS 2023 5-year"


def main() -> int:
    """Write the files, or compare them with those shipped."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sources", type=Path, default=SOURCES, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    options = parser.parse_args()
    if not options.check:
        build(options.sources, SHIPPED)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(options.sources, Path(folder))
        return int(differs(dircmp(folder, SHIPPED)))


def differs(pair: dircmp[str]) -> bool:
    """Return whether two folders hold different files, and print which."""
    found = [*pair.diff_files, *pair.left_only, *pair.right_only]
    sys.stdout.writelines(f"{pair.left}: {name} differs\n" for name in found)
    return bool(found) | any(differs(below) for below in pair.subdirs.values())


def build(sources: Path, target: Path) -> None:
    """Read the sources and write every file of the reference data into the target folder."""
    bench = Workbench.over(sources)
    gazetteer = Gazetteer(bench)
    agencies = gathered(bench, gazetteer)
    write_agencies(target, agencies)
    write_towns(target, bench, agencies)
    write_grid(target, bench, gazetteer)
    write_corrections(target, bench)
    rows = [list(row.values()) for row in rows_of(HERE / "reference" / "kinds.csv")]
    write(target / "kinds.csv", ("kind", "memo", "called_in_the_texts", "why"), rows)
    if bench.unused:
        raise SystemExit(f"rulings on rows that no source has: {sorted(bench.unused)}")


def gathered(bench: Workbench, gazetteer: Gazetteer) -> list[AgencyRecord]:
    """Return every agency, each slug once, in the order of slugs."""
    districts = list(schools.districts(bench, gazetteer))
    charters = [each for each in districts if each.kind is Kind.CHARTER_SCHOOL]
    others = [each for each in districts if each.kind is not Kind.CHARTER_SCHOOL]
    found = [
        *additions(),
        *police.agencies(bench, gazetteer),
        *others,
        *schools.charters_at_their_school(bench, gazetteer, charters),
        *schools.schools(bench, gazetteer, districts),
        *colleges.agencies(bench, gazetteer),
    ]
    slugs = [each.slug for each in found]
    if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        raise SystemExit(f"two agencies of one slug: {twice}; rule on one of them")
    if lost := sorted({each.parent for each in found if each.parent} - set(slugs)):
        raise SystemExit(f"parents that are no agency: {lost}")
    return sorted(found, key=lambda each: each.slug)


def additions() -> list[AgencyRecord]:
    """Return the agencies that the law names and no list of agencies has."""
    return [
        AgencyRecord(
            row["slug"],
            row["name"],
            Kind(row["kind"]),
            STATE,
            website=row["website"],
            sources=(Source.parse(row["source"]),),
        )
        for row in rows_of(HERE / "reference" / "additions.csv")
    ]


def write_agencies(target: Path, agencies: list[AgencyRecord]) -> None:
    """Write the agencies, one file for each group of kinds."""
    named = {kind: name for name, kinds in FILES.items() for kind in kinds}
    for name in (*FILES, LAW):
        rows = [row_of(each) for each in agencies if named.get(each.kind, LAW) == name]
        write(target / "agencies" / f"{name}.csv", AGENCY_COLUMNS, rows)


def write_towns(target: Path, bench: Workbench, agencies: list[AgencyRecord]) -> None:
    """Write each town with its people, who polices it and which districts serve it."""
    rows = bench.rows("ct_towns.csv")
    districts = policing.districts_by_town(agencies, [row["town"] for row in rows])
    grades = policing.last_grades(bench)
    by_slug = {each.slug: grades.get(each.nces_id, "") for each in agencies if each.nces_id}
    header = [
        *("town", "fips", "region", "population", "population_source", "policed_by"),
        *("standing", "basis", "school_districts", "school_note"),
    ]
    write(
        target / "towns.csv", header, (town_row(row, agencies, districts, by_slug) for row in rows)
    )


def town_row(
    row: dict[str, str],
    agencies: list[AgencyRecord],
    districts: dict[str, tuple[str, ...]],
    grades: dict[str, str],
) -> list[str]:
    """Return one row of towns.csv."""
    town = row["town"]
    police_of = policing.policing(town, agencies)
    region = row["cog"].removesuffix(" COG")
    return [
        *(town, row["town_fips_cog"], region, row["total_pop_acs2023"], POPULATION),
        *(" ".join(police_of.by), police_of.standing, police_of.basis),
        *(" ".join(districts[town]), policing.school_note(town, districts[town], grades)),
    ]


def write_grid(target: Path, bench: Workbench, gazetteer: Gazetteer) -> None:
    """Write the square of each town on the grid map, and how it was found."""
    where = grid.points(bench, gazetteer)
    rows = [
        [town, str(row), str(column), "agencies" if where[town].measured else "neighbours"]
        for town, (row, column) in sorted(grid.squares(where).items())
    ]
    write(target / "town_grid.csv", ("town", "row", "column", "placed_by"), rows)


def write_corrections(target: Path, bench: Workbench) -> None:
    """Write what was mended; a ruling without a reason only names the slug and is not listed."""
    rows = sorted(
        [each.source, each.field, each.found, each.ours, each.agency, each.why]
        for each in bench.corrections
        if each.why
    )
    header = ("source", "field", "source_says", "we_say", "agency", "why")
    write(target / "corrections.csv", header, rows)


if __name__ == "__main__":
    raise SystemExit(main())
