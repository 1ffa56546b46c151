"""The pages of the ledger: of one agency in words, and of a state in counts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.audit import queries
from charteroak.directory.audit.forms import DaysForm, EventsForm
from charteroak.directory.audit.words import act_in_words, lines
from charteroak.directory.permissions import Act

PER_PAGE = 50


@acting(Act.SEE_LEDGER)
@require_safe
def events(request: ActingRequest) -> HttpResponse:
    """Show what was done at the agency, the last first."""
    form = EventsForm(request.GET or None, kinds=queries.kinds_of(request.acting))
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.events_of(request.acting, **wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    words = {"acting": request.acting, "form": form, "page": page, "lines": lines(page)}
    return render(request, "audit/events.html", words)


@acting(Act.SEE_COUNTS)
@require_safe
def counts(request: ActingRequest) -> HttpResponse:
    """Show how often each act was done in the state."""
    form = DaysForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    counted = queries.counts_of_state(request.acting, **wanted)
    rows = [(act_in_words(act), number) for act, number in counted]
    words = {"acting": request.acting, "form": form, "rows": rows}
    return render(request, "audit/counts.html", words)
