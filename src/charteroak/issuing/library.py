"""The guidance that answers here: the texts shipped, and over them the versions issued here.

Two clocks meet.  An *instant* decides which versions there are: one that was issued exists from
the instant it became public (its embargo) until the instant it was withdrawn.  A *day* decides
which of those is in force, by the dates that the texts themselves name, as the core does it.
So a request is answered by ``library_at(when it came in)`` on the local day of that instant, and
years later is answered alike.

Each process keeps the library and what it compiled.  At most once a second it asks the database
for one row, whose token changes with each issue and withdrawal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from time import monotonic

from django.utils import timezone

from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Memo, Version
from charteroak.core.reading import read_front_matter
from charteroak.issuing.models import IssuedVersion, LibraryChange, Withdrawal
from charteroak.shipped import open_library

SECONDS_BETWEEN_CHECKS = 1.0
MOST_COMPILED = 64
STAMP_DIGITS = 16


@dataclass(slots=True)
class _Held:
    """A library with what was compiled of it; ``ends`` is when a known change makes it old."""

    library: Library
    stamp: str
    ends: datetime | None
    token: str
    checked: float
    compiled: dict[tuple[str, date], Guidance] = field(default_factory=dict)


def current_library() -> Library:
    """Return the texts that this installation answers from at this moment."""
    return _current().library


def guidance_for(text: str, day: date) -> Guidance:
    """Return ``text`` compiled for ``day``: ``ct/schools`` or one version, ``ct/schools@DATE``.

    Raises:
        NoVersionError: no version of the text is in force on that day.
        UnknownNameError: there is no such text.
        MemoError: the text cannot be read.
    """
    held = _current()
    found = held.compiled.get((text, day))
    if found is None:
        found = compile_guidance(held.library, held.library.find(text, day), day)
        while len(held.compiled) >= MOST_COMPILED:
            held.compiled.pop(next(iter(held.compiled)), None)
        held.compiled[text, day] = found
    return found


def version_for(text: str, day: date) -> Version | None:
    """Return the version of ``text`` in force on ``day``, or None where none is."""
    shelf = current_library().shelves.get(text)
    header = shelf.in_force(day) if shelf else None
    return header.id if header else None


def stamp() -> str:
    """Return 16 digits that are others as soon as any text here is added, changed or withdrawn.

    The same texts have the same stamp in every process.  The day is not part of it: which version
    is in force can change at midnight under the same stamp.
    """
    return _current().stamp


def library_at(instant: datetime) -> Library:
    """Return the texts that this installation answered from at ``instant``, for reproduction."""
    return _library_of(tuple(_sources_at(instant)))


def guidance_at(text: str, day: date, instant: datetime) -> Guidance:
    """Return ``text`` compiled for ``day`` from the texts that answered at ``instant``.

    For the present it is ``guidance_for``; a past instant is looked up only where something was
    issued or withdrawn since.

    Raises:
        NoVersionError: no version of the text was in force on that day.
        UnknownNameError: there was no such text.
        MemoError: the text cannot be read.
    """
    if not _changed_since(instant):
        return guidance_for(text, day)
    return _compiled_from(library_at(instant), text, day)


def next_change(instant: datetime) -> datetime | None:
    """Return the first instant after ``instant`` at which a version appears or is withdrawn.

    Only what is decided already counts: an embargo that ends.  None where nothing is waiting.
    """
    rows = IssuedVersion.objects.filter(public_from__gt=instant).order_by("public_from")
    return rows.values_list("public_from", flat=True).first()


def memo_of(version: IssuedVersion) -> Memo:
    """Return an issued version read as it was issued, whether or not it was withdrawn since."""
    name = Version(version.text, version.version)
    around = (each for each in _sources_at(version.public_from) if each.id != name)
    library = _library_of((*around, _Issued(name, version.hash, bytes(version.source))))
    return library.version(name)


def forget() -> None:
    """Make this process look again at once; every action that changes the library calls it."""
    global _held  # noqa: PLW0603 - the one library of the process
    _held = None


def _changed_since(instant: datetime) -> bool:
    now = timezone.now()
    appeared = IssuedVersion.objects.filter(public_from__gt=instant, public_from__lte=now)
    gone = Withdrawal.objects.filter(at__gt=instant, at__lte=now)
    return appeared.exists() or gone.exists()


@lru_cache(maxsize=16)
def _compiled_from(library: Library, text: str, day: date) -> Guidance:
    return compile_guidance(library, library.find(text, day), day)


_held: _Held | None = None


def _current() -> _Held:
    global _held  # noqa: PLW0603 - the one library of the process
    held, now = _held, timezone.now()
    if held and monotonic() - held.checked < SECONDS_BETWEEN_CHECKS and not _ended(held, now):
        return held
    token = _token()
    if held is None or held.token != token or _ended(held, now):
        held = _load(token, now, held)
    held.checked = monotonic()
    _held = held
    return held


def _ended(held: _Held, now: datetime) -> bool:
    return held.ends is not None and now >= held.ends


def _token() -> str:
    return LibraryChange.objects.values_list("token", flat=True).first() or ""


def _load(token: str, now: datetime, before: _Held | None) -> _Held:
    """Return the library of now; what was compiled stays where no text changed."""
    sources = tuple(_sources_at(now))
    held = _Held(_library_of(sources), _stamp_of(sources), next_change(now), token, 0.0)
    if before is not None and before.library is held.library:
        held.compiled = before.compiled
    return held


@dataclass(frozen=True, slots=True)
class _Issued:
    """A version that takes the place of the shipped text of its name; None was withdrawn."""

    id: Version
    hash: str
    source: bytes | None


def _sources_at(instant: datetime) -> Iterable[_Issued]:
    """Yield what stood at an instant of all that was ever issued here."""
    rows = IssuedVersion.objects.filter(public_from__lte=instant).select_related("withdrawal")
    for row in rows.order_by("pk"):
        withdrawal = getattr(row, "withdrawal", None)
        gone = withdrawal is not None and withdrawal.at <= instant
        name = Version(row.text, row.version)
        yield _Issued(name, row.hash, None if gone else bytes(row.source))


def _stamp_of(issued: Iterable[_Issued]) -> str:
    lines = sorted(f"{each.id} {each.hash if each.source is not None else ''}" for each in issued)
    whole = "\n".join([_shipped().digest, *lines])
    return hashlib.sha256(whole.encode()).hexdigest()[:STAMP_DIGITS]


@dataclass(frozen=True, slots=True)
class _Shipped:
    """The texts that came with the product, by version."""

    files: dict[Version, tuple[str, bytes]]
    digest: str


@lru_cache(maxsize=1)
def _shipped() -> _Shipped:
    sources = open_library().sources
    files = {read_front_matter(data, file).id: (file, data) for file, data in sources.items()}
    whole = hashlib.sha256()
    for version, (_, data) in sorted(files.items(), key=lambda each: str(each[0])):
        whole.update(f"{version} {hashlib.sha256(data).hexdigest()}\n".encode())
    return _Shipped(files, whole.hexdigest())


@lru_cache(maxsize=8)
def _library_of(issued: tuple[_Issued, ...]) -> Library:
    files = dict(_shipped().files)
    for each in issued:
        files.pop(each.id, None)
        if each.source is not None:
            files[each.id] = (f"issued/{each.id.text}/{each.id.version}.md", each.source)
    return Library(dict(files.values()))
