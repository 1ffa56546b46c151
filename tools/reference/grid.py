"""A grid map: one square a town, so placed that neighbours stay near each other."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tools.reference.places import Gazetteer
from tools.reference.sources import Workbench, rows_of

NEIGHBOURS = Path(__file__).with_name("neighbours.csv")
MOVES = Path(__file__).with_name("grid_moves.csv")
ROWS, COLUMNS = 13, 17
ROUNDS = 200
# How far beyond its neighbours' middle a town lies that has none on one side, in degrees.
BEYOND = {
    "north": (0.06, 0.0),
    "west": (0.0, -0.08),
    "east": (0.0, 0.08),
    "north-east": (0.03, 0.1),
}


@dataclass(frozen=True, slots=True)
class Point:
    """Where a town lies, in degrees; `measured` tells a mean of agencies from one of neighbours."""

    latitude: float
    longitude: float
    measured: bool


def points(bench: Workbench, gazetteer: Gazetteer) -> dict[str, Point]:
    """Return where each town lies: the mean of its agencies and colleges, else of neighbours."""
    found = _measured(bench, gazetteer)
    rows = list(rows_of(NEIGHBOURS))
    for _ in range(ROUNDS):
        for row in rows:
            near = [found[name] for name in row["neighbours"].split("; ") if name in found]
            up, right = BEYOND.get(row["lies"], (0.0, 0.0))
            found[row["town"]] = Point(
                math.fsum(each.latitude for each in near) / len(near) + up,
                math.fsum(each.longitude for each in near) / len(near) + right,
                measured=False,
            )
    return found


def _measured(bench: Workbench, gazetteer: Gazetteer) -> dict[str, Point]:
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in bench.rows("ct_law_enforcement_agencies.csv"):
        if row["LATITUDE"]:
            town = gazetteer.town(row["CITY"], row["ZIP"])
            seen[town].append((float(row["LATITUDE"]), float(row["LONGITUDE"])))
    for row in bench.rows("ct_colleges.csv"):
        if row["LATITUDE"].strip():
            town = gazetteer.town(row["CITY"], row["ZIP"].zfill(5))
            seen[town].append((float(row["LATITUDE"]), float(row["LONGITUD"])))
    return {town: _mean(places) for town, places in seen.items()}


def _mean(places: list[tuple[float, float]]) -> Point:
    latitude = math.fsum(each[0] for each in places) / len(places)
    longitude = math.fsum(each[1] for each in places) / len(places)
    return Point(latitude, longitude, measured=True)


def squares(where: dict[str, Point]) -> dict[str, tuple[int, int]]:
    """Return the row (0 in the north) and column (0 in the west) of each town, none shared."""
    towns = sorted(where)
    spots = _in_squares([where[town] for town in towns])
    cells = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
    costs = [[_distance(spot, cell) for cell in cells] for spot in spots]
    placed = {town: cells[at] for town, at in zip(towns, assignment(costs), strict=True)}
    for move in rows_of(MOVES):
        _move(placed, move["town"], (int(move["row"]), int(move["column"])))
    return placed


def _move(placed: dict[str, tuple[int, int]], town: str, cell: tuple[int, int]) -> None:
    """Put a town into a square; a town that has it takes the square left."""
    for other in [each for each, taken in placed.items() if taken == cell]:
        placed[other] = placed[town]
    placed[town] = cell


def _in_squares(where: list[Point]) -> list[tuple[float, float]]:
    """Return the points in units of squares, the state filling the grid."""
    north, south = max(p.latitude for p in where), min(p.latitude for p in where)
    west, east = min(p.longitude for p in where), max(p.longitude for p in where)
    return [
        (
            (north - point.latitude) / (north - south) * (ROWS - 1),
            (point.longitude - west) / (east - west) * (COLUMNS - 1),
        )
        for point in where
    ]


def _distance(spot: tuple[float, float], cell: tuple[int, int]) -> float:
    return (spot[0] - cell[0]) ** 2 + (spot[1] - cell[1]) ** 2


def assignment(costs: list[list[float]]) -> list[int]:
    """Return for each row the column that it takes, none twice, at the least total cost.

    The Hungarian method by shortest augmenting paths (Jonker and Volgenant, 1987), with one
    column of potentials; there are at least as many columns as rows.
    """
    width = len(costs[0])
    row_price = [0.0] * (len(costs) + 1)
    column_price = [0.0] * (width + 1)
    taken_by = [0] * (width + 1)
    for row in range(1, len(costs) + 1):
        taken_by[0] = row
        way = _path(costs, row_price, column_price, taken_by)
        column = way[-1]
        for before in reversed(way[:-1]):
            taken_by[column] = taken_by[before]
            column = before
    answer = [0] * len(costs)
    for column in range(1, width + 1):
        if taken_by[column]:
            answer[taken_by[column] - 1] = column - 1
    return answer


def _path(
    costs: list[list[float]],
    row_price: list[float],
    column_price: list[float],
    taken_by: list[int],
) -> list[int]:
    """Return the columns of the cheapest path from column 0 to a free one; move the prices."""
    width = len(costs[0])
    least = [math.inf] * (width + 1)
    before = [0] * (width + 1)
    used: set[int] = set()
    column = 0
    while taken_by[column]:
        used.add(column)
        row = taken_by[column]
        for other in range(1, width + 1):
            if other not in used:
                cost = costs[row - 1][other - 1] - row_price[row] - column_price[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
        nearest = min(
            (each for each in range(1, width + 1) if each not in used), key=least.__getitem__
        )
        step = least[nearest]
        for each in used:
            row_price[taken_by[each]] += step
            column_price[each] -= step
        for each in range(1, width + 1):
            if each not in used:
                least[each] -= step
        column = nearest
    way = [column]
    while column:
        column = before[column]
        way.append(column)
    return way[::-1]
