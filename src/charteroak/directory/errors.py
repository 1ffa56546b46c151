"""What the directory refuses, in words for the person who asked."""

from __future__ import annotations


class RefusedError(Exception):
    """Something cannot be done as things are; the message says why and what to do instead."""
