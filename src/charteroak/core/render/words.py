"""Parts of a memo in words: hit policies, answers, directions, citations, periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from charteroak.core.directions import Direction, Ruling
from charteroak.core.facts import (
    Answers,
    Choice,
    Line,
    key,
)
from charteroak.core.measures import show_span
from charteroak.core.memo import (
    Case,
    Citation,
    Expected,
    Kind,
    Memo,
    Period,
    Standing,
)
from charteroak.core.render.markup import Html, joined, tag
from charteroak.core.tables import (
    Policy,
)

POLICIES = {
    Policy.UNIQUE: "At most one row fits any situation.",
    Policy.ANY: "Rows that fit the same situation agree.",
    Policy.FIRST: "The first row that fits decides.",
    Policy.PRIORITY: "Of the rows that fit, the one with the weightiest result decides.",
    Policy.COLLECT: "All rows that fit apply.",
    Policy.SUM: "The numbers of all rows that fit are added up.",
    Policy.SMALLEST: "The smallest number of the rows that fit counts.",
    Policy.LARGEST: "The largest number of the rows that fit counts.",
    Policy.COUNT: "The rows that fit are counted.",
}
KINDS = {
    Kind.LAW: "Law",
    Kind.MEMO: "Guidance",
    Kind.PLAN: "Plan of an agency",
    Kind.VOCABULARY: "Shared words",
}


def ruling_words(ruling: Ruling) -> Html:
    """Return a direction, marked, with its bounds."""
    direction = tag("strong", ruling.direction.value, class_="direction")
    if ruling.direction is Direction.NO_RULE:
        direction = tag("span", ruling.direction.value, class_="quiet")
    return joined([direction, *ruling.bounds], ", ")


def cite_words(memo: Memo, cite: str) -> Html:
    """Return a citation with its grade and legal status as words."""
    entry = memo.citation(cite)
    standing = "not listed" if entry is None else f"{entry.grade.value}; {status_words(entry)}"
    return joined([cite, tag("span", f"({standing})", class_="grade")], " ")


def cites_words(memo: Memo, cites: tuple[str, ...]) -> Html:
    """Return several citations, each on its own line."""
    return joined([tag("span", cite_words(memo, cite), class_="cite") for cite in cites], " ")


def status_words(entry: Citation) -> str:
    """Return the legal statuses of a citation, with the days they began on."""
    words = [s.words if s.since is None else f"{s.words} since {s.since}" for s in entry.statuses]
    return "; ".join(words) or "in force"


def answers_words(answers: Answers) -> str:
    """Return what may be answered."""
    if isinstance(answers, Choice):
        return (" < " if answers.ordered else ", ").join(answers.values)
    if isinstance(answers, Line):
        span = show_span(answers.whole, answers.measure, answers.unit)
        return answers.measure.value if span == "any" else f"{answers.measure.value}, {span}"
    return "text"


def period_words(period: Period) -> str:
    """Return a period in words."""
    return f"from {period.start} to {period.end}" if period.end else f"from {period.start}"


def given_words(memo: Memo, case: Case) -> Html:
    """Return what a case gives, one fact on a line."""
    names = {key(fact.name): fact.name for fact in memo.known_facts()}
    lines = [
        f"{names.get(source.name, source.name)} = {answer or 'not sure'}"
        for source, answer in case.given
    ]
    if case.asked:
        lines.insert(0, f"asked: {', '.join(case.asked)}")
    if case.paper:
        lines.insert(0, f"paper: {case.paper}")
    return joined([tag("span", line, class_="cite") for line in lines], " ")


def expected_words(expected: Expected) -> Html:
    """Return what a case expects of one output."""
    found: str = expected.words
    if expected.ruling is not None:
        found = ruling_words(expected.ruling)
    elif expected.rows is not None:
        found = ", ".join(sorted(expected.rows)) or "none"
    return tag("span", f"{expected.output}: ", found, class_="cite")


def about(memo: Memo, linked: Callable[[Sequence[str]], str]) -> Iterator[tuple[str, str]]:
    """Yield what stands at the head: who says it to whom, since when, and on which texts.

    ``linked`` writes the names of other texts, as links or plain.
    """
    if memo.senders:
        yield "From", "; ".join(memo.senders)
    if memo.addressees:
        yield "To", "; ".join(memo.addressees)
    yield "Version", str(memo.id)
    yield "Kind", f"{KINDS[memo.kind]}, {memo.level}" if memo.level else KINDS[memo.kind]
    if memo.issued != memo.in_force.start:
        yield "Issued", str(memo.issued)
    draft = memo.standing is Standing.DRAFT
    yield "Meant to be in force" if draft else "In force", period_words(memo.in_force)
    adopted = (memo.adopts,) if memo.adopts else ()
    for name, texts in (("Adopts", adopted), ("Rests on", memo.rests_on), ("Uses", memo.uses)):
        if texts:
            yield name, linked(texts)
    if memo.kind is Kind.VOCABULARY and memo.law_levels:
        yield "Levels", " > ".join((*memo.law_levels, *memo.guidance_levels))
