"""A plain CSV file: the format for lists that an office keeps itself."""

from __future__ import annotations

import re
from dataclasses import replace

from charteroak.directory.importers.problems import LEFT_OUT, WITHOUT_IT
from charteroak.directory.importers.reading import Format, Row
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

SLUG = re.compile(r"[a-z]{2}/[a-z0-9-]{1,40}/[a-z0-9-]{1,76}")
EMAIL = re.compile(r"[^@\s,;:<>\"()]+@[^@\s,;:<>\"()]+\.[A-Za-z]{2,}")
KINDS = {word.lower(): kind for kind in Kind for word in (kind.value, str(kind.label))}


def read(row: Row) -> AgencyRecord | None:
    """Return the agency of a row."""
    kind = KINDS.get(row.text("KIND").lower())
    if kind is None:
        row.problem("kind", f"One of: {', '.join(Kind.values)}.", LEFT_OUT)
        return None
    slug, parent = _slug(row, "slug"), _slug(row, "parent")
    found = row.record(
        Source("csv", slug or f"line {row.line}", row.text("DATE") or "no date"),
        kind,
        name="name",
        state="state",
        parent=parent,
        town=row.words("TOWN"),
        address=row.words("ADDRESS"),
        postal_city=row.words("CITY"),
        zip_code=row.zip_code("ZIP"),
        telephone=row.telephone("TELEPHONE"),
        website=row.website("WEBSITE"),
        email=_email(row),
        ori=row.text("ORI").upper(),
        nces_id=row.text("NCES"),
        ipeds_id=row.text("IPEDS"),
    )
    return replace(found, slug=slug) if found is not None and slug else found


def _slug(row: Row, column: str) -> str:
    given = row.text(column)
    if given and not SLUG.fullmatch(given):
        row.problem(column, "An address such as ct/police/new-haven.", WITHOUT_IT)
        return ""
    return given


def _email(row: Row) -> str:
    address = row.text("EMAIL")
    if address and not EMAIL.fullmatch(address):
        row.problem("email", "An e-mail address such as police@example.org.", WITHOUT_IT)
        return ""
    return address.lower()


FORMAT = Format(
    key="csv",
    title="Plain CSV",
    columns=("name", "kind", "state"),
    id_column="slug",
    read=read,
)
