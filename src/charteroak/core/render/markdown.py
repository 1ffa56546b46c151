"""The prose of a memo as HTML: no raw HTML, no pictures, and links only where they may lead.

A link may lead to http, https and mailto addresses, to an anchor of the page, and to another
text, written ``ct/54-192h`` or ``ct/54-192h@2019-10-01``.  Anything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from charteroak.core.memo import Memo
from charteroak.core.render.markup import Html, region, safe, tag

# Returns the address of a text by its id, ``text`` or ``text@version``.
Address = Callable[[str], str]

# Each mark may cost the parser up to 0.1 ms, and what a mark costs grows with the block around it.
MARKS = "[]!*_`<&\\"
MOST_MARKS = 10_000
MOST_PARSED = 8_000
OUTSIDE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s]|#)", re.IGNORECASE)
TEXT = re.compile(
    r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)+(?:@\d{4}-\d{2}-\d{2}(?:\.\d+)?)?"
)
LISTS = {"bullet_list_open": "ul", "ordered_list_open": "ol"}


@dataclass(frozen=True, slots=True)
class Prose:
    """One block of prose: its markup, and the kind of list it is an item of, if any."""

    markup: Html
    listed: str | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the prose of one memo; ``address`` finds other texts, ``plain`` turns marks off."""

    address: Address
    plain: bool = False

    @classmethod
    def of(cls, memo: Memo, address: Address) -> Writer:
        """Return the writer for ``memo``; one with a flood of marks is written as it stands."""
        return cls(address, plain=sum(map(memo.source.count, MARKS)) > MOST_MARKS)

    def inline(self, text: str) -> Html:
        """Return one line of prose, such as a cell of a table."""
        if self.plain or len(text) > MOST_PARSED:
            return safe(text)
        return Html(_parser().renderInline(text, {"address": self.address}))

    def block(self, text: str, anchor: str, after: Html) -> Prose:
        """Return a paragraph, list item, quote or table at ``anchor``, ``after`` at its end."""
        if self.plain or len(text) > MOST_PARSED:
            return Prose(tag("p", text, " ", after, id=anchor))
        tokens = _parser().parse(text, {})
        if _is_one_item(tokens):
            return self._item(tokens, anchor, after)
        markup = self._render(tokens)
        if tokens and tokens[-1].type == "paragraph_close":
            markup, after = _before(markup, "</p>", after), Html("")
        if tokens and tokens[0].type == "table_open":
            markup = region(f"Table {anchor}", markup)
        return Prose(tag("div", markup, after, id=anchor, class_="paragraph"))

    def _item(self, tokens: Sequence[Token], anchor: str, after: Html) -> Prose:
        tokens[1].attrSet("id", anchor)
        markup = _before(self._render(tokens[1:-1]), "</li>", after)
        number = tokens[1].info if tokens[0].type == "ordered_list_open" else None
        return Prose(markup, LISTS[tokens[0].type], number)

    def _render(self, tokens: Sequence[Token]) -> Html:
        parser = _parser()
        for token in tokens:
            token.attrs.pop("style", None)  # the alignment of a column
            if token.type == "th_open":
                token.attrSet("scope", "col")
        return Html(parser.renderer.render(tokens, parser.options, {"address": self.address}))


def _is_one_item(tokens: Sequence[Token]) -> bool:
    """Tell whether the block is one list of one item, as the reader hands list items over."""
    outer = [token.type for token in tokens if token.level == 0]
    items = [token for token in tokens if token.level == 1 and token.type == "list_item_open"]
    ends = [[opening, opening.replace("open", "close")] for opening in LISTS]
    return outer in ends and len(items) == 1


def _before(markup: Html, end: str, after: Html) -> Html:
    """Put ``after`` in front of the last ``end`` of ``markup``."""
    head, found, tail = markup.rpartition(end)
    glued = f"&nbsp;{after}" if after else ""
    return Html(f"{head}{glued}{found}{tail}") if found else Html(f"{markup}{glued}")


class SafeLinks(MarkdownIt):
    """A Markdown parser whose links lead only where ``may_lead_to`` lets them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        """Tell whether ``url`` may be a link; otherwise what was written stays text."""
        return may_lead_to(url)


@cache
def _parser() -> MarkdownIt:
    """Return Markdown without raw HTML, pictures, headings and link definitions."""
    parser = SafeLinks("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": 20}).enable(
        "table"
    )
    parser.disable(["html_block", "html_inline", "image", "heading", "lheading", "reference"])
    parser.add_render_rule("link_open", _link)
    return parser


def may_lead_to(target: str) -> bool:
    """Tell whether a link may lead to ``target``."""
    return bool(OUTSIDE.match(target) or TEXT.fullmatch(target))


def _link(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Write the start of a link; another text is found by ``address``."""
    target = str(tokens[index].attrGet("href") or "")
    if TEXT.fullmatch(target):
        tokens[index].attrSet("href", env["address"](target))
    elif not target.startswith("#"):
        tokens[index].attrSet("rel", "noreferrer")
    return str(self.renderToken(tokens, index, options, env))
