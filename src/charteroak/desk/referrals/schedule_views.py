"""The pages of who is on duty: now, in the week, and instead for a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charteroak.desk.referrals import actions, queries
from charteroak.desk.referrals.forms import ChangeForm, RungForm, ShiftForm
from charteroak.desk.referrals.views import draw
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.models import Agency
from charteroak.directory.permissions import Act

EDITING = ("GET", "HEAD", "POST")


@acting(Act.SEE_REQUESTS)
@require_safe
def duty(request: ActingRequest) -> HttpResponse:
    """Show who is on duty now, rung by rung, and what the week ahead leaves open."""
    agency = request.acting.agency
    lines = queries.lines_of(agency, timezone.now())
    words = {"lines": lines, "may_set": request.acting.may(Act.SET_SCHEDULE)}
    return draw(request, "referrals/duty.html", words)


@acting(Act.SET_SCHEDULE)
@require_safe
def rung(request: ActingRequest, place: int) -> HttpResponse:
    """Show the week of one rung, and the changes to it."""
    agency = request.acting.agency
    line = _line(agency, place)
    saved = line.rung.own
    words = {
        "line": line,
        "shifts": line.rung.shifts.select_related("person") if saved else [],
        "changes": line.rung.changes.select_related("person") if saved else [],
    }
    return draw(request, "referrals/rung.html", words)


@acting(Act.SET_SCHEDULE)
@require_http_methods(EDITING)
def set_rung(request: ActingRequest, place: int) -> HttpResponse:
    """Set how long a rung is waited for, and whose it is."""
    agency = request.acting.agency
    line = _line(agency, place)
    first = {"minutes": line.rung.minutes, "post": line.rung.post_id or ""}
    form = RungForm(request.POST or None, rung=line.rung, day=timezone.now(), initial=first)
    if form.is_valid():
        minutes = form.cleaned_data["minutes"]
        actions.set_rung(acting=request.acting, place=place, minutes=minutes, post=form.chosen)
        return _done(request, place, "The rung is changed.")
    return _form(request, line, form, "Change the rung")


@acting(Act.SET_SCHEDULE)
@require_http_methods(EDITING)
def add_shifts(request: ActingRequest, place: int) -> HttpResponse:
    """Put somebody on duty on days of every week."""
    agency = request.acting.agency
    line = _line(agency, place)
    form = ShiftForm(request.POST or None, agency=agency, day=timezone.now())
    if form.is_valid() and (person := form.chosen):
        words = {name: form.cleaned_data[name] for name in ("weekdays", "starts", "ends")}
        actions.add_shifts(acting=request.acting, place=place, person=person, **words)
        return _done(request, place, "The shift is in the week.")
    return _form(request, line, form, "Add a shift to the week")


@acting(Act.SET_SCHEDULE)
@require_http_methods(EDITING)
def add_change(request: ActingRequest, place: int) -> HttpResponse:
    """Put somebody else on duty for a time, or nobody."""
    agency = request.acting.agency
    line = _line(agency, place)
    with timezone.override(agency.time_zone):
        form = ChangeForm(request.POST or None, agency=agency, day=timezone.now())
        valid = form.is_valid()
    if valid:
        times = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at")}
        actions.add_change(acting=request.acting, place=place, person=form.chosen, **times)
        return _done(request, place, "The change is noted.")
    return _form(request, line, form, "Somebody else for a time")


@acting(Act.SET_SCHEDULE)
@require_POST
def remove_shift(request: ActingRequest, place: int, number: int) -> HttpResponse:
    """Take a shift out of the week."""
    actions.remove_shift(acting=request.acting, place=place, number=number)
    return _done(request, place, "The shift is taken out.")


@acting(Act.SET_SCHEDULE)
@require_POST
def remove_change(request: ActingRequest, place: int, number: int) -> HttpResponse:
    """Let the week hold again."""
    actions.remove_change(acting=request.acting, place=place, number=number)
    return _done(request, place, "The change is taken out; the week holds again.")


def _line(agency: Agency, place: int) -> queries.Line:
    for line in queries.lines_of(agency, timezone.now()):
        if line.rung.place == place:
            return line
    raise Http404


def _form(request: ActingRequest, line: queries.Line, form: Any, title: str) -> HttpResponse:
    words = {"line": line, "form": form, "title": title}
    return draw(request, "referrals/form.html", words)


def _done(request: ActingRequest, place: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("referrals:rung", agency=request.acting.agency.slug, place=place)
