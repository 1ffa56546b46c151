"""Lists the sign-ins of a demonstration; the sign-in page uses it in a demonstration only."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.conf import settings

from charteroak.directory import demonstration
from charteroak.directory.demonstration import SignIn

register = template.Library()


@register.simple_tag
def demonstration_sign_ins() -> list[tuple[str, Sequence[SignIn]]]:
    """Return the people of a demonstration by agency; nobody elsewhere."""
    return list(demonstration.sign_ins()) if settings.DEMONSTRATION else []


@register.simple_tag
def demonstration_password() -> str:
    """Return the password of everybody in a demonstration; nothing elsewhere."""
    return demonstration.PASSWORD if settings.DEMONSTRATION else ""
