"""A memo as clean, accessible HTML with an anchor for every paragraph and row.

Whatever stands in a memo stays words: no script, no style and no address of a memo's own making
gets into the page except links to http, https and mailto, to anchors, and to other texts.
"""

from __future__ import annotations

from charteroak.core.memo import Memo
from charteroak.core.render.markdown import Address, Writer
from charteroak.core.render.page import article, page

__all__ = ["render_html"]


def render_html(memo: Memo, *, fragment: bool = False, address: Address | None = None) -> str:
    """Return ``memo`` as HTML.

    Args:
        memo: the text to show.
        fragment: return only the article, to be put into a page that has its own head and style.
        address: returns the address of another text, ``us/1373`` or ``us/1373@1996-09-30``.
            Without it, pages are taken to lie at ``text/version.html`` and the list of a text's
            versions at ``text/``, as the texts themselves lie in their directories.
    """
    body = article(memo, Writer.of(memo, address or _beside(memo)))
    return body if fragment else page(memo, body)


def _beside(memo: Memo) -> Address:
    """Return addresses relative to the page of ``memo`` at ``text/version.html``."""
    up = "../" * len(memo.id.text.split("/"))

    def address(text: str) -> str:
        name, at, version = text.partition("@")
        return f"{up}{name}/{version}.html" if at else f"{up}{name}/"

    return address
