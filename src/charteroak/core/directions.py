"""Directions: what a text says of an act, and what binds when several texts speak.

The algebra is in docs/reference/memo-language.md, section *Layers: what binds*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
LIMIT = re.compile(r"(?:until|within|for)\s+(\d+)\s+(minute|hour|day|week)s?\b", re.IGNORECASE)


class Direction(StrEnum):
    """What a text says of an act; ``NO_RULE`` where it is silent."""

    MUST = "must"
    MUST_NOT = "must not"
    SHOULD = "should"
    SHOULD_NOT = "should not"
    MAY = "may"
    REFER = "refer"
    NO_RULE = "no rule"


# A lower text contradicts the binding direction (key) by saying one of these (value).
CONTRADICTED_BY: dict[Direction, frozenset[Direction]] = {
    Direction.MUST: frozenset({Direction.MUST_NOT, Direction.SHOULD_NOT, Direction.MAY}),
    Direction.MUST_NOT: frozenset({Direction.MUST, Direction.SHOULD, Direction.MAY}),
    Direction.SHOULD: frozenset({Direction.MUST_NOT, Direction.SHOULD_NOT, Direction.MAY}),
    Direction.SHOULD_NOT: frozenset({Direction.MUST, Direction.SHOULD, Direction.MAY}),
}
# What guidance may turn a direction of a higher text into.
NARROWED_BY: dict[Direction, frozenset[Direction]] = {
    Direction.MAY: frozenset(Direction) - {Direction.NO_RULE},
    Direction.SHOULD: frozenset({Direction.MUST}),
    Direction.SHOULD_NOT: frozenset({Direction.MUST_NOT}),
}
DEFINITE = frozenset({Direction.MUST, Direction.MUST_NOT})
# Directions under which the act is done: whoever narrows one of them to another keeps its bounds.
ACTING = frozenset({Direction.MUST, Direction.SHOULD, Direction.MAY})
DEPARTABLE = frozenset({Direction.SHOULD, Direction.SHOULD_NOT})
# What binds among texts of law: the first of these that is said, by the highest text to say it.
LAW_ORDER = (DEFINITE, {Direction.REFER}, DEPARTABLE, {Direction.MAY})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A direction with its bounds, as one cell of an act's table gives it."""

    direction: Direction
    bounds: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the ruling as written: ``may, until 48 hours``."""
        return ", ".join((self.direction.value, *self.bounds))

    @property
    def limit(self) -> int | None:
        """The shortest limit among the bounds, in minutes, or None."""
        found = [LIMIT.match(bound) for bound in self.bounds]
        limits = [int(match[1]) * MINUTES[match[2].lower()] for match in found if match]
        return min(limits, default=None)


NO_RULE = Ruling(Direction.NO_RULE)


@dataclass(frozen=True, slots=True)
class Saying:
    """What one text says of one act in one situation.

    ``text`` indexes the texts in play, highest level first; ``row`` indexes the rows of the
    text's table for the act, -1 where no row applies; ``departs`` is true where the row states a
    reason to depart from *should*.
    """

    text: int
    ruling: Ruling
    row: int
    departs: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What binds, and what each text that is not silent says, highest level first.

    ``binding`` is the saying that binds, or None where all texts are silent;
    ``against`` are the sayings that contradict it.
    """

    ruling: Ruling
    binding: Saying | None
    sayings: tuple[Saying, ...]
    against: tuple[Saying, ...] = ()

    @property
    def conflict(self) -> bool:
        """True where a text contradicts what binds."""
        return bool(self.against)


def parse_ruling(cell: str) -> Ruling | None:
    """Read ``direction, bound, bound``; None where the cell does not begin with a direction."""
    first, *bounds = (part.strip() for part in cell.split(","))
    key = " ".join(first.lower().split())
    if key not in Direction._value2member_map_:
        return None
    return Ruling(Direction(key), tuple(bound for bound in bounds if bound))


def combine(sayings: Sequence[Saying], levels: Sequence[int], law: Sequence[bool]) -> Verdict:
    """Find what binds.

    Args:
        sayings: one for each text that is not silent, highest level first.
        levels: the level of each text by its index, 0 the highest.
        law: whether each text by its index is law (binds) or guidance (narrows).
    """
    spoken = tuple(saying for saying in sayings if saying.ruling.direction != Direction.NO_RULE)
    if not spoken:
        return Verdict(NO_RULE, None, ())
    binding = _binding_law([s for s in spoken if law[s.text]])
    for saying in spoken:
        if not law[saying.text]:
            binding = _narrowed(binding, saying)
    if binding is None:
        return Verdict(NO_RULE, None, spoken)
    against = tuple(s for s in spoken if _contradicts(s, binding, levels))
    ruling = binding.ruling
    if any(_same_rank_opposites(s, binding, levels) for s in against):
        ruling = Ruling(Direction.REFER, ("texts of the same level contradict each other",))
    return Verdict(ruling, binding, spoken, against)


def _binding_law(sayings: Sequence[Saying]) -> Saying | None:
    """Return the saying of law that binds, by LAW_ORDER."""
    for directions in LAW_ORDER:
        for saying in sayings:
            if saying.ruling.direction in directions:
                return saying
    return None


def _narrowed(binding: Saying | None, saying: Saying) -> Saying:
    """Return what binds after guidance ``saying`` has spoken under ``binding``."""
    if binding is None:
        return saying
    above, below = binding.ruling, saying.ruling
    if above.direction in DEPARTABLE and saying.departs:
        return saying
    if below.direction == above.direction:
        return saying if _bounds_narrow(above, below) else binding
    if below.direction not in NARROWED_BY.get(above.direction, ()):
        return binding
    return saying if below.direction not in ACTING or bounds_within(above, below) else binding


def _bounds_narrow(above: Ruling, below: Ruling) -> bool:
    """Tell whether ``below`` keeps every bound of ``above``, or a shorter limit, and adds to it."""
    return above.bounds != below.bounds and bounds_within(above, below)


def bounds_within(above: Ruling, below: Ruling) -> bool:
    """Tell whether whatever ``below`` allows, ``above`` allows: no bound dropped or loosened."""
    for bound in above.bounds:
        limit = LIMIT.match(bound)
        if limit is None and bound not in below.bounds:
            return False
    if above.limit is None:
        return True
    return below.limit is not None and below.limit <= above.limit


def _contradicts(saying: Saying, binding: Saying, levels: Sequence[int]) -> bool:
    """Tell whether ``saying`` contradicts what binds.

    A *may* beside a *must not* of the same level is no contradiction (each law is kept by not
    acting), and neither is a higher *may* narrowed by a lower text.
    """
    if saying is binding or saying.departs:
        return False
    opposed = saying.ruling.direction in CONTRADICTED_BY.get(binding.ruling.direction, ())
    if levels[saying.text] > levels[binding.text]:
        return opposed
    return opposed and saying.ruling.direction in DEFINITE


def _same_rank_opposites(saying: Saying, binding: Saying, levels: Sequence[int]) -> bool:
    """Tell whether must and must not stand on one level."""
    return (
        levels[saying.text] == levels[binding.text]
        and {saying.ruling.direction, binding.ruling.direction} == DEFINITE
    )
