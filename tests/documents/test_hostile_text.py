"""Whatever is typed is printed as text: it runs nothing, reads nothing and breaks nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from charteroak.documents.blocks import Code, Column, Listing, Quote, Table, cell, paragraph
from charteroak.documents.desk_card import make_desk_card
from charteroak.documents.errors import DocumentError
from charteroak.documents.letter import make_letter
from charteroak.documents.notice_to_person import Answered, make_notice_to_person
from charteroak.documents.notice_words import Decided, Language
from charteroak.documents.statement_for_file import FactGiven, make_statement_for_file
from charteroak.documents.typesetting import Typesetter
from documents.samples import CARD, DAY, LETTER, NOTICE, STATEMENT, at, letters_of, read

VECTORS = [
    '#read("/etc/passwd")',
    '#{ read("letter.typ") }',
    '#import "@preview/example:0.1.0": *',
    "#panic()",
    "#while true {}",
    "$ x^2 sum_(i=0)^n $",
    "*bold* _emphasis_ `code` ```rust raw```",
    "\\ \\u{1F600} \\# \\$ back\\slash",
    "<label> @reference [content] {code} // comment /* block */",
    "= Heading",
    "- item / + item",
    "#set page(width: 1pt)",
    "--- -- ... ~ 'single' \"double\"",
    "https://example.org/?a=b&c=d#e",
    "<script>alert(1)</script> &amp; <img src=x onerror=y>",
    "| a | b |",
    '"},"svg":"<svg xmlns=...>","x":{"',
    "%s %d {0} {requester} {{ x }}",
    "]]> <?xml ?> <!DOCTYPE x>",
    "(PDF) << /JS >> endobj",
]


# A few at a time, for each document takes its time to be made and read.
FIVES = [tuple(VECTORS[at : at + 5]) for at in range(0, len(VECTORS), 5)]


@pytest.mark.parametrize("vectors", FIVES)
def test_hostile_words_print_as_words(vectors: tuple[str, ...]) -> None:
    first, second, third, *_ = vectors
    blocks = [
        block
        for vector in vectors
        for block in (
            paragraph(vector),
            Quote((paragraph(vector), Code(vector))),
            Listing(((paragraph(vector),),)),
            Table((Column(vector), Column(vector)), ((cell(vector), cell(vector)),)),
        )
    ]
    letter = replace(
        LETTER, subject=first, salutation=second, address=(third, "Demo"), body=tuple(blocks)
    )
    words = read(make_letter(letter)).letters

    assert all(words.count(letters_of(vector)) >= 8 for vector in vectors)
    assert all(words.count(letters_of(vector)) >= 9 for vector in (first, second, third))
    assert "root:x:0" not in words


@pytest.mark.parametrize("vectors", FIVES)
def test_hostile_words_print_in_the_other_documents(vectors: tuple[str, ...]) -> None:
    for pdf, times in (
        (_hostile_notice(vectors), 2),
        (_hostile_statement(vectors), 3),
        (_hostile_card(vectors), 3),
    ):
        words = read(pdf).letters
        assert all(words.count(letters_of(vector)) >= times for vector in vectors)


def _hostile_notice(vectors: tuple[str, ...]) -> bytes:
    answers = tuple(Answered(asked=vector, decided=Decided.NO) for vector in vectors)
    notice = replace(NOTICE, person=vectors[0], agency=vectors[1], answers=answers)
    return make_notice_to_person(notice, language=Language.SPANISH, made_at=at(3))


def _hostile_statement(vectors: tuple[str, ...]) -> bytes:
    facts = tuple(FactGiven(question=vector, answer=vector, source=vector) for vector in vectors)
    statement = replace(STATEMENT, requester=vectors[0], facts=facts, outcome=vectors[1])
    return make_statement_for_file(statement, made_at=at(9), made_by=vectors[2])


def _hostile_card(vectors: tuple[str, ...]) -> bytes:
    card = replace(CARD, title=vectors[0], say=vectors, first_steps=vectors, do_not=vectors)
    return make_desk_card(card, made_on=DAY)


@pytest.mark.slow
def test_a_flood_of_text_is_printed_in_full() -> None:
    """A word of 100,000 letters is broken into lines; none of it leaves the page."""
    flood = read(make_letter(replace(LETTER, body=(paragraph("x" * 100_000),))))

    assert flood.letters.count("x") >= 100_000
    assert flood.pages > 10
    for each in flood.reader.pages[0].extract_text().splitlines():
        assert each.count("x") < 120


def test_a_flood_on_a_desk_card_says_what_to_shorten() -> None:
    with pytest.raises(DocumentError, match="Do not"):
        make_desk_card(replace(CARD, do_not=("word " * 5_000,)), made_on=DAY)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "/../secret.txt"])
def test_even_a_template_reads_no_file_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "evil.typ").write_text(f'#set document(title: "x")\n#read("{path}")')
    setter = Typesetter(templates=folder, system_fonts=False)

    with pytest.raises(DocumentError, match="fault of this program"):
        setter.typeset("evil", {"title": "x"}, made_on=DAY)
