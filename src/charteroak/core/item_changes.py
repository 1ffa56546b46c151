"""Duties, scripts and instructions that were added, removed, reworded, or apply elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from charteroak.core.conditions import Where, where
from charteroak.core.diagram import Node
from charteroak.core.facts import (
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.tables import (
    Items,
    Row,
)


class ItemChangeKind(StrEnum):
    """What happened to a thing to do."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    NOW_APPLIES = "now applies"
    NO_LONGER_APPLIES = "no longer applies"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """One change of a thing to do, with the situations in which it makes a difference.

    ``old`` and ``new`` are its words with all columns; one is None where it was added or removed.
    """

    kind: ItemChangeKind
    items: Items
    old: str | None
    new: str | None
    where: Where


@dataclass(frozen=True, slots=True)
class _Content:
    """What a row says, whatever its number: two rows that say the same are one thing to do."""

    text: str
    items: Items
    words: str


@dataclass(slots=True)
class _Place:
    """Where a content stands: the names of its rows, and the situations in which one fits."""

    rows: set[tuple[str, str]]
    applies: Node


def item_changes(before: Guidance, after: Guidance) -> Iterator[ItemChange]:
    """Yield the changes of things to do between two guidances over one space and diagram."""
    old, new = _contents(before), _contents(after)
    gone = {content: place for content, place in old.items() if content not in new}
    for content, place in new.items():
        if content in old:
            words = (content.words, content.words)
            yield from _moved(after, content.items, words, old[content].applies, place.applies)
        else:
            yield from _added_or_reworded(after, content, place, gone)
    for content, place in gone.items():
        found = where(after.space, after.diagram, place.applies)
        yield _change(ItemChangeKind.REMOVED, content.items, (content.words, None), found)


def _added_or_reworded(
    after: Guidance, content: _Content, place: _Place, gone: dict[_Content, _Place]
) -> Iterator[ItemChange]:
    """Match a new content with one that is gone and stood in a row of the same name."""
    for other, stood in gone.items():
        if (other.text, other.items) == (content.text, content.items) and stood.rows & place.rows:
            del gone[other]
            words = (other.words, content.words)
            both = after.diagram.both(stood.applies, place.applies)
            found = where(after.space, after.diagram, both)
            yield _change(ItemChangeKind.REWORDED, content.items, words, found)
            yield from _moved(after, content.items, words, stood.applies, place.applies)
            return
    found = where(after.space, after.diagram, place.applies)
    yield _change(ItemChangeKind.ADDED, content.items, (None, content.words), found)


def _moved(
    after: Guidance, items: Items, words: tuple[str, str], was: Node, now: Node
) -> Iterator[ItemChange]:
    """Yield the situations in which a thing to do applies that it did not, and the reverse."""
    diagram = after.diagram
    for kind, region in (
        (ItemChangeKind.NOW_APPLIES, diagram.choose(was, diagram.false, now)),
        (ItemChangeKind.NO_LONGER_APPLIES, diagram.choose(now, diagram.false, was)),
    ):
        if region != diagram.false:
            yield _change(kind, items, words, where(after.space, diagram, region))


def _change(
    kind: ItemChangeKind, items: Items, words: tuple[str | None, str | None], found: Where
) -> ItemChange:
    return ItemChange(kind=kind, items=items, old=words[0], new=words[1], where=found)


def _contents(guidance: Guidance) -> Mapping[_Content, _Place]:
    """Return what the rows of all things to do say, with where each applies."""
    found: dict[_Content, _Place] = {}
    for index, table in guidance.item_tables():
        text = guidance.texts[index].id.text
        for row, guard in zip(table.source.rows, table.guards, strict=True):
            content = _Content(text, table.source.items or Items.DO, _words(row))
            place = found.setdefault(content, _Place(set(), guidance.diagram.false))
            place.rows.add((key(table.source.name), key(row.name)))
            place.applies = guidance.diagram.either(place.applies, guard)
    return found


def _words(row: Row) -> str:
    """Return what a row says with its columns and the acts it is restricted to."""
    parts = [str(row.results[0]), *(f"{name}: {words}" for name, words in row.columns if words)]
    if row.asked is not None:
        parts.append(f"when asked for: {', '.join(sorted(row.asked))}")
    return " · ".join(parts)
