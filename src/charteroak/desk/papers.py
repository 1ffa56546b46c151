"""How papers look: what stands where on each form, read from the data beside the text on papers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charteroak.core.errors import CharterOakError, listing

PARTS = ("top", "title", "case", "matter", "addressed", "boxes", "signature", "number")
CUES = ("number", "title", "top", "signed", "addressed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the form to look at, and what it tells."""

    at: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What stands on a form, and the places to look at.  What a form does not have is empty."""

    name: str
    number: str = ""
    top: str = ""
    case: str = ""
    matter: str = ""
    addressed: str = ""
    boxes: tuple[str, ...] = ()
    signature: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Something to look for on a paper in hand: ``name`` is one of ``CUES``."""

    name: str
    question: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How all papers of one text look, and how to tell them apart."""

    cues: tuple[Cue, ...] = ()
    papers: Mapping[str, Look]

    def of(self, name: str) -> Look | None:
        """Return how a paper looks, or None where it is not described."""
        return self.papers.get(name)


def read_looks(file: Path) -> Looks:
    """Return how papers look, from ``papers.toml``.

    Raises:
        CharterOakError: the file has a fault; says where and what is allowed.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        papers = [_look(each) for each in data.get("paper", [])]
        cues = tuple(Cue(**each) for each in data.get("cue", []))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, KeyError) as error:
        message = f"{file} does not describe papers: {error}"
        raise CharterOakError(message) from error
    _check(file, papers, cues)
    return Looks(cues=cues, papers={paper.name: paper for paper in papers})


def _look(data: Mapping[str, Any]) -> Look:
    marks = tuple(Mark(**each) for each in data.get("mark", []))
    rest = {key: value for key, value in data.items() if key not in {"mark", "boxes"}}
    return Look(**rest, boxes=tuple(data.get("boxes", ())), marks=marks)


def _check(file: Path, papers: list[Look], cues: tuple[Cue, ...]) -> None:
    wrong = [
        f"{file}: paper {paper.name}: a mark is at “{mark.at}”. Allowed: {listing(PARTS)}."
        for paper in papers
        for mark in paper.marks
        if mark.at not in PARTS
    ]
    wrong += [
        f"{file}: cue “{cue.name}” is not known. Allowed: {listing(CUES)}."
        for cue in cues
        if cue.name not in CUES
    ]
    if wrong:
        raise CharterOakError("\n".join(wrong))
