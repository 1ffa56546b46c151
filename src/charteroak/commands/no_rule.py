"""The answer where no version of a text is in force: *no rule*, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from charteroak.core.directions import Direction
from charteroak.core.situation import Request
from charteroak.core.tables import (
    Items,
)
from charteroak.terminal import Style, paint, wrapped


def no_rule_lines(why: str) -> Iterator[str]:
    """Yield the lines that say so."""
    yield wrapped(f"No rule: {why}.", "  ", "")
    yield paint("Not legal advice.", Style.FAINT)


def no_rule_record(day: date, request: Request, why: str) -> dict[str, Any]:
    """Return the same as data, with the keys of every answer (docs/reference/answer.md)."""
    return {
        "memo": None,
        "title": "",
        "draft": False,
        "on": day.isoformat(),
        "texts": [],
        "given": dict(request.facts),
        "settled": True,
        "directions": {act: _silent() for act in request.acts},
        "duties": [],
        "desk": {kind.value.replace(" ", "_"): [] for kind in Items if kind is not Items.DUTY},
        "because": {act: {} for act in request.acts},
        "would_change": {act: [] for act in request.acts},
        "next": None,
        "why": why,
    }


def _silent() -> dict[str, Any]:
    """Return the direction of one act where no text speaks."""
    return {
        "question": "",
        "settled": True,
        "direction": Direction.NO_RULE.value,
        "bounds": [],
        "text": None,
        "by_fallback": False,
        "rows": [],
        "citations": [],
        "also": [],
        "conflict": False,
        "possible": [],
        "depends_on": [],
    }
