"""The notice says what was asked and decided, in a language beside English, and its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from charteroak.documents.notice_to_person import Answered, make_notice_to_person
from charteroak.documents.notice_words import WORDS, Asked, Decided, Language, Translation
from documents.samples import NOTICE, at, letters_of, made, read


def test_a_notice_says_what_was_asked_and_what_was_decided() -> None:
    words = read(made("notice, en")).text

    assert "ICE) has asked us to: \N{EN DASH} keep you in custody" in words
    assert "keep you in custody after you would otherwise go free: We will not do this." in words
    assert "say when you will be released: We have not decided yet." in words
    assert "Form I-247A" in words
    assert "CGS 54-192h(e)(1)" in words
    assert "November 26, 2026, 2:05 a.m. EST" in words


@pytest.mark.parametrize(
    ("name", "language", "draft", "moment"),
    [
        ("notice, es", Language.SPANISH, "BORRADOR, NO REVISADO", "26 de noviembre de 2026, 02:05"),
        ("notice, pt-BR", Language.PORTUGUESE, "RASCUNHO, NÃO REVISADO", "26 de novembro de 2026"),
    ],
)
def test_a_translation_stands_beside_english_and_says_that_it_is_a_draft(
    name: str, language: Language, draft: str, moment: str
) -> None:
    notice = read(made(name))

    assert notice.pages == 1
    for words in (WORDS[language].asked[Asked.HOLD], WORDS[Language.ENGLISH].asked[Asked.HOLD]):
        assert letters_of(words) in notice.letters
    assert draft in notice.text
    assert "draft that nobody has reviewed" in notice.text
    assert moment in notice.text
    assert notice.root["/Lang"] == language.value


def test_a_reviewed_translation_no_longer_says_draft() -> None:
    pdf = make_notice_to_person(
        NOTICE, language=Language.SPANISH, translation=Translation.REVIEWED, made_at=at(3)
    )

    assert "traducción revisada" in read(pdf).text
    assert "BORRADOR" not in read(pdf).text


def test_a_notice_needs_no_name_and_takes_one() -> None:
    named = replace(NOTICE, person="Demo Person", officer="Demo Officer", delivered_at=at(15))
    pdf = make_notice_to_person(named, language=Language.ENGLISH, made_at=at(15))

    assert "To Demo Person" in read(pdf).text
    assert "November 26, 2026, 3:00 p.m. EST Delivered (day and time)" in read(pdf).text
    assert "Demo Person" not in read(made("notice, en")).text


def test_words_of_the_agencys_own_are_printed_as_they_are() -> None:
    own = replace(NOTICE, answers=(Answered(asked="lend a cell", decided=Decided.NO),))
    pdf = make_notice_to_person(own, language=Language.SPANISH, made_at=at(3))

    assert "lend a cell: No haremos esto." in read(pdf).text


def test_every_language_has_every_word() -> None:
    for language, words in WORDS.items():
        assert set(words.asked) == set(Asked), language
        assert set(words.decided) == set(Decided), language
        assert set(words.translation) == set(Translation), language
        assert len(set(words.months)) == 12, language


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = replace(NOTICE, received_at=datetime(2026, 11, 26, 2, 5))  # noqa: DTZ001 - the fault

    with pytest.raises(ValueError, match="has no time zone"):
        make_notice_to_person(naive, language=Language.ENGLISH, made_at=at(3))
