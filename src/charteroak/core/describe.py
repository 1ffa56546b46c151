"""Situations in plain words, and as rows of *Cases* that can be pasted into a memo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charteroak.core.diagram import Cube
from charteroak.core.facts import (
    Line,
)
from charteroak.core.measures import Span, show_span
from charteroak.core.space import Domain, Space

EVERYWHERE = "in every situation"
MOST_ANSWERS = 8
LARGE = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterExample:
    """A situation that shows a fault.

    ``facts`` are the answers that alone lead there; ``sentence`` says them in words and ``case``
    is a table for *Cases*, its expected answer being what the texts say now.
    """

    facts: Mapping[str, str]
    sentence: str
    case: str


def describe_cube(space: Space, cube: Cube) -> str:
    """Return ``cube`` in words: *when judicial warrant is no and conviction is none or other*."""
    conditions = [
        f"{space.name(level)} is {describe_answers(space.domains[level], answers)}"
        for level, answers in sorted(cube.items())
        if len(answers) < len(space.domains[level])
    ]
    return f"when {' and '.join(conditions)}" if conditions else EVERYWHERE


def describe_situation(space: Space, answers: Mapping[int, int]) -> str:
    """Return some known ``answers`` in words, as ``describe_cube`` does."""
    return describe_cube(space, {level: (answer,) for level, answer in answers.items()})


def describe_cubes(space: Space, cubes: Sequence[Cube], most: int = 3) -> str:
    """Return the first ``most`` of ``cubes`` in words, with a count of the others."""
    shown = "; ".join(describe_cube(space, cube) for cube in cubes[:most])
    more = len(cubes) - most
    return shown if more <= 0 else f"{shown}; and under {more} more {_plural('condition', more)}"


def describe_answers(domain: Domain, answers: Iterable[int]) -> str:
    """Return some answers to one fact in words: *none or other*, *not none*, *48 hours or less*."""
    chosen = sorted(answers)
    if domain.pieces:
        return _or([_span(domain, span) for span in _runs(domain, chosen)])
    left_out = [i for i in range(len(domain)) if i not in chosen]
    if len(chosen) > len(left_out) and 0 < len(left_out) <= 2 and len(chosen) > 2:  # noqa: PLR2004
        names = [domain.label(i) for i in left_out]
        return f"not {names[0]}" if len(names) == 1 else f"neither {names[0]} nor {names[1]}"
    return _or([domain.label(i) for i in chosen])


def describe_count(count: int, total: int) -> str:
    """Return ``count`` of ``total`` situations in words, with the share."""
    if count == total:
        return f"all {in_figures(total)} situations"
    return f"{in_figures(count)} of {in_figures(total)} situations ({describe_share(count, total)})"


def describe_share(count: int, total: int) -> str:
    """Return the share of ``count`` in ``total`` as a percentage; only none is *0%*."""
    thousandths = round(count * 1000 / total) if total else 0
    if thousandths == 0:
        return "less than 0.1%" if count else "0%"
    if thousandths == 1000 and count < total:  # noqa: PLR2004
        return "more than 99.9%"
    return f"{thousandths / 10:g}%"


def in_figures(number: int) -> str:
    """Return a whole number for a person; a huge one as *more than 10^54*."""
    if number < LARGE:
        return f"{number:,}"
    exponent = len(str(number)) - 1
    return f"10^{exponent}" if number == 10**exponent else f"more than 10^{exponent}"


def facts_of(space: Space, answers: Mapping[int, int]) -> dict[str, str]:
    """Return ``answers`` by the name of each fact, each as a person could give it."""
    return {
        space.name(level): space.domains[level].example(answer)
        for level, answer in sorted(answers.items())
    }


def case_table(columns: Mapping[str, str]) -> str:
    """Return a table for *Cases* with one row; ``columns`` map its headers to its cells."""
    heads, cells = [_cell(head) for head in columns], [_cell(cell) for cell in columns.values()]
    widths = [max(len(head), len(cell)) for head, cell in zip(heads, cells, strict=True)]
    dashes = ["-" * width for width in widths]
    return "\n".join(_line(each, widths) for each in (heads, dashes, cells))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|") or "-"


def _or(names: Sequence[str]) -> str:
    if len(names) > MOST_ANSWERS:
        return f"{', '.join(names[:MOST_ANSWERS])} or {len(names) - MOST_ANSWERS} others"
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _runs(domain: Domain, chosen: Sequence[int]) -> Iterator[Span]:
    """Yield the spans that neighbouring pieces make together."""
    start = 0
    for end in range(1, len(chosen) + 1):
        if end == len(chosen) or chosen[end] != chosen[end - 1] + 1:
            first, last = domain.pieces[chosen[start]], domain.pieces[chosen[end - 1]]
            yield Span(first.start, last.end)
            start = end


def _span(domain: Domain, span: Span) -> str:
    """Return ``span`` in words, leaving out an end that is the end of all answers."""
    line = domain.fact.answers
    if not isinstance(line, Line):
        return ""
    start = None if span.start == domain.pieces[0].start else span.start
    end = None if span.end == domain.pieces[-1].end else span.end
    return show_span(Span(start, end), line.measure, line.unit)


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
