"""The start page of an agency: what needs doing now, as each room says it.

A room adds the name of a function, ``"charteroak.desk.requests.home.section"``, to the setting
``AGENCY_SECTIONS``.  It takes who is acting and returns a section, or nothing to show none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.conf import settings
from django.utils.module_loading import import_string

from charteroak.directory.access import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the start page: its heading, its template and what that shows."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


MakesSection: TypeAlias = Callable[[Acting], Section | None]


def sections_for(acting: Acting) -> list[Section]:
    """Return the sections that somebody acting for an agency sees, in the order of the setting."""
    makers: list[MakesSection] = [import_string(name) for name in settings.AGENCY_SECTIONS]
    return [section for make in makers if (section := make(acting)) is not None]
