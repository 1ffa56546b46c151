"""Checks at the start that the desk's data and the guidance know the same names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ParamSpec

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from charteroak.core.errors import CharterOakError, UnknownNameError
from charteroak.core.facts import Choice as Choices
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Version
from charteroak.core.situation import find_act, find_fact, find_paper
from charteroak.core.space import NOT_SURE, Domain
from charteroak.desk.furnished import furniture
from charteroak.desk.places import Choice, Desk, Place
from charteroak.shipped import guidance_directory, open_library

P = ParamSpec("P")


@register()
def desk_file(**_: Any) -> list[CheckMessage]:
    """Return what is wrong with the desk's data files, for the person who starts the product."""
    file = guidance_directory() / settings.STATE / "desk.toml"
    try:
        problems = list(problems_of(furniture().desk, open_library()))
    except CharterOakError as error:
        problems = str(error).splitlines()
    hint = "docs/reference/desk-toml.md says what each key means."
    return [Error(f"{file}: {problem}", hint=hint, id="desk.E001") for problem in problems]


def problems_of(desk: Desk, library: Library) -> Iterator[str]:
    """Yield each name of ``desk`` that the texts of ``library`` do not know."""
    for text, version in desk.drafts.items():
        try:
            library.version(Version(text, version))
        except UnknownNameError as error:
            yield f"drafts: {error}"
    for place in desk.places:
        yield from _place(desk, place, library)


def _place(desk: Desk, place: Place, library: Library) -> Iterator[str]:
    try:
        headers = library.shelf(place.text).headers
    except UnknownNameError as error:
        yield f"place {place.name}: text: {error}"
        return
    newest = library.version(headers[-1].id)
    guidance = compile_guidance(library, newest, newest.in_force.start)
    for name in place.papers:
        yield from _unknown(f"place {place.name}: papers", find_paper, guidance, name)
    for choice in (*place.choices, *place.asked):
        yield from _choice(f"place {place.name}: “{choice.title}”", guidance, choice)
    if desk.papers.unsure:
        where = "papers: unsure"
        yield from _unknown(where, find_fact, guidance, desk.papers.unsure)


def _choice(where: str, guidance: Guidance, choice: Choice) -> Iterator[str]:
    for act in choice.acts:
        yield from _unknown(f"{where}: acts", find_act, guidance, act)
    for fact, answer in choice.settles.items():
        yield from _unknown(f"{where}: settles", _answer, guidance, fact, answer)


def _answer(guidance: Guidance, name: str, answer: str) -> None:
    fact = find_fact(guidance, name)
    if answer != NOT_SURE and isinstance(fact.answers, Choices):
        Domain(fact, values=fact.answers.values).index(answer)


def _unknown(
    where: str, find: Callable[P, object], *names: P.args, **more: P.kwargs
) -> Iterator[str]:
    try:
        find(*names, **more)
    except UnknownNameError as error:
        yield f"{where}: {error}"
