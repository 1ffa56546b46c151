"""Which agencies have acknowledged a version that was issued here."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from charteroak.api.schemas import Acknowledgements, Problem
from charteroak.core.memo import Version
from charteroak.issuing.letters.acknowledged import Acknowledged, acknowledged, counts_by_kind
from charteroak.public.issued import issued_row

router = Router(tags=["acknowledgements"])
LONGEST = 200


@router.get(
    "/acknowledgements",
    response={200: Acknowledgements, 404: Problem},
    url_name="acknowledgements",
)
def acknowledgements(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    version: Annotated[str, Query(max_length=LONGEST, description="such as ct/schools@2025-01-28")],
) -> Status[dict[str, Any]]:
    """Give the agencies that have acknowledged a version, and the counts by kind; no names."""
    text, _, edition = version.partition("@")
    now = timezone.now()
    # PostgreSQL cannot be asked for a text with a NUL in it.
    row = issued_row(Version(text, edition), now) if version.isprintable() else None
    if row is None:
        return Status(404, {"error": f"No version {version} was issued here."})
    found = {
        "version": str(row),
        "kinds": counts_by_kind(row, now),
        "agencies": [_line(each) for each in acknowledged(row, now)],
    }
    return Status(200, found)


def _line(each: Acknowledged) -> dict[str, object]:
    agency = each.agency
    facts = {"slug": agency.slug, "name": agency.name, "kind": agency.kind, "town": agency.town}
    return {**facts, "acknowledged_on": each.day}
