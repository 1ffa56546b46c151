"""Names and addresses of agencies are printed as they are written, whatever they are."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from charteroak.directory.models import Agency
from charteroak.issuing.letters.models import Letter
from charteroak.issuing.letters.worker import compose_due
from charteroak.outbox.delivery import letter_of
from charteroak.outbox.letter import compose
from charteroak.outbox.models import Enclosure
from hostile import HOSTILE, MARK
from issuing.letters.the_mailing import letter_to, make_mailing, outgoing, send

pytestmark = pytest.mark.django_db
NAMES = {
    "accents": "Polícia de São Tomé, Zürich & Łódź",
    "greek": "Αστυνομία Αθηνών",
    "cyrillic": "Полиция Нью-Хейвена",
    "vietnamese": "Cảnh sát thành phố Huế",
    "decomposed": "Cafe\u0301 School",
    "arabic": "شرطة نيو هيفن",
    "hebrew": "משטרת ניו הייבן",
    "quotes": "O'Neil's “East” School — № 5",
}
# A field of a form takes no NUL, and 200 letters at most.
STORED = {key: words.replace("\x00", "")[:200] for key, words in HOSTILE.items() if MARK in words}


def letter_of_agency(name: str, address: str = "1 Demo Avenue") -> tuple[Letter, str]:
    """Return the letter to an agency of this name, and the words of its PDF."""
    mailing = make_mailing()
    Agency.objects.filter(pk=mailing.police.pk).update(name=name, address=address)
    issuance = send(mailing)
    compose_due()
    letter = letter_to(mailing.police, issuance)
    if letter.message is None:
        return letter, ""
    content = Enclosure.objects.get(message=letter.message, position=0).content.content
    return letter, PdfReader(io.BytesIO(bytes(content))).pages[0].extract_text()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_in_any_writing_stands_in_the_letter(name: str) -> None:
    letter, words = letter_of_agency(name)

    assert letter.problem == ""
    assert all(plain(word) in plain(words) for word in name.split())


def test_letters_that_no_font_here_has_are_named_and_not_left_out() -> None:
    letter, words = letter_of_agency("纽黑")

    assert letter.problem == ""
    assert "[U+7EBD][U+9ED1]" in plain(words)
    assert "The record holds them as they were entered." in " ".join(words.split())


@pytest.mark.parametrize("words", STORED.values(), ids=STORED.keys())
def test_hostile_words_are_printed_inert_or_refused_in_words(words: str) -> None:
    letter, printed = letter_of_agency(words)

    assert MARK in printed or letter.problem
    assert "root:" not in printed


@pytest.mark.parametrize("words", [STORED["lines"], STORED["right to left"]])
def test_no_name_of_an_agency_reaches_a_header_of_the_mail(words: str) -> None:
    letter, _ = letter_of_agency(words)
    if letter.message:
        mail = compose(letter_of(outgoing().get()))

        assert "X-Injected" not in mail
        assert mail["Subject"] == letter.issuance.version.title


def plain(text: str) -> str:
    """Return text composed and without the spaces that a reader of PDFs adds or leaves out."""
    return "".join(unicodedata.normalize("NFKC", text).split())
