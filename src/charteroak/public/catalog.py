"""What the public copy lists: the texts, their versions, and what a version's content hash is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo, Standing, Version
from charteroak.core.reading.front_matter import Header
from charteroak.issuing.memo_pdf import content_hash

GROUPS = (Kind.MEMO, Kind.PLAN, Kind.LAW, Kind.VOCABULARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text: the version in force on the day, if any, and how many versions there are."""

    text: str
    title: str
    summary: str
    kind: Kind
    in_force: Header | None
    drafts: tuple[Header, ...]
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version in the history of a text; ``current`` is the one in force on the day."""

    header: Header
    current: bool
    earlier: Version | None

    @property
    def draft(self) -> bool:
        """Whether nobody has issued it."""
        return self.header.standing is Standing.DRAFT


def entries(library: Library, day: date, state: str) -> Iterator[Entry]:
    """Yield the texts of a state and of the federal law, guidance first, then by name."""
    for text, shelf in library.shelves.items():
        if text.partition("/")[0] not in {state, "us"}:
            continue
        newest = shelf.in_force(day) or shelf.headers[-1]
        yield Entry(
            text=text,
            title=newest.title,
            summary=newest.summary,
            kind=newest.kind,
            in_force=shelf.in_force(day),
            drafts=tuple(each for each in shelf.headers if each.standing is Standing.DRAFT),
            versions=len(shelf.headers),
        )


def history(library: Library, text: str, day: date) -> list[Edition]:
    """Return the versions of ``text``, newest first, each with the one before it."""
    shelf = library.shelves.get(text)
    if shelf is None:
        return []
    current = shelf.in_force(day)
    found = [
        Edition(
            header=header,
            current=current is not None and header.id == current.id,
            earlier=shelf.headers[index - 1].id if index else None,
        )
        for index, header in enumerate(shelf.headers)
    ]
    return found[::-1]


def version_with_hash(library: Library, digest: str) -> Memo | None:
    """Return the version whose file has this SHA-256, if one of the library has."""
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            if content_hash(memo) == digest:
                return memo
    return None


def find(library: Library, name: str, day: date) -> Memo | None:
    """Return ``text@version``, or the version of ``text`` in force on ``day``; None where none."""
    try:
        return library.find(name, day)
    except CharterOakError:
        return None
