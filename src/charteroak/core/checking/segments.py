"""The segments of a memo's time in force: the days on which the same versions are in play."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from charteroak.core.library import Library, Shelf
from charteroak.core.memo import Memo, Period, Standing, Version

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Days on which the set of versions in play does not change.

    ``situations`` is the product of the answers to all facts in play.
    """

    period: Period
    texts: tuple[Version, ...]
    situations: int


def periods_of(library: Library, memo: Memo) -> tuple[Period, ...]:
    """Return the segments of ``memo``, oldest first.

    Versions of texts that the memo's citations were read in count as in play.

    Raises:
        UnknownNameError: the memo, or a text beneath it, rests on a text that does not exist.
    """
    read_in = {entry.read_in.text for entry in memo.citations if entry.read_in is not None}
    read_shelves = [library.shelves[text] for text in sorted(read_in) if text in library.shelves]
    shelves = [*_shelves_beneath(library, memo), *read_shelves]
    days = _days(memo.in_force, shelves)
    states = [_in_play(library, memo, read_shelves, day) for day in days]
    return tuple(_joined(memo.in_force, days, states))


def _in_play(library: Library, memo: Memo, read: Sequence[Shelf], day: date) -> object:
    """Return what is in play on ``day``, to be compared with another day."""
    texts = tuple(text.id for text in library.texts_in_play(memo, day))
    headers = (shelf.in_force(day) for shelf in read)
    return texts, tuple(header.id if header else None for header in headers)


def _shelves_beneath(library: Library, memo: Memo) -> Iterator[Shelf]:
    """Yield the shelf of every text that ``memo`` may rest on at any time in its force."""
    seen: set[str] = {memo.id.text}
    waiting = [memo]
    while waiting:
        text = waiting.pop()
        for name in (*text.rests_on, *((text.adopts,) if text.adopts else ())):
            if name not in seen:
                seen.add(name)
                shelf = library.shelf(name)
                yield shelf
                waiting.extend(_versions(library, shelf, memo.in_force))


def _versions(library: Library, shelf: Shelf, period: Period) -> Iterator[Memo]:
    for header in shelf.headers:
        if header.standing is Standing.ISSUED and _meet(header.in_force, period):
            yield library.version(header.id)


def _meet(one: Period, other: Period) -> bool:
    return (one.end is None or other.start <= one.end) and (
        other.end is None or one.start <= other.end
    )


def _days(whole: Period, shelves: Sequence[Shelf]) -> list[date]:
    """Return the days within ``whole`` on which what is in force may change."""
    days = {whole.start}
    for shelf in shelves:
        for header in shelf.headers:
            days |= {header.issued, header.in_force.start}
            if header.in_force.end is not None and header.in_force.end < date.max:
                days.add(header.in_force.end + DAY)
    return sorted(day for day in days if whole.holds(day))


def _joined(whole: Period, days: Sequence[date], states: Sequence[object]) -> Iterator[Period]:
    """Yield the periods between the days on which the state changes."""
    starts = [day for i, day in enumerate(days) if i == 0 or states[i] != states[i - 1]]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        yield Period(start, whole.end if following is None else following - DAY)
