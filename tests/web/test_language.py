"""The frame, sign-in and invitations speak three languages, and say that two are drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tools.compile_messages import compiled, messages

from architecture.project import ROOT

PACKAGE = ROOT / "src" / "charteroak"
LOCALE = PACKAGE / "web" / "locale"
SOURCES = sorted(LOCALE.rglob("django.po"))
FRAME = ["web/base", "web/navigation", "web/language", "web/components/error_summary"]
FRAME += ["400", "403", "404", "403_csrf", "429"]
ENTRANCE = ["login", "base_reauthenticate", "reauthenticate", "logout", "password_reset"]
ENTRANCE += ["password_reset_done", "password_reset_from_key", "password_reset_from_key_done"]
PEOPLE = ["mine", "invitation", "invitation_closed"]
TRANSLATED = [
    *(PACKAGE / "web" / "templates" / f"{name}.html" for name in FRAME),
    *(PACKAGE / "directory" / "templates" / "account" / f"{name}.html" for name in ENTRANCE),
    *(PACKAGE / "directory" / "templates" / "people" / f"{name}.html" for name in PEOPLE),
    PACKAGE / "directory" / "templates" / "mfa" / "authenticate.html",
]
WORDS = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate", re.DOTALL)
NAME = re.compile(r"\{\{\s*(\w+)\s*\}\}")
OF_DEMONSTRATIONS = "In this demonstration"


def said(template: Path) -> Iterator[str]:
    """Yield what a template asks to be translated."""
    text = template.read_text(encoding="utf-8")
    yield from (plain or quoted for plain, quoted in WORDS.findall(text))
    for block in BLOCK.findall(text):
        if not block.startswith(OF_DEMONSTRATIONS):
            yield NAME.sub(r"%(\1)s", block)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_every_word_of_the_frame_and_the_entrance_is_translated(source: Path) -> None:
    known = {key for key, value in messages(source.read_text("utf-8")) if value}
    wanted = {words for template in TRANSLATED for words in said(template)}

    assert wanted - known == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_a_translation_names_what_the_original_names(source: Path) -> None:
    pairs = dict(messages(source.read_text("utf-8")))
    wrong = [
        key
        for key, value in pairs.items()
        if key
        and sorted(re.findall(r"%\(\w+\)s|</?\w+>", key))
        != sorted(re.findall(r"%\(\w+\)s|</?\w+>", value))
    ]

    assert wrong == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_what_django_reads_is_made_of_its_source(source: Path) -> None:
    made = compiled(source.read_text(encoding="utf-8"))

    assert source.with_suffix(".mo").read_bytes() == made, "run tools/compile_messages.py"
    assert "Draft" in source.read_text("utf-8").splitlines()[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words", "draft"),
    [
        ("es", "Iniciar sesión", "borrador"),
        ("pt-br", "Entrar", "rascunho"),
        ("en-us", "Sign in", ""),
    ],
)
def test_a_chosen_language_stays_and_a_draft_says_that_it_is_one(
    client: Client, language: str, words: str, draft: str
) -> None:
    page = client.post("/language/set/", {"language": language, "next": "/account/login/"})
    assert page["Location"] == "/account/login/"
    shown = client.get("/account/login/").content.decode()

    assert f"<h1>{words}</h1>" in shown
    assert f'<html lang="{language}">' in shown
    assert draft in shown


@pytest.mark.django_db
def test_opening_the_page_of_languages_changes_nothing(client: Client) -> None:
    page = client.get("/language/", headers={"referer": "http://testserver/verify/"})

    assert page.content.decode().count('name="language"') == 3
    assert 'value="/verify/"' in page.content.decode()
    assert "django_language" not in client.cookies


@pytest.mark.django_db
def test_a_language_is_not_a_way_to_another_site(client: Client) -> None:
    page = client.post("/language/set/", {"language": "es", "next": "https://evil.example/"})

    assert "evil" not in page["Location"]
