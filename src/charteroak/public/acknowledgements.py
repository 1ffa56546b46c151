"""The page that says which agencies have acknowledged a version; no person's name is on it."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from charteroak.core.memo import Version
from charteroak.issuing.letters.acknowledged import acknowledged, counts_by_kind
from charteroak.public.issued import issued_row


@login_not_required
def acknowledgements(request: HttpRequest, text: str, version: str) -> HttpResponse:
    """Show who has acknowledged a version that was issued here, and the counts by kind."""
    now = timezone.now()
    row = issued_row(Version(text, version), now)
    if row is None:
        raise Http404
    counts = counts_by_kind(row, now)
    found = sorted(acknowledged(row, now), key=lambda each: each.agency.kind)
    context = {
        "version": row,
        "counts": counts,
        "asked": sum(each.asked for each in counts),
        "done": len(found),
        "kinds": [(k, list(each)) for k, each in groupby(found, key=lambda one: one.agency.kind)],
    }
    return render(request, "public/acknowledgements.html", context)
