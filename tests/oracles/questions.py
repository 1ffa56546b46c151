"""The fewest expected questions, by plain recursion over every order of asking."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache


def fewest_expected(
    outcomes: Mapping[tuple[int, ...], Hashable], arity: Sequence[int], known: Mapping[int, int]
) -> float:
    """Return the least expected number of questions until the outcome is settled.

    Each answer to a question is as likely as any other.

    Args:
        outcomes: the outcome of each situation, an index of an answer for each fact.
        arity: the number of answers to each fact.
        known: the answers known from the start.
    """

    @cache
    def best(situation: tuple[int | None, ...]) -> float:
        left = {
            outcome
            for each, outcome in outcomes.items()
            if all(k is None or k == a for k, a in zip(situation, each, strict=True))
        }
        if len(left) == 1:
            return 0.0
        return min(asked(situation, fact) for fact, k in enumerate(situation) if k is None)

    def asked(situation: tuple[int | None, ...], fact: int) -> float:
        rest = [(*situation[:fact], a, *situation[fact + 1 :]) for a in range(arity[fact])]
        return 1 + sum(map(best, rest)) / len(rest)

    return best(tuple(known.get(fact) for fact in range(len(arity))))
