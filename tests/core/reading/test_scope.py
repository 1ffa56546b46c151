"""The names a text may use: whose fact is meant, and which entry covers a citation."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.facts import FactKey
from charteroak.core.reading import read_memo
from core.reading.support import FRONT, KNOWN, nothing, only, read, rules, sheet, wrong

FIRST = FRONT.replace("ct/test", "us/first").replace("kind: memo\nlevel: memo", "kind: vocabulary")
USES = FRONT.replace("level", "uses: [us/first, us/second]\nlevel")


def test_of_two_vocabularies_the_first_is_meant() -> None:
    first = read_memo(FIRST + KNOWN, "first.md", nothing)
    second = read_memo(FIRST.replace("first", "second") + KNOWN, "second.md", nothing)
    known = "## Citations\n\n| cite | grade | status |\n|---|---|---|\n| CGS 54-192h | verified | in force |\n\n## Rules\n\n"
    body = rules("-") + rules("-", column="us/second: held").replace("may we", "b").replace(
        "> hold", "> tell release date"
    )
    memo = read(body, front=USES, known=known, find=only(first, second))
    assert [table.inputs[0].source for table in memo.tables] == [
        FactKey("us/first", "judge signed"),
        FactKey("us/second", "held"),
    ]


@pytest.mark.parametrize(
    ("cite", "covered"),
    [
        ("CGS 54-192h", True),
        ("CGS 54-192h(b)(1)", True),
        ("CGS 54-192h, note", True),
        ("CGS 54-192ha", False),
        ("CGS 54-192", False),
        ("cgs 54-192h", False),
    ],
)
def test_an_entry_covers_itself_and_what_is_deeper(cite: str, *, covered: bool) -> None:
    body = rules("yes").replace("CGS 54-192h", cite)
    if covered:
        assert read(body).tables[0].rows[0].cites == (cite,)
    else:
        problem = wrong(body.replace(cite, f"▶{cite}"))
        assert problem.found == f"“{cite}” has no entry in Citations."


def test_a_citation_of_more_than_200_characters() -> None:
    problem = wrong(rules("yes").replace("CGS 54-192h", "▶CGS 54-192h" + " x" * 100))
    assert problem.found.startswith("a citation is 211 characters long")


def test_a_list_of_acts_shows_where_it_is_wrong() -> None:
    body = sheet("Cases", "case | asked", "a | hold, ▶hodl")
    assert wrong(body).nearest == "hold"
