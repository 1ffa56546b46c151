"""The coverage report as a grid map: one square a town, lettered so that colour is never alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from charteroak.directory.coverage import TownCoverage
from charteroak.directory.reference import Square

SIDE = 22
REACHED, PARTLY, NOBODY, OPEN = "reached", "partly", "nobody", "open"
SIGNS = {REACHED: "✓", PARTLY: "½", NOBODY: "!", OPEN: "?"}
WORDS: dict[str, Promise] = {
    REACHED: _("all who serve it can be reached"),
    PARTLY: _("some of those who serve it can be reached"),
    NOBODY: _("nobody who serves it can be reached"),
    OPEN: _("not resolved who polices it"),
}


@dataclass(frozen=True, slots=True)
class TownSquare:
    """One town on the map."""

    town: str
    x: int
    y: int
    state: str

    @property
    def sign(self) -> str:
        """Return what stands in the square."""
        return SIGNS[self.state]

    @property
    def words(self) -> Promise:
        """Return what the sign means."""
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """The squares, and the size of the whole in units of the drawing."""

    squares: tuple[TownSquare, ...]
    width: int
    height: int

    @property
    def legend(self) -> list[tuple[str, str, Promise, int]]:
        """Return each state with its sign, its meaning, and how many towns are in it."""
        states = [each.state for each in self.squares]
        return [(key, SIGNS[key], WORDS[key], states.count(key)) for key in SIGNS]


def coverage_map(squares: Sequence[Square], towns: Sequence[TownCoverage]) -> CoverageMap:
    """Return the map of a coverage report."""
    states = {each.town.name: state_of(each) for each in towns}
    return CoverageMap(
        tuple(
            TownSquare(each.town, each.column * SIDE, each.row * SIDE, states[each.town])
            for each in squares
        ),
        (max(each.column for each in squares) + 1) * SIDE,
        (max(each.row for each in squares) + 1) * SIDE,
    )


def state_of(each: TownCoverage) -> str:
    """Return how far a town is reached."""
    if each.is_open:
        return OPEN
    if not each.without_contact:
        return REACHED
    served_by = len(each.police) + len(each.districts)
    return NOBODY if len(each.without_contact) == served_by else PARTLY
