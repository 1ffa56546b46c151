"""The pages of the quick desk: open to everybody, and all their state in the address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from charteroak.core.memo import Standing
from charteroak.desk.card import card_of, qr_code
from charteroak.desk.changes import changed_on, what_changed
from charteroak.desk.drawings import draw
from charteroak.desk.frame import day_words
from charteroak.desk.furnished import enter, furniture, paper_titles
from charteroak.desk.keeping import hashes
from charteroak.desk.pages import page_of
from charteroak.desk.places import Place
from charteroak.documents.desk_card import make_desk_card
from charteroak.issuing.library import stamp


@login_not_required
@require_safe
@gzip_page
def start(request: HttpRequest) -> HttpResponse:
    """Show where a request can arrive."""
    desk = furniture().desk
    names = [place.name for place in desk.places]
    return render(request, "desk/start.html", {"desk": desk, "bundles": hashes(names)})


@login_not_required
@require_safe
@gzip_page
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show the screen of a place for what the address says."""
    found = _place(place)
    if request.GET.get("start") == "now":
        return redirect(_started(request))
    parts = tuple((name, value) for name, values in request.GET.lists() for value in values)
    page = page_of(found.name, parts, timezone.localdate())
    values = {"place": found, "page": page, "bundles": hashes([found.name])}
    return render(request, "desk/place.html", values)


@login_not_required
@require_safe
@gzip_page
def changed(request: HttpRequest, place: str) -> HttpResponse:
    """Show how the answers differ from those before the last change."""
    found, today = _place(place), timezone.localdate()
    day = changed_on(found.name, today, stamp())
    room = enter(found, (), today).room
    values = {
        "place": found,
        "comparison": what_changed(found.name, today, stamp()),
        "day": day_words(day) if day else "",
        "draft": bool(room and room.guidance.memo.standing is Standing.DRAFT),
    }
    return render(request, "desk/changed.html", values)


@login_not_required
@require_safe
@gzip_page
def card(request: HttpRequest, place: str) -> HttpResponse:
    """Show the desk card of a place, ready to print."""
    found = _place(place)
    made = card_of(found, timezone.localdate())
    if made is None:
        raise Http404
    values = {
        "place": found,
        "card": made.card,
        "draft": made.draft,
        "until": day_words(made.card.valid_until),
        "qr": mark_safe(qr_code(made.card.url)),  # noqa: S308 - drawn by segno from our own address
    }
    return render(request, "desk/card.html", values)


@login_not_required
@require_safe
def card_pdf(request: HttpRequest, place: str) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Return the desk card of a place as an accessible PDF."""
    found, today = _place(place), timezone.localdate()
    made = card_of(found, today)
    if made is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="desk-card-{found.name}.pdf"'}
    pdf = make_desk_card(made.card, made_on=today)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


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


def _started(request: HttpRequest) -> str:
    """Return the address with the time of now in it, so that it says the same for ever."""
    query = request.GET.copy()
    query["start"] = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return f"{request.path}?{query.urlencode(safe='/@:')}"


def _place(name: str) -> Place:
    found = furniture().desk.place(name)
    if found is None:
        raise Http404
    return found
