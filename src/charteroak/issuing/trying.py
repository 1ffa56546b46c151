"""A situation tried on a text in work: the core's own interview and answer, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from charteroak.core.answer import Answer, answer
from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.situation import Request, known_papers
from charteroak.core.space import NOT_SURE
from charteroak.issuing.examining import Examined

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that was given, and the address in which it is not given yet."""

    fact: str
    answer: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Where a trial stands.

    ``asked`` is what was chosen, ``choices`` are what can be (value and words); ``answer`` is the
    core's, with the next question in it; ``wrong`` says why an answer could not be understood.
    """

    asked: str
    choices: tuple[tuple[str, str], ...]
    given: tuple[Given, ...] = ()
    answer: Answer | None = None
    wrong: str = ""


def tried(found: Examined, query: QueryDict, today: date) -> Tried | None:
    """Return the trial that an address holds; None where the text cannot be worked out.

    Raises:
        CharterOakError: the text cannot be worked out; says why.
    """
    if found.memo is None or found.library is None:
        return None
    day = max(found.memo.in_force.start, today)
    guidance = compile_guidance(found.library, found.memo, day)
    choices = tuple(_choices(guidance))
    asked = query.get("asked", "")
    if asked not in dict(choices):
        return Tried(asked="", choices=choices)
    facts = list(zip(query.getlist("fact"), query.getlist("answer"), strict=False))
    given = tuple(_given(asked, facts))
    try:
        found_answer = answer(guidance, _request(asked, facts))
    except CharterOakError as error:
        before = answer(guidance, _request(asked, facts[:-1]))
        return Tried(
            asked=asked, choices=choices, given=given[:-1], answer=before, wrong=str(error)
        )
    return Tried(asked=asked, choices=choices, given=given, answer=found_answer)


def _choices(guidance: Guidance) -> list[tuple[str, str]]:
    ruled = set(guidance.acts)
    papers = [
        (f"paper {paper.name}", f"They show {paper.name}: {paper.title}")
        for paper in known_papers(guidance)
        if ruled & set(paper.asks_for)
    ]
    acts = [(f"act {name}", _question(guidance, name)) for name in guidance.acts]
    return [*papers, *acts, (EVERYTHING, "Everything this memo rules on")]


def _question(guidance: Guidance, act: str) -> str:
    declared = guidance.act(act)
    return f"{act}: {declared.question}" if declared and declared.question else act


def _request(asked: str, facts: Sequence[tuple[str, str]]) -> Request:
    kind, _, name = asked.partition(" ")
    return Request(
        acts=(name,) if kind == "act" else (),
        paper=name if kind == "paper" else None,
        facts={fact: given or NOT_SURE for fact, given in facts},
    )


def _given(asked: str, facts: Sequence[tuple[str, str]]) -> list[Given]:
    return [
        Given(fact, words, f"?{_address(asked, facts[:at])}")
        for at, (fact, words) in enumerate(facts)
    ]


def _address(asked: str, facts: Sequence[tuple[str, str]]) -> str:
    pairs = [("asked", asked)]
    for fact, words in facts:
        pairs += [("fact", fact), ("answer", words)]
    return urlencode(pairs)
