"""Police, troopers, marshals and prisons: HIFLD's lists joined to the FBI's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tools.reference.places import Gazetteer
from tools.reference.sources import STATE, Workbench, made

from charteroak.directory import spelling
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

STATE_POLICE = "ct/state-police/connecticut-state-police"
CORRECTION = "ct/correction/department-of-correction"
TROOPER = re.compile(r"(?:TROOP (?P<troop>[A-Z]) )?- (?P<town>[A-Z ]+) RESIDENT STATE TROOPER$")
TROOP = re.compile(r"TROOP (?P<troop>[A-Z]) (?:BARRACKS )?- (?P<place>.+)$")
DISTRICT = re.compile(r"(?P<district>\w+) DISTRICT (?:- )?HEADQUARTERS$")
KINDS = {
    "municipal_police": Kind.MUNICIPAL_POLICE,
    "campus": Kind.CAMPUS_POLICE,
    "tribal": Kind.TRIBAL_POLICE,
    "correction": Kind.PRISON,
    "school_police": Kind.OTHER_POLICE,
    "other_special": Kind.OTHER_POLICE,
    "fbi_only": Kind.OTHER_POLICE,
    "judicial_or_state_marshal": Kind.STATE_MARSHALS,
}


def agencies(bench: Workbench, gazetteer: Gazetteer) -> Iterator[AgencyRecord]:
    """Yield the agencies of both lists, ruled upon, each with the sources that name it."""
    of_the_fbi = {row["ori"]: row for row in bench.rows("fbi_lee_latest.csv")}
    for row in bench.rows("ct_law_enforcement_agencies.csv"):
        record = _from_hifld(row, gazetteer) if row["ID"] else _from_fbi(row)
        if row["ID"] and row["ORI"]:
            fbi = Source("fbi", row["ORI"], of_the_fbi[row["ORI"]]["data_year"])
            record = replace(record, ori=row["ORI"], sources=(*record.sources, fbi))
        if ruled := bench.ruled(record):
            yield ruled
        of_the_fbi.pop(row["ORI"], None)
    yield from _in_no_other_list(bench, list(of_the_fbi.values()))
    yield from _prisons(bench, gazetteer)


def _in_no_other_list(bench: Workbench, rows: list[dict[str, str]]) -> Iterator[AgencyRecord]:
    for row in rows:
        ours = row["state_abbr"].lower() == STATE
        if ours and (ruled := bench.ruled(_from_fbi({**row, "ORI": row["ori"]}))):
            yield ruled


def _from_hifld(row: dict[str, str], gazetteer: Gazetteer) -> AgencyRecord:
    source = Source("hifld", row["ID"].removesuffix(".0"), row["VAL_DATE"])
    zip_code = spelling.zip_code(row["ZIP"])
    return replace(
        _named(row, source),
        town=gazetteer.town(row["CITY"], zip_code),
        address=spelling.in_title_case(row["ADDRESS"]),
        postal_city=spelling.in_title_case(row["CITY"]),
        zip_code=zip_code,
        telephone=spelling.telephone(row["TELEPHONE"]),
        website=spelling.website(row["WEBSITE"]),
    )


def _named(row: dict[str, str], source: Source) -> AgencyRecord:
    """Return the record with its kind, name, slug and parent; troops are read out of names."""
    name = row["NAME"]
    if match := TROOPER.search(name):
        town = spelling.in_title_case(match["town"])
        trooper = made(Kind.RESIDENT_TROOPERS, town, source, parent=_troop(match["troop"]))
        return replace(trooper, name=f"{town} Resident State Trooper")
    if match := TROOP.search(name):
        troop = f"Troop {match['troop']}"
        record = made(Kind.TROOP, troop, source, parent=STATE_POLICE)
        return replace(record, name=f"Connecticut State Police {troop}")
    if match := DISTRICT.search(name):
        district = f"{match['district'].title()} District"
        record = made(Kind.TROOP, district, source, parent=STATE_POLICE)
        return replace(record, name=f"Connecticut State Police {district} Headquarters")
    kind = KINDS.get(row["kind"], Kind.STATE_POLICE)
    return made(kind, spelling.in_title_case(name), source)


def _troop(letter: str | None) -> str:
    return f"ct/state-police/troop-{letter.lower()}" if letter else STATE_POLICE


def _from_fbi(row: dict[str, str]) -> AgencyRecord:
    source = Source("fbi", row["ORI"], row["data_year"])
    return made(Kind.OTHER_POLICE, row["pub_agency_name"], source, ori=row["ORI"])


def _prisons(bench: Workbench, gazetteer: Gazetteer) -> Iterator[AgencyRecord]:
    for row in bench.rows("ct_prisons_hifld.csv"):
        source = Source("hifld-prisons", row["FACILITYID"], row["VAL_DATE"])
        name = spelling.in_title_case(row["NAME"])
        record = replace(
            made(Kind.PRISON, name, source, parent=CORRECTION),
            town=gazetteer.town(row["CITY"], row["ZIP"]),
            address=spelling.in_title_case(row["ADDRESS"]),
            postal_city=spelling.in_title_case(row["CITY"]),
            zip_code=spelling.zip_code(row["ZIP"]),
            telephone=spelling.telephone(row["TELEPHONE"]),
            website=spelling.website(row["WEBSITE"]),
        )
        if row["STATUS"] == "CLOSED":
            key = f"hifld-prisons:{row['FACILITYID']}"
            bench.unused.discard(key)
            bench.note("", key, ("left out", name, ""), "The source says that it is closed.")
        elif ruled := bench.ruled(record):
            yield ruled
