"""Sections: which tables run, which belong to a kept section, what is prose; and their blocks."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.memo import Memo, Section, Shape
from core.reading.support import FRONT, read, rules, table, wrong

LETTER = """# A memo

The first words.

## 2. Detainers {#detainers}

A detainer asks.

It does not order:
whoever signed it.

- first
- second

| a | prose table |
|---|-------------|
| 1 | 2 |

### hold: may we keep this person?

Before the table.

| F | judge signed | > hold | # cite |
|---|--------------|--------|--------|
| 1 | - | may | CGS 54-192h |

After the table.
"""


def section(memo: Memo, title: str) -> Section:
    (found,) = [each for each in memo.sections if each.title == title]
    return found


def test_sections_with_their_anchors_depths_and_places() -> None:
    memo = read(LETTER)
    titles = [(s.title, s.anchor, s.depth, s.kept) for s in memo.sections]
    assert titles == [
        ("Facts", "facts", 2, "facts"),
        ("Acts", "acts", 2, "acts"),
        ("Citations", "citations", 2, "citations"),
        ("Rules", "rules", 2, ""),
        ("A memo", "a-memo", 1, ""),
        ("2. Detainers", "detainers", 2, ""),
        ("hold: may we keep this person?", "hold-may-we-keep-this-person", 3, ""),
    ]
    assert (
        section(memo, "2. Detainers").place.line,
        section(memo, "2. Detainers").place.column,
    ) == (42, 4)


def test_paragraphs_are_numbered_and_keep_their_markdown() -> None:
    found = section(read(LETTER), "2. Detainers")
    assert [(b.anchor, b.shape, b.markdown) for b in found.blocks] == [
        ("detainers-1", Shape.PARAGRAPH, "A detainer asks."),
        ("detainers-2", Shape.PARAGRAPH, "It does not order:\nwhoever signed it."),
        ("detainers-3", Shape.ITEM, "- first"),
        ("detainers-4", Shape.ITEM, "- second"),
        ("detainers-5", Shape.TABLE, "| a | prose table |\n|---|-------------|\n| 1 | 2 |"),
    ]
    assert found.blocks == found.paragraphs
    assert found.blocks[1].place.line == 46


def test_a_decision_table_stands_among_the_blocks() -> None:
    memo = read(LETTER)
    blocks = section(memo, "hold: may we keep this person?").blocks
    assert [(b.anchor, b.shape, b.table) for b in blocks] == [
        ("hold-may-we-keep-this-person-1", Shape.PARAGRAPH, ""),
        ("hold", Shape.DECISION, "hold"),
        ("hold-may-we-keep-this-person-2", Shape.PARAGRAPH, ""),
    ]
    (found,) = memo.tables
    assert (found.name, found.question, found.anchor) == (
        "hold",
        "may we keep this person?",
        "hold",
    )
    assert found.section == "hold-may-we-keep-this-person"
    assert (found.place.line, found.place.column) == (56, 5)
    assert [b.shape for b in section(memo, "Facts").blocks] == [Shape.KEPT]
    assert section(memo, "Facts").paragraphs == ()


def test_a_text_may_begin_without_a_heading() -> None:
    memo = read("", known="Some words.\n\n## Facts\n")
    first = memo.sections[0]
    assert (first.title, first.depth, first.anchor) == ("", 0, "top")
    assert first.blocks[0].anchor == "top-1"


def test_kept_sections_may_be_numbered_and_written_in_any_case() -> None:
    body = (
        "## 7. CITATIONS\n\n| cite | grade | status |\n|---|---|---|\n| X | verified | in force |\n"
    )
    assert read(body).citations[-1].cite == "X"


def test_a_kept_section_goes_on_under_deeper_headings() -> None:
    body = "## Acts\n\n### Of schools\n\n| act | question |\n|---|---|\n| open a door | May we? |\n"
    memo = read(body)
    assert memo.acts[-1].name == "open a door"
    assert section(memo, "Of schools").kept == "acts"


@pytest.mark.parametrize("title", ["2. hold: may we?", "2.1. hold: may we?", "hold : may we?"])
def test_the_heading_names_the_table(title: str) -> None:
    body = rules("yes").replace("may we: hold?", title)
    (found,) = read(body).tables
    assert (found.name, found.question) == ("hold", "may we?")


def test_a_number_without_a_full_stop_belongs_to_the_name() -> None:
    assert read(rules("yes").replace("may we: hold?", "48 hours")).tables[0].name == "48 hours"


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 6])
def test_a_heading_of_any_depth_names_a_table(depth: int) -> None:
    assert read(rules("yes").replace("###", "#" * depth)).tables[0].name == "may we"


@pytest.mark.parametrize("first", ["a", "UNIQUE", "R", "1"])
def test_other_tables_are_prose(first: str) -> None:
    assert read(f"| {first} | b |\n|---|---|\n| 1 | 2 |\n").tables == ()


def test_examples_in_code_are_prose() -> None:
    example = rules("nonsense").replace("###", "text")
    assert read(f"```markdown\n{example}```\n").tables == ()
    assert read("    " + example.strip().replace("\n", "\n    ")).tables == ()


# ---- what can be wrong -------------------------------------------------------------------------


def test_two_tables_under_one_heading() -> None:
    second = rules("yes").split("\n\n")[1].replace("> hold", "> tell release date")
    problem = wrong(rules("yes") + "▶" + second)
    assert problem.found == "a second decision table stands under “may we: hold?”."
    assert problem.allowed == "a heading of its own for each"


def test_a_table_without_a_heading() -> None:
    second = rules("yes").split("\n\n")[1]
    problem = wrong("▶" + second, known="")
    assert problem.found == "a decision table has no heading."


def test_two_tables_with_one_name() -> None:
    problem = wrong(
        rules("yes")
        + rules("yes").replace("may we: hold?", "▶May we: what?").replace("> hold", "> x")
    )
    assert problem.found == "“May we” is already the name of a table on line 38."


def test_the_name_of_a_table_is_a_name() -> None:
    problem = wrong(rules("yes").replace("may we:", "▶**may we**:"))
    assert problem.found == "“*” cannot begin the name of a table, in “**may we**”."


@pytest.mark.parametrize(
    ("body", "section"),
    [
        ("| fact | question | answers |\n|---|---|---|\n| a | A? | yes, no |\n", "Facts"),
        ("| Act | Question |\n|---|---|\n| a | A? |\n", "Acts"),
        ("| cite | grade | status |\n|---|---|---|\n| a | verified | in force |\n", "Citations"),
        ("| guarantee | cite |\n|---|---|\n| never hold may | CGS 54-192h |\n", "Guarantees"),
        ("| case | judge signed | > hold |\n|---|---|---|\n| a | yes | may |\n", "Cases"),
        ("| set | members | cite |\n|---|---|---|\n| a | b | CGS 54-192h |\n", "Sets"),
    ],
)
def test_a_table_of_a_kept_section_under_another_heading(body: str, section: str) -> None:
    problem = wrong("### Case\n\n▶" + body)
    assert problem.found == f"a table of {section} stands under another heading."
    assert problem.allowed == f"the heading ## {section}"


def test_a_decision_table_in_a_kept_section() -> None:
    problem = wrong("## Citations\n\n" + rules("yes").replace("| F", "▶| F"))
    assert problem.found == "a decision table stands in the section Citations."


@pytest.mark.parametrize(
    "body",
    [
        "- text\n\n  ▶| F | judge signed | > hold | # cite |\n  |---|---|---|---|\n  | 1 | - | may | X |\n",
        "<div>\n▶| F | judge signed | > hold | # cite |\n|---|---|---|---|\n</div>\n",
        "<!--\n▶| F | judge signed | > hold | # cite |\n|---|---|---|---|\n-->\n",
    ],
)
def test_a_decision_table_inside_something_else_does_not_run(body: str) -> None:
    problem = wrong(body)
    assert problem.found == "a table inside a list, a quote or HTML does not run."
    assert problem.allowed == "a table at the margin"


def test_a_decision_table_inside_a_quote_does_not_run() -> None:
    problem = wrong("> ▶| F | > hold | # cite |\n> |---|---|---|\n> | 1 | may | X |\n")
    assert problem.found == "a table inside a list, a quote or HTML does not run."


def test_a_prose_table_may_stand_anywhere() -> None:
    assert read("- text\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n").tables == ()


@pytest.mark.parametrize(
    "body",
    [
        "▶| F | judge signed | > hold | # cite |\n|---|---|---|\n| 1 | - | may | X |\n",
        "▶| F | judge signed | > hold | # cite |\n",
        "words\n▶| F | judge signed | > hold | # cite |\n| 1 | - | may | X |\n",
        table("F | > hold | # cite", "1 | may | CGS 54-192h") + "▶| 2 | may | CGS 54-192h |\n",
    ],
)
def test_lines_with_bars_that_are_in_no_table(body: str) -> None:
    problem = wrong(body)
    assert problem.found == "this line begins with | but is in no table."
    assert problem.allowed.startswith("a header, under it a line of dashes with as many cells")


def test_a_vocabulary_decides_nothing() -> None:
    front = FRONT.replace("kind: memo\nlevel: memo", "kind: vocabulary")
    problem = wrong(rules("yes").replace("| F", "▶| F"), front=front)
    assert problem.found == "a vocabulary decides nothing."
    body = "## Cases\n\n▶| case | judge signed | > hold |\n|---|---|---|\n| a | yes | may |\n"
    assert wrong(body, front=front).allowed == "facts, records, sets, acts, papers, citations"
