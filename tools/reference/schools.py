"""School districts, charter schools, service centers, technical schools and schools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.reference.places import Gazetteer
from tools.reference.sources import LEFT_OUT, STATE, Workbench, made, rows_of

from charteroak.directory import spelling
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source, slug_of

MERGED = Path(__file__).with_name("merged_districts.csv")
CCD, DIRECTORY = "2024-25", "2021-22"
LEA_KINDS = {
    "1": Kind.SCHOOL_DISTRICT,
    "4": Kind.OTHER,
    "5": Kind.STATE_OFFICE,
    "7": Kind.CHARTER_SCHOOL,
    "9": Kind.SERVICE_CENTER,
}
TECHNICAL = "CT Technical Education and Career Schools"
SCHOOLS = {"Public Schools", "Regional Schools", "Regional Education Service Center Schools"}
MOVED = ("town", "address", "postal_city", "zip_code", "telephone")
IN_A_STATE_FACILITY = "State Agency Facilities"


def districts(bench: Workbench, gazetteer: Gazetteer) -> Iterator[AgencyRecord]:
    """Yield the districts and other bodies that NCES counts as local education agencies."""
    for row in bench.rows("ct_school_districts.csv"):
        if row["SY_STATUS_TEXT"] == "Open":
            record = _district(row, gazetteer)
            if row["WEBSITE"] and not record.website:
                why = "Not the address of a website: left empty."
                found = ("website", row["WEBSITE"], "")
                bench.note(record.slug, f"ccd:{row['LEAID']}", found, why)
            if ruled := bench.ruled(record):
                yield ruled
        else:
            why = f"Its status in the source is {row['SY_STATUS_TEXT'].lower()}: not open yet."
            bench.note("", f"ccd:{row['LEAID']}", (LEFT_OUT, row["LEA_NAME"], ""), why)


def _district(row: dict[str, str], gazetteer: Gazetteer) -> AgencyRecord:
    kind, name = LEA_KINDS[row["LEA_TYPE"]], row["LEA_NAME"]
    own = name.removesuffix(" School District") if kind is Kind.SCHOOL_DISTRICT else ""
    if kind is Kind.CHARTER_SCHOOL:
        name = name.removesuffix(" District").removesuffix(" School")
    zip_code = spelling.zip_code(row["LZIP"])
    town = gazetteer.towns.get(own.upper()) or gazetteer.town(row["LCITY"], zip_code)
    return replace(
        made(kind, name, Source("ccd", row["LEAID"], CCD)),
        slug=slug_of(STATE, kind, own or name),
        town=town,
        address=spelling.cleaned(f"{row['LSTREET1']} {row['LSTREET2']}"),
        postal_city=row["LCITY"],
        zip_code=zip_code,
        telephone=spelling.telephone(row["PHONE"]),
        website=spelling.website(row["WEBSITE"]),
        nces_id=row["LEAID"],
        state_code=row["ORG_CODE"],
    )


def schools(
    bench: Workbench, gazetteer: Gazetteer, above: list[AgencyRecord]
) -> Iterator[AgencyRecord]:
    """Yield single schools, each below its district; those in a state facility are left out."""
    known = {record.state_code[:3]: record for record in above if record.state_code}
    merged = {row["code"]: row["now"] for row in rows_of(MERGED)}
    for row in rows_of(MERGED):
        bench.note("", f"csde:{row['code']}", ("parent", row["name"], row["now"]), row["why"])
    for row in bench.rows("ct_schools_education_directory.csv"):
        source = f"csde:{row['Organization Code']}"
        if row["Organization Type"] == IN_A_STATE_FACILITY:
            why = "Classes inside a prison, hospital or detention center: no front door of its own."
            bench.note("", source, (LEFT_OUT, row["School Name"], ""), why)
        elif row["Organization Type"] in {*SCHOOLS, TECHNICAL} and (
            ruled := bench.ruled(_school(row, gazetteer, known, merged))
        ):
            yield ruled


def _school(
    row: dict[str, str],
    gazetteer: Gazetteer,
    known: dict[str, AgencyRecord],
    merged: dict[str, str],
) -> AgencyRecord:
    kind = Kind.TECHNICAL_SCHOOL if row["Organization Type"] == TECHNICAL else Kind.SCHOOL
    code, name = row["Organization Code"], spelling.cleaned(row["School Name"])
    parent = known.get(merged.get(code[:3], code[:3]))
    zip_code = spelling.zip_code(row["Zipcode"])
    town = gazetteer.town(row["Town"], zip_code, parent.town if parent else "")
    alone = kind is Kind.TECHNICAL_SCHOOL or name.startswith(town)
    told_apart = name if alone else f"{town} {name}"
    return replace(
        made(kind, name, Source("csde", code, DIRECTORY)),
        slug=slug_of(STATE, kind, told_apart),
        town=town,
        address=spelling.cleaned(row["Address"]),
        postal_city=row["Town"],
        zip_code=zip_code,
        telephone=spelling.telephone(row["Phone"]),
        state_code=code,
        parent=parent.slug if parent else "",
    )


def charters_at_their_school(
    bench: Workbench, gazetteer: Gazetteer, charters: list[AgencyRecord]
) -> Iterator[AgencyRecord]:
    """Yield each charter school at its school's address, not at a distant office's."""
    rows = {row["Organization Code"][:3]: row for row in _charter_rows(bench)}
    for charter in charters:
        row = rows.get(charter.state_code[:3])
        yield _moved(bench, gazetteer, charter, row) if row else charter


def _charter_rows(bench: Workbench) -> Iterator[dict[str, str]]:
    for row in bench.rows("ct_schools_education_directory.csv"):
        if row["Organization Type"] == "Public Charter Schools":
            yield row


def _moved(
    bench: Workbench, gazetteer: Gazetteer, charter: AgencyRecord, row: dict[str, str]
) -> AgencyRecord:
    zip_code = spelling.zip_code(row["Zipcode"])
    town = gazetteer.town(row["Town"], zip_code)
    school = Source("csde", row["Organization Code"], DIRECTORY)
    charter = replace(charter, sources=(*charter.sources, school))
    if town == charter.town:
        return charter
    moved = replace(
        charter,
        town=town,
        address=spelling.cleaned(row["Address"]),
        postal_city=row["Town"],
        zip_code=zip_code,
        telephone=spelling.telephone(row["Phone"]),
    )
    why = f"The office of those who run it is in {charter.town}; the school is in {town}."
    for name in MOVED:
        found = (name, str(getattr(charter, name)), str(getattr(moved, name)))
        bench.note(charter.slug, f"ccd:{charter.nces_id}", found, why)
    return moved
