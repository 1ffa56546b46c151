"""Say exactly which answers differ between two versions, counted, in plain words.

Two versions are each taken on the first day they are in force; one text with two days is taken
as it stood on each.  Exit code 1 where anything differs.

examples:
  charteroak compare ct/54-192h@2014-01-01 ct/54-192h@2019-10-01
  charteroak compare ct/54-192h@2019-10-01 ct/54-192h@2025-10-01 --act hold
  charteroak compare ct/law-enforcement --on 2019-09-30 --on 2019-10-01 --json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from charteroak.commands.options import day_option
from charteroak.core.compare import Comparison, compare
from charteroak.core.conditions import Where
from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, safe, wrapped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``compare``."""
    parser.add_argument("old", help="a version, ct/54-192h@2014-01-01, or a text with two --on")
    parser.add_argument("new", nargs="?", help="another version (default: the same text)")
    parser.add_argument(
        "--on", type=day_option, action="append", default=[], metavar="DATE", help="once or twice"
    )
    parser.add_argument("--act", action="append", default=[], help="only this act; may repeat")
    parser.add_argument("--json", action="store_true", help="print the differences for a program")


def run(options: argparse.Namespace) -> int:
    """Print the differences; return 1 where there are any."""
    library = open_library(options.guidance)
    (old, day_old), (new, day_new) = _sides(library, options)
    found = compare(library, old, new, day_old, day_new)
    if options.json:
        print(json.dumps(_record(found, options.act), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found, options.act)))
    return 0 if found.same else 1


def _sides(
    library: Library, options: argparse.Namespace
) -> tuple[tuple[Memo, date], tuple[Memo, date]]:
    """Return the two versions and their days."""
    days = [*options.on, *options.on][:2] if options.on else [None, None]
    names = (options.old, options.new or options.old)
    if len(options.on) < 2 and names[0] == names[1]:
        message = f"name two versions, or two days: charteroak compare {names[0]} --on … --on …"
        raise CharterOakError(message)
    first, second = (_side(library, name, day) for name, day in zip(names, days, strict=True))
    return first, second


def _side(library: Library, name: str, day: date | None) -> tuple[Memo, date]:
    if day is None and "@" not in name:
        message = f"“{name}” names no version; write {name}@VERSION, or the day with --on"
        raise CharterOakError(message)
    memo = library.find(name, day or date.min)
    return memo, day or memo.in_force.start


def _lines(found: Comparison, acts: list[str]) -> Iterator[str]:
    head = f"{found.old} on {found.day_old} → {found.new} on {found.day_new}"
    yield paint(safe(head), Style.STRONG)
    yield f"{found.situations:,} situations over the facts of both."
    for words, names in _changed_names(found):
        if names:
            yield wrapped(safe(f"{words}: {', '.join(names)}"), "    ", "  ")
    for change in found.rulings:
        if not acts or change.act in acts:
            yield ""
            yield wrapped(safe(f"{change.act}: {change.old} → {change.new}"), "    ", "")
            yield from _where_lines(change.where)
    for grounds in found.grounds:
        if not acts or grounds.act in acts:
            yield ""
            words = (
                f"{grounds.act}: still {grounds.ruling}, now on {grounds.new}; was {grounds.old}"
            )
            yield wrapped(safe(words), "    ", "")
            yield from _where_lines(grounds.where, most=3)
    for item in () if acts else found.items:
        yield ""
        yield wrapped(safe(f"{item.items}, {item.kind}: {item.new or item.old}"), "    ", "")
        yield from _where_lines(item.where, most=1)
    if found.same:
        yield "Every situation is answered alike, on the same grounds."


def _changed_names(found: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("acts now ruled on", found.acts_added),
        ("acts no longer ruled on", found.acts_removed),
        ("facts that matter now", found.facts_added),
        ("facts that matter no longer", found.facts_removed),
        ("facts with other answers", found.facts_changed),
    ]


def _where_lines(where: Where, most: int = 8) -> Iterator[str]:
    yield f"  {_share(where.count, where.share)}"
    for condition in where.conditions[:most]:
        words = f"{condition.words} ({_share(condition.count, condition.share)})"
        yield wrapped(safe(words), "      ", "    - ")
    left = len(where.conditions) - most
    if left > 0 or where.unlisted:
        rest = where.unlisted + sum(condition.count for condition in where.conditions[most:])
        yield f"    and {rest:,} situations under further conditions (--json lists more)"


def _share(count: int, share: float) -> str:
    noun = "situation" if count == 1 else "situations"
    return f"{count:,} {noun}, {share:.2%}" if share >= 0.0001 else f"{count:,} {noun}"


def _record(found: Comparison, acts: list[str]) -> dict[str, Any]:
    return {
        "old": str(found.old),
        "new": str(found.new),
        "on": [found.day_old.isoformat(), found.day_new.isoformat()],
        "same": found.same,
        "situations": found.situations,
        **{words.replace(" ", "_"): list(names) for words, names in _changed_names(found)},
        "directions": [
            {
                "act": change.act,
                "old": str(change.old),
                "new": str(change.new),
                **_where_record(change.where),
            }
            for change in found.rulings
            if not acts or change.act in acts
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
            if not acts or change.act in acts
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
