"""List what a memo can be asked: its facts with their answers, the acts, papers and records.

Examples:
  charteroak facts ct/law-enforcement
  charteroak facts ct/schools --on 2017-03-01
  charteroak facts ct/54-192h@2014-01-01 --json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from charteroak.commands.options import day_option, today
from charteroak.core.answer import Question, question_at
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.measures import show_span
from charteroak.core.memo import Choice, Fact, Line
from charteroak.core.situation import known_papers
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, safe, wrapped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``facts``."""
    parser.add_argument("text", help="a memo, ct/law-enforcement, or one of its versions")
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day (default: today)")
    parser.add_argument("--json", action="store_true", help="print the list for a program")


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    library = open_library(options.guidance)
    day = options.on or today()
    guidance = compile_guidance(library, library.find(options.text, day), day)
    if options.json:
        print(json.dumps(_record(guidance), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(guidance)))
    return 0


def _lines(guidance: Guidance) -> Iterator[str]:
    yield paint(safe(f"{guidance.memo.title} ({guidance.memo.id})"), Style.STRONG)
    yield ""
    yield "Acts (--act)"
    for name in guidance.acts:
        act = guidance.act(name)
        yield wrapped(safe(f"{name}: {act.question if act else ''}"), "    ", "  ")
    yield ""
    yield 'Facts (--fact "name=answer"; “not sure” is an answer to each)'
    for question in _questions(guidance):
        yield wrapped(safe(f"{question.fact}: {question.question}"), "    ", "  ")
        yield wrapped(safe(" | ".join(question.answers)), "      ")
        if question.how_to_tell:
            yield paint(
                wrapped(safe(f"How to tell: {question.how_to_tell}"), "      "), Style.FAINT
            )
    papers = known_papers(guidance)
    if papers:
        yield ""
        yield "Papers (--paper)"
        for paper in papers:
            yield wrapped(safe(f"{paper.name}: {paper.title}"), "    ", "  ")


def _questions(guidance: Guidance) -> list[Question]:
    return [question_at(guidance, level) for level in range(len(guidance.space))]


def _record(guidance: Guidance) -> dict[str, Any]:
    return {
        "memo": str(guidance.memo.id),
        "on": guidance.day.isoformat(),
        "texts": [str(text.id) for text in guidance.texts],
        "acts": [
            {"act": name, "question": act.question if (act := guidance.act(name)) else ""}
            for name in guidance.acts
        ],
        "facts": [
            {
                "fact": guidance.space.name(level),
                "question": domain.fact.question,
                "answers": [domain.label(index) for index in range(len(domain))],
                "kind": _kind(domain.fact),
                "how_to_tell": domain.fact.how_to_tell,
                "why": domain.fact.why,
                "decided_by": domain.fact.decided_by,
                "defined_as": domain.fact.definition.written if domain.fact.definition else "",
            }
            for level, domain in enumerate(guidance.space.domains)
        ],
        "papers": [
            {
                "paper": paper.name,
                "title": paper.title,
                "asks_for": list(paper.asks_for),
                "settles": {fact.name: answer for fact, answer in paper.settles},
            }
            for paper in known_papers(guidance)
        ],
    }


def _kind(fact: Fact) -> str:
    if isinstance(fact.answers, Choice):
        return "ordered" if fact.answers.ordered else "one of"
    if isinstance(fact.answers, Line):
        return f"{fact.answers.measure}, {show_span(fact.answers.whole, fact.answers.measure)}"
    return "text"
