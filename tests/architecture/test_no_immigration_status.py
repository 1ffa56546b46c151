"""No fact, field or answer of any text, no column and no form can hold immigration status."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

import charteroak
from charteroak.core.facts import (
    Choice,
    Fact,
)
from charteroak.core.library import Library

ROOT = Path(__file__).resolve().parents[2]
STATUS = re.compile(
    r"immigration status|citizen|national(s|ity)\b|undocumented|unlawful(ly)? present|visa\b"
    r"|green card|place of birth|birthplace|country of (birth|origin)|removable|deportable"
    r"|final order|alien\b|asylum|refugee|lawful(ly)? (admitted|present)",
    re.IGNORECASE,
)
# What somebody wants to know, or what a paper asks for; never what a person is.
WHAT_IS_ASKED = {("us/school-glossary", "information asked")}


def facts() -> Iterator[tuple[str, Fact]]:
    """Yield every fact and every field of a record, with the version it stands in."""
    library = Library.from_directory(ROOT / "guidance")
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            fields = [field for listed in memo.records for field in listed.fields]
            for fact in (*memo.facts, *fields):
                yield str(memo.id), fact


def words_of(fact: Fact) -> list[str]:
    """Return what a person is asked and may answer; help on how to tell is not an answer."""
    answers = fact.answers.values if isinstance(fact.answers, Choice) else ()
    return [fact.name, fact.question, *answers]


@pytest.mark.parametrize(("version", "fact"), list(facts()), ids=lambda each: str(each)[:60])
def test_no_fact_can_hold_immigration_status(version: str, fact: Fact) -> None:
    if (fact.text, fact.name) in WHAT_IS_ASKED:
        assert "they" in fact.question, "it has to ask what a requester wants"
        return
    held = [words for words in words_of(fact) if STATUS.search(words)]

    assert not held, f"{version} {fact.place}: {held}"


@pytest.mark.parametrize(
    "words",
    ["Is the person a citizen?", "nationality", "final order stated", "visa", "removable alien"],
)
def test_the_words_of_status_are_recognised(words: str) -> None:
    assert STATUS.search(words)


def our_models() -> list[type[models.Model]]:
    """Return every model of the product itself."""
    return [each for each in apps.get_models() if each.__module__.startswith("charteroak.")]


def our_forms() -> list[type[forms.Form]]:
    """Return every form of the product, whichever module it stands in."""
    for module in pkgutil.walk_packages(charteroak.__path__, "charteroak."):
        if module.name.rpartition(".")[2].endswith("forms"):
            importlib.import_module(module.name)
    found, waiting = set[type[forms.Form]](), [forms.Form]
    while waiting:
        waiting += (kinds := waiting.pop().__subclasses__())
        found |= {each for each in kinds if each.__module__.startswith("charteroak.")}
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def words_of_model_field(field: Any) -> list[str]:
    """Return what a column is called and may hold."""
    choices = [label for pair in getattr(field, "choices", None) or () for label in pair]
    return [
        field.name.replace("_", " "),
        *map(str, (field.verbose_name, field.help_text, *choices)),
    ]


def words_of_form_field(name: str, field: forms.Field) -> list[str]:
    """Return what a person is asked in a form and may choose; help on what not to write is none."""
    choices = getattr(field, "choices", None) or ()
    chosen = [str(part) for pair in choices for part in pair]
    return [name.replace("_", " "), str(field.label or ""), *chosen]


@pytest.mark.parametrize("model", our_models(), ids=lambda each: each.__name__)
def test_no_column_can_hold_immigration_status(model: type[models.Model]) -> None:
    fields = [field for field in model._meta.get_fields() if getattr(field, "column", None)]
    held = [each.name for each in fields if any(map(STATUS.search, words_of_model_field(each)))]

    assert not held, f"{model.__name__}: {held}"


@pytest.mark.parametrize("form", our_forms(), ids=lambda each: each.__qualname__)
def test_no_form_asks_for_immigration_status(form: type[forms.Form]) -> None:
    fields = form.base_fields.items()
    held = [
        name for name, each in fields if any(map(STATUS.search, words_of_form_field(name, each)))
    ]

    assert not held, f"{form.__qualname__}: {held}"


def test_every_free_text_of_a_request_is_searched_for_it() -> None:
    typed = [
        f"{form.__qualname__}.{name}"
        for form in our_forms()
        if form.__module__.startswith("charteroak.desk.requests.")
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
    ]

    # A hash of the answer that was shown, and a number looked for; neither is kept.
    assert typed == ["FilterForm.number", "RecordForm.seen"]
