"""From the quick desk to a record: choose the agency, look once, press one button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from charteroak.core.errors import CharterOakError
from charteroak.desk.requests.actions import Contact, OtherAnswerError, record_request
from charteroak.desk.requests.asked import Asked, Given, NotAskedError, answer_to, read_asked
from charteroak.desk.requests.choices import Channel, Identity
from charteroak.desk.requests.forms import RecordForm
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.queries import agencies_of
from charteroak.desk.requests.views.here import at_agency, to_request
from charteroak.directory.access import ActingRequest
from charteroak.directory.models import Person
from charteroak.directory.permissions import Act

CHANNELS = {
    "in person": Channel.IN_PERSON,
    "by telephone": Channel.TELEPHONE,
    "in writing": Channel.WRITING,
}
IDENTITIES = {
    "claimed": Identity.CLAIMED,
    "verified": Identity.VERIFIED,
    "unknown": Identity.UNKNOWN,
}


@require_safe
def choose(page: HttpRequest) -> HttpResponse:
    """Lead to the page of the person's agency, or let the person choose one."""
    if not isinstance(page.user, Person):
        return redirect("home")
    agencies = agencies_of(page.user, Act.RECORD_REQUEST)
    query = page.GET.urlencode()
    name = "requests:ready" if page.GET.get("text") else "requests:list"
    places = [
        {"agency": each, "address": _with_query(reverse(name, args=[each.slug]), query)}
        for each in agencies
    ]
    if len(places) == 1:
        return redirect(str(places[0]["address"]))
    return render(page, "requests/choose.html", {"places": places})


@require_safe
@at_agency(Act.RECORD_REQUEST)
def ready(page: ActingRequest) -> HttpResponse:
    """Show what will be recorded: the answer, worked out anew here, and one button."""
    received_at = _received(page.GET.get("on", ""))
    try:
        asked = read_asked(page.GET)
        given = answer_to(asked, received_at, _zone(page))
    except (NotAskedError, CharterOakError) as error:
        return _cannot(page, str(error))
    form = RecordForm.starting(
        received_at, given.digest, _told(asked, CHANNELS), _told(asked, IDENTITIES)
    )
    return _shown(page, asked, given, form)


@require_POST
@at_agency(Act.RECORD_REQUEST)
def record(page: ActingRequest) -> HttpResponse:
    """Record it; the same form sent twice makes one record."""
    form = RecordForm(page.POST)
    try:
        asked = read_asked(page.GET)
    except NotAskedError as error:
        return _cannot(page, str(error))
    try:
        if form.is_valid():
            recorded = _record(page, asked, form)
            return to_request(page, recorded, f"Recorded as {recorded.number}.")
        given = answer_to(asked, _moment(form), _zone(page))
    except OtherAnswerError as error:
        form.add_error(None, str(error))
        return _shown(page, asked, error.given, _seeing(form, error.given))
    except CharterOakError as error:
        return _cannot(page, str(error))
    return _shown(page, asked, given, _seeing(form, given))


def _record(page: ActingRequest, asked: Asked, form: RecordForm) -> Request:
    given = form.cleaned_data
    return record_request(
        acting=page.acting,
        asked=asked,
        contact=_contact(form),
        token=given["token"],
        seen=given["seen"],
    )


def _shown(page: ActingRequest, asked: Asked, given: Given, form: RecordForm) -> HttpResponse:
    context = {
        "agency": page.acting.agency,
        "asked": asked,
        "answer": given.record,
        "memo": given.memo,
        "form": form,
    }
    return render(page, "requests/begin.html", context)


def _cannot(page: ActingRequest, why: str) -> HttpResponse:
    context = {"agency": page.acting.agency, "why": why}
    return render(page, "requests/cannot.html", context, status=400)


def _contact(form: RecordForm) -> Contact:
    given = form.cleaned_data
    return Contact(
        received_at=given["received_at"],
        channel=given["channel"],
        requester_agency=given["requester_agency"],
        requester_identity=given["requester_identity"],
        answered_offline_at=given["answered_offline_at"],
    )


def _moment(form: RecordForm) -> datetime:
    """Return when it came in, if the form says so in a way that can be read; otherwise now."""
    found = form.cleaned_data.get("received_at")
    return found if isinstance(found, datetime) else timezone.now()


def _zone(page: ActingRequest) -> ZoneInfo:
    return ZoneInfo(page.acting.agency.time_zone)


def _seeing(form: RecordForm, given: Given) -> RecordForm:
    """Return the form as it was sent, for the answer that is shown with it now."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = given.digest
    again = RecordForm(data)
    again.is_valid()
    for error in form.non_field_errors():
        again.add_error(None, error)
    return again


def _told(asked: Asked, known: Mapping[str, str]) -> str:
    """Return what a fact that was given tells of the contact; the first of ``known`` otherwise."""
    told = (known[given] for _, given in asked.facts if given in known)
    return next(told, next(iter(known.values())))


def _received(on: str) -> datetime:
    """Return now, or the same hour of the day that the address names."""
    now = timezone.now()
    try:
        day = date.fromisoformat(on) if on else timezone.localdate()
        moment = timezone.localtime(now).replace(year=day.year, month=day.month, day=day.day)
    except ValueError:
        return now
    return min(moment.astimezone(UTC), now)


def _with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
