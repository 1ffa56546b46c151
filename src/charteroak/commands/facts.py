"""List the texts, or what a memo can be asked: its acts, facts, records and papers.

Without a text, lists the texts in force.  With one, lists the names and answers that “charteroak
ask” understands, and how a person at a desk can tell.

Examples:
  charteroak facts
  charteroak facts ct/law-enforcement
  charteroak facts ct/schools --on 2017-03-01
  charteroak facts ct/54-192h@2014-01-01 --json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from charteroak.commands.options import add_day, add_json, compiled, texts_in_force, today
from charteroak.commands.output import print_json
from charteroak.commands.words import shown_paper
from charteroak.core.answer import Question, question_at
from charteroak.core.facts import (
    Choice,
    Fact,
    Line,
    RecordList,
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.library import Library
from charteroak.core.measures import show_span
from charteroak.core.situation import known_papers
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, plain, wrapped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``facts``."""
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="a memo, ct/law-enforcement, a version, or a file"
    )
    add_day(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    library = open_library(options.guidance)
    day = options.on or today()
    if options.text is None:
        record, lines = _texts_record(library, day), _text_lines(library, day)
    else:
        guidance = compiled(library, options.text, day)
        record, lines = _record(guidance), _lines(guidance)
    if options.json:
        print_json(record)
    else:
        print("\n".join(lines))
    return 0


def _text_lines(library: Library, day: date) -> Iterator[str]:
    yield paint(f"Texts in force on {day}", Style.STRONG)
    for text, title in texts_in_force(library, day).items():
        yield wrapped(f"{text}: {title}", "    ", "  ")
    yield ""
    yield wrapped("charteroak facts TEXT lists what each can be asked.")


def _texts_record(library: Library, day: date) -> dict[str, Any]:
    headers = {text: library.shelf(text).in_force(day) for text in texts_in_force(library, day)}
    return {
        "on": day.isoformat(),
        "texts": [
            {"text": text, "version": str(h.id), "kind": h.kind.value, "title": h.title}
            for text, h in headers.items()
            if h is not None
        ],
    }


def _lines(guidance: Guidance) -> Iterator[str]:
    yield paint(wrapped(guidance.memo.title), Style.STRONG)
    yield paint(wrapped(f"{guidance.memo.id}, for a request of {guidance.day}"), Style.FAINT)
    yield from _section("Acts (--act)")
    for name in guidance.acts:
        act = guidance.act(name)
        yield wrapped(f"{name}: {plain(act.question)}" if act else name, "    ", "  ")
    yield from _section("Facts (--fact NAME=ANSWER; “not sure” is an answer to each)")
    for question in _questions(guidance):
        yield from _fact_lines(question)
    for listed in _lists(guidance):
        yield from _section(f'Records (--record "{listed.name}: FIELD=ANSWER, …"; --no-record)')
        yield wrapped(f"{listed.name}: {plain(listed.question)}", "    ", "  ")
        for field in listed.fields:
            yield wrapped(f"{field.name}: {plain(field.question)}", "      ", "    ")
            yield wrapped(_answers(field), "        ")
    if papers := known_papers(guidance):
        yield from _section("Papers (--paper)")
        for paper in papers:
            yield wrapped(f"{paper.name}: {shown_paper(paper)}", "    ", "  ")


def _section(heading: str) -> Iterator[str]:
    yield ""
    yield paint(wrapped(heading), Style.STRONG)


def _fact_lines(question: Question) -> Iterator[str]:
    """Yield a fact with its answers, how to tell, and who decides."""
    yield wrapped(f"{question.fact}: {plain(question.question)}", "    ", "  ")
    yield wrapped(" | ".join(question.answers), "      ")
    for heading, words in (
        ("How to tell", question.how_to_tell),
        ("Who decides", question.decided_by),
    ):
        if words:
            yield paint(wrapped(f"{heading}: {plain(words)}", "      "), Style.FAINT)


def _questions(guidance: Guidance) -> list[Question]:
    return [question_at(guidance, level) for level in range(len(guidance.space))]


def _lists(guidance: Guidance) -> list[RecordList]:
    """Return the lists of records from which some fact in play follows."""
    read = {
        key(domain.fact.definition.records)
        for domain in guidance.space.domains
        if domain.fact.definition
    }
    lists = {key(each.name): each for text in guidance.texts for each in text.known_records()}
    return [each for name, each in lists.items() if name in read]


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
                **_fact_record(domain.fact),
                "fact": question.fact,
                "answers": list(question.answers),
                "defined_as": domain.fact.definition.written if domain.fact.definition else "",
            }
            for domain, question in zip(guidance.space.domains, _questions(guidance), strict=True)
        ],
        "records": [
            {
                "list": listed.name,
                "question": listed.question,
                "fields": [_fact_record(field) for field in listed.fields],
            }
            for listed in _lists(guidance)
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


def _fact_record(fact: Fact) -> dict[str, Any]:
    """Return what facts and the fields of records have in common."""
    answers = list(fact.answers.values) if isinstance(fact.answers, Choice) else []
    return {
        "fact": fact.name,
        "question": fact.question,
        "answers": answers,
        "kind": _kind(fact),
        "how_to_tell": fact.how_to_tell,
        "why": fact.why,
        "decided_by": fact.decided_by,
    }


def _answers(fact: Fact) -> str:
    return " | ".join(fact.answers.values) if isinstance(fact.answers, Choice) else _kind(fact)


def _kind(fact: Fact) -> str:
    if isinstance(fact.answers, Choice):
        return "ordered" if fact.answers.ordered else "one of"
    if isinstance(fact.answers, Line):
        span = show_span(fact.answers.whole, fact.answers.measure, fact.answers.unit)
        return fact.answers.measure.value if span == "any" else f"{fact.answers.measure}, {span}"
    return "text"
