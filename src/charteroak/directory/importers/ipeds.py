"""NCES, IPEDS: every college, with its unit id."""

from __future__ import annotations

from charteroak.directory.importers.problems import LEFT_OUT
from charteroak.directory.importers.reading import Format, Row
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

YEAR = "2023"
ACTIVE = "1"


def read(row: Row) -> AgencyRecord | None:
    """Return the college of a row; one that is closed or merged is left out."""
    ipeds_id = row.text("UNITID")
    if not ipeds_id.isdecimal():
        row.problem("UNITID", "Six digits.", LEFT_OUT)
        return None
    if row.text("CYACTIVE") != ACTIVE:
        row.problem("CYACTIVE", "1, a college that is active.", LEFT_OUT)
        return None
    return row.record(
        Source("ipeds", ipeds_id, row.text("YEAR") or YEAR),
        Kind.COLLEGE,
        name="INSTNM",
        state="STABBR",
        town=row.words("CITY"),
        address=row.words("ADDR"),
        postal_city=row.words("CITY"),
        zip_code=row.zip_code("ZIP"),
        telephone=row.telephone("GENTELE"),
        website=row.website("WEBADDR"),
        ipeds_id=ipeds_id,
    )


FORMAT = Format(
    key="ipeds",
    title="NCES, IPEDS: institutional characteristics (HD)",
    columns=(
        *("UNITID", "INSTNM", "ADDR", "CITY", "STABBR", "ZIP", "GENTELE", "WEBADDR"),
        "CYACTIVE",
    ),
    id_column="UNITID",
    read=read,
)
