"""An answer in plain words for a terminal: what to do first, why it is so below."""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.answer import ActAnswer, Answer, Said
from charteroak.core.directions import Direction, Ruling
from charteroak.core.items import Item
from charteroak.core.memo import Items
from charteroak.core.provenance import Sourced
from charteroak.terminal import Style, paint, safe, wrapped

COLOUR = {
    Direction.MUST: Style.GREEN,
    Direction.SHOULD: Style.GREEN,
    Direction.MAY: Style.GREEN,
    Direction.MUST_NOT: Style.RED,
    Direction.SHOULD_NOT: Style.RED,
    Direction.REFER: Style.YELLOW,
}
HEADINGS = {
    Items.DO: "Do",
    Items.SAY: "Say",
    Items.DO_NOT: "Do not",
    Items.CALL: "Call",
    Items.WRITE_DOWN: "Write down",
    Items.DUTY: "Then",
}


def answer_lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of ``answer``: directions, things to do, the next question, the source."""
    draft = " (a draft that nobody has issued)" if answer.draft else ""
    yield paint(safe(f"{answer.title}{draft}"), Style.STRONG)
    yield paint(f"{answer.memo}, for a request of {answer.day}", Style.FAINT)
    for each in answer.directions:
        yield ""
        yield from act_lines(each)
    yield from item_lines(answer.items)
    if answer.next is not None:
        yield ""
        yield wrapped(safe(f"Next question: {answer.next.question}"))
        choices = ", ".join([*answer.next.answers, "not sure"])
        yield wrapped(safe(f'--fact "{answer.next.fact}=…" with one of: {choices}'), "  ")
    yield ""
    others = [str(text) for text in answer.texts if text != answer.memo]
    if others:
        yield paint(wrapped(f"In force that day: {', '.join(others)}"), Style.FAINT)
    yield paint("Not legal advice.", Style.FAINT)


def act_lines(each: ActAnswer) -> Iterator[str]:
    """Yield the direction of one act, why, on what it rests, and what else is said."""
    yield f"{each.act}: {_shown(each)}"
    if each.question:
        yield paint(wrapped(safe(each.question), "  "), Style.FAINT)
    if each.by_fallback:
        facts = ", ".join(each.depends_on)
        could = " or ".join(map(str, each.possible))
        yield wrapped(safe(f"because you are not sure: {facts}. It could be {could}."), "  ")
    elif each.settled and each.because:
        facts = "; ".join(f"{name}: {value}" for name, value in each.because.items())
        yield wrapped(safe(f"because {facts}"), "  ")
    for row in each.rows:
        yield wrapped(safe(f"{row.text}, table {row.table}, row {row.row} (#{row.section})"), "  ")
    for citation in each.citations:
        yield from _citation_lines(citation)
    if each.conflict:
        yield paint(wrapped("These texts contradict each other; ask counsel.", "  "), Style.RED)
    for said in each.also:
        yield from _also_lines(said)
    for change in each.would_change[:3]:
        facts = " and ".join(
            f"{name}: {' or '.join(answers)}" for name, answers in change.facts.items()
        )
        becomes = " or ".join(map(str, change.becomes))
        yield wrapped(safe(f"would change with {facts} → {becomes}"), "    ", "  ")


def item_lines(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield what to do, say, not do, call, write down, and the duties that follow."""
    for kind, heading in HEADINGS.items():
        chosen = [item for item in items if item.kind is kind]
        if not chosen:
            continue
        yield ""
        yield paint(heading, Style.STRONG)
        for item in chosen:
            yield wrapped(safe(_item_words(item)), "    ", "  - ")


def _item_words(item: Item) -> str:
    words = item.words
    details = [f"{name}: {value}" for name, value in item.columns.items() if value not in {"", "-"}]
    if details:
        words = f"{words} ({'; '.join(details)})"
    if not item.certain:
        words = f"if it turns out so ({', '.join(item.depends_on)}): {words}"
    return words


def _shown(each: ActAnswer) -> str:
    if each.ruling is None:
        could = " or ".join(dict.fromkeys(str(r.direction) for r in each.possible))
        return paint(f"not settled yet ({could})", Style.YELLOW)
    return _ruling(each.ruling)


def _ruling(ruling: Ruling) -> str:
    direction = paint(
        ruling.direction.upper(), Style.STRONG, COLOUR.get(ruling.direction, Style.FAINT)
    )
    return ", ".join((direction, *map(safe, ruling.bounds)))


def _citation_lines(citation: Sourced) -> Iterator[str]:
    yield wrapped(safe(f"{citation.cite} ({citation.grade}, {citation.status})"), "    ", "  ")
    if citation.grade.value != "verified" and citation.note:
        yield wrapped(safe(citation.note), "    ")


def _also_lines(said: Said) -> Iterator[str]:
    rulings = " or ".join(map(str, said.rulings))
    cites = ", ".join(dict.fromkeys(citation.cite for citation in said.citations))
    yield wrapped(safe(f"also: {said.text} says {rulings} ({cites})"), "    ", "  ")
