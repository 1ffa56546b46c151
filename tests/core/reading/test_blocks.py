"""What is a heading, a table, a list: as Markdown divides it, by the quick way and the parser's."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.reading.blocks import Block, Form, Title, read_parts
from charteroak.core.reading.markdown_blocks import TooDeepError, read_markdown_blocks
from charteroak.core.reading.plain_blocks import read_plain_blocks
from charteroak.core.reading.report import Report
from charteroak.core.reading.source import Source
from core.reading.support import FRONT, read, wrong

PLAIN = """# One

First paragraph
of two lines.
## Two {#second}
*Emphasis* begins this one.
- an item
  of two lines
- another
  - a nested one

1. first
2. second

| a | b |
|---|:-:|
| 1 | 2 |

2019 was a year.
| c |
|---|
"""
LINES = [
    *["", "", "", "", "text here", "more text", "# Head", "## Two {#x}", "### a: b?", "#x", "# closed #"],
    *["- item", "- item two", "  cont", "  - nested", "    - deeper", "1. one", "2. two", "10. ten"],
    *["   under one", "* star", "*emph* text", "+ plus", "---", "***", "===", "- - -", "> quote"],
    *[">q", "| a | b |", "|---|---|", "| 1 | 2 |", "| - | < 18 |", "a | b", "--|--", ":-", "|:-:|"],
    *["```", "~~~", "`code` x", "    indented", "\tTab", "<div>", "<!-- c", "-->", "</div>", "2019 was"],
    *["1) paren", "-foo", "--", "- | x |", "_emph_", "___", "1.", "-", "-  two", "-     five", "| lone"],
    *["\u00a0nbsp", "[a]: b", "\\| esc", "a\\|b | c", "| a\\|b |", "|-|", "####### seven", " # in", "- # x"],
]  # fmt: skip


def both(lines: list[str]) -> list[Title | Block]:
    """Return what the parser finds, after checking that the quick way finds the same or nothing."""
    found = list(read_markdown_blocks(lines, 0))
    plain = read_plain_blocks(lines, 0)
    assert plain is None or plain == found
    return found


def test_a_plain_text_needs_no_parser() -> None:
    lines = PLAIN.split("\n")
    assert read_plain_blocks(lines, 0) == both(lines)
    assert both(lines) == [
        Title("One", 0, 1),
        Block(Form.PARAGRAPH, 2, 4),
        Title("Two {#second}", 4, 2),
        Block(Form.PARAGRAPH, 5, 6),
        Block(Form.ITEM, 6, 8),
        Block(Form.ITEM, 8, 10),
        Block(Form.ITEM, 11, 12),
        Block(Form.ITEM, 12, 13),
        Block(Form.TABLE, 14, 17),
        Block(Form.PARAGRAPH, 18, 19),
        Block(Form.TABLE, 19, 21),
    ]


@given(st.lists(st.sampled_from(LINES), max_size=10))
@settings(max_examples=300)
def test_the_quick_way_agrees_with_the_parser(lines: list[str]) -> None:
    both(lines)


@given(st.lists(st.sampled_from([line for line in LINES if line[:1] not in "<>`~="]), max_size=5))
@settings(max_examples=300)
def test_the_quick_way_agrees_with_the_parser_on_plainer_texts(lines: list[str]) -> None:
    both(lines)


@given(st.text("#-|*+1.) >`~=<ab\n\t_:[]", max_size=40))
@settings(max_examples=300)
def test_the_quick_way_agrees_with_the_parser_on_any_characters(text: str) -> None:
    both(text.split("\n"))


def test_a_plain_text_is_read_without_importing_the_parser() -> None:
    code = (
        "import sys; from charteroak.core.reading import read_memo; "
        f"read_memo({FRONT + PLAIN!r}, 'f', lambda a, b: None); "
        "sys.exit('markdown_it' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n===\n", [Title("a", 0, 1)]),
        ("a\nb\n---\n", [Title("a b", 0, 2)]),
        ("```\n# no heading\n| F |\n|---|\n```\n", [Block(Form.CODE, 0, 5)]),
        ("    # no heading\n", [Block(Form.CODE, 0, 1)]),
        ("> quote\nlazy\n", [Block(Form.QUOTE, 0, 2)]),
        ("***\n", []),
        ("[a]: b\n", [Block(Form.PARAGRAPH, 0, 1)]),
        ("<div>\n| F |\n|---|\n</div>\n", [Block(Form.HTML, 0, 4, (1,))]),
        ("> | F |\n> |---|\n", [Block(Form.QUOTE, 0, 2, (0,))]),
        ("- | F |\n  |---|\n- b\n", [Block(Form.ITEM, 0, 2, (0,)), Block(Form.ITEM, 2, 3)]),
        ("| a |\n|---|\nb\n# c\n", [Block(Form.TABLE, 0, 3), Title("c", 3, 1)]),
        ("a | b\n--|--\n1 | 2\n", [Block(Form.TABLE, 0, 3)]),
        ("words\n    | a |\n    |---|\n", [Block(Form.PARAGRAPH, 0, 3)]),
        ("a | b\n|---|---|\n| 1 | 2 |\n", [Block(Form.TABLE, 0, 3)]),
        ("c\na | b\n|---|---|\n", [Block(Form.PARAGRAPH, 0, 1), Block(Form.TABLE, 1, 3)]),
        ("| a | b |\n|---|\n", [Block(Form.PARAGRAPH, 0, 2)]),
        ("| a\\|b |\n|---|\n", [Block(Form.TABLE, 0, 2)]),
        ("- a\n\n  b\n\n\nc\n", [Block(Form.ITEM, 0, 3), Block(Form.PARAGRAPH, 5, 6)]),
    ],
)
def test_what_only_the_parser_can_place(text: str, found: list[Title | Block]) -> None:
    assert both(text.split("\n")) == found


def test_a_heading_ends_with_its_anchor() -> None:
    lines = ["before", "##  2. Detainers   {#detainers}", "after"]
    first, second = read_parts(Source("f", "", lines), 0, Report("f"))
    assert (first.depth, first.title.text, len(first.blocks)) == (0, "", 1)
    assert (second.title.text, second.title.line, second.title.column) == ("2. Detainers", 2, 5)
    assert second.anchor is not None
    assert (second.anchor.text, second.anchor.column) == ("detainers", 22)


def test_lists_that_are_too_deep() -> None:
    with pytest.raises(TooDeepError):
        list(read_markdown_blocks(["- " * 6 + "a"], 0))
    found = wrong("▶" + "> " * 12 + "a\n")
    assert found.found == "lists and quotes stand in each other too deep."
    assert found.allowed == "four lists in each other"


def test_raw_html_is_harmless_prose() -> None:
    (section,) = [s for s in read("<script>alert(1)</script>\n").sections if s.title == "Rules"]
    assert [block.markdown for block in section.paragraphs] == ["<script>alert(1)</script>"]
