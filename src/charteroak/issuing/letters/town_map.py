"""A map of the towns as squares, each coloured and lettered by how far its letters have come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from charteroak.directory.reference import Square
from charteroak.issuing.letters.rungs import Rung

# From the worst to the best: a town is as far as the letter that is furthest behind.
ORDER = (
    Rung.FAILED,
    Rung.NO_ADDRESS,
    Rung.WAITING,
    Rung.QUEUED,
    Rung.ACCEPTED,
    Rung.OPENED,
    Rung.ACKNOWLEDGED,
)
SIGNS = {
    Rung.FAILED: "!",
    Rung.NO_ADDRESS: "P",
    Rung.WAITING: "·",
    Rung.QUEUED: "Q",
    Rung.ACCEPTED: "S",
    Rung.OPENED: "O",
    Rung.ACKNOWLEDGED: "✓",
}
SIDE = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class TownSquare:
    """One town on the map; ``rung`` is None where no letter went there."""

    town: str
    x: int
    y: int
    rung: Rung | None
    letters: int

    @property
    def sign(self) -> str:
        """What stands in the square, so that colour is never alone."""
        return SIGNS[self.rung] if self.rung else ""

    @property
    def kind(self) -> str:
        """The class of its colour."""
        return f"rung--{self.rung.value.replace(' ', '-')}" if self.rung else "rung--none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMap:
    """The squares with the size of the whole, in units of the drawing."""

    squares: tuple[TownSquare, ...]
    width: int
    height: int


def town_map(squares: Sequence[Square], rungs: Mapping[str, Iterable[Rung]]) -> TownMap:
    """Return the map of an issuance."""
    drawn = tuple(_square(each, list(rungs.get(each.town, ()))) for each in squares)
    return TownMap(
        squares=drawn,
        width=(max(each.column for each in squares) + 1) * SIDE,
        height=(max(each.row for each in squares) + 1) * SIDE,
    )


def _square(square: Square, rungs: list[Rung]) -> TownSquare:
    return TownSquare(
        town=square.town,
        x=square.column * SIDE,
        y=square.row * SIDE,
        rung=min(rungs, key=ORDER.index) if rungs else None,
        letters=len(rungs),
    )
