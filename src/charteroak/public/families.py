"""The page for families: a few plain answers in several languages, each with its source.

The words are data, ``families.toml`` in the state's folder of texts; another state writes its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from charteroak.core.errors import CharterOakError
from charteroak.public.addresses import address_of
from charteroak.shipped import guidance_directory

NAME = "families.toml"
DEFAULT = "en"
LANGUAGES = {"en": "English", "es": "Español", "pt-br": "Português"}
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question with its answer, the citation, and the address of the paragraph it is from."""

    question: str
    answer: str
    cite: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """The page in one language; ``state`` says who wrote or reviewed the words."""

    title: str
    introduction: str
    state: str
    parts: tuple[Part, ...]


@login_not_required
def families(request: HttpRequest) -> HttpResponse:
    """Show the page in the language that the address names, ``?lang=es``, else in English."""
    language = request.GET.get("lang", DEFAULT)
    if language not in LANGUAGES:
        raise Http404
    page = read_family_page(guidance_directory() / settings.STATE / NAME, language)
    if page is None:
        raise Http404
    context = {"page": page, "language": language, "languages": LANGUAGES.items()}
    return render(request, "public/families.html", context)


@lru_cache(maxsize=8)
def read_family_page(file: Path, language: str) -> FamilyPage | None:
    """Return the page in ``language``; None where the state has none.

    Raises:
        CharterOakError: the file lacks a key, or words in this language.
    """
    if not file.exists():
        return None
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return FamilyPage(
            title=found["title"][language],
            introduction=found["introduction"][language],
            state=found["state"][language],
            parts=tuple(_part(part, language) for part in found["part"]),
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        message = f"{file}: {error} is missing or wrong; each part has {', '.join(LANGUAGES)}"
        raise CharterOakError(message) from error


def _part(part: Mapping[str, Any], language: str) -> Part:
    return Part(
        question=part["question"][language],
        answer=part["answer"][language],
        cite=part["cite"],
        address=address_of(part["source"]) + (f"#{part['anchor']}" if part["anchor"] else ""),
    )
