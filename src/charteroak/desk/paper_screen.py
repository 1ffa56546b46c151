"""The screens that help with a paper: all pictures, and one cue after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from charteroak.core.memo import Paper
from charteroak.core.situation import known_papers
from charteroak.desk.room import Room
from charteroak.desk.state import State

Data = dict[str, Any]
NOT_SURE = "not sure"


def papers_screen(room: Room, state: State) -> Data:
    """Return the pictures of the papers that this place meets."""
    return {
        "kind": "papers",
        "title": "Which paper do they show?",
        "papers": [_paper(room, state, paper) for paper in _shown_papers(room)],
        "signed_url": replace(state, see="signed", cues={}).address(),
        "unsure_url": unsure_address(room, state),
        "back": state.plain().address(),
    }


def _shown_papers(room: Room) -> list[Paper]:
    known = {paper.name: paper for paper in known_papers(room.guidance)}
    return [known[name] for name in room.place.papers if name in known]


def _paper(room: Room, state: State, paper: Paper) -> Data:
    look = room.looks.of(paper.name)
    return {
        "name": paper.name,
        "title": paper.title,
        "signed_by": paper.signed_by,
        "looks_like": paper.looks_like.replace("*", ""),
        "picture": paper.name if look else "",
        "marks": [mark.words for mark in look.marks] if look else [],
        "url": _showing(room, state, paper).address(),
    }


def _showing(room: Room, state: State, paper: Paper) -> State:
    """Return the state with the paper shown; it asks for what it asks for, beside what was asked.

    An answer that the paper itself settles otherwise gives way to the paper.
    """
    settled = {name.name for name, _ in paper.settles}
    offered = {act for choice in (*room.place.asked, *room.place.choices) for act in choice.acts}
    more = [act for act in paper.asks_for if act in offered]
    acts = tuple(dict.fromkeys([*state.acts, *more])) if state.acts else tuple(more)
    facts = {name: said for name, said in state.facts.items() if name not in settled}
    return replace(state.plain(), paper=paper.name, acts=acts, facts=facts)


def unsure_address(room: Room, state: State) -> str:
    """Return where *not sure which paper* leads; empty before anything was asked."""
    fact = room.desk.papers.unsure
    if not fact or not state.acts:
        return ""
    return replace(state.telling(fact, NOT_SURE), paper="").address()


def signed_screen(room: Room, state: State) -> Data:
    """Return the next cue that tells the papers apart, or the paper they point to."""
    left = [paper for paper in _shown_papers(room) if _agrees(room, paper, state.cues)]
    if len(left) == 1:
        return {
            "kind": "signed",
            "title": f"Is it this one? {left[0].name}",
            "cues": [],
            "hint": "",
            "found": [_paper(room, state, left[0])],
            "cannot_tell": "",
            **_signed_ways(room, state),
        }
    for cue in room.looks.cues:
        seen = list(dict.fromkeys(filter(None, (_cue(room, p, cue.name) for p in left))))
        if cue.name not in state.cues and len(seen) > 1:
            return {
                "kind": "signed",
                "title": cue.question,
                "hint": cue.hint,
                "found": [],
                "cues": [
                    {"title": words, "url": _seeing(state, cue.name, words)} for words in seen
                ],
                "cannot_tell": _seeing(state, cue.name, NOT_SURE),
                **_signed_ways(room, state),
            }
    return {
        "kind": "signed",
        "title": "We cannot tell which paper it is",
        "hint": "“Not sure” is an answer too. Show the paper to the person you call.",
        "found": [],
        "cues": [],
        "cannot_tell": "",
        **_signed_ways(room, state),
    }


def _signed_ways(room: Room, state: State) -> Data:
    return {
        "unsure_url": unsure_address(room, state),
        "papers_url": replace(state, see="papers", cues={}).address(),
        "back": state.plain().address(),
    }


def _seeing(state: State, cue: str, words: str) -> str:
    return replace(state, cues={**state.cues, cue: words}).address()


def _agrees(room: Room, paper: Paper, cues: Mapping[str, str]) -> bool:
    """Tell whether a paper has all that was seen; what is not known of it counts as seen.

    A form number is known of every paper that has one.
    """
    return all(_has(_cue(room, paper, name), name, said) for name, said in cues.items())


def _has(seen: str, cue: str, said: str) -> bool:
    return said in {NOT_SURE, seen} or (not seen and cue != "number")


def _cue(room: Room, paper: Paper, cue: str) -> str:
    look = room.looks.of(paper.name)
    if cue in {"title", "signed"}:
        return paper.title if cue == "title" else paper.signed_by
    return str(getattr(look, cue, "")) if look else ""
