"""The frame of a memo's page, its head, and its sections in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from charteroak.core.facts import (
    key,
)
from charteroak.core.memo import (
    Memo,
    Paragraph,
    Section,
    Shape,
    Standing,
)
from charteroak.core.render.markdown import Prose, Writer
from charteroak.core.render.markup import Html, joined, tag, to_anchor
from charteroak.core.render.sections import kept_table
from charteroak.core.render.style import STYLE
from charteroak.core.render.tables import decision_table
from charteroak.core.render.words import about

NOT_ADVICE = "This is not legal advice."
DRAFT = "Draft. No office has issued this text; it binds nobody and answers only when it is named."
DEEPEST_HEADING = 6
PROSE = frozenset({Shape.PARAGRAPH, Shape.ITEM, Shape.TABLE})


def page(memo: Memo, body: Html) -> Html:
    """Return a whole page around ``body``."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{memo.title} ({memo.id})"),
        tag("style", Html(STYLE)),
    )
    document = tag("html", head, tag("body", tag("main", body)), lang="en")
    return Html(f"<!doctype html>\n{document}\n")


def article(memo: Memo, writer: Writer) -> Html:
    """Return ``memo`` as one article."""
    sections = joined([_section(memo, section, writer) for section in memo.sections], Html("\n"))
    return tag("article", _header(memo, writer), Html("\n"), sections, class_="memo")


# ---- the head of the memo -----------------------------------------------------------------------


def _header(memo: Memo, writer: Writer) -> Html:
    draft = tag("p", DRAFT, class_="draft", role="note") if memo.standing is Standing.DRAFT else ""
    facts = [
        joined([tag("dt", name), tag("dd", value)])
        for name, value in about(memo, partial(_linked, writer))
    ]
    return tag(
        "header",
        tag("h1", memo.title),
        tag("p", memo.summary) if memo.summary else "",
        draft,
        tag("dl", *facts),
        tag("p", NOT_ADVICE, class_="advice"),
    )


def _linked(writer: Writer, texts: Sequence[str]) -> Html:
    """Return the names of texts, each leading to its page."""
    return joined([tag("a", text, href=writer.address(text)) for text in texts], ", ")


# ---- sections -----------------------------------------------------------------------------------


def _section(memo: Memo, section: Section, writer: Writer) -> Html:
    """Return a heading with its blocks in their order."""
    parts = [_heading(memo, section)] if section.title else []
    items: list[Prose] = []
    for block in section.blocks:
        prose = _prose(block, writer) if block.shape in PROSE else None
        if prose is None or (items and items[-1].listed != prose.listed):
            parts += _as_list(items)
            items = []
        if prose is None:
            parts += _table(memo, section, block, writer)
        elif prose.listed:
            items.append(prose)
        else:
            parts.append(prose.markup)
    return joined([*parts, *_as_list(items)], Html("\n"))


def _table(memo: Memo, section: Section, block: Paragraph, writer: Writer) -> Iterator[Html]:
    """Yield a decision table, or the table of a kept section."""
    if block.shape is Shape.KEPT:
        yield from kept_table(memo, section, block, writer)
    for table in memo.tables:
        if block.shape is Shape.DECISION and table.name == block.table:
            own = None if table.anchor == section.anchor else table.anchor
            yield decision_table(memo, table, writer, own)


def _heading(memo: Memo, section: Section) -> Html:
    """Return the heading; the first one is not repeated where it is the memo's title."""
    if section.depth == 1 and key(section.title) == key(memo.title):
        return tag("span", id=section.anchor)
    level = min(max(section.depth, 2), DEEPEST_HEADING)
    return tag(
        f"h{level}",
        section.title,
        "\N{NO-BREAK SPACE}",
        _self_link(section.anchor),
        id=section.anchor,
    )


def _self_link(anchor: str) -> Html:
    label = f"Link to #{anchor}"
    return tag("a", "#", href=to_anchor(anchor), class_="self", aria_label=label)


def _prose(paragraph: Paragraph, writer: Writer) -> Prose:
    return writer.block(paragraph.markdown, paragraph.anchor, _self_link(paragraph.anchor))


def _as_list(items: Sequence[Prose]) -> list[Html]:
    """Return list items that follow one another as one list."""
    if not items:
        return []
    start = items[0].start if items[0].start not in {None, "1"} else None
    return [tag(items[0].listed or "ul", *(item.markup for item in items), start=start)]
