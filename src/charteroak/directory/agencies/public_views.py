"""The pages of the directory that everybody may see: offices and how they are reached."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from charteroak.directory import queries, reference
from charteroak.directory.agencies.claiming import can_be_claimed, claim_agency
from charteroak.directory.agencies.forms import ClaimForm, SearchForm
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Agency


@login_not_required
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """List agencies, and find them by words, kind and state."""
    given = request.GET or {"state": settings.STATE.upper()}
    form = SearchForm(given)
    words: dict[str, Any] = {"form": form, "states": queries.states_listed()}
    if form.is_valid():
        asked = form.cleaned_data
        words["found"] = queries.search_agencies(
            asked["q"],
            state=asked["state"],
            town=asked["town"],
            kinds=(asked["kind"],) if asked["kind"] else (),
            page=asked["page"] or 1,
        )
        words |= {"asked": asked, **_pages(asked)}
    return render(request, "directory/agencies.html", words)


def _pages(asked: dict[str, object]) -> dict[str, str]:
    """Return what follows the question mark on the page before and the page after."""
    page = int(str(asked["page"] or 1))
    kept = {name: value for name, value in asked.items() if value and name != "page"}
    return {
        "before": urlencode(kept | {"page": page - 1}) if page > 1 else "",
        "after": urlencode(kept | {"page": page + 1}),
    }


@login_not_required
@require_safe
def agency(request: HttpRequest, agency: str) -> HttpResponse:
    """Show one agency: kind, town, address, telephone, and where each was read."""
    found = get_object_or_404(Agency.objects.select_related("parent"), slug=agency)
    state = found.state if found.state in reference.states() else ""
    served = [
        town
        for town in (reference.towns(state) if state else ())
        if found.slug in (*town.policed_by, *town.school_districts)
    ]
    titles = reference.source_titles()
    words = {
        "agency": found,
        "parts": found.parts.filter(closed=False)[:100],
        "towns": served,
        "sources": [
            (titles.get(each.file, each.file), each.date)
            for each in queries.sources_of(found.source)
        ],
        "can_be_claimed": can_be_claimed(found, timezone.now()),
    }
    return render(request, "directory/agency.html", words)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, agency: str) -> HttpResponse:
    """Let somebody say that they head the agency."""
    found = get_object_or_404(Agency, slug=agency, closed=False)
    form = ClaimForm(request.POST or None)
    now = timezone.now()
    if form.is_valid():
        try:
            claim_agency(agency=found, now=now, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("directory:claimed", agency=found.slug)
    words = {"agency": found, "form": form, "can_be_claimed": can_be_claimed(found, now)}
    return render(request, "directory/claim.html", words)


@login_not_required
@require_safe
def claimed(request: HttpRequest, agency: str) -> HttpResponse:
    """Say what happens with a claim."""
    found = get_object_or_404(Agency, slug=agency)
    return render(request, "directory/claimed.html", {"agency": found})
