"""Texts, versions and what changed between two of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from charteroak.api.schemas import Problem, TextLine
from charteroak.core.compare import compare
from charteroak.core.comparison_record import comparison_record
from charteroak.core.errors import CharterOakError
from charteroak.issuing.library import current_library
from charteroak.public.catalog import find
from charteroak.public.records import header_record, memo_record

router = Router(tags=["texts"])
LONGEST = 200


@router.get("/texts", response=list[TextLine], url_name="texts")
def texts(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """List every text with all its versions."""
    today = timezone.localdate()
    found = []
    for text, shelf in current_library().shelves.items():
        header = shelf.in_force(today)
        found.append(
            {
                "text": text,
                "title": (header or shelf.headers[-1]).title,
                "in_force": str(header.id) if header else None,
                "versions": [header_record(each) for each in shelf.headers],
            }
        )
    return found


@router.get("/version", response={200: dict[str, Any], 404: Problem}, url_name="version")
def version(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    name: Annotated[
        str, Query(max_length=LONGEST, description="ct/schools@2025-01-28, or ct/schools")
    ],
    on: date | None = None,
) -> Status[dict[str, Any]]:
    """Give one version whole, or the one in force on a day."""
    memo = find(current_library(), name, on or timezone.localdate())
    if memo is None:
        return Status(404, {"error": f"There is no version {name}. /api/v1/texts lists them all."})
    return Status(200, memo_record(memo))


@router.get(
    "/changes", response={200: dict[str, Any], 404: Problem, 409: Problem}, url_name="changes"
)
def changes(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    old: Annotated[str, Query(max_length=LONGEST)],
    new: Annotated[str, Query(max_length=LONGEST)],
) -> Status[dict[str, Any]]:
    """Say exactly which answers differ between two versions."""
    library, today = current_library(), timezone.localdate()
    before, after = find(library, old, today), find(library, new, today)
    if before is None or after is None:
        return Status(404, {"error": f"There is no version {old if before is None else new}."})
    days = (before.in_force.start, after.in_force.start)
    try:
        found = compare(library, before, after, *days)
    except CharterOakError as error:
        return Status(409, {"error": str(error)})
    return Status(200, comparison_record(found))
