"""From what a person said to a situation: names resolved, papers applied, records read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charteroak.core.errors import ConflictingFactsError, UnknownNameError
from charteroak.core.facts import (
    Choice,
    Fact,
    FactKey,
    Line,
    RecordList,
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.memo import (
    Paper,
)
from charteroak.core.records import Record, derive
from charteroak.core.space import NOT_SURE, Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked and what is known, in a person's words.

    ``acts`` empty asks for all acts, or for those that the ``paper`` asks for.
    ``facts`` map a fact's name to an answer or to ``not sure``; a fact left out is not known yet.
    ``records`` map a list's name to its records; an empty list says that there are none.
    """

    acts: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A request over the space of the guidance.

    ``answers`` map levels to answer indices; ``unsure`` are the levels a person cannot answer;
    ``beside`` are facts given that no table in play reads, with their answers.
    """

    acts: tuple[str, ...]
    answers: Mapping[int, int]
    unsure: frozenset[int]
    beside: Mapping[str, str]
    paper: Paper | None = None


def resolve(guidance: Guidance, request: Request) -> Situation:
    """Return ``request`` as a situation of ``guidance``.

    Raises:
        UnknownNameError: a name or an answer does not exist; with the nearest one.
        ConflictingFactsError: the paper, a record and an answer say different things of one fact.
    """
    paper = find_paper(guidance, request.paper) if request.paper is not None else None
    given: dict[FactKey, tuple[Fact, str, str]] = {}
    for name, answer in request.facts.items():
        _give(given, find_fact(guidance, name), answer, "you answered")
    if paper:
        for settled, answer in paper.settles:
            _give(given, _fact_of(guidance, settled), answer, f"the {paper.name} settles")
    for fact, answer in _derived(guidance, request.records):
        _give(given, fact, answer, "the records say")
    return _situation(guidance, _acts(guidance, request, paper), given, paper)


def find_fact(guidance: Guidance, name: str) -> Fact:
    """Return the fact called ``name``, or ``text: name`` where two texts mean different things.

    Raises:
        UnknownNameError: no text in play knows the fact, or several do and none is the memo's.
    """
    facts = known_facts(guidance)
    text, colon, bare = name.partition(":")
    if colon and (found := facts.get(FactKey(text.strip(), key(bare)))):
        return found
    for fact in guidance.memo.known_facts():
        if key(fact.name) == key(name):
            return fact
    named = [fact for fact in facts.values() if key(fact.name) == key(name)]
    if len(named) == 1:
        return named[0]
    allowed = [f"{fact.text}: {fact.name}" for fact in named] or _in_play_first(guidance)
    raise UnknownNameError("a fact of this guidance", name, allowed)


def find_act(guidance: Guidance, name: str) -> str:
    """Return the act called ``name`` as the vocabulary writes it.

    Raises:
        UnknownNameError: no text in play knows the act.
    """
    names = guidance.act_names
    if key(name) not in names:
        raise UnknownNameError("an act of this guidance", name, list(names.values()))
    return names[key(name)]


def find_paper(guidance: Guidance, name: str) -> Paper:
    """Return the paper called ``name``.

    Raises:
        UnknownNameError: no text in play knows the paper.
    """
    papers = {key(paper.name): paper for paper in known_papers(guidance)}
    if key(name) not in papers:
        names = [paper.name for paper in papers.values()]
        raise UnknownNameError("a paper of this guidance", name, names)
    return papers[key(name)]


def known_facts(guidance: Guidance) -> dict[FactKey, Fact]:
    """Return every fact that a text in play knows, by its key."""
    return guidance.known_facts


def known_papers(guidance: Guidance) -> tuple[Paper, ...]:
    """Return every paper that a text in play knows, the memo's own words first."""
    papers: dict[str, Paper] = {}
    for text in (guidance.memo, *guidance.texts):
        for paper in text.known_papers():
            papers.setdefault(key(paper.name), paper)
    return tuple(papers.values())


def _acts(guidance: Guidance, request: Request, paper: Paper | None) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(find_act(guidance, act) for act in request.acts))
    return named or (paper.asks_for if paper else ()) or guidance.acts


def _in_play_first(guidance: Guidance) -> list[str]:
    asked = [guidance.space.name(level) for level in range(len(guidance.space))]
    return list(dict.fromkeys([*asked, *(fact.name for fact in known_facts(guidance).values())]))


def _fact_of(guidance: Guidance, wanted: FactKey) -> Fact:
    known = known_facts(guidance)
    if wanted in known:
        return known[wanted]
    for text in (guidance.memo, *guidance.texts):
        for fact in text.known_facts():
            if FactKey.of(fact) == wanted:
                return fact
    raise UnknownNameError("a fact of this guidance", wanted.name, _in_play_first(guidance))


def _give(given: dict[FactKey, tuple[Fact, str, str]], fact: Fact, answer: str, who: str) -> None:
    """Note an answer, unless another one was given before."""
    known = given.get(FactKey.of(fact))
    if known and key(known[1]) not in {key(answer), NOT_SURE} and key(answer) != NOT_SURE:
        message = (
            f"“{fact.name}” has two answers: {known[2]} {known[1]}, {who} {answer}. "
            "Take one of them back, or look at the paper again."
        )
        raise ConflictingFactsError(message)
    if known is None or key(known[1]) == NOT_SURE:
        given[FactKey.of(fact)] = (fact, answer, who)


def _derived(guidance: Guidance, records: Mapping[str, Sequence[Record]]) -> list[tuple[Fact, str]]:
    """Return the facts that the records settle, with their answers."""
    if not records:
        return []
    lists: dict[str, RecordList] = {
        key(listed.name): listed for text in guidance.texts for listed in text.known_records()
    }
    for name in records:
        if key(name) not in lists:
            names = [listed.name for listed in lists.values()]
            raise UnknownNameError("a list of records of this guidance", name, names)
    by_key: dict[str, list[Record]] = {}
    for name, rows in records.items():
        by_key.setdefault(key(name), []).extend(rows)
    found = []
    for fact in known_facts(guidance).values():
        if fact.definition and key(fact.definition.records) in by_key:
            listed = lists[key(fact.definition.records)]
            rows = by_key[key(fact.definition.records)]
            answer = derive(fact.definition, rows, listed, guidance.day)
            if answer is not None:
                found.append((fact, answer))
    return found


def _situation(
    guidance: Guidance,
    acts: tuple[str, ...],
    given: Mapping[FactKey, tuple[Fact, str, str]],
    paper: Paper | None,
) -> Situation:
    answers: dict[int, int] = {}
    unsure: set[int] = set()
    beside: dict[str, str] = {}
    for source, (fact, answer, _) in given.items():
        level = guidance.space.level.get(source)
        if level is None:
            _check_beside(fact, answer)
            beside[fact.name] = answer
        elif key(answer) == NOT_SURE:
            unsure.add(level)
        else:
            answers[level] = guidance.space.domains[level].index(answer)
    return Situation(
        acts=acts, answers=answers, unsure=frozenset(unsure), beside=beside, paper=paper
    )


def _check_beside(fact: Fact, answer: str) -> None:
    """Check an answer to a fact that no table in play reads."""
    if key(answer) == NOT_SURE:
        return
    if isinstance(fact.answers, Choice):
        Domain(fact, values=fact.answers.values).index(answer)
    elif isinstance(fact.answers, Line):
        Domain(fact, pieces=(fact.answers.whole,)).index(answer)
