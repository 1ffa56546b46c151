"""Colleges and universities: NCES IPEDS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tools.reference.places import Gazetteer
from tools.reference.sources import LEFT_OUT, Workbench, made

from charteroak.directory import spelling
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

CLOSED = "IPEDS says that it is closed or combined with another (CYACTIVE 3)."


def agencies(bench: Workbench, gazetteer: Gazetteer) -> Iterator[AgencyRecord]:
    """Yield the institutions that are active."""
    for row in bench.rows("ct_colleges.csv"):
        source = f"ipeds:{row['UNITID']}"
        if row["CYACTIVE"] == "1":
            record = _college(row, gazetteer)
            _note_lost_digits(bench, row, record)
            if ruled := bench.ruled(record):
                yield ruled
        else:
            bench.note("", source, (LEFT_OUT, row["INSTNM"], ""), CLOSED)


def _college(row: dict[str, str], gazetteer: Gazetteer) -> AgencyRecord:
    zip_code = spelling.zip_code(row["ZIP"])
    return replace(
        made(Kind.COLLEGE, row["INSTNM"], Source("ipeds", row["UNITID"], "2023")),
        town=gazetteer.town(row["CITY"], zip_code),
        address=spelling.cleaned(row["ADDR"]),
        postal_city=row["CITY"],
        zip_code=zip_code,
        telephone=spelling.telephone(row["GENTELE"]),
        website=spelling.website(row["WEBADDR"]),
        ipeds_id=row["UNITID"],
    )


def _note_lost_digits(bench: Workbench, row: dict[str, str], record: AgencyRecord) -> None:
    source = f"ipeds:{row['UNITID']}"
    if row["GENTELE"].strip() and not record.telephone:
        why = "Not ten digits (a spreadsheet rounded it, or an extension is run on): left empty."
        bench.note(record.slug, source, ("telephone", row["GENTELE"], ""), why)
    if len(row["ZIP"]) == len("6082"):
        why = "A spreadsheet ate the leading zero."
        bench.note(record.slug, source, ("zip_code", row["ZIP"], record.zip_code), why)
