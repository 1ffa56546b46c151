"""The ladder of an agency: its own rungs, or those that agencies of its kind have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from charteroak.desk.referrals.models import Rung
from charteroak.directory.models import Agency

LADDERS = Path(__file__).with_name("ladders.toml")


def ladder_of(agency: Agency) -> list[Rung]:
    """Return the rungs of an agency from the bottom up; those of its kind are not saved."""
    own = list(Rung.objects.filter(agency=agency).select_related("agency", "post__person"))
    return own or list(_usual(agency))


def own_ladder(agency: Agency) -> list[Rung]:
    """Return the rungs of an agency, saved as its own if they were not; in a transaction."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    rungs = ladder_of(agency)
    for rung in rungs:
        if not rung.own:
            rung.save(force_insert=True)
    return rungs


def _usual(agency: Agency) -> Iterator[Rung]:
    for place, words in enumerate(_rungs_of(agency.kind), start=1):
        yield Rung(agency=agency, place=place, **words)


def _rungs_of(kind: str) -> list[dict[str, Any]]:
    ladders = _ladders()
    chosen = next((each for each in ladders if kind in each["kinds"]), ladders[-1])
    rungs: list[dict[str, Any]] = chosen["rungs"]
    return rungs


@cache
def _ladders() -> list[dict[str, Any]]:
    with LADDERS.open("rb") as opened:
        ladders: list[dict[str, Any]] = tomllib.load(opened)["ladder"]
    return ladders
