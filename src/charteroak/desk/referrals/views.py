"""The pages of referrals: who is called about a request, who has it, what to do next."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charteroak.desk.referrals import actions, queries
from charteroak.desk.referrals.actions.climbing import is_decided
from charteroak.desk.referrals.errors import NotNowError
from charteroak.desk.referrals.models import Referral
from charteroak.desk.requests.models import Request
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.kinds import SCHOOL_KINDS
from charteroak.directory.models import Person
from charteroak.directory.permissions import Act


def draw(request: ActingRequest, template: str, words: dict[str, Any]) -> HttpResponse:
    """Draw a page of an agency, with its times as the clocks there show them."""
    acting_here = request.acting
    frame = {"acting": acting_here, "agency": acting_here.agency, "now": timezone.now()}
    with timezone.override(ZoneInfo(acting_here.agency.time_zone)):
        return render(request, template, frame | words)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the referrals that one was called about, at whatever agency."""
    person = cast("Person", request.user)
    found = queries.referrals_for(person, timezone.now())
    return render(request, "referrals/mine.html", {"referrals": found, "now": timezone.now()})


@acting(Act.SEE_REQUESTS)
@require_safe
def referrals(request: ActingRequest) -> HttpResponse:
    """List the referrals of an agency."""
    agency = request.acting.agency
    words = {"open": queries.open_referrals(agency), "ended": queries.ended_referrals(agency)}
    return draw(request, "referrals/referrals.html", words)


@acting(Act.SEE_REQUESTS)
@require_safe
def referral(request: ActingRequest, referral: UUID) -> HttpResponse:
    """Show a referral; whatever opens this page, nothing changes by it."""
    found = _find(request, referral)
    person, agency = request.acting.person, request.acting.agency
    is_open = found.ended_at is None and not is_decided(found.request)
    words = {
        "referral": found,
        "record": found.request,
        "step": queries.last_step(found),
        "further": [each for each in found.steps.all() if each.called_at is None],
        "trail": queries.trail(found),
        "failed": queries.failed_letters(found) if is_open else [],
        "is_open": is_open,
        "has_it": found.taken_by_id == person.pk,
        "may_take": is_open and request.acting.may(Act.TAKE_REFERRAL),
        "may_call": is_open and request.acting.may(Act.RECORD_REQUEST),
        "on_duty": queries.lines_of(agency, timezone.now()),
        "school": agency.kind in SCHOOL_KINDS,
    }
    part = request.GET.get("part") == "state"
    return draw(request, "referrals/state.html" if part else "referrals/referral.html", words)


@acting(Act.TAKE_REFERRAL)
@require_POST
def take(request: ActingRequest, referral: UUID) -> HttpResponse:
    """Take a referral."""
    found = _find(request, referral)
    try:
        actions.take(acting=request.acting, referral=found)
        messages.success(request, "You have it. Nobody further is called.")
    except NotNowError as error:
        messages.error(request, str(error))
    return _to(found)


@acting(Act.RECORD_REQUEST)
@require_POST
def call_next(request: ActingRequest, referral: UUID) -> HttpResponse:
    """Have the next person called now."""
    found = _find(request, referral)
    try:
        actions.call_next(acting=request.acting, referral=found)
        messages.success(request, "The next person is being called.")
    except NotNowError as error:
        messages.error(request, str(error))
    return _to(found)


@acting(Act.RECORD_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: ActingRequest, record: UUID) -> HttpResponse:
    """Show who would be called about a request, and refer it."""
    agency = request.acting.agency
    found = get_object_or_404(Request, agency=agency, public_id=record)
    if open_one := queries.open_referral_of(found):
        return _to(open_one)
    if request.method == "POST":
        try:
            return _to(actions.refer(acting=request.acting, request=found))
        except NotNowError as error:
            messages.error(request, str(error))
    lines = queries.lines_of(agency, timezone.now())
    words = {"record": found, "lines": lines, "decided": is_decided(found)}
    return draw(request, "referrals/refer.html", words)


def _find(request: ActingRequest, public_id: UUID) -> Referral:
    found = queries.referral_of(request.acting.agency, public_id)
    if found is None:
        raise Http404
    return found


def _to(referral: Referral) -> HttpResponse:
    slug = referral.agency.slug
    return redirect("referrals:referral", agency=slug, referral=referral.public_id)
