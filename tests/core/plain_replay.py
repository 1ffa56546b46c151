"""The plainest replay: a record with missing facts is decided by trying every completion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from charteroak.core.directions import Ruling
from charteroak.core.facts import (
    FactKey,
    Line,
)
from charteroak.core.guidance import Guidance
from charteroak.core.library import level_order
from charteroak.core.measures import sample
from charteroak.core.space import Domain
from oracles.brute import Answer, Brute
from strategies import START, World

Rows = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Plain:
    """What trying every completion finds: the ruling and the rows, or the facts that matter."""

    ruling: Ruling | None
    rows: Rows
    needed: tuple[str, ...]


class PlainReplay:
    """Some texts, read by the brute oracle in every situation."""

    def __init__(self, world: World) -> None:
        self.guidance = Guidance(world.memo, world.texts, START)
        self.domains = self.guidance.space.domains
        self.brute = Brute(world.texts, list(level_order(world.memo)))

    def records(self, most: int) -> Iterator[tuple[int, ...]]:
        """Yield records as digits, the last digit of each fact being *unknown*."""
        every = product(*[range(len(domain) + 1) for domain in self.domains])
        total = 1
        for domain in self.domains:
            total *= len(domain) + 1
        step = max(1, total // most)
        for number, record in enumerate(every):
            if number % step == 0:
                yield record

    def decided(self, act: str, record: Sequence[int]) -> Plain:
        """Return what follows for ``act`` whichever way the missing facts lie."""
        missing = [i for i, digit in enumerate(record) if digit == len(self.domains[i])]
        found = {}
        for answers in product(*[range(len(self.domains[i])) for i in missing]):
            whole = list(record)
            for place, answer in zip(missing, answers, strict=True):
                whole[place] = answer
            found[answers] = self.binding(act, tuple(whole))
        rulings = {ruling for ruling, _ in found.values()}
        if len(rulings) == 1:
            rows = frozenset(row for _, row in found.values() if row is not None)
            return Plain(rulings.pop(), rows, ())
        matter = [k for k in range(len(missing)) if _matters(found, k)]
        return Plain(None, frozenset(), tuple(self.name(missing[k]) for k in matter))

    @cache  # noqa: B019 - one replay lives as long as its test
    def binding(self, act: str, record: tuple[int, ...]) -> tuple[Ruling, tuple[str, str] | None]:
        """Return the ruling that binds, and the text and row it is from."""
        situation: dict[FactKey, Answer] = {}
        for domain, digit in zip(self.domains, record, strict=True):
            situation[FactKey.of(domain.fact)] = answer(domain, digit)
        ruling, _, word = self.brute.binding(act, situation)
        if word is None or word.row is None:
            return ruling, None
        table = self.brute.act_table(word.text, act)
        assert table is not None
        return ruling, (str(self.brute.texts[word.text].id), table.rows[word.row].name)

    def name(self, level: int) -> str:
        return self.guidance.space.name(level)


def answer(domain: Domain, digit: int) -> Answer:
    """Return an answer that falls on a digit, as the oracle reads answers."""
    if domain.values:
        return domain.values[digit]
    assert isinstance(domain.fact.answers, Line)
    return sample(domain.pieces[digit], domain.fact.answers.measure)


def _matters(found: Mapping[tuple[int, ...], tuple[Ruling, object]], place: int) -> bool:
    """Tell whether some change of the answer at ``place`` changes the ruling."""
    groups: dict[tuple[int, ...], set[Ruling]] = {}
    for answers, (ruling, _) in found.items():
        groups.setdefault((*answers[:place], *answers[place + 1 :]), set()).add(ruling)
    return any(len(group) > 1 for group in groups.values())
