"""Exactly which situations are answered differently by two versions, counted and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import prod
from operator import eq
from typing import Any

from charteroak.core.conditions import Where, where
from charteroak.core.diagram import Diagram, Node
from charteroak.core.directions import Ruling, Verdict
from charteroak.core.facts import (
    FactKey,
)
from charteroak.core.guidance import Guidance
from charteroak.core.item_changes import ItemChange, item_changes
from charteroak.core.library import Library
from charteroak.core.memo import (
    Memo,
    Version,
)
from charteroak.core.space import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingChange:
    """What binds for an act was ``old`` and is ``new``, in these situations."""

    act: str
    old: Ruling
    new: Ruling
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundsChange:
    """What binds for an act is the same, but rests on another text or other citations."""

    act: str
    ruling: Ruling
    old: str
    new: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The differences between two versions, or between two days.

    ``situations`` is the number of all situations over the facts of both.
    """

    old: Version
    new: Version
    day_old: date
    day_new: date
    situations: int
    acts_added: tuple[str, ...]
    acts_removed: tuple[str, ...]
    facts_added: tuple[str, ...]
    facts_removed: tuple[str, ...]
    facts_changed: tuple[str, ...]
    rulings: tuple[RulingChange, ...]
    grounds: tuple[GroundsChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def same(self) -> bool:
        """True where every situation is answered as before, on the same grounds."""
        return not (self.rulings or self.grounds or self.items)


def compare(library: Library, old: Memo, new: Memo, day_old: date, day_new: date) -> Comparison:
    """Compare what ``old`` says on ``day_old`` with what ``new`` says on ``day_new``.

    Raises:
        CharterOakError: the two define a fact with different kinds of answers, or cannot be
            worked out.
    """
    before, after = shared_guidance(library, [(old, day_old), (new, day_new)])
    acts = tuple(dict.fromkeys([*after.acts, *before.acts]))
    facts = _Facts(before.texts, after.texts)
    return Comparison(
        old=old.id,
        new=new.id,
        day_old=day_old,
        day_new=day_new,
        situations=prod(after.space.arity),
        acts_added=tuple(act for act in after.acts if act not in before.acts),
        acts_removed=tuple(act for act in before.acts if act not in after.acts),
        facts_added=facts.added,
        facts_removed=facts.removed,
        facts_changed=facts.changed,
        rulings=tuple(change for act in acts for change in _rulings(before, after, act)),
        grounds=tuple(change for act in acts for change in _grounds(before, after, act)),
        items=tuple(item_changes(before, after)),
    )


def shared_guidance(library: Library, wanted: Sequence[tuple[Memo, date]]) -> tuple[Guidance, ...]:
    """Compile several memos, each on its day, over one space and one diagram."""
    in_play = [library.texts_in_play(memo, day) for memo, day in wanted]
    space = Space([text for texts in in_play for text in texts])
    diagram = Diagram(space.arity)
    return tuple(
        Guidance(memo, texts, day, space=space, diagram=diagram)
        for (memo, day), texts in zip(wanted, in_play, strict=True)
    )


class _Facts:
    """The facts in play before and after, by name."""

    def __init__(self, before: Sequence[Memo], after: Sequence[Memo]) -> None:
        old, new = Space(before), Space(after)
        self.added = tuple(self._names(new, (key for key in new.level if key not in old.level)))
        self.removed = tuple(self._names(old, (key for key in old.level if key not in new.level)))
        both = (key for key in new.level if key in old.level)
        differ = (
            key
            for key in both
            if new.fact(new.level[key]).answers != old.fact(old.level[key]).answers
        )
        self.changed = tuple(self._names(new, differ))

    def _names(self, space: Space, keys: Iterable[FactKey]) -> Iterator[str]:
        for key in keys:
            yield space.name(space.level[key])


def _rulings(before: Guidance, after: Guidance, act: str) -> Iterator[RulingChange]:
    diagram = after.diagram

    def changed(old: Ruling, new: Ruling) -> tuple[Ruling, Ruling] | None:
        return None if old == new else (old, new)

    node = diagram.combine(changed, before.ruling(act), after.ruling(act))
    for old, new in _values(diagram, node):
        region = diagram.where(node, partial(eq, (old, new)))
        found = where(after.space, diagram, region)
        yield RulingChange(act=act, old=old, new=new, where=found)


def _grounds(before: Guidance, after: Guidance, act: str) -> Iterator[GroundsChange]:
    diagram = after.diagram

    def changed(old: Verdict, new: Verdict) -> tuple[Ruling, str, str] | None:
        grounds = (_ground(before, act, old), _ground(after, act, new))
        if old.ruling != new.ruling or grounds[0] == grounds[1]:
            return None
        return (new.ruling, *grounds)

    node = diagram.combine(changed, before.verdict(act), after.verdict(act))
    for ruling, old, new in _values(diagram, node):
        region = diagram.where(node, partial(eq, (ruling, old, new)))
        found = where(after.space, diagram, region)
        yield GroundsChange(act=act, ruling=ruling, old=old, new=new, where=found)


def _ground(guidance: Guidance, act: str, verdict: Verdict) -> str:
    """Return the text that binds and what its row cites; the version is left out."""
    if verdict.binding is None:
        return "no text"
    text = guidance.compiled[verdict.binding.text]
    table, _ = text.act_tables[act]
    return f"{text.memo.id.text}: {'; '.join(table.rows[verdict.binding.row].cites)}"


def _values(diagram: Diagram, node: Node) -> list[Any]:
    """Return the values of ``node`` other than None, those of most situations first."""
    counts = diagram.count(node)
    return sorted((v for v in counts if v is not None), key=lambda value: -counts[value])
