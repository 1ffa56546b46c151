"""What a draft would do: tried on a situation, compared with what is in force, shown whole."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from charteroak.core.errors import CharterOakError
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing.examining import Examined, examine
from charteroak.issuing.models import Draft
from charteroak.issuing.showing import checked, compared, memo_markup
from charteroak.issuing.trying import tried
from charteroak.issuing.views.steps import draft_of, page
from charteroak.issuing.words import in_groups


@require_GET
@acting(Act.SEE_MEMOS)
def try_situation(request: ActingRequest, number: int) -> HttpResponse:
    """Hold the interview on the words of a draft."""
    draft = draft_of(request, number)
    refused, trial = "", None
    try:
        trial = tried(examine(draft.source), request.GET, timezone.localdate())
    except CharterOakError as error:
        refused = str(error)
    return page(request, "try.html", draft=draft, trial=trial, refused=refused)


@require_GET
@acting(Act.SEE_MEMOS)
def compare(request: ActingRequest, number: int) -> HttpResponse:
    """Show which answers differ from the version in force, for whom, counted."""
    draft = draft_of(request, number)
    return page(
        request,
        "compare.html",
        draft=draft,
        compared=compared(examine(draft.source), timezone.localdate()),
    )


@require_GET
@acting(Act.SEE_MEMOS)
def proof(request: ActingRequest, number: int) -> HttpResponse:
    """Show the whole memo as it will be published, with what was found and proven."""
    draft = draft_of(request, number)
    return page(request, "proof.html", draft=draft, **proven(draft, examine(draft.source)))


def proven(draft: Draft, found: Examined) -> dict[str, Any]:
    """Return what the page of a proof, of signing and of issuing show alike."""
    return {
        "check": checked(found),
        "compared": compared(found, timezone.localdate()),
        "markup": memo_markup(found.memo) if found.memo else "",
        "digest": in_groups(draft.hash),
    }
