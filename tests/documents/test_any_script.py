"""Names in any script are printed, and a character that cannot be is named, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.documents.letter import make_letter, make_postal_batch
from charteroak.documents.notice_to_person import make_notice_to_person
from charteroak.documents.notice_words import Language
from charteroak.documents.printable import Stand
from charteroak.documents.typesetting import Typesetter, default_typesetter
from documents.samples import LETTER, NOTICE, at, embedded_only, letters_of, made, read

LATIN = "Łódź Ñandú Çelik Þórr Dvořák Nguyễn Šimůnek Ğüneş Ōe"
CYRILLIC = "Наталія Шевченко Ђорђевић"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # two parts, not joined
ANY = ["李明", "김민준", "हिन्दी", "ไทย", "😀", "👨\u200d👩\u200d👧", "🇺🇸"]
GREEK = "Γεώργιος Παπαδόπουλος"


def notice_to(person: str, typesetter: Typesetter | None = None) -> str:
    """Return the letters of a notice to ``person``."""
    pdf = make_notice_to_person(
        replace(NOTICE, person=person),
        language=Language.ENGLISH,
        made_at=at(3),
        typesetter=typesetter,
    )
    return read(pdf).letters


@pytest.mark.parametrize("name", [LATIN, CYRILLIC, GREEK])
def test_names_in_latin_cyrillic_and_greek_are_printed_on_every_machine(name: str) -> None:
    letters = notice_to(name, embedded_only())

    assert letters_of(name) in letters
    assert "[U+" not in letters


@pytest.mark.parametrize("name", ["שלום", "محمد"])
def test_hebrew_and_arabic_are_printed_on_every_machine(name: str) -> None:
    """The reader may give joined letters in either order, so only their presence is compared."""
    letters = notice_to(name, embedded_only())

    assert "[U+" not in letters
    assert set(name) <= set(letters)


def test_a_character_without_a_glyph_is_named_and_the_page_says_so() -> None:
    letters = notice_to("李明 Demo", embedded_only())

    assert "[U+674E][U+660E]Demo" in letters
    assert "Notallcharacterscouldbeprinted." in letters


@pytest.mark.parametrize(
    "name", ["李明", "김민준", "हिन्दी", "ไทย", "😀", "👨\u200d👩\u200d👧", "🇺🇸"]
)
def test_any_name_is_printed_or_named_with_the_fonts_of_this_machine(name: str) -> None:
    letters = notice_to(name)

    named = "Notallcharacterscouldbeprinted." in letters
    assert named == ("[U+" in letters)
    assert named or any(character in letters for character in name)


def test_a_page_without_such_characters_says_nothing_of_them() -> None:
    assert "could be printed" not in read(made("letter")).text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\0b", "a[U+0000]b"),
        ("a\x07b\x1bc", "a[U+0007]b[U+001B]c"),
        ("evil\u202etxt.exe", "evil[U+202E]txt.exe"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("half \ud800", "half[U+D800]"),
        ("none \uffff", "none[U+FFFF]"),
        ("private \ue000", "private[U+E000]"),
        ("tag \U000e0041", "tag[U+E0041]"),
        ("a\u2028b\r\nc\rd", "abcd"),
    ],
)
def test_what_nobody_can_see_is_named(typed: str, printed: str) -> None:
    assert printed in notice_to(typed, embedded_only())


def test_a_mark_without_a_glyph_does_not_cost_the_letter_under_it() -> None:
    """Otherwise one hostile name would turn every later document into numbers."""
    own = Typesetter(system_fonts=False)
    first = notice_to("я\u0489 a\u0327\u20dd", own)

    assert "[U+" in first
    assert "[U+" not in notice_to("яблоко abacus ça", own)


def test_what_was_met_before_does_not_change_a_document() -> None:
    own = Typesetter(system_fonts=False)
    person = f"{PERSIAN} 李"
    before = notice_to(person, own)
    notice_to("👨\u200d👩\u200d👧 明 \u0489", own)

    assert notice_to(person, own) == before


def test_each_letter_of_a_batch_names_only_its_own() -> None:
    other = replace(LETTER, reference="CT-2", salutation="Dear 李明:")
    pdf = make_postal_batch([LETTER, other], title="Batch", typesetter=embedded_only())
    first, second = (page.extract_text() for page in read(pdf).reader.pages)

    assert "could be printed" not in first
    assert "could be printed" in second


def test_three_thousand_different_characters_are_printed_or_named() -> None:
    text = " ".join(chr(0x4E00 + n) for n in range(3_000))
    pdf = make_letter(replace(LETTER, salutation=text), typesetter=embedded_only())

    assert "[U+5900]" in read(pdf).text
    assert "more. Each is shown" in read(pdf).text


def test_long_runs_get_places_to_break_and_hashes_stay_whole() -> None:
    stand = Stand()

    assert stand.text("x" * 35) == "\u200b".join(["x" * 10] * 3 + ["x" * 5])
    assert stand.text("0a" * 32) == "0a" * 32
    assert stand.text("an ordinary sentence") == "an ordinary sentence"


def test_the_process_keeps_one_typesetter() -> None:
    assert default_typesetter() is default_typesetter()


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_at_all_makes_a_document(text: str) -> None:
    pdf = make_notice_to_person(
        replace(NOTICE, person=text, agency=text),
        language=Language.ENGLISH,
        made_at=at(3),
        typesetter=embedded_only(),
    )

    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    "name",
    [
        "\ufefffirst",
        "\ua025\u0653\u0622",  # a mark upon a letter that has no glyph
        "\u0653first",
        "x \u0653 \u20d0",
        "\u2085\u20d0\u05c6\u065c\u20a5",
        "\ufb3f\u204c\ufb4d\u200c\u200d",
    ],
)
def test_marks_upon_nothing_and_other_oddities_make_a_document(name: str) -> None:
    own = Typesetter(system_fonts=False)

    assert "Delivered" in notice_to(name, own)
    assert "[U+" not in notice_to(f"{LATIN} {CYRILLIC} {GREEK}", own)
