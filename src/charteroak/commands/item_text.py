"""Things to do in plain words: what is certain first, then what depends on open facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charteroak.commands.words import joined, short_citations
from charteroak.core.items import Item
from charteroak.core.tables import (
    Items,
)
from charteroak.terminal import Style, paint, plain, wrapped

HEADINGS = {
    Items.DO: "Do",
    Items.SAY: "Say",
    Items.DO_NOT: "Do not",
    Items.CALL: "Call",
    Items.WRITE_DOWN: "Write down",
    Items.DUTY: "Then",
}


def item_lines(items: Sequence[Item], *, settled: bool) -> Iterator[str]:
    """Yield what to do, say, not do, call and write down, and the duties that follow.

    Args:
        items: what applies or may apply.
        settled: whether all questions are answered.  Before that, the details of what may not
            apply after all are left out.
    """
    for kind, heading in HEADINGS.items():
        chosen = [item for item in items if item.kind is kind and item.certain]
        yield from _section(heading, [line for item in chosen for line in _lines(item)])
    for facts, chosen in _by_facts(items).items():
        lines = [line for item in chosen for line in _open_lines(item, settled=settled)]
        yield from _section(f"Depending on {joined(facts)}", lines)


def _by_facts(items: Sequence[Item]) -> dict[tuple[str, ...], list[Item]]:
    """Return the items that are not certain, by the facts that they depend on."""
    found: dict[tuple[str, ...], list[Item]] = {}
    for kind in HEADINGS:
        for item in items:
            if item.kind is kind and not item.certain:
                found.setdefault(item.depends_on, []).append(item)
    return found


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield paint(wrapped(heading), Style.STRONG)
        yield from lines


def _lines(item: Item, before: str = "") -> Iterator[str]:
    """Yield what is to be done; below it who does it by when, and on what it rests."""
    yield wrapped(f"{before}{plain(item.words)}", "    ", "  - ")
    details = [f"{name}: {value}" for name, value in item.columns.items() if value not in {"", "-"}]
    cites = f"[{short_citations(item.citations)}]" if item.citations else ""
    if details or cites:
        yield paint(wrapped(f"{plain('; '.join(details))} {cites}", "    "), Style.FAINT)


def _open_lines(item: Item, *, settled: bool) -> Iterator[str]:
    """Yield the same of something that may not apply."""
    lines = _lines(item, f"{HEADINGS[item.kind].lower()}: ")
    if settled:
        yield from lines
    else:
        yield next(lines)
