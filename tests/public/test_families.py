"""The page for families says the same in each language, and where each answer is from."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from charteroak.core.errors import CharterOakError
from charteroak.public.families import LANGUAGES, read_family_page

pytestmark = pytest.mark.django_db
FILE = Path(__file__).resolve().parents[2] / "guidance" / "ct" / "families.toml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_each_language(language: str) -> None:
    response = Client().get("/families/", {"lang": language})

    assert response.status_code == 200
    assert f'<article class="family" lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_leads_to_the_paragraph_it_is_from(language: str) -> None:
    page = read_family_page(FILE, language)
    assert page is not None

    for part in page.parts:
        address, _, anchor = part.address.partition("#")
        text = Client().get(address).content.decode()
        assert f'id="{anchor}"' in text, part.address


def test_a_translation_says_that_nobody_has_reviewed_it() -> None:
    assert "no revisado" in Client().get("/families/?lang=es").content.decode()


def test_another_language_is_not_found() -> None:
    assert Client().get("/families/?lang=xx").status_code == 404


def test_a_file_that_lacks_words_is_named(tmp_path: Path) -> None:
    (tmp_path / "families.toml").write_text('[title]\nen = "x"\n')

    with pytest.raises(CharterOakError, match=r"families\.toml: .* is missing"):
        read_family_page(tmp_path / "families.toml", "es")
