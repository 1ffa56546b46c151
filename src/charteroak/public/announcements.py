"""The worker's duty to tell subscribers of new versions; it looks only when the library changed."""

from __future__ import annotations

from django.utils import timezone

from charteroak.issuing.library import stamp
from charteroak.public.actions import announce_what_is_new

_announced = ""


def announce() -> int:
    """Announce what is new; return how many mails were queued."""
    global _announced  # noqa: PLW0603 - the stamp that this process has dealt with
    if (now := stamp()) == _announced:
        return 0
    queued = announce_what_is_new(timezone.now())
    _announced = now
    return queued
