"""Who gets a letter, and how an office of each kind is addressed: data, not code.

Which memo a kind is sent by default stands in the directory's reference data; how its head is
addressed, in ``audience.toml`` of the state's texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import QuerySet

from charteroak.core.errors import CharterOakError
from charteroak.directory.models import Agency
from charteroak.directory.reference import kinds as kinds_in_state
from charteroak.shipped import guidance_directory

NAME = "audience.toml"
AGENCY_FACT = "agency"


@dataclass(frozen=True, slots=True)
class Addressee:
    """How the head of an agency is addressed."""

    title: str
    salutation: str


HEAD = Addressee("Head of the agency", "Dear Head of the agency:")


def addressee(state: str, kind: str) -> Addressee:
    """Return how the head of an agency of this kind is addressed in ``state``."""
    return read_addressees(guidance_directory() / state / NAME).get(kind, HEAD)


@cache
def read_addressees(file: Path) -> dict[str, Addressee]:
    """Return the addressees of a state by kind; none where it has no file.

    Raises:
        CharterOakError: the file cannot be read, or an entry lacks title or salutation.
    """
    if not file.exists():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8")).get("addressee", {})
        return {
            kind: Addressee(entry["title"], entry["salutation"]) for kind, entry in found.items()
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f'{file}: {error}; each [addressee."KIND"] has a title and a salutation'
        raise CharterOakError(message) from error


def default_kinds(state: str, text: str) -> list[str]:
    """Return the kinds that a memo such as ``ct/law-enforcement`` is meant for."""
    memo = text.rpartition("/")[2].replace("-", " ")
    return [each.kind.value for each in kinds_in_state(state) if each.memo == memo]


def facts_of_kind(state: str, kind: str) -> dict[str, str]:
    """Return what the texts know of an agency by its kind alone."""
    named = {each.kind.value: each.called_in_the_texts for each in kinds_in_state(state)}
    return {AGENCY_FACT: named[kind]} if named.get(kind) else {}


def audience(state: str, kinds: Sequence[str], towns: Sequence[str]) -> QuerySet[Agency]:
    """Return the agencies of these kinds in these towns (every town where none is named)."""
    found = Agency.objects.filter(state=state, kind__in=kinds, closed=False)
    return found.filter(town__in=towns) if towns else found
