"""The sections *Facts*, *Records* and *Sets*."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.facts import (
    Choice,
    FactKey,
    FreeText,
    Quantifier,
)
from charteroak.core.memo import (
    Version,
)
from charteroak.core.reading import read_memo
from core.reading.support import (
    FILE,
    FRONT,
    KNOWN,
    fact,
    nothing,
    only,
    only_table,
    problems,
    read,
    rules,
    sheet,
    wrong,
)

FACTS = "fact | question | answers | how to tell | why | decided by | defined as"
RECORDS = """
## Records

### conviction: each conviction on the record

| field | question | answers |
|-------|----------|---------|
| class | Of what class is it? | A, B, misdemeanor |
| offence | Under which section? | text |
| date | On what day? | date |

"""
WORDS = (
    FRONT.replace("ct/test", "us/words")
    .replace("memo", "vocabulary")
    .replace("level: vocabulary\n", "")
)
USES = FRONT.replace("level", "uses: us/words\nlevel")


def test_every_column_of_a_fact() -> None:
    memo = read(
        sheet("Facts", FACTS, "new fact | Is it new? | yes, no | look | because | a judge | -")
    )
    new = fact(memo, "new fact")
    assert (new.text, new.name, new.question) == ("ct/test", "new fact", "Is it new?")
    assert (new.how_to_tell, new.why, new.decided_by) == ("look", "because", "a judge")
    assert (new.answers, new.definition) == (Choice(("yes", "no")), None)
    assert (new.place.line, new.place.file) == (42, FILE)


def test_columns_may_stand_in_any_order_and_be_left_out() -> None:
    memo = read(sheet("Facts", "Answers | Fact | Question", "yes, no | new | Is it?"))
    assert fact(memo, "new").how_to_tell == ""


@pytest.mark.parametrize(
    ("header", "row", "found", "allowed", "nearest"),
    [
        ("fact | question | answers", "new | ▶Is it. | yes, no", "“Is it.” is not a question", "a sentence that ends in ?", ""),
        ("fact | question | answers", "new | Is it? | ▶", "the cell “answers” is empty", "a value; - for none", ""),
        ("fact | question | answers | ▶wy", "new | Is it? | yes, no | -", "“wy” is not a column of Facts", "fact, question, answers, how to tell, why, decided by, defined as", "why"),
        ("fact | question | answers | ▶Fact", "new | Is it? | yes, no | -", "the column “Fact” is written twice", "each column once", ""),
        ("fact | question | answers", "▶paper | Is it? | yes, no", "“paper” is a column of Cases and cannot be the name of a fact", "any other name", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(header: str, row: str, found: str, allowed: str, nearest: str) -> None:
    body = sheet("Facts", header, row)
    if row.endswith("▶"):
        found_all = problems(FRONT + KNOWN + body.replace("▶", ""))
        assert found_all[0].found == f"{found}."
        return
    problem = wrong(body)
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_a_column_that_is_needed() -> None:
    body = "## Facts\n\n▶| fact | question |\n|---|---|\n| new | Is it? |\n"
    problem = wrong(body)
    assert problem.found == "Facts lacks the column “answers”."


def test_at_most_250_facts() -> None:
    rows = [f"fact {i} | Is it? | yes, no" for i in range(244)]
    problem = wrong(
        sheet("Facts", "fact | question | answers", *rows[:243], "▶" + rows[243]).replace(
            "| ▶", "▶| "
        )
    )
    assert (problem.found, problem.allowed) == ("the text defines 251 facts.", "250 facts")


# ---- records and sets --------------------------------------------------------------------------


def test_a_list_of_records() -> None:
    (listed,) = read(RECORDS).records
    assert (listed.text, listed.name) == ("ct/test", "conviction")
    assert listed.question == "each conviction on the record"
    assert [field.name for field in listed.fields] == ["class", "offence", "date"]
    assert isinstance(listed.fields[1].answers, FreeText)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("### conviction:", "### ▶con_viction:", "“_” cannot stand in the name of a list of records, in “con_viction”"),
        ("| offence", "| ▶class", "“class” is already the name of a field on line 45"),
        ("class is it?", "class is it", "“Of what class is it” is not a question"),
        ("### conviction: each conviction on the record\n", "", "a list of records needs a heading of its own"),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_records(old: str, new: str, found: str) -> None:
    source = (FRONT + KNOWN + RECORDS.replace(old, new)).replace("▶", "")
    (problem,) = problems(source)
    assert problem.found == f"{found}."


def test_two_tables_under_one_heading_of_records() -> None:
    second = "text\n\n▶| field | question | answers |\n|---|---|---|\n| a | A? | yes, no |\n"
    assert wrong(RECORDS + second).found == "a list of records needs a heading of its own."


def test_a_named_set() -> None:
    body = sheet("Sets", "set | members | cite", 'serious | 53a-70, 53a-71, "a, b" | CGS 54-192h')
    (named,) = read(body).sets
    assert named.members == {"53a-70", "53a-71", "a, b"}
    assert named.cites == ("CGS 54-192h",)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("s | ▶- | CGS 54-192h", "the set has no members, in “-”"),
        ("s | a, ▶, b | CGS 54-192h", "nothing stands before or after a comma, in “a, , b”"),
        ("s | a, b | ▶-", "there is no citation, in “-”"),
        ("s | a, b | ▶CGS 54-192", "“CGS 54-192” has no entry in Citations"),
    ],
)
def test_what_can_be_wrong_with_a_set(row: str, found: str) -> None:
    assert wrong(sheet("Sets", "set | members | cite", row)).found == f"{found}."


# ---- facts of a vocabulary ---------------------------------------------------------------------


def test_facts_of_a_vocabulary_may_be_named() -> None:
    words = read_memo(WORDS + KNOWN, "words.md", nothing)
    memo = read(
        rules("yes"),
        front=USES,
        known="## Citations\n\n| cite | grade | status |\n|---|---|---|\n| CGS 54-192h | verified | in force |\n\n## Rules\n\n",
        find=only(words),
    )
    assert only_table(memo).inputs[0].source == FactKey("us/words", "judge signed")
    assert memo.vocabularies == (words,)
    assert memo.vocabularies[0].id == Version("us/words", "2020-01-01")


def test_a_text_that_means_something_else_by_a_word_defines_its_own_fact() -> None:
    words = read_memo(WORDS + KNOWN, "words.md", nothing)
    memo = read(
        rules("yes")
        + rules("yes", column="us/words: judge signed")
        .replace("may we", "b")
        .replace("> hold", "> Tell Release Date"),
        front=USES,
        find=only(words),
    )
    assert [table.inputs[0].source for table in memo.tables] == [
        FactKey("ct/test", "judge signed"),
        FactKey("us/words", "judge signed"),
    ]


def test_a_name_that_looks_like_one_of_a_vocabulary() -> None:
    words = read_memo(WORDS + KNOWN, "words.md", nothing)
    body = sheet("Facts", "fact | question | answers", "▶h\u0435ld | Is it? | yes, no")
    found = wrong(body, front=USES, known="", find=only(words)).found
    assert found == "“h\u0435ld” looks like “held” but is another name (it holds U+0435)."


def test_an_act_with_the_name_of_a_fact_of_a_vocabulary() -> None:
    words = read_memo(WORDS + KNOWN, "words.md", nothing)
    body = sheet("Acts", "act | question", "▶held | May we?")
    found = wrong(body, front=USES, known="", find=only(words)).found
    assert found == "“held” is already the name of a fact of a vocabulary."


def test_a_defined_fact() -> None:
    body = RECORDS + sheet(
        "Facts", FACTS, "felon | Is it? | yes, no | - | - | - | any conviction where class = A, B"
    )
    definition = fact(read(body), "felon").definition
    assert definition is not None
    assert (definition.quantifier, definition.records) == (Quantifier.ANY, "conviction")
    assert definition.written == "any conviction where class = A, B"


@pytest.mark.parametrize(
    ("answers", "definition", "allowed"),
    [
        ("▶whole number [0..]", "any conviction", "yes, no"),
        ("▶yes, no, maybe", "no conviction", "yes, no"),
        ("▶yes, no", "number of conviction", "whole number [0..]"),
        ("▶number [0..]", "number of conviction", "whole number [0..]"),
    ],
)
def test_a_defined_fact_has_the_answers_of_its_definition(
    answers: str, definition: str, allowed: str
) -> None:
    row = f"new | Is it? | {answers} | - | - | - | {definition}"
    problem = wrong(RECORDS + sheet("Facts", FACTS, row))
    assert problem.found.startswith("a fact defined by “")
    assert problem.allowed == allowed
