"""The Markdown of a memo's prose as blocks, with the same limits as on its web page.

No raw HTML and no pictures; a link leads to http, https or mailto, and anything else stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from charteroak.documents.blocks import (
    Block,
    Code,
    Column,
    Line,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    paragraph,
    words,
)

OUTSIDE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s])", re.IGNORECASE)
# As in core/render/markdown.py: what one block may cost the parser.
MOST_PARSED = 8_000
DEEPEST = 20


def prose_blocks(markdown: str) -> tuple[Block, ...]:
    """Return a block of Markdown as blocks; one too long to be parsed is printed as it stands."""
    if len(markdown) > MOST_PARSED:
        return (paragraph(markdown),)
    return tuple(_blocks(SyntaxTreeNode(_parser().parse(markdown)).children))


def prose_line(markdown: str) -> Line:
    """Return one line of Markdown, such as a cell of a table."""
    if len(markdown) > MOST_PARSED:
        return words(markdown)
    return tuple(_inline(_parser().parseInline(markdown)[0].children or []))


@cache
def _parser() -> MarkdownIt:
    """Return Markdown without raw HTML, pictures, headings and link definitions."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    return parser.disable(
        ["html_block", "html_inline", "image", "heading", "lheading", "reference"]
    )


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield Paragraph(_line(node))
            case "bullet_list" | "ordered_list":
                yield _list(node)
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "fence" | "code_block":
                yield Code(node.content.rstrip("\n"))
            case "table":
                yield _table(node)


def _list(node: SyntaxTreeNode) -> Listing:
    items = tuple(tuple(_blocks(item.children)) for item in node.children)
    if node.type == "bullet_list":
        return Listing(items)
    return Listing(items, start=int(node.attrs.get("start", 1)))


def _table(node: SyntaxTreeNode) -> Table:
    head, *bodies = node.children
    headings = ["".join(run.text for run in _line(each)) for each in head.children[0].children]
    rows = [row for body in bodies for row in body.children]
    return Table(
        tuple(Column(heading) for heading in headings),
        tuple(tuple((_line(cell),) for cell in row.children) for row in rows),
        first_names_row=False,
    )


def _line(node: SyntaxTreeNode) -> Line:
    """Return the words of a node that holds one line of inline marks."""
    inline = node.children[0] if node.children else None
    tokens = inline.to_tokens()[0].children if inline is not None else None
    return tuple(_inline(tokens or []))


@dataclass(frozen=True, slots=True)
class _Look:
    """How many marks of each kind are open, and where the link leads."""

    strong: int = 0
    emphasis: int = 0
    link: str = ""

    def run(self, text: str) -> Run:
        return Run(text, strong=self.strong > 0, emphasis=self.emphasis > 0, link=self.link)


def _inline(tokens: Sequence[Token]) -> Iterator[Run]:
    look = _Look()
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    yield look.run(token.content)
            case "softbreak":
                yield look.run(" ")
            case "hardbreak":
                yield look.run("\n")
            case "code_inline":
                yield replace(look.run(token.content), code=True)
            case _:
                look = _looking(look, token)


def _looking(look: _Look, token: Token) -> _Look:
    """Return the look after a mark was opened or closed."""
    match token.type:
        case "strong_open" | "strong_close":
            return replace(look, strong=look.strong + token.nesting)
        case "em_open" | "em_close":
            return replace(look, emphasis=look.emphasis + token.nesting)
        case "link_open":
            target = str(token.attrGet("href") or "")
            return replace(look, link=target if OUTSIDE.match(target) else "")
        case "link_close":
            return replace(look, link="")
        case _:
            return look
