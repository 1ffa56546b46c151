"""Looking at requests: the list, what waits, one request, its names, and a table to take away."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from charteroak.desk.requests.actions import show_names
from charteroak.desk.requests.forms import FilterForm, ReasonForm
from charteroak.desk.requests.queries import (
    LARGE,
    MOST_SHOWN,
    acts_seen,
    agencies_seen,
    requests_seen,
    to_do,
    with_duties,
)
from charteroak.desk.requests.request_page import page_of
from charteroak.desk.requests.sealed import WORDS, held_fields
from charteroak.desk.requests.table import as_csv
from charteroak.desk.requests.views.here import at_agency, form_page, fresh_sign_in, request_here
from charteroak.directory.access import ActingRequest
from charteroak.directory.permissions import Act

ON_A_PAGE = 25


@require_safe
@at_agency(Act.SEE_REQUESTS)
def list_requests(page: ActingRequest) -> HttpResponse:
    """List the requests of the agency and its parts, as they are looked for."""
    form = FilterForm(page.GET or None, acts=acts_seen(page.acting))
    form.is_valid()
    found = with_duties(requests_seen(page.acting, form.wanted), timezone.now())
    shown = Paginator(found.defer(*LARGE), ON_A_PAGE).get_page(page.GET.get("page"))
    query = page.GET.copy()
    query.pop("page", None)
    context = {
        "agency": page.acting.agency,
        "form": form,
        "shown": shown,
        "query": query.urlencode(),
        "filtered": any(form.data.get(name) for name in form.fields),
        "several": agencies_seen(page.acting).count() > 1,
        "now": timezone.now(),
    }
    return render(page, "requests/list.html", context)


@require_safe
@at_agency(Act.SEE_REQUESTS)
def list_csv(page: ActingRequest) -> HttpResponse:
    """Give the same list as a table, without names."""
    form = FilterForm(page.GET or None, acts=acts_seen(page.acting))
    form.is_valid()
    found = with_duties(requests_seen(page.acting, form.wanted), timezone.now())
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="requests.csv"'
    return response


@require_safe
@at_agency(Act.SEE_REQUESTS)
def waiting(page: ActingRequest) -> HttpResponse:
    """Show what waits for this person here."""
    context = {"agency": page.acting.agency, "to_do": to_do(page.acting), "most": MOST_SHOWN}
    return render(page, "requests/waiting.html", context)


@require_safe
@at_agency(Act.SEE_REQUESTS)
def see(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Show one request, without the names in it."""
    found = request_here(page.acting, public_id)
    return render(page, "requests/request.html", page_of(found, page.acting, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@at_agency(Act.SEE_NAMES)
@fresh_sign_in
def names(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Ask for a reason; with one, show the names and note who saw them."""
    found = request_here(page.acting, public_id)
    form = ReasonForm(page.POST or None)
    if page.method != "POST" or not form.is_valid():
        return form_page(page, "names_reason", found, form, held=held_fields(found))
    given = form.cleaned_data
    shown = show_names(page.acting, found, reason=given["reason"], words=given["words"])
    lines = [(label, getattr(shown, field)) for field, label in WORDS.items()]
    return form_page(page, "names", found, form, lines=[line for line in lines if line[1]])
