"""Addresses and hashes as the public pages write them."""

from __future__ import annotations

from django import template

from charteroak.core.memo import Version
from charteroak.public.addresses import address_of_version

register = template.Library()

GROUP = 8


@register.simple_tag
def address(version: Version) -> str:
    """Return the permanent address of a version."""
    return address_of_version(version)


@register.simple_tag(name="digest")
def grouped(digest: str) -> str:
    """Return a hash in groups of eight, as a person can compare them."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))
