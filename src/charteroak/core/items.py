"""Duties, scripts and instructions: the rows of collect tables that apply to a situation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charteroak.core.guidance import Guidance
from charteroak.core.memo import Version
from charteroak.core.provenance import (
    RowReference,
    Sourced,
    blanks_of,
    reference,
    sourced,
)
from charteroak.core.reason import levels_met, outcomes_under
from charteroak.core.situation import Situation
from charteroak.core.tables import (
    Items,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to do, say, call or write down.

    ``certain`` is false where the row applies only if facts not known or not sure lie so;
    ``depends_on`` names them.  ``columns`` are the further columns of a duty.
    """

    kind: Items
    words: str
    columns: Mapping[str, str]
    certain: bool
    depends_on: tuple[str, ...]
    row: RowReference
    citations: tuple[Sourced, ...]


def items_of(guidance: Guidance, situation: Situation) -> tuple[Item, ...]:
    """Return the items that apply or may apply, in the order of the texts and their rows."""
    return tuple(_items(guidance, situation))


def certain_rows(guidance: Guidance, situation: Situation) -> frozenset[tuple[Version, str]]:
    """Return the text and anchor of each row whose item applies for certain; much less work."""
    asked = set(situation.acts)
    found: set[tuple[Version, str]] = set()
    for index, compiled in guidance.item_tables():
        text = guidance.texts[index].id
        for row, guard in zip(compiled.source.rows, compiled.guards, strict=True):
            if row.asked is not None and not row.asked & asked:
                continue
            leaves = outcomes_under(guidance.diagram, guard, situation.answers)
            if leaves == {guidance.diagram.true}:
                found.add((text, row.anchor))
    return frozenset(found)


def _items(guidance: Guidance, situation: Situation) -> Iterator[Item]:
    fill = blanks_of(guidance.texts)
    asked = set(situation.acts)
    for index, compiled in guidance.item_tables():
        memo = guidance.texts[index]
        for row, guard in zip(compiled.source.rows, compiled.guards, strict=True):
            if row.asked is not None and not row.asked & asked:
                continue
            leaves = outcomes_under(guidance.diagram, guard, situation.answers)
            if guidance.diagram.true in leaves:
                certain = guidance.diagram.false not in leaves
                met = set() if certain else levels_met(guidance.diagram, guard, situation.answers)
                shown = sourced(memo, row.cites, guidance.day)
                yield Item(
                    kind=compiled.source.items or Items.DO,
                    words=fill.text(str(row.results[0])),
                    columns={name: fill.text(words) for name, words in row.columns},
                    certain=certain,
                    depends_on=tuple(guidance.space.name(level) for level in sorted(met)),
                    row=reference(memo, compiled.source, row),
                    citations=tuple(shown),
                )
