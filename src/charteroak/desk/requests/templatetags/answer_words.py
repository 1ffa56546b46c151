"""Words of a recorded answer, as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from charteroak.desk.answer_screen import plain

register = template.Library()
Item = dict[str, Any]


@register.filter
def certainly(items: Sequence[Item]) -> list[Item]:
    """Return the things to do that apply whatever is not known."""
    return [item for item in items if item["certain"]]


@register.filter
def perhaps(desk: dict[str, list[Item]]) -> list[Item]:
    """Return the things to do, of every kind, that apply only if unknown facts lie so."""
    return [item for items in desk.values() for item in items if not item["certain"]]


@register.filter
def shown(words: str) -> str:
    """Return words without marks of Markdown; a blank that no plan filled in says so."""
    text, blanks = plain(words)
    return f"{text} (not filled in yet: {', '.join(blanks)})" if blanks else text
