"""The directory: agencies as offices, with how each is reached; no person is in it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from charteroak.api.schemas import AgencyLine, AgencyPage
from charteroak.directory.kinds import Kind
from charteroak.directory.queries import Found, search_agencies

router = Router(tags=["agencies"])
LONGEST = 200
MOST_PAGES = 2_000
FACTS = (
    *("slug", "name", "kind", "state", "town", "address", "postal_city", "zip_code"),
    *("telephone", "website", "source"),
)
# A NUL or another control is in no name, and PostgreSQL cannot be asked for one.
PLAIN = r"^[^\x00-\x1f\x7f]*$"


@router.get("/agencies", response=AgencyPage, url_name="agencies")
def agencies(  # noqa: PLR0913, PLR0917 - what a search may be narrowed by
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    q: Annotated[
        str, Query(max_length=LONGEST, pattern=PLAIN, description="words, or their beginnings")
    ] = "",
    state: Annotated[str, Query(pattern="^([A-Za-z]{2})?$", description="two letters")] = "",
    town: Annotated[
        str, Query(max_length=LONGEST, pattern=PLAIN, description="the whole name")
    ] = "",
    kind: Kind | None = None,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> dict[str, Any]:
    """Find agencies by words of their name, town or numbers; 50 a page, by name."""
    kinds = (kind.value,) if kind else ()
    found = search_agencies(q, state=state, town=town, kinds=kinds, page=page)
    return {"agencies": _lines(found), "page": found.page, "has_more": found.has_more}


def _lines(found: Found) -> list[AgencyLine]:
    return [AgencyLine(**{fact: getattr(each, fact) for fact in FACTS}) for each in found.agencies]
