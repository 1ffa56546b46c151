"""From a state to what the core is asked: which version answers, and what is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from charteroak.core.errors import CharterOakError, ConflictingFactsError, UnknownNameError
from charteroak.core.facts import Fact, FactKey, key
from charteroak.core.guidance import Guidance
from charteroak.core.library import Library
from charteroak.core.memo import Standing
from charteroak.core.situation import Request, find_act, find_fact, find_paper, resolve
from charteroak.core.space import NOT_SURE
from charteroak.desk.places import Desk, Place
from charteroak.desk.state import State, shown

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Which version answers at a place on a day; ``drafts`` only where they may answer."""

    library: Library
    drafts: bool

    def choose(self, desk: Desk, place: Place, wanted: str, day: date) -> str | None:
        """Return ``text@version``; None where nothing is in force and no draft may answer.

        ``wanted`` is what the address names.  A version that may not answer on that day is not
        chosen; the one that may is.
        """
        allowed = self._allowed(desk, place, day)
        if wanted in allowed:
            return wanted
        return allowed[0] if allowed else None

    def in_force(self, place: Place, day: date) -> str | None:
        """Return the version in force, as ``text@version``."""
        header = self.library.shelf(place.text).in_force(day)
        return str(header.id) if header else None

    def _allowed(self, desk: Desk, place: Place, day: date) -> list[str]:
        drafts = [desk.drafts[place.text]] if self.drafts and place.text in desk.drafts else []
        found = [
            str(header.id)
            for header in self.library.shelf(place.text).headers
            if header.standing is Standing.DRAFT
            and header.id.version in drafts
            and header.in_force.holds(day)
        ]
        issued = self.in_force(place, day)
        return [*found, *([issued] if issued else [])]


def day_of(state: State, today: date) -> tuple[date, tuple[str, ...]]:
    """Return the day of the request, and what could not be read as one."""
    if not state.on:
        return today, ()
    try:
        day = date.fromisoformat(state.on)
    except ValueError:
        return today, (shown("on", state.on),)
    return (day, ()) if day >= EARLIEST else (today, (shown("on", state.on),))


def request_of(state: State) -> Request:
    """Return what the core is asked in ``state``."""
    return Request(acts=state.acts, facts=state.facts, paper=state.paper or None)


def understood(guidance: Guidance, state: State) -> tuple[State, tuple[str, ...]]:
    """Return the part of ``state`` that the guidance knows, and what was left out."""
    acts, wrong_acts = _known(state.acts, lambda act: find_act(guidance, act))
    papers, wrong_papers = _known(
        [state.paper] if state.paper else [], lambda paper: find_paper(guidance, paper).name
    )
    left_out = [
        *(shown("act", act) for act in wrong_acts),
        *(shown("paper", paper) for paper in wrong_papers),
    ]
    state = replace(state, acts=tuple(acts), paper=papers[0] if papers else "")
    return _facts(guidance, state, left_out)


def _known(names: Iterable[str], find: Callable[[str], str]) -> tuple[list[str], list[str]]:
    found, wrong = [], []
    for name in names:
        try:
            found.append(find(name))
        except CharterOakError:
            wrong.append(name)
    return found, wrong


def _facts(guidance: Guidance, state: State, left_out: list[str]) -> tuple[State, tuple[str, ...]]:
    """Keep each fact that exists, has such an answer, and agrees with the paper and the others."""
    known: list[tuple[str, str, str]] = []
    for name, said in state.facts.items():
        try:
            fact, answer = _as_known(guidance, name, said)
            known.append((shown(name, said), fact, answer))
        except CharterOakError:
            left_out.append(shown(name, said))
    kept = {fact: answer for _, fact, answer in known}
    if len(kept) < len(known) or not _agrees(guidance, kept, state.paper):
        kept = _one_by_one(guidance, known, state.paper, left_out)
    return _asked_fact(guidance, replace(state, facts=kept), left_out)


def _one_by_one(
    guidance: Guidance, known: list[tuple[str, str, str]], paper: str, left_out: list[str]
) -> dict[str, str]:
    """Return the facts in their order, without those that say otherwise than what came before."""
    kept: dict[str, str] = {}
    for words, fact, answer in known:
        if kept.get(fact, answer) == answer and _agrees(guidance, {**kept, fact: answer}, paper):
            kept[fact] = answer
        else:
            left_out.append(f"{words} (something else is known of it)")
    return kept


def _agrees(guidance: Guidance, facts: Mapping[str, str], paper: str) -> bool:
    try:
        resolve(guidance, Request(facts=facts, paper=paper or None))
    except ConflictingFactsError:
        return False
    return True


def _as_known(guidance: Guidance, name: str, said: str) -> tuple[str, str]:
    """Return a fact and its answer as the guidance writes them."""
    fact = fact_named(guidance, name)
    level = guidance.space.level.get(FactKey.of(fact))
    if level is None:
        resolve(guidance, Request(facts={fact.name: said}))
        return fact.name, said
    if key(said) == NOT_SURE:
        return guidance.space.name(level), NOT_SURE
    domain = guidance.space.domains[level]
    return guidance.space.name(level), domain.label(domain.index(said))


def _asked_fact(
    guidance: Guidance, state: State, left_out: list[str]
) -> tuple[State, tuple[str, ...]]:
    """Keep the question that is asked again only where there is such a fact."""
    if not state.ask:
        return state, tuple(left_out)
    try:
        level = level_of(guidance, state.ask)
    except CharterOakError:
        return replace(state, ask=""), (*left_out, shown("ask", state.ask))
    return replace(state, ask=guidance.space.name(level)), tuple(left_out)


@lru_cache(maxsize=2048)
def fact_named(guidance: Guidance, name: str) -> Fact:
    """Return the fact called ``name``; what was found once is remembered.

    Raises:
        UnknownNameError: there is no such fact.
    """
    return find_fact(guidance, name)


def level_of(guidance: Guidance, name: str) -> int:
    """Return the level of a fact that tables read.

    Raises:
        UnknownNameError: there is no such fact, or no table reads it.
    """
    level = guidance.space.level.get(FactKey.of(fact_named(guidance, name)))
    if level is None:
        names = [guidance.space.name(number) for number in range(len(guidance.space))]
        raise UnknownNameError("a fact that tables read", name, names)
    return level
