"""The desk of this installation: its data files read once, and a room for a place and a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from charteroak.desk.asking import Chooser, day_of, understood
from charteroak.desk.papers import Looks, read_looks
from charteroak.desk.places import Desk, Place, read_desk
from charteroak.desk.room import Room
from charteroak.desk.state import State, read_state, shown
from charteroak.desk.times import read_start
from charteroak.desk.translations import Translations, read_translations
from charteroak.issuing.library import current_library, guidance_for
from charteroak.shipped import guidance_directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What stands in the data files of the desk."""

    desk: Desk
    looks: Looks
    translations: Translations


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A request that was read: where it is answered and from what, or why not.

    ``room`` is None where no text is in force on ``day``.
    """

    place: Place
    state: State
    room: Room | None
    left_out: tuple[str, ...]
    day: date
    today: date
    in_force: str | None


def furniture() -> Furniture:
    """Return what stands in the data files of this state's desk, read once in each process.

    Raises:
        CharterOakError: a file has a fault.
    """
    return _furniture(guidance_directory(), settings.STATE)


@lru_cache(maxsize=4)
def _furniture(root: Path, state: str) -> Furniture:
    desk = read_desk(root / state / "desk.toml")
    papers = desk.papers.text
    looks = read_looks(root / f"{papers}.toml") if papers else Looks(papers={})
    return Furniture(desk=desk, looks=looks, translations=read_translations(root))


def enter(place: Place, parts: Iterable[tuple[str, str]], today: date) -> Entered:
    """Return what the parts of an address ask at ``place``, from the version that may answer."""
    state, left_out = read_state(parts)
    day, no_day = day_of(state, today)
    chooser = Chooser(library=current_library(), drafts=settings.DEMONSTRATION)
    desk = furniture().desk
    version = chooser.choose(desk, place, state.text, day)
    if state.text and version != state.text:
        left_out = (*left_out, shown("text", state.text))
    if state.start and read_start(state.start) is None:
        left_out = (*left_out, shown("start", state.start))
        state = replace(state, start="")
    state = replace(state, text=version or "", on=day.isoformat())
    room = _room(place, version, day) if version else None
    if room is not None:
        state, unknown = understood(room.guidance, state)
        left_out = (*left_out, *unknown)
    return Entered(
        place=place,
        state=state,
        room=room,
        left_out=(*left_out, *no_day),
        day=day,
        today=today,
        in_force=chooser.in_force(place, day),
    )


def _room(place: Place, version: str, day: date) -> Room:
    found = furniture()
    return Room(
        desk=found.desk,
        place=place,
        guidance=guidance_for(version, day),
        looks=found.looks,
        translations=found.translations,
        day=day,
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def paper_titles() -> dict[str, str]:
    """Return the title of each paper by its name, from the text on papers."""
    text = furniture().desk.papers.text
    shelf = current_library().shelves.get(text)
    if shelf is None:
        return {}
    memo = current_library().version(shelf.headers[-1].id)
    return {paper.name: paper.title for paper in memo.known_papers()}
