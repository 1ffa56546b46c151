"""Markup that cannot be broken out of: text is escaped unless it is already Html."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

EMPTY = frozenset({"br", "col", "hr", "link", "meta"})


class Html(str):
    """Markup that was made by ``tag`` or by the Markdown parser with raw HTML turned off."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | None) -> Html:
    """Return an element; children that are not Html are escaped.

    Attribute names lose an underscore at their end and have hyphens for the others
    (``class_``, ``aria_label``); an attribute that is None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(children)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Return ``parts`` one after another; those that are not Html are escaped."""
    return Html(safe(between).join(map(safe, parts)))


def safe(text: str) -> Html:
    """Return ``text`` escaped, or as it is where it is Html."""
    return text if isinstance(text, Html) else Html(escape(text))


def to_anchor(anchor: str) -> str:
    """Return the address of an anchor on the same page."""
    return "#" + quote(anchor, safe=":")


def region(label: str, table: Html, anchor: str | None = None) -> Html:
    """Return ``table`` in a region that can be reached and scrolled by keyboard."""
    attributes = {"class_": "table", "role": "region", "aria_label": label, "tabindex": "0"}
    return tag("div", table, id=anchor, **attributes)
