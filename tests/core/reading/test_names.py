"""Names: their characters, kept words, and those that are the same or only look alike."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.reading.names import LONGEST, NAME_CHARACTERS, check_name, skeleton, unknown
from charteroak.core.reading.report import Fault
from core.reading.support import KNOWN, fact, read, rules, sheet, wrong

HEADER = "fact | question | answers"
CYRILLIC = "h\u0435ld"  # the second letter is not an e


@pytest.mark.parametrize(
    "name",
    ["hold", "I-200", "287(g) agreement", "class A/B", "police & court", "1.5 + 2", "it's", "État"],
)
def test_names_that_may_be(name: str) -> None:
    assert check_name(name, "a fact") == name


@pytest.mark.parametrize(
    ("name", "found", "allowed", "offset"),
    [
        ("", "the name of a fact is missing", NAME_CHARACTERS, 0),
        ("x" * (LONGEST + 1), "the name of a fact is 121 characters long", "120 characters", 0),
        ("Not  Sure", "“Not  Sure” is a kept word and cannot be the name of a fact", "any other name", 0),
        ("-", "“-” is a kept word and cannot be the name of a fact", "any other name", 0),
        ("(a)", "“(” cannot begin the name of a fact", NAME_CHARACTERS, 0),
        ("a_b", "“_” cannot stand in the name of a fact", NAME_CHARACTERS, 1),
        ("a: b", "“:” cannot stand in the name of a fact", NAME_CHARACTERS, 1),
        ("a\u00a0b", "U+00A0 cannot stand in the name of a fact", NAME_CHARACTERS, 1),
        ("a\u200bb", "U+200B cannot stand in the name of a fact", NAME_CHARACTERS, 1),
        ("cafe\u0301", "“\u0301” cannot stand in the name of a fact", NAME_CHARACTERS, 4),
    ],
)  # fmt: skip
def test_names_that_may_not_be(name: str, found: str, allowed: str, offset: int) -> None:
    with pytest.raises(Fault) as raised:
        check_name(name, "a fact")
    fault = raised.value
    assert (fault.found, fault.allowed, fault.offset) == (found, allowed, offset)


@pytest.mark.parametrize("word", ["not sure", "no rule", "not settled", "asked", "any other act"])
def test_kept_words_are_no_names(word: str) -> None:
    found = wrong(sheet("Facts", HEADER, f"▶{word} | Is it? | yes, no"))
    assert found.found == f"“{word}” is a kept word and cannot be the name of a fact."


def test_names_are_compared_without_capitals_and_runs_of_spaces() -> None:
    memo = read(rules("yes", column="Judge  SIGNED"))
    assert fact(memo, "judge signed").name == "judge signed"


@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("h\u0435ld", "held"),
        ("\uff48eld", "held"),
        ("O", "0"),
        ("form l", "form 1"),
        ("form I", "form l"),
        ("caf\u00e9", "cafe"),
        ("\u0430\u0441\u0435", "ace"),
    ],
)
def test_skeletons_of_names_that_look_alike(name: str, twin: str) -> None:
    assert skeleton(name) == skeleton(twin)


@pytest.mark.parametrize(("name", "other"), [("bail", "ball"), ("warn", "wam"), ("hold", "held")])
def test_skeletons_of_names_that_differ(name: str, other: str) -> None:
    assert skeleton(name) != skeleton(other)


def test_two_facts_with_one_name() -> None:
    found = wrong(sheet("Facts", HEADER, "▶JUDGE  signed | Is it? | yes, no"))
    assert str(found) == (
        "memo.md:42:3: “JUDGE  signed” is already the name of a fact on line 14. "
        "Allowed: each name once."
    )


def test_two_facts_that_look_alike() -> None:
    found = wrong(sheet("Facts", HEADER, f"▶{CYRILLIC} | Is it? | yes, no"))
    assert found.found == f"“{CYRILLIC}” looks like “held” but is another name (it holds U+0435)."
    assert found.allowed == "names that differ"


def test_an_act_with_the_name_of_a_fact() -> None:
    found = wrong(sheet("Acts", "act | question", "▶held | May we?"))
    assert found.found == "“held” is already the name of a fact on line 19."


def test_an_unknown_name_that_looks_like_a_known_one() -> None:
    fault = unknown(CYRILLIC, "a fact", ["held", "hold"], "held, hold")
    assert fault.found == f"“{CYRILLIC}” is not a fact (it holds U+0435)"
    found = wrong(rules("-", column=f"▶{CYRILLIC}"))
    assert found.nearest == "held"


def test_the_known_names_of_these_tests_are_right() -> None:
    assert len(read("", known=KNOWN).facts) == 7
