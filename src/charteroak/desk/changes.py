"""What changed: the day from which other texts answer than before, and how their answers differ.

A version can come into force, be issued, or be withdrawn; the desk looks at what answered at the
end of each of the last days, so that all three are found the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from charteroak.core.compare import Comparison, compare
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from charteroak.core.reading import read_front_matter
from charteroak.desk.asking import Chooser
from charteroak.desk.furnished import furniture
from charteroak.issuing.library import current_library, library_at

MOST_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What answers at a place on a day: the version and all texts it rests on."""

    library: Library
    day: date
    memo: Memo | None
    texts: tuple[str, ...]


def changed_on(place: str, today: date, stamp: str) -> date | None:
    """Return the last day, of as many as the desk looks back, on which other texts answered."""
    return _changed_on(place, today, stamp)


@lru_cache(maxsize=MOST_KEPT)
def _changed_on(place: str, today: date, _stamp: str) -> date | None:
    later = _answering(place, today, current_library())
    for back in range(furniture().desk.changed_days):
        day = today - timedelta(days=back)
        earlier = _at_end_of(place, day - timedelta(days=1))
        if earlier.texts != later.texts:
            return day
        later = earlier
    return None


def what_changed(place: str, today: date, stamp: str) -> Comparison | None:
    """Return how answers differ from those before the last change; None where none is known.

    Raises:
        CharterOakError: the two versions cannot be compared.
    """
    return _what_changed(place, today, stamp)


@lru_cache(maxsize=MOST_KEPT)
def _what_changed(place: str, today: date, stamp: str) -> Comparison | None:
    day = changed_on(place, today, stamp)
    if day is None:
        return None
    old = _at_end_of(place, day - timedelta(days=1))
    new = _answering(place, today, current_library())
    if old.memo is None or new.memo is None:
        return None
    together = _together(old.library, new.library)
    return compare(together, old.memo, new.memo, old.day, new.day)


def _together(old: Library, new: Library) -> Library:
    """Return the texts of both; a version that both hold, perhaps as another file, is the new."""
    ids = {read_front_matter(data, file).id for file, data in new.sources.items()}
    gone = {
        file: data
        for file, data in old.sources.items()
        if read_front_matter(data, file).id not in ids
    }
    return Library({**gone, **new.sources})


def _at_end_of(place: str, day: date) -> Answering:
    midnight = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return _answering(place, day, library_at(midnight))


def _answering(name: str, day: date, library: Library) -> Answering:
    desk = furniture().desk
    place = desk.place(name)
    chooser = Chooser(library=library, drafts=settings.DEMONSTRATION)
    version = chooser.choose(desk, place, "", day) if place else None
    memo = library.find(version, day) if version else None
    texts = tuple(str(text.id) for text in library.texts_in_play(memo, day)) if memo else ()
    return Answering(library=library, day=day, memo=memo, texts=texts)
