"""Prove that a plan keeps to the memo it adopts and to the law beneath it.

Each act conforms, is stricter, is silent, departs from *should* with or without a reason, or
conflicts; each conflict comes with a counter-example.  Exit code 1 where the plan conflicts, or
departs without a reason.

examples:
  charteroak conform my-guidance/plan.md
  charteroak conform example/parcel-annex --on 2026-03-01 --json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from charteroak.commands.options import day_option, today
from charteroak.core.conform import Clash, Conformance, conform
from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, safe, wrapped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``conform``."""
    parser.add_argument("plan", help="a plan: a file, a text, or one of its versions")
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day (default: today)")
    parser.add_argument("--json", action="store_true", help="print the result for a program")


def run(options: argparse.Namespace) -> int:
    """Print how the plan stands; return 1 where it does not conform."""
    day = options.on or today()
    library, plan = _plan(open_library(options.guidance), options.plan, day)
    found = conform(library, plan, day)
    if options.json:
        print(json.dumps(_record(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found)))
    return 0 if found.conforms else 1


def _plan(library: Library, name: str, day: date) -> tuple[Library, Memo]:
    path = Path(name)
    if path.suffix == ".md" and path.is_file():
        library = library.with_file(path)
        plan = library.at(path)
    else:
        plan = library.find(name, day)
    if plan.kind is not Kind.PLAN:
        message = f"{plan.id} is a {plan.kind}, not a plan; a plan says `kind: plan` and `adopts:`"
        raise CharterOakError(message)
    return library, plan


def _lines(found: Conformance) -> Iterator[str]:
    verdict = paint(found.outcome.value, Style.GREEN if found.conforms else Style.RED)
    yield f"{found.plan} against {found.memo or 'nothing in force'} on {found.day}: {verdict}"
    for act in found.acts:
        shares = ", ".join(
            f"{outcome.value} in {count / found.situations:.1%}"
            for outcome, count in act.counts.items()
            if count
        )
        yield wrapped(safe(f"{act.act}: {act.outcome} ({shares})"), "    ", "  ")
    for clash in found.clashes:
        yield ""
        yield wrapped(safe(f"{clash.place}: {clash.message}"), "  ", "")
        yield wrapped(safe(f"For example: {clash.example.sentence}"), "    ")
    for blank in found.unfilled:
        yield wrapped(safe(f"silent: the blank “{blank}” is not filled in"), "    ", "  ")


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
