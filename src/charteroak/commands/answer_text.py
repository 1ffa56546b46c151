"""An answer in plain words for a terminal: what to do first, why it is so below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charteroak.commands.item_text import item_lines
from charteroak.commands.reason_text import reason_lines
from charteroak.commands.words import shown_directions, shown_period
from charteroak.core.answer import ActAnswer, Answer, Question
from charteroak.core.directions import Direction
from charteroak.core.memo import Memo
from charteroak.terminal import Style, column, paint, plain, wrapped

COLOUR = {
    Direction.MUST: Style.GREEN,
    Direction.SHOULD: Style.GREEN,
    Direction.MAY: Style.GREEN,
    Direction.MUST_NOT: Style.RED,
    Direction.SHOULD_NOT: Style.RED,
    Direction.REFER: Style.YELLOW,
    Direction.NO_RULE: Style.FAINT,
}


def answer_lines(answer: Answer, memo: Memo) -> Iterator[str]:
    """Yield the lines of ``answer``, which ``memo`` gave."""
    yield from _head_lines(answer, memo)
    yield ""
    yield from _direction_lines(answer.directions)
    yield from item_lines(answer.items, settled=answer.next is None)
    if answer.next is not None:
        yield from _next_lines(answer.next)
    yield from reason_lines(answer.directions, settled=answer.next is None)
    yield ""
    if any("{" in item.words for item in answer.items):
        yield wrapped("What stands in braces, your agency's plan has to fill in.")
    others = [str(text) for text in answer.texts if text != answer.memo]
    if others:
        yield paint(wrapped(f"In force that day: {', '.join(others)}"), Style.FAINT)
    yield paint("Not legal advice.", Style.FAINT)


def _head_lines(answer: Answer, memo: Memo) -> Iterator[str]:
    """Yield which text answers, for which day, and whether that needs a warning."""
    yield paint(wrapped(answer.title), Style.STRONG)
    yield paint(wrapped(f"{answer.memo}, for a request of {answer.day}"), Style.FAINT)
    if answer.draft:
        yield paint("This is a draft that nobody has issued.", Style.YELLOW)
    elif not memo.in_force.holds(answer.day):
        days = shown_period(memo.in_force)
        warning = f"This version is not in force that day; it is {days}."
        yield paint(wrapped(warning), Style.YELLOW)


def _direction_lines(directions: Sequence[ActAnswer]) -> Iterator[str]:
    """Yield the direction for each act in two columns, those that are settled first."""
    wide = max((len(each.act) for each in directions), default=0) + len(":  ")
    for each in sorted(directions, key=lambda each: not each.settled):
        words, style = _direction(each)
        line = column(f"{each.act}:", words, wide if len(directions) > 1 else 0)
        yield _painted(line, words, style)
    if len(directions) == 1 and directions[0].question:
        yield paint(wrapped(directions[0].question, "  "), Style.FAINT)


def _direction(each: ActAnswer) -> tuple[str, Style]:
    """Return the direction of an act in words, and its colour."""
    if each.ruling is None:
        return f"not settled: {shown_directions(each.possible)}", Style.YELLOW
    direction = each.ruling.direction
    words = ", ".join((direction.upper(), *each.ruling.bounds))
    conflict = " (texts contradict each other)" if each.conflict else ""
    return f"{words}{conflict}", COLOUR[direction]


def _painted(line: str, words: str, style: Style) -> str:
    """Return ``line`` with its direction in colour."""
    shown = words.partition(",")[0].partition(" (")[0].partition(":")[0]
    strong = (Style.STRONG,) if shown.isupper() else ()
    return line.replace(shown, paint(shown, *strong, style), 1)


def _next_lines(question: Question) -> Iterator[str]:
    """Yield the question that would settle most, and how to answer it."""
    yield ""
    yield paint("Next question", Style.STRONG)
    yield wrapped(plain(question.question), "  ")
    choices = ", ".join([*question.answers, "not sure"])
    yield wrapped(f'--fact "{question.fact}=…" with one of: {choices}', "  ")
