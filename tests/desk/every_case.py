"""Every case of every text as an address of the desk, with the room and bundle that answer it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from charteroak.core.guidance import compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Case, Memo
from charteroak.desk.asking import understood
from charteroak.desk.bundles import content_of
from charteroak.desk.furnished import Entered, furniture
from charteroak.desk.pages import whole_screen
from charteroak.desk.places import BLOCKS, Choice, Place
from charteroak.desk.room import Room
from charteroak.desk.state import State, read_state
from charteroak.issuing.library import current_library


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The cases of one text on one day."""

    room: Room
    cases: tuple[Case, ...]

    @property
    def addresses(self) -> list[str]:
        return [address_of(case, see="now") for case in self.cases]

    def data(self) -> dict[str, Any]:
        """Return the job for a browser: what it keeps, the day, and the addresses."""
        kept = json.dumps(content_of(self.room, "", None))
        return {"kept": kept, "day": self.room.day.isoformat(), "addresses": self.addresses}

    def screen(self, address: str) -> dict[str, Any]:
        """Return what the server shows at an address."""
        state, left_out = read_state(parse_qsl(address.removeprefix("?")))
        memo, day = self.room.guidance.memo, self.room.day
        state = replace(state, text=str(memo.id), on=day.isoformat())
        state, unknown = understood(self.room.guidance, state)
        entered = Entered(
            place=self.room.place,
            state=state,
            room=self.room,
            left_out=(*left_out, *unknown),
            day=day,
            today=day,
            in_force=None,
        )
        return whole_screen(entered)


def every_case() -> Iterator[Job]:
    """Yield the cases of every version of every text, those of one day together."""
    library = current_library()
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            for day in sorted({case.on or memo.in_force.start for case in memo.cases}):
                same_day = (c for c in memo.cases if (c.on or memo.in_force.start) == day)
                yield Job(room=room_for(library, memo, day), cases=tuple(same_day))


def room_for(library: Library, memo: Memo, day: date) -> Room:
    """Return a room in which ``memo`` answers, with every act on offer."""
    guidance = compile_guidance(library, memo, day)
    place = Place(
        name="any",
        title="Any",
        hint="",
        icon="",
        text=memo.id.text,
        question="?",
        asked_question="?",
        order=BLOCKS,
        call_instead="Call.",
        choices=(),
        asked=(Choice(title="Anything", acts=guidance.acts),),
        papers=(),
        card=(),
    )
    found = furniture()
    return Room(
        desk=found.desk,
        place=place,
        guidance=guidance,
        looks=found.looks,
        translations=found.translations,
        day=day,
        zone=ZoneInfo("America/New_York"),
    )


def address_of(case: Case, *, see: str) -> str:
    """Return the address at which a case is asked."""
    facts = {f"{fact.text}: {fact.name}": said or "not sure" for fact, said in case.given}
    return State(acts=case.asked, paper=case.paper or "", facts=facts, see=see).address()
