"""Say exactly which answers differ between two versions, counted, in plain words.

Two versions are each taken on the first day they are in force; one text with two days is taken
as it stood on each.  Exit code 1 where anything differs.

Examples:
  charteroak compare ct/54-192h@2014-01-01 ct/54-192h@2019-10-01
  charteroak compare ct/54-192h@2019-10-01 ct/54-192h@2025-10-01 --act hold
  charteroak compare ct/law-enforcement --on 2019-09-30 --on 2019-10-01 --json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from charteroak.commands.options import TEXT_HELP, add_json, day_option, find_text, text_file
from charteroak.commands.output import print_json
from charteroak.commands.words import counted
from charteroak.core.compare import Comparison, compare
from charteroak.core.comparison_record import changed_names, comparison_record
from charteroak.core.conditions import Where
from charteroak.core.errors import CharterOakError, UnknownNameError
from charteroak.core.facts import (
    key,
)
from charteroak.core.library import Library
from charteroak.core.memo import (
    Memo,
)
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, wrapped

MOST_CONDITIONS = 8
SMALLEST_SHARE = 0.0001


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``compare``."""
    parser.add_argument("old", metavar="OLD", help=f"{TEXT_HELP}; a text needs --on")
    parser.add_argument("new", metavar="NEW", nargs="?", help="another (default: the same text)")
    parser.add_argument(
        "--on",
        type=day_option,
        action="append",
        default=[],
        metavar="DATE",
        help="the day of both, or twice: the day of each",
    )
    parser.add_argument(
        "--act", action="append", default=[], metavar="ACT", help="only this act; may repeat"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the differences; return 1 where there are any."""
    library = open_library(options.guidance)
    library, (old, day_old), (new, day_new) = _sides(library, options)
    found = compare(library, old, new, day_old, day_new)
    if options.act:
        found = _only(found, (old, new), options.act)
    if options.json:
        print_json(comparison_record(found))
    else:
        print("\n".join(_lines(found)))
    return 0 if found.same else 1


def _sides(
    library: Library, options: argparse.Namespace
) -> tuple[Library, tuple[Memo, date], tuple[Memo, date]]:
    """Return the two versions with their days, and the library that holds both.

    Raises:
        CharterOakError: there are not two things to compare.
    """
    names, days = [options.old, options.new or options.old], options.on
    if len(days) > len(names):
        message = f"--on may stand twice, once for each text; it stands {len(days)} times"
        raise CharterOakError(message)
    if len(days) < len(names) and names[0] == names[1]:
        name = names[0].partition("@")[0]
        message = (
            "there is nothing to compare: name two versions, or one text and two days:\n"
            f"charteroak compare {name}@VERSION {name}@VERSION\n"
            f"charteroak compare {name} --on DATE --on DATE"
        )
        raise CharterOakError(message)
    both = [*days, *days][:2] or [None, None]
    library, old, day_old = _side(library, names[0], both[0])
    library, new, day_new = _side(library, names[1], both[1])
    return library, (old, day_old), (new, day_new)


def _side(library: Library, name: str, day: date | None) -> tuple[Library, Memo, date]:
    if day is None and "@" not in name and text_file(name) is None:
        library.shelf(name)
        message = f"“{name}” names no version; write {name}@VERSION, or the day with --on"
        raise CharterOakError(message)
    library, memo = find_text(library, name, day or date.min)
    return library, memo, day or memo.in_force.start


def _only(found: Comparison, sides: tuple[Memo, Memo], acts: Sequence[str]) -> Comparison:
    """Return the differences in some acts; things to do are not told apart by act.

    Raises:
        UnknownNameError: neither side knows an act.
    """
    known = {key(act.name): act.name for memo in sides for act in memo.known_acts()}
    for act in acts:
        if key(act) not in known:
            raise UnknownNameError("an act of these texts", act, list(known.values()))
    wanted = {known[key(act)] for act in acts}
    return replace(
        found,
        acts_added=tuple(act for act in found.acts_added if act in wanted),
        acts_removed=tuple(act for act in found.acts_removed if act in wanted),
        rulings=tuple(change for change in found.rulings if change.act in wanted),
        grounds=tuple(change for change in found.grounds if change.act in wanted),
        items=(),
    )


def _lines(found: Comparison) -> Iterator[str]:
    head = f"{found.old} on {found.day_old} → {found.new} on {found.day_new}"
    yield paint(wrapped(head, "  ", ""), Style.STRONG)
    yield f"{counted(found.situations, 'situation')} over the facts of both."
    for words, names in changed_names(found):
        if names:
            yield wrapped(f"{words}: {', '.join(names)}", "    ", "  ")
    for change in found.rulings:
        yield from _change_lines(f"{change.act}: {change.old} → {change.new}", change.where)
    for grounds in found.grounds:
        words = f"{grounds.act}: still {grounds.ruling}, on {grounds.old} → {grounds.new}"
        yield from _change_lines(words, grounds.where, most=3)
    for item in found.items:
        words = " → ".join(filter(None, [item.old, item.new if item.new != item.old else None]))
        yield from _change_lines(f"{item.items}, {item.kind}: {words}", item.where, most=1)
    if found.same:
        yield "Every situation is answered alike, on the same grounds."


def _change_lines(words: str, where: Where, most: int = MOST_CONDITIONS) -> Iterator[str]:
    """Yield one change, in how many situations, and under which conditions."""
    yield ""
    yield wrapped(words, "    ", "")
    count = _share(where.count, where.share)
    if len(where.conditions) == 1 and not where.unlisted:
        yield wrapped(f"{count}: {where.conditions[0].words}", "    ", "  ")
        return
    yield f"  {count}:"
    for condition in where.conditions[:most]:
        shown = f"{condition.words} ({_share(condition.count, condition.share)})"
        yield wrapped(shown, "      ", "    - ")
    rest = where.unlisted + sum(condition.count for condition in where.conditions[most:])
    if rest:
        more = f"and {counted(rest, 'situation')} under further conditions (--json lists more)"
        yield wrapped(more, "      ", "    ")


def _share(count: int, share: float) -> str:
    return counted(count, "situation") + (f", {share:.2%}" if share >= SMALLEST_SHARE else "")
