"""What a telephone keeps of one place, to answer without a network: the guidance and its desk.

The guidance is the bundle of ``core/bundle.py``; beside it stands what the desk adds: its
buttons, how papers look, what can be said in other languages, and the drawings.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings

from charteroak.core.bundle import canonical, make_bundle
from charteroak.core.guidance import Guidance
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from charteroak.core.tables import Items
from charteroak.desk.changes import changed_on
from charteroak.desk.drawings import draw
from charteroak.desk.frame import SHORT_HASH
from charteroak.desk.furnished import enter, furniture, paper_titles
from charteroak.desk.kept_files import small
from charteroak.desk.papers import Look
from charteroak.desk.places import Place
from charteroak.desk.room import Room
from charteroak.desk.times import holidays_between
from charteroak.desk.translations import Translation
from charteroak.issuing.library import current_library, stamp
from charteroak.issuing.memo_pdf import content_hash

FORMAT = 1
# A clock that is worked out offline began some days ago at most, and ends soon.
BEFORE, AFTER = timedelta(days=7), timedelta(days=21)
MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class PlaceBundle:
    """The bundle of a place as sent: compressed JSON, and the SHA-256 that names its content."""

    sha256: str
    plain: bytes
    compressed: bytes


def bundle_of(place: Place, today: date) -> PlaceBundle | None:
    """Return the bundle for today, or None where no text is in force; made once for each state."""
    return _bundle(place.name, today, stamp())


@lru_cache(maxsize=MOST_KEPT)
def _bundle(name: str, today: date, state: str) -> PlaceBundle | None:
    place = furniture().desk.place(name)
    entered = enter(place, (), today) if place else None
    if entered is None or entered.room is None:
        return None
    content = content_of(entered.room, entered.in_force or "", changed_on(name, today, state))
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()
    plain = canonical({**content, "sha256": digest}).encode()
    return PlaceBundle(digest, plain, small(plain))


def content_of(room: Room, in_force: str, changed: date | None) -> dict[str, Any]:
    """Return what is kept of a room; ``in_force`` is the version in force where a draft answers."""
    desk, memo = room.desk, room.guidance.memo
    until = last_day(current_library(), room.guidance, desk.valid_days)
    guidance = make_bundle(room.guidance, valid_until=until)
    return {
        "format": FORMAT,
        "guidance": {**guidance.content, "sha256": guidance.sha256},
        "hash": content_hash(memo)[:SHORT_HASH],
        "in_force": in_force,
        "changed_on": changed.isoformat() if changed else "",
        "changed_days": desk.changed_days,
        "time_zone": settings.TIME_ZONE,
        "holidays": holidays_between(room.day - BEFORE, until + AFTER),
        "place": _place(room.place),
        "papers": asdict(desk.papers),
        "clocks": [asdict(clock) for clock in desk.clocks],
        "cues": [asdict(cue) for cue in room.looks.cues],
        "looks": {look.name: _look(look) for look in _looks(room)},
        "translations": [_said(each, memo) for each in room.translations.of(str(memo.id))],
        "drawings": {look.name: draw(look, title) for look, title in _pictures(room)},
    }


def last_day(library: Library, guidance: Guidance, days: int) -> date:
    """Return the last day on which the bundle may answer: so many days, and no new version yet."""
    until = guidance.day + timedelta(days=days)
    coming = library.next_version(guidance.texts, guidance.day)
    return min(until, coming - timedelta(days=1)) if coming else until


def _place(place: Place) -> dict[str, Any]:
    """Return the place as data; facts that a button settles keep their order as pairs."""
    data = asdict(place)
    for choice in (*data["choices"], *data["asked"]):
        choice["settles"] = list(choice["settles"].items())
    return data


def _looks(room: Room) -> list[Look]:
    return [look for name in room.place.papers if (look := room.looks.of(name))]


def _look(look: Look) -> dict[str, Any]:
    """Return what tells a paper apart and what is said beside its picture."""
    cues = {"number": look.number, "top": look.top, "addressed": look.addressed}
    return {**cues, "marks": [mark.words for mark in look.marks]}


def _pictures(room: Room) -> list[tuple[Look, str]]:
    titles = paper_titles()
    return [(look, titles[look.name]) for look in _looks(room) if look.name in titles]


def _said(translation: Translation, memo: Memo) -> dict[str, Any]:
    """Return a translation by the rows that say its sentences; a stale one is in no row."""
    rows = {f"{table.name} {row.name}": row for table, row in memo.item_rows(Items.SAY).values()}
    return {
        "text": translation.text,
        "lang": translation.language,
        "name": translation.name,
        "state": translation.state,
        "lines": {
            name: translation.lines[str(row.results[0])]
            for name, row in rows.items()
            if str(row.results[0]) in translation.lines
        },
    }
