"""FBI, Law Enforcement Employees (UCR): every agency that reports, with its ORI."""

from __future__ import annotations

from dataclasses import replace

from charteroak.directory.importers.problems import LEFT_OUT
from charteroak.directory.importers.reading import Format, Row
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

TYPES = {
    "City": Kind.MUNICIPAL_POLICE,
    "County": Kind.COUNTY_SHERIFF,
    "State Police": Kind.STATE_POLICE,
    "University or College": Kind.CAMPUS_POLICE,
    "Tribal": Kind.TRIBAL_POLICE,
}
ORI_LENGTH = 9


def read(row: Row) -> AgencyRecord | None:
    """Return the agency of a row; the list has no address and no telephone."""
    ori = row.text("ORI").upper()
    if len(ori) != ORI_LENGTH or not (ori.isascii() and ori.isalnum()):
        row.problem("ORI", "Nine letters and digits, as in CT0009300.", LEFT_OUT)
        return None
    kind = TYPES.get(row.text("AGENCY_TYPE_NAME"), Kind.OTHER_POLICE)
    source = Source("fbi", ori, row.text("DATA_YEAR"))
    found = row.record(source, kind, name="PUB_AGENCY_NAME", state="STATE_ABBR", ori=ori)
    return None if found is None else replace(found, name=called(kind, found.name))


def called(kind: Kind, name: str) -> str:
    """Return the name of a department; the list names a city where it means its police."""
    plain = name.rstrip(" :,")
    if kind is Kind.MUNICIPAL_POLICE and "police" not in plain.lower():
        return f"{plain} Police Department"
    return plain


FORMAT = Format(
    key="fbi",
    title="FBI, Law Enforcement Employees",
    columns=("ORI", "DATA_YEAR", "PUB_AGENCY_NAME", "STATE_ABBR", "AGENCY_TYPE_NAME"),
    id_column="ORI",
    read=read,
)
