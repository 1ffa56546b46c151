"""Where a version can be tried: the places of the desk at which it may answer, each by address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from charteroak.core.memo import Memo
from charteroak.desk.asking import EARLIEST, Chooser
from charteroak.desk.furnished import furniture
from charteroak.desk.state import State
from charteroak.issuing.library import current_library


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A place of the desk with a version and a day in its address."""

    title: str
    address: str


def trials(memo: Memo, today: date) -> Iterator[Trial]:
    """Yield the places at which a version answers today, or else on a day that it is in force."""
    library = current_library()
    if memo.id.text not in library.shelves:
        return
    desk, name = furniture().desk, str(memo.id)
    chooser = Chooser(library=library, drafts=settings.DEMONSTRATION)
    for place in desk.places:
        if place.text != memo.id.text:
            continue
        for day in _days(memo, today):
            if chooser.choose(desk, place, name, day) == name:
                on = "" if day == today else day.isoformat()
                state = State(text=name, on=on).address()
                path = reverse("desk:place", kwargs={"place": place.name})
                yield Trial(title=place.title, address=path + state)
                break


def _days(memo: Memo, today: date) -> Iterator[date]:
    yield today
    if memo.in_force.start >= EARLIEST:
        yield memo.in_force.start
