"""Whatever is typed is printed as text: it runs nothing, reads nothing and breaks nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from charteroak.documents.blocks import Code, Listing, Quote, Table, cell, paragraph
from charteroak.documents.desk_card import make_desk_card
from charteroak.documents.errors import DocumentError
from charteroak.documents.letter import make_letter
from charteroak.documents.notice_to_person import make_notice_to_person
from charteroak.documents.notice_words import Language
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


@pytest.mark.parametrize("vector", VECTORS)
def test_hostile_words_print_as_words(vector: str) -> None:
    letter = replace(
        LETTER,
        subject=vector,
        salutation=vector,
        address=(vector, "Demo"),
        body=(
            paragraph(vector),
            Quote((paragraph(vector), Code(vector))),
            Listing(((paragraph(vector),),)),
            Table(LETTER.body[3].columns, ((cell(vector), cell(vector), cell(vector)),)),  # type: ignore[union-attr]
        ),
    )
    words = read(make_letter(letter)).letters

    assert words.count(letters_of(vector)) >= 9
    assert "root:x:0" not in words
    assert "official.with" not in words


@pytest.mark.parametrize("vector", VECTORS)
def test_hostile_words_print_in_the_other_documents(vector: str) -> None:
    notice = replace(NOTICE, person=vector, requester=vector, agency=vector)
    facts = (FactGiven(question=vector, answer=vector),)
    statement = replace(STATEMENT, requester=vector, facts=facts, outcome=vector)
    card = replace(CARD, title=vector, say=(vector,), first_steps=(vector,))

    for pdf in (
        make_notice_to_person(notice, language=Language.ENGLISH, made_at=at(3)),
        make_statement_for_file(statement, made_at=at(9), made_by=vector),
        make_desk_card(card, made_on=DAY),
    ):
        assert read(pdf).letters.count(letters_of(vector)) >= 3


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
        make_desk_card(replace(CARD, do_not=("word " * 20_000,)), made_on=DAY)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "/../secret.txt"])
def test_even_a_template_reads_no_file_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "evil.typ").write_text(f'#set document(title: "x")\n#read("{path}")')
    setter = Typesetter(templates=folder, system_fonts=False)

    with pytest.raises(DocumentError, match="fault of this program"):
        setter.typeset("evil", {"title": "x"}, made_on=DAY)
