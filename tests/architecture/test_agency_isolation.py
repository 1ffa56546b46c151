"""What belongs to an agency is never read without saying whose it is.

A function that reads rows of an agency says for which agency, or who is acting, in its own body.
The few that look at all agencies stand below, each with its reason.  Writes are not looked at here:
they begin with ``acting.require`` (docs/decisions/0022-isolation-of-agencies.md).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from architecture.project import ROOT

PACKAGE = ROOT / "src" / "charteroak"
ROOMS = ("desk", "directory", "issuing")
WRITING = {"actions", "migrations", "management", "importers", "demonstration", "worker"}
WRITING |= {"drafting", "due_times", "climbing"}
OWNERS = ("agency", "office")
SAYS_WHOSE = ("agency", "agencies", "office", "acting", "sender")
OF_ALL_AGENCIES = {
    "desk/referrals/queries.py:open_referral_of": "by a request that was found for an agency",
    "desk/referrals/queries.py:referrals_for": "by requests that were found for an agency",
    "desk/requests/queries.py:_late_duties": "narrowed by to_do",
    "desk/requests/queries.py:_number_of_duties": "by requests that were found for an agency",
    "desk/requests/queries.py:_unconfirmed": "narrowed by to_do",
    "desk/requests/queries.py:_flagged": "narrowed by to_do and flagged_for_head",
    "directory/access.py:open_posts": "the gate itself: narrowed to a person and an agency",
    "directory/people/queries.py:_held": "narrowed by each function above it",
    "directory/people/queries.py:invitation_of_link": "by a secret that its holder was sent",
    "directory/queries.py:_with": "the directory is open to everybody",
    "issuing/letters/acknowledged.py:_letters": "who has acknowledged is public",
    "issuing/letters/before.py:before": "all who acknowledged, when a version is sent",
    "issuing/letters/queries.py:letter_with_content": "by letters that were found for an agency",
    "issuing/letters/queries.py:letters_of": "by an issuance that was found for an office",
    "issuing/queries.py:find_issued": "issued versions are public; before that, its office asks",
    "issuing/queries.py:issued_under": "issued versions are public",
    "issuing/queries.py:public_versions": "issued versions are public",
    "issuing/letters/composing.py:_memo": "by the issuance that is being sent",
    "issuing/letters/queries.py:sent_pdf": "by a letter that was found for an agency",
    "issuing/library.py:_changed_since": "issued versions are public",
    "issuing/library.py:_sources_at": "issued versions are public",
    "issuing/library.py:next_change": "issued versions are public",
    "issuing/queries.py:standing_versions": "issued versions are public",
    "issuing/views/memos.py:revision": "by a draft that was found for an office",
    "issuing/views/tables.py:_words": "by a draft that was found for an office",
}


@lru_cache(maxsize=1)
def owned() -> frozenset[str]:
    """Return the names of the models whose rows belong to an agency, or to a row that does."""
    found: set[type[Model]] = set()
    models = [model for model in apps.get_models() if model.__module__.startswith("charteroak.")]
    for _ in models:
        found |= {model for model in models if _belongs(model, found)}
    return frozenset(model.__name__ for model in found)


def _belongs(model: type[Model], found: set[type[Model]]) -> bool:
    fields = model._meta.fields
    return any(
        field.name in OWNERS or (field.is_relation and field.related_model in found)
        for field in fields
        if not field.null
    )


def readers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield each function of a room that may only read, with its place."""
    for room in ROOMS:
        for file in sorted((PACKAGE / room).rglob("*.py")):
            place = file.relative_to(PACKAGE)
            if WRITING.isdisjoint({*place.parts, place.stem}):
                yield from _functions(place, file)


def _functions(place: Path, file: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield f"{place.as_posix()}:{node.name}", node


def asks_for_rows(function: ast.FunctionDef) -> bool:
    """Return whether a function begins a query of rows that belong to an agency."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id in owned()
        for node in ast.walk(function)
    )


def says_whose(function: ast.FunctionDef) -> bool:
    """Return whether a function speaks of an agency in its body."""
    words = [
        getattr(node, "arg", None) or getattr(node, "attr", None) or getattr(node, "id", "")
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.keyword | ast.Attribute | ast.Name)
    ]
    return any(part in SAYS_WHOSE for word in words for part in str(word or "").split("__"))


def test_rows_of_an_agency_are_read_by_saying_whose_they_are() -> None:
    silent = {
        place
        for place, function in readers()
        if asks_for_rows(function) and not says_whose(function)
    }

    assert silent - set(OF_ALL_AGENCIES) == set(), "say for which agency, or list it with a reason"
    assert set(OF_ALL_AGENCIES) - silent == set(), "these say whose they are now, or are gone"


def test_the_models_of_agencies_are_found() -> None:
    assert {"Request", "Duty", "Post", "Invitation", "Draft", "Event"} <= owned()
    assert not {"Agency", "Person", "Checkpoint"} & owned()


def test_a_query_that_says_nothing_is_noticed() -> None:
    tree = ast.parse("def all_of_them():\n    return Request.objects.all()").body[0]
    assert isinstance(tree, ast.FunctionDef)

    assert asks_for_rows(tree)
    assert not says_whose(tree)
