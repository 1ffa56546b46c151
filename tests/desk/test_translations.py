"""What can be said in other languages: every translation is current, and its state is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from charteroak.core.errors import CharterOakError
from charteroak.core.memo import Version
from charteroak.desk.furnished import furniture
from charteroak.desk.translations import Translation, read_translations, stale
from charteroak.shipped import open_library
from desk.quick_desk import DOOR, block, screen

ALL = [each for texts in furniture().translations.by_text.values() for each in texts]


@pytest.mark.parametrize("translation", ALL, ids=lambda each: f"{each.text} {each.language}")
def test_every_translation_is_current_and_complete(translation: Translation) -> None:
    text, _, version = translation.text.partition("@")
    memo = open_library().version(Version(text, version))

    assert list(stale(translation, memo)) == []


@pytest.mark.parametrize("text", ["ct/schools@2026-11-23", "ct/law-enforcement@2026-11-23"])
def test_the_drafts_can_be_said_in_spanish_and_portuguese(text: str) -> None:
    assert [each.language for each in furniture().translations.of(text)] == ["es", "pt-BR"]


def test_a_sentence_that_changed_is_stale_and_not_shown() -> None:
    translations = furniture().translations
    (first, *_) = translations.of("ct/schools@2026-11-23")
    english = next(iter(first.lines))

    assert translations.lines(first.text, english)
    assert translations.lines(first.text, f"{english} Please.") == []


@pytest.mark.django_db
def test_a_visitor_sees_the_words_with_their_state_beside_the_english() -> None:
    item = block(screen("school", f"{DOOR}&lang=es"), "say")["groups"][0]["items"][0]

    assert item["chosen"][0]["words"].startswith("Yo no puedo dar acceso")
    assert item["chosen"][0]["state"] == "draft, not reviewed by a translator"
    assert item["words"].startswith("I can't give access")


def test_a_file_that_lacks_something_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "2026-01-01.es.toml").write_text('text = "a/b@2026-01-01"\nsay = []\n')

    with pytest.raises(CharterOakError, match="a translation has language, name, say, state, text"):
        read_translations(tmp_path)
