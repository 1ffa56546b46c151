"""The pages of the quick desk: open to everybody, and all their state in the address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from charteroak.desk.drawings import draw
from charteroak.desk.furnished import furniture, paper_titles
from charteroak.desk.pages import page_of
from charteroak.issuing.library import stamp


@login_not_required
@require_safe
@gzip_page
def start(request: HttpRequest) -> HttpResponse:
    """Show where a request can arrive."""
    return render(request, "desk/start.html", {"desk": furniture().desk})


@login_not_required
@require_safe
@gzip_page
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show the screen of a place for what the address says."""
    found = furniture().desk.place(place)
    if found is None:
        raise Http404
    parts = tuple((name, value) for name, values in request.GET.lists() for value in values)
    page = page_of(found.name, parts, timezone.localdate(), stamp())
    return render(request, "desk/place.html", {"place": found, "page": page})


@login_not_required
@require_safe
@gzip_page
@cache_control(max_age=3600, public=True)
def picture(request: HttpRequest, paper: str) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Return our drawing of a paper."""
    look, title = furniture().looks.of(paper), paper_titles().get(paper)
    if look is None or title is None:
        raise Http404
    return HttpResponse(draw(look, title), content_type="image/svg+xml")
