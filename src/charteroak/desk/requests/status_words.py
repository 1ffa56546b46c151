"""Finds words that say what a person is under immigration law, so that they are never stored.

Free text is the one place where somebody could write it down.  The words below are refused in
English, Spanish and Portuguese; docs/reference/requests.md lists what is refused, what is let
through (“Citizens Bank”), and which innocent sentences are refused all the same.  Where it is
unclear we refuse: the price is a sentence written anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Says(StrEnum):
    """What the words say of a person."""

    STATUS = "whether somebody may be in the country"
    CITIZENSHIP = "of which country somebody is a citizen"
    ORIGIN = "where somebody was born or comes from"
    CASE = "that somebody has an immigration case or order"
    NUMBER = "the number that the immigration authority gives to a person"
    NAMED = "immigration status by its name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that may not be kept, as they were written, and what they say."""

    words: str
    says: Says


INSTEAD = (
    "Write what was said and done: who came, what they showed, what you answered. "
    "What they asked for is kept with the answer's facts, not in your own words."
)
UNSEEN = {"Mn", "Cf", "Cc"}
WORDS = Path(__file__).with_name("status_words.txt")


def find_status_words(text: str) -> list[Found]:
    """Return the words of ``text`` that say what a person is under immigration law.

    Args:
        text: what somebody typed, of at most a few thousand characters.

    Returns:
        Each finding once, in the order of the text; empty where there is none.
    """
    plain = _plain(text)
    searched = INNOCENT.sub(lambda found: "_" * len(found[0]), plain)
    found = sorted(_matches(searched), key=lambda each: (each[0], -each[1]))
    kept: list[tuple[int, int, Says]] = []
    for start, end, says in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, says))
    return [Found(words=plain[start:end].strip(), says=says) for start, end, says in kept]


def explain(found: Found) -> str:
    """Return a sentence for the person: which words, why not, and what to write instead."""
    return f"“{found.words}” tells {found.says}. That is never kept here, whoever it is. {INSTEAD}"


def _matches(text: str) -> Iterator[tuple[int, int, Says]]:
    for says, compiled in SOUGHT.items():
        for match in compiled.finditer(text):
            yield match.start(), match.end(), says


def _plain(text: str) -> str:
    """Return ``text`` without accents, invisible characters and runs of blanks; case is kept."""
    folded = unicodedata.normalize("NFKD", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    shown = (each for each in folded if each.isspace() or unicodedata.category(each) not in UNSEEN)
    return " ".join("".join(shown).split())


def _read(lines: Iterable[str]) -> dict[str, str]:
    """Return what stands under each heading as one regular expression."""
    parts: dict[str, list[str]] = {}
    heading = ""
    for line in lines:
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            parts.setdefault(heading, []).append(line)
    shared = {name[1:]: "|".join(each) for name, each in parts.items() if name.startswith("=")}
    return {
        name: "|".join(rf"\b(?:{_with(line, shared)})" for line in each)
        for name, each in parts.items()
        if not name.startswith("=")
    }


def _with(line: str, shared: Mapping[str, str]) -> str:
    return re.sub(r"@([a-z-]+)@", lambda found: shared[found[1]], line)


READ = _read(WORDS.read_text(encoding="utf-8").splitlines())
INNOCENT = re.compile(READ["innocent"], re.IGNORECASE)
SOUGHT = {says: re.compile(READ[says.name.lower()], re.IGNORECASE) for says in Says}
