"""What changed for one kind of agency, out of the core's comparison of two versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from charteroak.core.compare import Comparison
from charteroak.core.conditions import Where
from charteroak.core.facts import key
from charteroak.core.tables import Items


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers and duties changed that bind an agency."""

    answers: int
    duties: int

    @property
    def binding(self) -> bool:
        """Whether anything changed that the agency has to know."""
        return bool(self.answers or self.duties)


def changed_for(found: Comparison, facts: Mapping[str, str]) -> Comparison:
    """Return the part of a comparison that can concern an agency of which ``facts`` hold."""
    return replace(
        found,
        rulings=tuple(each for each in found.rulings if concerns(each.where, facts)),
        grounds=tuple(each for each in found.grounds if concerns(each.where, facts)),
        items=tuple(each for each in found.items if concerns(each.where, facts)),
    )


def counts(found: Comparison) -> Counts:
    """Return how many answers and duties a comparison names as changed."""
    duties = sum(each.items is Items.DUTY for each in found.items)
    return Counts(answers=len(found.rulings), duties=duties)


def concerns(where: Where, facts: Mapping[str, str]) -> bool:
    """Tell whether a change can happen in a situation in which ``facts`` hold.

    Where not every condition is listed it may, and so it does.
    """
    if where.unlisted:
        return True
    return any(_allows(condition.allowed, facts) for condition in where.conditions)


def _allows(allowed: Mapping[str, tuple[str, ...]], facts: Mapping[str, str]) -> bool:
    by_name = {key(name): {key(answer) for answer in answers} for name, answers in allowed.items()}
    return all(
        key(name) not in by_name or key(answer) in by_name[key(name)]
        for name, answer in facts.items()
    )
