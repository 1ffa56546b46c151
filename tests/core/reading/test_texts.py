"""A whole text: its vocabularies, its level, the order of reading, and its problems together."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.errors import MemoError
from charteroak.core.memo import Memo
from charteroak.core.reading import read_memo
from core.reading.support import (
    FILE,
    FRONT,
    HERE,
    KNOWN,
    error_of,
    nothing,
    only,
    problems,
    read,
    rules,
    sheet,
    wrong,
    wrong_source,
)

WORDS = """---
text: us/words
version: 2014-01-01
kind: vocabulary
title: Words
in force: {from: 2014-01-01}
law levels: [federal statute, state statute]
guidance levels: [state memo, local plan]
---
"""


def using(text: str, level: str = "state memo") -> str:
    """Return front matter that uses another text."""
    return FRONT.replace("level: memo", f"level: {level}\nuses: {text}")


def test_a_text_that_only_has_front_matter() -> None:
    memo = read("", known="")
    assert (memo.sections, memo.facts, memo.tables) == ((), (), ())
    assert memo.source == FRONT
    assert memo.file == FILE


def test_the_vocabulary_is_asked_for_on_the_first_day() -> None:
    asked: list[tuple[str, date]] = []

    def find(text: str, day: date) -> Memo | None:
        asked.append((text, day))
        return read_memo(WORDS, "words.md", nothing)

    memo = read("", front=using("[us/words]"), find=find)
    assert asked == [("us/words", date(2020, 1, 1))]
    assert memo.uses == ("us/words",)


def test_a_vocabulary_that_is_not_there() -> None:
    problem = wrong_source(
        using("[us/words, ▶us/other]"), only(read_memo(WORDS, "words.md", nothing))
    )
    assert (
        problem.found
        == "no vocabulary “us/other” is in force on 2020-01-01, in “[us/words, us/other]”."
    )
    assert problem.allowed == "a text of the kind vocabulary"


def test_the_level_is_one_that_the_vocabulary_declares() -> None:
    words = read_memo(WORDS, "words.md", nothing)
    assert read("", front=using("us/words", "local plan"), find=only(words)).level == "local plan"
    problem = wrong("", front=using("us/words", "▶state statute"), find=only(words))
    assert problem.found == "“state statute” is not a level of guidance."
    assert (problem.allowed, problem.nearest) == ("state memo, local plan", "state memo")
    law = using("us/words", "▶state memo").replace("kind: memo", "kind: law")
    assert wrong("", front=law, find=only(words)).found == "“state memo” is not a level of law."


def test_a_vocabulary_may_use_another() -> None:
    def find(text: str, _: date) -> Memo | None:
        uses = "uses: us/base\n" if text == "us/words" else ""
        source = WORDS.replace("us/words", text).replace("title", f"{uses}title")
        return read_memo(source + (KNOWN if text == "us/base" else ""), text, find)

    known = "## Citations\n\n| cite | grade | status |\n|---|---|---|\n| CGS 54-192h | verified | in force |\n\n## R\n\n"
    memo = read(rules("yes"), front=using("us/words"), known=known, find=find)
    assert memo.tables[0].inputs[0].written == "judge signed"


def test_vocabularies_that_use_each_other_in_a_circle() -> None:
    def find(text: str, _: date) -> Memo | None:
        other = {"us/words": "us/other", "us/other": "us/words"}[text]
        source = WORDS.replace("us/words", text).replace("title", f"uses: {other}\ntitle")
        return read_memo(source, f"{text}.md", find)

    with pytest.raises(MemoError) as raised:
        find("us/words", date.min)
    (problem,) = raised.value.problems
    assert str(problem) == (
        "us/words.md:5:7: vocabularies use each other in a circle or too deeply: "
        "us/words@2014-01-01 → us/other@2014-01-01 → us/words@2014-01-01, in “us/other”. "
        "Allowed: one way."
    )


def test_vocabularies_that_use_each_other_without_end() -> None:
    def find(text: str, _: date) -> Memo | None:
        source = WORDS.replace("us/words", text).replace("title", f"uses: {text}x\ntitle")
        return read_memo(source, f"{text}.md", find)

    with pytest.raises(MemoError, match="too deeply"):
        find("us/words", date.min)


def test_the_order_of_the_sections_does_not_matter() -> None:
    body = rules("yes") + sheet("Guarantees", "guarantee | cite", "never hold must | CGS 54-192h")
    known = KNOWN.replace("## Rules\n", "")
    assert len(read("", known=body + known).guarantees) == 1


def test_all_problems_of_a_text_are_found_at_once_in_their_order() -> None:
    body = (
        rules("yse", "-").replace("| may |", "| shall |", 1)
        + sheet("Guarantees", "guarantee | cite", "never hodl may | CGS 54-192h")
        + sheet("Cases", "case | judge signed", "a | maybe")
    )
    front = FRONT.replace("kind: memo", "kind: memo\nadopts: ct/x")
    found = problems(front + KNOWN + body)
    assert [problem.place.line for problem in found] == [5, 43, 43, 50, 56]
    assert found[1].nearest == "yes"


def test_more_than_fifty_problems_are_counted() -> None:
    found = problems(FRONT + KNOWN + rules(*["maybe"] * 200))
    assert len(found) == 51
    assert found[-1].found == "and 150 more problems."


def test_the_error_names_file_line_column_cell_allowed_words_and_the_nearest() -> None:
    before, after = rules("▶yse").split(HERE)
    with pytest.raises(MemoError) as raised:
        read(before + after)
    assert str(raised.value) == (
        "memo.md:42:7: “yse” is not an answer to “judge signed”. "
        "Allowed: yes, no; not(…) or - in a test. Did you mean “yes”?"
    )


# ---- random texts ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *["## Facts\n", "## Cases\n", "## Records\n", "### a: b?\n", "## Rules\n", "## Guarantees\n", "\n"],
        *["| F | judge signed | > hold | # cite |\n", "| C | asked | > duty | who | # cite |\n", "|---|---|---|---|\n"],
        *["| fact | question | answers |\n", "|---|---|---|\n", "| 1 | yes | may | CGS 54-192h |\n"],
        *["| case | judge signed | > hold |\n", "| guarantee | cite |\n", "|---|---|\n", "| - | - | - |\n"],
        *["| never hold may when held > 1 hour | CGS 54-192h |\n", "| x | X? | number [0..] |\n", "text\n"],
        *["| a | not(yes), [1..2] | may, {x} | # |\n", "- | a | b |\n", "> | F | > x |\n", "```\n", "| 1 |\n"],
        *["\\|", "|", "\t", "é", "\u0435", "(", ")", '"', ",", "not(", "..", "<", "= "],
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_any_pieces_of_texts_end_in_a_memo_or_a_memo_error(pieces: list[str]) -> None:
    error = error_of(FRONT + KNOWN + "".join(pieces))
    assert error is None or error.problems
    for problem in error.problems if error else ():
        assert problem.found
        assert problem.place.line > 0


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_memo_error(data: bytes) -> None:
    error = error_of(data)
    assert error is not None
    assert str(error).startswith(FILE)


@given(st.binary(max_size=400))
def test_any_bytes_after_front_matter_end_in_a_memo_or_a_memo_error(data: bytes) -> None:
    error = error_of(FRONT.encode() + data)
    assert error is None or str(error).startswith(FILE)


@given(st.text(max_size=300))
def test_any_text_is_a_memo_or_a_memo_error(text: str) -> None:
    error = error_of(FRONT + text)
    assert error is None or str(error).startswith(FILE)
