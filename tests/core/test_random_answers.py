"""Answers to half-known requests on random memos, against every situation written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.answer import Answer, answer
from charteroak.core.directions import Ruling
from charteroak.core.facts import FactKey
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import level_order
from charteroak.core.situation import Request
from oracles.brute import Brute
from oracles.questions import fewest_expected
from strategies import RANDOMS, START, World, random_world

pytestmark = pytest.mark.slow

MOST_ASKED = 130


@dataclass(frozen=True)
class Asked:
    """A random request: the answers given and the facts a person is not sure of, by level."""

    world: World
    guidance: Guidance
    brute: Brute
    given: Mapping[int, int]
    unsure: frozenset[int]

    @property
    def facts(self) -> list[FactKey]:
        return [FactKey.of(domain.fact) for domain in self.guidance.space.domains]

    def answered(self) -> Answer:
        space = self.guidance.space
        facts = {space.name(lv): space.domains[lv].example(a) for lv, a in self.given.items()}
        facts |= {space.name(level): "not sure" for level in self.unsure}
        return answer(self.guidance, Request(facts=facts))

    def possible(self, act: str) -> dict[tuple[int, ...], frozenset[Ruling]]:
        """Return, for each way the other facts may lie, the rulings that not being sure leaves."""
        answers = [self.brute.answers[fact] for fact in self.facts]
        found: dict[tuple[int, ...], set[Ruling]] = {}
        for each in product(*(range(len(domain)) for domain in answers)):
            if all(each[level] == a for level, a in self.given.items()):
                values = (domain[a] for domain, a in zip(answers, each, strict=True))
                situation = dict(zip(self.facts, values, strict=True))
                sure = tuple(-1 if level in self.unsure else a for level, a in enumerate(each))
                ruling = self.brute.binding(act, situation)[0]
                found.setdefault(sure, set()).add(ruling)
        return {sure: frozenset(rulings) for sure, rulings in found.items()}


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    """Draw a request in which each fact is given, not sure or not known yet."""
    random: Random = draw(RANDOMS)
    world = random_world(random)
    guidance = compile_guidance(world.library, world.memo, START)
    brute = Brute(guidance.texts, list(level_order(world.memo)))
    given, unsure = dict[int, int](), set[int]()
    for level, arity in enumerate(guidance.space.arity):
        how = random.random()
        if how < 0.35:
            given[level] = random.randrange(arity)
        elif how < 0.55:
            unsure.add(level)
    return Asked(world, guidance, brute, given, frozenset(unsure))


@given(requests())
@settings(max_examples=60)
def test_an_answer_is_settled_only_if_it_is_the_same_whichever_way_the_truth_lies(
    asked: Asked,
) -> None:
    for direction in asked.answered().directions:
        possible = set(asked.possible(direction.act).values())
        fallback = asked.world.memo.fallback(direction.act)
        together = frozenset[Ruling]().union(*possible)
        if len(possible) > 1 or (len(together) > 1 and fallback is None):
            assert direction.ruling is None
            assert set(direction.possible) == together
        elif len(together) > 1 and fallback is not None:
            assert direction.by_fallback
            assert direction.ruling == fallback.ruling
            assert set(direction.possible) == together
        else:
            assert not direction.by_fallback
            assert direction.ruling == next(iter(together))


@given(requests())
@settings(max_examples=60)
def test_the_reason_alone_forces_the_ruling(asked: Asked) -> None:
    space = asked.guidance.space
    levels = {space.name(level): level for level in range(len(space))}
    for direction in asked.answered().directions:
        if direction.settled:
            alone = {levels[name]: asked.given[levels[name]] for name in direction.because}
            reduced = Asked(asked.world, asked.guidance, asked.brute, alone, asked.unsure)
            assert len(set(reduced.possible(direction.act).values())) == 1


@given(requests())
@settings(max_examples=60)
def test_the_next_question_leads_to_the_fewest_further_ones(asked: Asked) -> None:
    came = asked.answered()
    arity = [1 if lv in asked.unsure else n for lv, n in enumerate(asked.guidance.space.arity)]
    size = 1
    for level, each in enumerate(arity):
        size *= 1 if level in asked.given else each + 1
    if size > MOST_ASKED or not came.directions:
        return
    by_act = [asked.possible(direction.act) for direction in came.directions]
    outcomes = {
        tuple(max(a, 0) for a in sure): tuple(each[sure] for each in by_act) for sure in by_act[0]
    }

    expected = fewest_expected(outcomes, arity, asked.given)
    assert abs((came.next.expected if came.next else 0.0) - expected) < 1e-9
