"""What is done about a request, a form each."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from charteroak.desk.requests.actions import (
    Description,
    close_request,
    confirm_override,
    decide_request,
    decline_override,
    describe_request,
    hold_request,
    note_head_saw,
    override_answer,
    purge_request,
    reopen_request,
    set_custody_end,
    settle_duty,
    start_clock,
)
from charteroak.desk.requests.choices import DutyState
from charteroak.desk.requests.forms import (
    CloseForm,
    ConfirmForm,
    DecideForm,
    DescribeForm,
    DutyForm,
    OverrideForm,
    PurgeForm,
    StartForm,
)
from charteroak.desk.requests.judges_orders import may_depart_from
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.request_page import needs_start
from charteroak.desk.requests.sealed import held_fields
from charteroak.desk.requests.views.here import (
    at_agency,
    attempt,
    attempt_at_once,
    form_page,
    fresh_sign_in,
    request_here,
    to_request,
)
from charteroak.directory.access import ActingRequest
from charteroak.directory.permissions import Act

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def describe(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Fill in what was left out."""
    found = request_here(page.acting, public_id)
    form = DescribeForm(page.POST or None, initial=_described(found))
    if page.method == "POST" and form.is_valid():
        wanted = _description(form)
        if attempt(form, lambda: describe_request(page.acting, found, wanted)):
            return to_request(page, found, "Saved.")
    return form_page(page, "describe", found, form, held=held_fields(found))


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def decide(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Say what was decided."""
    found = request_here(page.acting, public_id)
    form = DecideForm(page.POST or None)
    if page.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: decide_request(page.acting, found, **given)):
            return to_request(page, found, "The decision is noted.")
    return form_page(page, "decide", found, form)


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
@fresh_sign_in
def override(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Depart from the answer, until a second person confirms it or not."""
    found = request_here(page.acting, public_id)
    directions = found.answer["directions"]
    acts = [(act, directions[act]["question"] or act) for act in may_depart_from(found.answer)]
    form = OverrideForm(page.POST or None, acts=acts)
    if page.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: override_answer(page.acting, found, **given)):
            return to_request(page, found, "Noted. Now another person has to confirm it.")
    return form_page(page, "override", found, form, commanded=len(directions) - len(acts))


@require_http_methods(FORM)
@at_agency(Act.DECIDE_REQUEST)
@fresh_sign_in
def confirm(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Agree, as the second person, to depart from the answer, or not."""
    found = request_here(page.acting, public_id)
    form = ConfirmForm(page.POST or None)
    if page.method == "POST" and form.is_valid():
        if form.cleaned_data["confirmed"] == "yes":
            done = attempt(form, lambda: confirm_override(page.acting, found))
        else:
            words = form.cleaned_data["words"]
            done = attempt(form, lambda: decline_override(page.acting, found, words=words))
        if done:
            return to_request(page, found, "Your answer is noted.")
    return form_page(page, "confirm", found, form)


@require_POST
@at_agency(Act.SEE_OVERRIDES)
def seen_by_head(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Note that the head has seen that the answer was departed from."""
    found = request_here(page.acting, public_id)
    return attempt_at_once(
        page, found, lambda: note_head_saw(page.acting, found), "Noted that you have seen it."
    )


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def close(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Close the request with what came of it."""
    found = request_here(page.acting, public_id)
    form = CloseForm(page.POST or None, initial={"outcome": found.outcome})
    if page.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["outcome"]
        if attempt(form, lambda: close_request(page.acting, found, outcome=outcome)):
            return to_request(page, found, "The request is closed.")
    left = found.duties.filter(state=DutyState.OPEN, certain=True).count()
    return form_page(page, "close", found, form, left=left)


@require_POST
@at_agency(Act.RECORD_REQUEST)
def reopen(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Open a closed request again."""
    found = request_here(page.acting, public_id)
    return attempt_at_once(
        page, found, lambda: reopen_request(page.acting, found), "The request is open again."
    )


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def duty(page: ActingRequest, public_id: UUID, place: int) -> HttpResponse:
    """Say what became of a duty."""
    found = request_here(page.acting, public_id)
    row = found.duties.filter(place=place).first()
    if row is None:
        raise Http404
    first = {"state": DutyState.DONE, "at": timezone.now(), "words": row.note}
    form = DutyForm(page.POST or None, initial=first)
    if page.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "place": place}
        if attempt(form, lambda: settle_duty(page.acting, found, **given)):
            return to_request(page, found, f"Duty {place} is noted.")
    return form_page(page, "duty", found, form, duty=row, start=needs_start(row))


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def start(page: ActingRequest, public_id: UUID, place: int) -> HttpResponse:
    """Say when the clock of a duty began; place 0 is the end of our own custody."""
    found = request_here(page.acting, public_id)
    row = found.duties.filter(place=place).first()
    if row is None and place:
        raise Http404
    first = row.starts_at if row else found.custody_ended_at
    form = StartForm(page.POST or None, initial={"starts_at": first})
    if page.method == "POST" and form.is_valid():
        at = form.cleaned_data["starts_at"]
        if row:
            done = attempt(form, lambda: start_clock(page.acting, found, place=place, starts_at=at))
        else:
            done = attempt(form, lambda: set_custody_end(page.acting, found, ended_at=at))
        if done:
            return to_request(page, found, "The clock is set.")
    return form_page(page, "start", found, form, duty=row, start=needs_start(row) if row else "")


@require_POST
@at_agency(Act.PURGE_REQUEST)
def hold(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Keep the request from being emptied, or let it go again."""
    found = request_here(page.acting, public_id)
    held = page.POST.get("held") == "yes"
    said = "On hold." if held else "The hold is lifted."
    return attempt_at_once(page, found, lambda: hold_request(page.acting, found, held=held), said)


@require_http_methods(FORM)
@at_agency(Act.PURGE_REQUEST)
@fresh_sign_in
def purge(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Destroy what is personal, where its time of retention has passed."""
    found = request_here(page.acting, public_id)
    form = PurgeForm(page.POST or None)
    sent = page.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: purge_request(page.acting, found)):
        return to_request(page, found, "What was personal in it is destroyed.")
    return form_page(page, "purge", found, form, held=held_fields(found))


def _described(found: Request) -> dict[str, object]:
    return {
        "channel": found.channel,
        "requester_agency": found.requester_agency,
        "requester_identity": found.requester_identity,
        "papers": "\n".join(found.papers),
        "answered_offline_at": found.answered_offline_at,
    }


def _description(form: DescribeForm) -> Description:
    given = form.cleaned_data
    return Description(
        channel=given["channel"],
        requester_agency=given["requester_agency"],
        requester_identity=given["requester_identity"],
        papers=given["papers"],
        answered_offline_at=given["answered_offline_at"],
        officer=form.name("officer"),
        person=form.name("person"),
        pointer=form.name("pointer"),
    )
