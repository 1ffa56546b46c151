"""The guidance that answers here: one library for the whole process, compiled when first asked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.shipped import open_library


def current_library() -> Library:
    """Return the texts that this installation answers from."""
    return _shipped()


def guidance_for(text: str, day: date) -> Guidance:
    """Return ``text`` compiled for ``day``: ``ct/schools`` or one version, ``ct/schools@DATE``.

    Raises:
        NoVersionError: no version of the text is in force on that day.
        UnknownNameError: there is no such text.
    """
    return _compiled(text, day)


@lru_cache(maxsize=1)
def _shipped() -> Library:
    return open_library()


@lru_cache(maxsize=64)
def _compiled(text: str, day: date) -> Guidance:
    library = _shipped()
    memo = library.find(text, day)
    return compile_guidance(library, memo, day)
