"""No fact, field or answer of any text, and no key of any record, can hold immigration status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from charteroak.core.facts import (
    Choice,
    Fact,
)
from charteroak.core.library import Library

ROOT = Path(__file__).resolve().parents[2]
STATUS = re.compile(
    r"immigration status|citizen|national(s|ity)\b|undocumented|unlawful(ly)? present|visa\b"
    r"|green card|place of birth|birthplace|country of (birth|origin)|removable|deportable"
    r"|final order|alien\b|asylum|refugee|lawful(ly)? (admitted|present)",
    re.IGNORECASE,
)
# What somebody wants to know, or what a paper asks for; never what a person is.
WHAT_IS_ASKED = {("us/school-glossary", "information asked")}


def facts() -> Iterator[tuple[str, Fact]]:
    """Yield every fact and every field of a record, with the version it stands in."""
    library = Library.from_directory(ROOT / "guidance")
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            fields = [field for listed in memo.records for field in listed.fields]
            for fact in (*memo.facts, *fields):
                yield str(memo.id), fact


def words_of(fact: Fact) -> list[str]:
    """Return what a person is asked and may answer; help on how to tell is not an answer."""
    answers = fact.answers.values if isinstance(fact.answers, Choice) else ()
    return [fact.name, fact.question, *answers]


@pytest.mark.parametrize(("version", "fact"), list(facts()), ids=lambda each: str(each)[:60])
def test_no_fact_can_hold_immigration_status(version: str, fact: Fact) -> None:
    if (fact.text, fact.name) in WHAT_IS_ASKED:
        assert "they" in fact.question, "it has to ask what a requester wants"
        return
    held = [words for words in words_of(fact) if STATUS.search(words)]

    assert not held, f"{version} {fact.place}: {held}"


@pytest.mark.parametrize(
    "words",
    ["Is the person a citizen?", "nationality", "final order stated", "visa", "removable alien"],
)
def test_the_words_of_status_are_recognised(words: str) -> None:
    assert STATUS.search(words)
