"""Every text that comes with the product is a PDF that holds all of its words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from charteroak.core.memo import Memo, Shape
from charteroak.documents.blocks import Heading, Listing, Run, Table
from charteroak.documents.memo_blocks import memo_blocks
from charteroak.documents.memo_document import MemoDocument, make_memo_document
from charteroak.documents.prose import prose_line
from charteroak.shipped import open_library
from documents.samples import DAY, HASH, letters_of, made, memo_document, read

LIBRARY = open_library()
TEXTS = [str(header.id) for text in LIBRARY.shelves.values() for header in text.headers]


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_every_row_of_every_table_is_in_the_document(name: str) -> None:
    memo = LIBRARY.find(name, DAY)
    letters = read(make_memo_document(document(memo), made_on=DAY)).letters

    assert not [said for said in sayings(memo) if not stands_in(letters, words_of(said))]


@pytest.mark.parametrize("name", TEXTS)
def test_no_table_has_more_than_four_columns_of_ours(name: str) -> None:
    """So none is too wide for the page; a table within prose is as its author made it."""
    blocks = memo_blocks(LIBRARY.find(name, DAY))

    assert all(len(b.columns) <= 4 for b in blocks if isinstance(b, Table) and b.first_names_row)


def test_a_memo_names_its_version_its_hash_and_what_it_rests_on() -> None:
    memo = read(made("memo"))

    assert memo.pages > 3
    for words in (HASH, str(memo_document().memo.id), "us/8cfr-287.7", f"Page 1 of {memo.pages}"):
        assert letters_of(words) in memo.letters
    assert letters_of(memo_document().memo.title) in memo.letters


def test_a_draft_says_that_nobody_issued_it() -> None:
    draft = MemoDocument(memo=LIBRARY.find("ct/law-enforcement@2026-11-23", DAY), content_hash=HASH)

    assert "No office has issued this text" in read(make_memo_document(draft, made_on=DAY)).text


def test_headings_skip_no_level_whatever_the_memo_does() -> None:
    memo = LIBRARY.find("us/1373", DAY)
    deep = replace(memo, sections=tuple(replace(s, depth=6) for s in memo.sections))

    assert read(make_memo_document(document(deep), made_on=DAY)).pages >= 1
    assert any(isinstance(block, Heading) for block in memo_blocks(deep))


def test_list_items_are_one_list_again() -> None:
    memo = LIBRARY.find("us/papers", DAY)
    lists = [block for block in memo_blocks(memo) if isinstance(block, Listing)]

    assert all(len(each.items) > 1 for each in lists)


@pytest.mark.parametrize(
    ("markdown", "runs"),
    [
        ("plain", (Run("plain"),)),
        ("**a** *b* `c`", (Run("a", strong=True), Run(" "), Run("b", emphasis=True), Run(" "),
                            Run("c", code=True))),
        ("[x](https://example.org)", (Run("x", link="https://example.org"),)),
        ("[x](javascript:alert)", (Run("[x](javascript:alert)"),)),
        ("[x](#detainers)", (Run("x"),)),
        ("<b>x</b>", (Run("<b>x</b>"),)),
        ("![x](y.png)", (Run("!"), Run("x"))),
    ],
)  # fmt: skip
def test_markdown_becomes_runs(markdown: str, runs: tuple[Run, ...]) -> None:
    assert prose_line(markdown) == runs


def document(memo: Memo) -> MemoDocument:
    """Return ``memo`` as a document."""
    return MemoDocument(memo=memo, content_hash=HASH)


def sayings(memo: Memo) -> list[str]:
    """Return what the rows and the entries of a memo say, in the words of its file."""
    tables = [
        part
        for table in memo.tables
        for row in table.rows
        for column, written in zip(table.columns, row.cells, strict=False)
        for part in (written.split(";") if column == "# cite" else [written])
    ]
    facts = [words for fact in memo.facts for words in (fact.name, fact.question, fact.why)]
    kept = [entry.cite for entry in memo.citations] + [g.written for g in memo.guarantees]
    cases = [case.name for case in memo.cases] + [act.question for act in memo.acts]
    prose = [
        re.sub(r"^(?:[-*>]|\d+\.) ", "", block.markdown)
        for section in memo.sections
        for block in section.paragraphs
        if block.shape is not Shape.TABLE
    ]
    return [each for each in (*tables, *facts, *kept, *cases, *prose) if each not in {"", "-"}]


def stands_in(letters: str, words: str) -> bool:
    """Tell whether words stand there; what is long may part between two pages in its middle."""
    sought = letters_of(words)
    return sought in letters or (
        len(sought) > 150 and sought[:50] in letters and sought[-50:] in letters
    )


def words_of(markdown: str) -> str:
    """Return a line of Markdown without its marks."""
    return "".join(run.text for run in prose_line(markdown))
