"""What the quick desk shows in a state, as plain data; ``screen.js`` makes the same offline.

A screen has a ``kind`` (choices, question, answer, papers, signed, say), a ``title``, and what
that kind needs; templates draw it.  Every decision is the core's: here it is only arranged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import floor
from typing import Any

from charteroak.core.answer import Answer, Question, answer
from charteroak.core.answer_record import answer_record
from charteroak.core.facts import FactKey
from charteroak.core.guidance import Guidance
from charteroak.desk.answer_screen import answer_parts
from charteroak.desk.asking import fact_named, level_of, request_of
from charteroak.desk.paper_screen import papers_screen, signed_screen
from charteroak.desk.places import Choice
from charteroak.desk.room import Room
from charteroak.desk.state import State

NOT_SURE = "not sure"
MOST_QUICK = 4
MOST_BUTTONS = 5
Data = dict[str, Any]


def screen_of(room: Room, state: State, left_out: Sequence[str] = ()) -> Data:
    """Return what is shown in ``state``, which holds only what the guidance knows."""
    screen = _screen(room, state)
    return {
        "left_out": list(left_out),
        "again": State(text=state.text, on=state.on).address(),
        **screen,
    }


def _screen(room: Room, state: State) -> Data:
    if state.see == "signed":
        return signed_screen(room, state)
    if state.see == "papers":
        return papers_screen(room, state)
    if state.see == "asked":
        return _asked(room, state)
    if not state.acts:
        begun = state.facts or not room.place.choices
        return _asked(room, state) if begun else _start(room, state)
    return _answer_or_question(room, state)


# ---- choices ------------------------------------------------------------------------------------


def _start(room: Room, state: State) -> Data:
    return {
        "kind": "choices",
        "title": room.place.question,
        "choices": [
            _choice(state, choice, tuple(dict.fromkeys((*state.acts, *choice.acts))))
            for choice in room.place.choices
        ],
        "papers_url": replace(state, see="papers").address(),
        "back": "",
    }


def _asked(room: Room, state: State) -> Data:
    return {
        "kind": "choices",
        "title": room.place.asked_question,
        "choices": [_choice(state, choice, choice.acts) for choice in room.place.asked],
        "papers_url": replace(state, see="papers").address(),
        "back": State(text=state.text, on=state.on).address() if room.place.choices else "",
    }


def _choice(state: State, choice: Choice, acts: tuple[str, ...]) -> Data:
    """Return a button; one that settles facts and asks about acts leads to an answer at once."""
    plain = state.plain()
    chosen = replace(
        plain,
        facts={**state.facts, **choice.settles},
        acts=acts,
        see="now" if choice.settles and choice.acts else plain.see,
    )
    return {"title": choice.title, "hint": choice.hint, "url": chosen.address()}


# ---- one question -------------------------------------------------------------------------------


def _answer_or_question(room: Room, state: State) -> Data:
    found = answer(room.guidance, request_of(state))
    if state.ask:
        return _question(room, state, _asked_again(room.guidance, state), found)
    if found.next is not None and state.see != "now":
        return _question(room, state, _question_data(found.next), found)
    return _answer(room, state, found)


def _question_data(question: Question) -> Data:
    return {
        "fact": question.fact,
        "question": question.question,
        "answers": [*question.answers, NOT_SURE],
        "how_to_tell": question.how_to_tell,
        "why": question.why,
        "decided_by": question.decided_by,
        "left": max(1, floor(question.expected + 0.5)),
    }


def _asked_again(guidance: Guidance, state: State) -> Data:
    """Return the question about a fact that was named, as it would be asked."""
    level = level_of(guidance, state.ask)
    domain = guidance.space.domains[level]
    fact = domain.fact
    return {
        "fact": guidance.space.name(level),
        "question": fact.question,
        "answers": [*(domain.label(index) for index in range(len(domain))), NOT_SURE],
        "how_to_tell": fact.how_to_tell,
        "why": fact.why,
        "decided_by": fact.decided_by,
        "left": 0,
    }


def _question(room: Room, state: State, asked: Data, found: Answer) -> Data:
    fact = asked["fact"]
    given = found.given.get(fact, "")
    return {
        "kind": "question",
        "title": asked["question"],
        "how_to_tell": asked["how_to_tell"],
        "why": asked["why"],
        "decided_by": asked["decided_by"],
        "left": asked["left"],
        "answers": [
            {
                "title": words.capitalize() if words in {"yes", "no"} else words,
                "url": state.telling(fact, words).address(),
                "chosen": words == given,
            }
            for words in asked["answers"][:-1]
        ],
        "not_sure": {
            "url": state.telling(fact, NOT_SURE).address(),
            "chosen": given == NOT_SURE,
        },
        "papers_url": _paper_help(room, state, fact, "papers"),
        "signed_url": _paper_help(room, state, fact, "signed"),
        "now_url": "" if state.see == "now" else replace(state.plain(), see="now").address(),
        "back": replace(state, ask="").address() if state.ask else _back(room, state),
        "told": told(room, state, found.given),
    }


def _paper_help(room: Room, state: State, fact: str, see: str) -> str:
    bare = fact.partition(": ")[2] or fact
    offered = bare in room.desk.papers.facts and not state.paper and room.place.papers
    return replace(state.plain(), see=see).address() if offered else ""


def _back(room: Room, state: State) -> str:
    """Return where *Back* leads: the last answer is asked again, and nothing is lost."""
    settled = {name for choice in room.place.choices for name in choice.settles}
    own = [name for name in state.facts if name not in settled]
    if own:
        return replace(state.plain(), ask=own[-1]).address()
    return (
        State(text=state.text, on=state.on).address()
        if _at_once(room, state)
        else (replace(state, acts=(), paper="", see="").address())
    )


def _at_once(room: Room, state: State) -> bool:
    """Tell whether one button of the first screen led here, facts and acts together."""
    return any(
        choice.settles.items() <= state.facts.items() and set(choice.acts) <= set(state.acts)
        for choice in room.place.choices
        if choice.acts
    )


def told(room: Room, state: State, given: Mapping[str, str]) -> list[Data]:
    """Return what a person has told, each with the address at which it can be changed."""
    lines: list[Data] = []
    if state.acts:
        titles = [title_of(room, act) for act in state.acts]
        lines.append(
            _line(
                "What they want",
                "; ".join(dict.fromkeys(titles)),
                replace(state.plain(), see="asked"),
            )
        )
    if state.paper:
        lines.append(_line("Paper shown", state.paper, replace(state.plain(), see="papers")))
    for name in state.facts:
        fact = fact_named(room.guidance, name)
        said = given.get(name, state.facts[name])
        can = FactKey.of(fact) in room.guidance.space.level
        lines.append(
            _line(
                fact.question if can else fact.name,
                said,
                replace(state.plain(), ask=name) if can else None,
            )
        )
    return lines


def _line(question: str, said: str, change: State | None) -> Data:
    return {"question": question, "answer": said, "url": change.address() if change else ""}


def title_of(room: Room, act: str) -> str:
    """Return an act in the words of the place's buttons, or as the guidance asks about it."""
    for choice in room.place.asked:
        if act in choice.acts:
            return choice.title
    declared = room.guidance.act(act)
    return declared.question if declared else act


# ---- the answer ---------------------------------------------------------------------------------


def _answer(room: Room, state: State, found: Answer) -> Data:
    record = answer_record(found)
    parts = answer_parts(room, state, record)
    if state.see == "say":
        return _say(state, parts)
    return {
        "kind": "answer",
        "title": "What to do",
        **parts,
        "sharpen": _sharpen(room, state, found, parts["open_facts"]),
        "told": told(room, state, found.given),
        "papers_url": ""
        if state.paper or not room.place.papers
        else replace(state, see="papers").address(),
        "back": _back(room, state),
        "record_query": replace(state.plain(), see="").address(),
    }


def _sharpen(room: Room, state: State, found: Answer, open_facts: Sequence[str]) -> list[Data]:
    """Return the questions that would say more: the interview's next, then those of the items."""
    first = [_question_data(found.next)] if found.next is not None else []
    named = [name for name in open_facts if name not in {asked["fact"] for asked in first}]
    others = [_asked_again(room.guidance, replace(state, ask=name)) for name in named]
    return [_quick(state, asked) for asked in [*first, *others][:MOST_QUICK]]


def _quick(state: State, asked: Data) -> Data:
    return {
        "question": asked["question"],
        "url": replace(state.plain(), ask=asked["fact"]).address(),
        "answers": [
            {
                "title": words.capitalize() if words in {"yes", "no", NOT_SURE} else words,
                "url": state.telling(asked["fact"], words).address(),
            }
            for words in asked["answers"]
        ]
        if len(asked["answers"]) <= MOST_BUTTONS
        else [],
    }


def _say(state: State, parts: Data) -> Data:
    """Return one thing to say, as large as the screen."""
    lines = [
        item
        for block in parts["blocks"]
        if block["kind"] == "say"
        for group in block["groups"]
        for item in group["items"]
    ]
    chosen = next(
        (item for item in lines if item["row"] == state.line), lines[0] if lines else None
    )
    return {
        "kind": "say",
        "title": "Say this",
        "item": chosen,
        "languages": parts["languages"],
        "english_url": parts["english_url"],
        "back": replace(state, see="now", line="").address(),
    }
