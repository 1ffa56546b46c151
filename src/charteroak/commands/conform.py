"""Prove that a plan keeps to the memo it adopts and to the law beneath it.

Each act conforms, is stricter, is silent, departs from *should* with or without a reason, or
conflicts; each conflict comes with a counter-example.  Exit code 1 where the plan conflicts, or
departs without a reason.

Examples:
  charteroak conform example/annex --on 2026-05-04
  charteroak conform example/annex@2026-02-01 --json
  charteroak conform guidance/example/annex/2026-02-01.md
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from charteroak.commands.options import add_day, add_json, find_text, today
from charteroak.commands.output import print_json
from charteroak.commands.words import joined
from charteroak.core.conform import ActConformance, Clash, Conformance, conform
from charteroak.core.describe import describe_share
from charteroak.core.errors import CharterOakError
from charteroak.core.layers import Outcome
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, wrapped

COLOUR = {
    Outcome.CONFLICTS: Style.RED,
    Outcome.DEPARTS_WITHOUT_REASON: Style.RED,
    Outcome.DEPARTS_WITH_REASON: Style.YELLOW,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``conform``."""
    parser.add_argument("plan", metavar="PLAN", help="a plan: a text, a version, or a file")
    add_day(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print how the plan stands; return 1 where it does not conform."""
    day = options.on or today()
    library, plan = _plan(open_library(options.guidance), options.plan, day)
    found = conform(library, plan, day)
    if options.json:
        print_json(_record(found))
    else:
        print("\n".join(_lines(found)))
    return 0 if found.conforms else 1


def _plan(library: Library, name: str, day: date) -> tuple[Library, Memo]:
    """Return the plan that is named.

    Raises:
        CharterOakError: the text is no plan.
    """
    library, plan = find_text(library, name, day)
    if plan.kind is not Kind.PLAN:
        message = f"{plan.id} is a {plan.kind}, not a plan; a plan says “kind: plan” and “adopts:”"
        raise CharterOakError(message)
    return library, plan


def _lines(found: Conformance) -> Iterator[str]:
    verdict = paint(found.outcome.value, COLOUR.get(found.outcome, Style.GREEN))
    yield f"{found.plan} against {found.memo} on {found.day}: {verdict}"
    for act in found.acts:
        yield wrapped(f"{act.act}: {act.outcome} ({_shares(act, found.situations)})", "    ", "  ")
    for clash in found.clashes:
        yield ""
        yield wrapped(f"{clash.place}: {clash.message}", "  ", "")
        if clash.reason:
            yield wrapped(f"The reason given: {clash.reason}", "    ")
        yield wrapped(f"For example: {clash.example.sentence}", "    ")
    if found.unfilled:
        yield ""
        names = joined([f"“{blank}”" for blank in found.unfilled])
        yield wrapped(f"Not filled in: {names}", "  ", "")


def _shares(act: ActConformance, situations: int) -> str:
    """Return the share of each outcome: *stricter in 12.5%, silent in 87.5%*."""
    return ", ".join(
        f"{outcome} in {describe_share(count, situations)}"
        for outcome, count in act.counts.items()
        if count
    )


def _record(found: Conformance) -> dict[str, Any]:
    return {
        "plan": str(found.plan),
        "memo": str(found.memo) if found.memo else None,
        "texts": [str(text) for text in found.texts],
        "on": found.day.isoformat(),
        "outcome": found.outcome.value,
        "conforms": found.conforms,
        "situations": found.situations,
        "acts": {
            act.act: {
                "outcome": act.outcome.value,
                "counts": {outcome.value: count for outcome, count in act.counts.items()},
            }
            for act in found.acts
        },
        "clashes": [_clash_record(clash) for clash in found.clashes],
        "unfilled": list(found.unfilled),
    }


def _clash_record(clash: Clash) -> dict[str, Any]:
    return {
        "act": clash.act,
        "outcome": clash.outcome.value,
        "file": clash.place.file,
        "line": clash.place.line,
        "says": str(clash.says),
        "binds": str(clash.ruling),
        "reason": clash.reason,
        "count": clash.where.count,
        "message": clash.message,
        "example": {
            "facts": dict(clash.example.facts),
            "sentence": clash.example.sentence,
            "case": clash.example.case,
        },
    }
