"""The addresses of the quick desk: all of them are open to everybody."""

from __future__ import annotations

from collections.abc import Mapping

from access.matrix import Row
from charteroak.directory.models import Agency


def school(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return the arguments of a page of a place."""
    return {"place": "school"}


def paper(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return the arguments of a drawing."""
    return {"paper": "I-200"}


ROWS = [
    Row(name="desk:worker", public=True),
    Row(name="desk:manifest", public=True),
    Row(name="desk:program", public=True),
    Row(name="desk:shell", public=True),
    Row(name="desk:picture", public=True, arguments=paper),
    Row(name="desk:place", public=True, arguments=school),
    Row(name="desk:bundle", public=True, arguments=school),
    Row(name="desk:changed", public=True, arguments=school),
    Row(name="desk:card", public=True, arguments=school),
    Row(name="desk:card-pdf", public=True, arguments=school),
]
