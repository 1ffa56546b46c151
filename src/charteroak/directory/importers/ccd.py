"""NCES, Common Core of Data: every local education agency, with its LEA id."""

from __future__ import annotations

from charteroak.directory.importers.problems import LEFT_OUT
from charteroak.directory.importers.reading import Format, Row
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

TYPES = {
    "1": Kind.SCHOOL_DISTRICT,
    "2": Kind.SCHOOL_DISTRICT,
    "3": Kind.SCHOOL_DISTRICT,
    "4": Kind.SERVICE_CENTER,
    "5": Kind.SCHOOL_DISTRICT,
    "6": Kind.SCHOOL_DISTRICT,
    "7": Kind.CHARTER_SCHOOL,
    "9": Kind.SCHOOL_DISTRICT,
}
OPEN = {"Open", "New", "Added", "Reopened", "Changed Boundary/Agency"}
YEAR = "2024-25"


def read(row: Row) -> AgencyRecord | None:
    """Return the district of a row; one that is closed or not open yet is left out."""
    nces_id = row.text("LEAID").zfill(7)
    if not (nces_id.isdecimal() and nces_id.strip("0")):
        row.problem("LEAID", "Seven digits.", LEFT_OUT)
        return None
    if row.text("SY_STATUS_TEXT") not in OPEN:
        row.problem("SY_STATUS_TEXT", "A district that is open.", LEFT_OUT)
        return None
    return row.record(
        Source("ccd", nces_id, row.text("SCHOOL_YEAR") or YEAR),
        TYPES.get(row.text("LEA_TYPE"), Kind.OTHER),
        name="LEA_NAME",
        state="LSTATE",
        town=row.words("LCITY"),
        address=row.words("LSTREET1"),
        postal_city=row.words("LCITY"),
        zip_code=row.zip_code("LZIP"),
        telephone=row.telephone("PHONE"),
        website=row.website("WEBSITE"),
        nces_id=nces_id,
    )


FORMAT = Format(
    key="ccd",
    title="NCES, Common Core of Data: local education agencies",
    columns=(
        *("LEAID", "LEA_NAME", "LSTATE", "LSTREET1", "LCITY", "LZIP", "PHONE", "WEBSITE"),
        *("SY_STATUS_TEXT", "LEA_TYPE"),
    ),
    id_column="LEAID",
    read=read,
)
