"""A comparison as plain data, as the command line prints it and programs read it."""

from __future__ import annotations

from typing import Any

from charteroak.core.compare import Comparison
from charteroak.core.conditions import Where


def comparison_record(found: Comparison) -> dict[str, Any]:
    """Return what differs, each change with the situations in which it does."""
    return {
        "old": str(found.old),
        "new": str(found.new),
        "on": [found.day_old.isoformat(), found.day_new.isoformat()],
        "same": found.same,
        "situations": found.situations,
        **{words.replace(" ", "_"): list(names) for words, names in changed_names(found)},
        "directions": [
            {
                "act": change.act,
                "old": str(change.old),
                "new": str(change.new),
                **_where_record(change.where),
            }
            for change in found.rulings
        ],
        "grounds": [
            {
                "act": change.act,
                "direction": str(change.ruling),
                "old": change.old,
                "new": change.new,
                **_where_record(change.where),
            }
            for change in found.grounds
        ],
        "items": [
            {
                "kind": item.kind.value,
                "items": item.items.value,
                "old": item.old,
                "new": item.new,
                **_where_record(item.where),
            }
            for item in found.items
        ],
    }


def _where_record(where: Where) -> dict[str, Any]:
    return {
        "count": where.count,
        "share": where.share,
        "unlisted": where.unlisted,
        "conditions": [
            {
                "words": condition.words,
                "count": condition.count,
                "share": condition.share,
                "answers": {name: list(values) for name, values in condition.allowed.items()},
                "example": dict(condition.example),
            }
            for condition in where.conditions
        ],
    }


def changed_names(found: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    """Return what came and went, in words, with its names."""
    return [
        ("acts now ruled on", found.acts_added),
        ("acts no longer ruled on", found.acts_removed),
        ("facts that matter now", found.facts_added),
        ("facts that matter no longer", found.facts_removed),
        ("facts with other answers", found.facts_changed),
    ]
