"""Lists, rulings, facts and citations in words, as several commands print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from charteroak.core.directions import Ruling
from charteroak.core.memo import Grade, Paper, Period
from charteroak.core.provenance import IN_FORCE, Sourced


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return *a, b and c*."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return *1 table* or *1,200 tables*."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shown_directions(rulings: Iterable[Ruling]) -> str:
    """Return the different directions of ``rulings``: *must not, may or refer*."""
    return joined(list(dict.fromkeys(ruling.direction.value for ruling in rulings)), "or")


def shown_rulings(rulings: Iterable[Ruling]) -> str:
    """Return ``rulings`` with their bounds; where one has bounds, *or* stands between them."""
    words = [str(ruling) for ruling in rulings]
    return " or ".join(words) if any("," in each for each in words) else joined(words, "or")


def shown_facts(facts: Mapping[str, str]) -> str:
    """Return *agency is state police and judicial warrant is no*."""
    return joined([f"{name} is {answer}" for name, answer in facts.items()])


def shown_period(period: Period) -> str:
    """Return *from 2017-04-02 on*, *from 2015-06-01 to 2017-04-01* or *until 2015-06-30*."""
    if period.start == date.min:
        return f"until {period.end}"
    return f"from {period.start} {f'to {period.end}' if period.end else 'on'}"


def shown_paper(paper: Paper) -> str:
    """Return the title of a paper, and when it is in use if that is known."""
    return f"{paper.title} (in use {shown_period(paper.in_use)})" if paper.in_use else paper.title


def shown_citations(citations: Sequence[Sourced]) -> str:
    """Return the citations, those of one grade and status together."""
    alike: dict[str, list[str]] = {}
    for citation in citations:
        standing = f"{citation.grade}, {citation.status}"
        alike.setdefault(standing, []).append(citation.cite)
    return "; ".join(f"{'; '.join(cites)} ({standing})" for standing, cites in alike.items())


def short_citations(citations: Sequence[Sourced]) -> str:
    """Return the citations, with what is not usual of their standing: *A; B (challenged)*."""
    return "; ".join(map(_short, citations))


def _short(citation: Sourced) -> str:
    standing = [] if citation.grade is Grade.VERIFIED else [citation.grade.value]
    standing += [each for each in citation.status.split("; ") if each != IN_FORCE]
    return f"{citation.cite} ({', '.join(standing)})" if standing else citation.cite
