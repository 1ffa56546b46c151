"""HIFLD, Local Law Enforcement Locations: the list of the Department of Homeland Security."""

from __future__ import annotations

import re

from charteroak.directory.importers.reading import Format, Row
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

TYPES = {
    "LOCAL POLICE DEPARTMENT": Kind.MUNICIPAL_POLICE,
    "SHERIFF'S OFFICE": Kind.COUNTY_SHERIFF,
    "PRIMARY STATE AGENCY": Kind.STATE_POLICE,
}
# A station of a state's police, not the head office.
STATION = re.compile(r"\b(TROOP|BARRACKS|POST|DISTRICT|DETACHMENT|SUBSTATION|REGION)\b|- ")
CAMPUS = re.compile(r"\b(UNIVERSITY|COLLEGE|CAMPUS)\b")
TROOPER = "RESIDENT STATE TROOPER"


def read(row: Row) -> AgencyRecord | None:
    """Return the agency of a row."""
    source = Source("hifld", row.text("ID").removesuffix(".0"), row.text("VAL_DATE"))
    return row.record(
        source,
        kind_of(row),
        name="NAME",
        state="STATE",
        town=row.words("CITY"),
        address=row.words("ADDRESS"),
        postal_city=row.words("CITY"),
        zip_code=row.zip_code("ZIP"),
        telephone=row.telephone("TELEPHONE"),
        website=row.website("WEBSITE"),
    )


def kind_of(row: Row) -> Kind:
    """Return the kind that type and name tell; the list knows fewer than the directory."""
    name = row.text("NAME").upper()
    kind = TYPES.get(row.text("TYPE").upper(), Kind.OTHER_POLICE)
    if row.text("TRIBAL").removesuffix(".0") == "1":
        return Kind.TRIBAL_POLICE
    if TROOPER in name:
        return Kind.RESIDENT_TROOPERS
    if kind is Kind.STATE_POLICE and STATION.search(name):
        return Kind.TROOP
    if kind is Kind.OTHER_POLICE and CAMPUS.search(name):
        return Kind.CAMPUS_POLICE
    return kind


FORMAT = Format(
    key="hifld",
    title="HIFLD, Local Law Enforcement Locations",
    columns=(
        *("ID", "NAME", "ADDRESS", "CITY", "STATE", "ZIP", "TELEPHONE", "TYPE", "WEBSITE"),
        *("TRIBAL", "VAL_DATE"),
    ),
    id_column="ID",
    read=read,
)
