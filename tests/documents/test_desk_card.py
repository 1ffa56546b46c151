"""The desk card is one page, in large type, and says what to shorten where that cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charteroak.core.tables import Items
from charteroak.documents.desk_card import Contact, make_desk_card
from charteroak.documents.errors import DocumentError, TooLongError
from charteroak.shipped import open_library
from documents.samples import CARD, DAY, HASH, MEMO, letters_of, made, read

SENTENCE = "Ask for the name, the agency and a number to call back."


def test_a_card_says_all_it_was_given() -> None:
    card = read(made("desk card"))

    assert card.pages == 1
    for words in (
        CARD.title, "Police desk or jail", CARD.agency, *CARD.first_steps, *CARD.do_not,
        *CARD.clock, *CARD.write_down, "Shift supervisor", "555-0101", "Counsel",
        "January 25, 2027", CARD.memo.id, HASH[:12],
    ):  # fmt: skip
        assert letters_of(words) in card.letters
    assert f"“{CARD.say[0]}”" in card.text


@pytest.mark.parametrize("steps", [1, 3, 8])
@pytest.mark.parametrize("sayings", [1, 2, 5])
@pytest.mark.parametrize("contacts", [0, 2, 6])
def test_a_card_of_any_realistic_length_is_one_page(
    steps: int, sayings: int, contacts: int
) -> None:
    card = replace(
        CARD,
        first_steps=(SENTENCE,) * steps,
        say=(SENTENCE,) * sayings,
        do_not=(SENTENCE,) * sayings,
        call=(Contact(who="Designated administrator", telephone="555-0102"),) * contacts,
    )

    assert read(make_desk_card(card, made_on=DAY)).pages == 1


def test_all_that_a_real_memo_says_at_the_desk_fits_on_one_card() -> None:
    memo = open_library().find("ct/law-enforcement@2026-11-23", DAY)

    def told(items: Items) -> tuple[str, ...]:
        return tuple(str(row.results[0]) for t in memo.tables if t.items is items for row in t.rows)

    card = replace(
        CARD,
        first_steps=told(Items.DO),
        say=told(Items.SAY),
        do_not=told(Items.DO_NOT),
        call=tuple(Contact(who=who) for who in told(Items.CALL)),
        write_down=told(Items.WRITE_DOWN),
    )
    made_card = read(make_desk_card(card, made_on=DAY))

    assert len(card.say) > 5
    assert made_card.pages == 1
    assert all(letters_of(words) in made_card.letters for words in (*card.say, *card.do_not))


def test_type_is_as_large_as_fits_and_never_below_nine_points() -> None:
    short = sizes(make_desk_card(replace(CARD, first_steps=(SENTENCE,)), made_on=DAY))
    long = sizes(make_desk_card(replace(CARD, first_steps=(SENTENCE,) * 20), made_on=DAY))

    assert max(short) > max(long)
    # Hashes and the notes beside a telephone may be smaller than the text by design, by a sixth.
    assert min(long) >= 9 * 0.84


def test_a_card_that_is_too_long_says_what_to_shorten() -> None:
    card = replace(CARD, say=(SENTENCE,) * 90)

    with pytest.raises(TooLongError, match=r"“Say” takes most of the room") as caught:
        make_desk_card(card, made_on=DAY)
    assert caught.value.parts[0] == "say"
    assert "percent of its text has to go" in str(caught.value)


def test_a_memos_title_that_fills_the_card_is_named_as_what_is_too_long() -> None:
    memo = replace(MEMO, title="A title of many words " * 300)

    with pytest.raises(TooLongError, match="title of the memo at the foot takes most"):
        make_desk_card(replace(CARD, memo=memo), made_on=DAY)


def test_an_address_too_long_for_a_small_code_is_refused() -> None:
    with pytest.raises(DocumentError, match="Use a shorter address"):
        make_desk_card(replace(CARD, url="https://example.org/" + "x" * 400), made_on=DAY)


def sizes(pdf: bytes) -> set[float]:
    """Return the sizes of type of a PDF, in points."""
    found: set[float] = set()

    def visit(text: str, *matrices: object) -> None:
        size, matrix = matrices[3], matrices[1]
        if text.strip():
            found.add(round(float(size) * abs(matrix[3]), 1))  # type: ignore[arg-type, index]

    for page in read(pdf).reader.pages:
        page.extract_text(visitor_text=visit)
    return found
