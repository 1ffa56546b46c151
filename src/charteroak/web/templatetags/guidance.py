"""How guidance is written in pages: shares, directions, parts of an address."""

from __future__ import annotations

from django import template

from charteroak.core.directions import Direction, Ruling
from charteroak.core.memo import Version

register = template.Library()

SMALLEST_SHARE = 0.0001


@register.filter
def share(fraction: float) -> str:
    """Return a share of all situations, ``25 %``; a very small one is said to be so."""
    if fraction < SMALLEST_SHARE:
        return "less than 0.01 %"
    return f"{fraction:.2%}".replace(".00%", "%").replace("%", " %")


@register.filter
def direction_class(direction: Direction | Ruling) -> str:
    """Return the class that colours a direction: ``direction--must-not``."""
    found = direction.direction if isinstance(direction, Ruling) else direction
    return f"direction--{found.value.replace(' ', '-')}"


@register.filter
def text_id(version: Version | str) -> str:
    """Return the text of ``ct/schools@2025-01-28``: ``ct/schools``."""
    return str(version).partition("@")[0]
