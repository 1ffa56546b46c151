"""The pages by which a state office keeps the directory: coverage, claims, imports."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charteroak.core.spreadsheet import harmless
from charteroak.directory import queries, reference
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.agencies import actions, claiming
from charteroak.directory.agencies.coverage_map import coverage_map, state_of
from charteroak.directory.agencies.forms import ImportForm, RefuseForm
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Claim, ImportFile
from charteroak.directory.permissions import Act

SHOWN = 100


@acting(Act.SEE_STATE)
@require_safe
def coverage(request: ActingRequest) -> HttpResponse:
    """Show which towns and kinds of agencies nobody reaches."""
    state = _state(request)
    report = queries.coverage_of(state)
    words = {
        "acting": request.acting,
        "report": report,
        "map": coverage_map(reference.grid(state), report.towns),
        "towns": [each for each in report.towns if not each.is_reached],
        "keeps": request.acting.may(Act.KEEP_DIRECTORY),
        "claims": claiming.open_claims(state).count(),
    }
    return render(request, "directory/coverage.html", words)


@acting(Act.SEE_STATE)
@require_safe
def coverage_file(request: ActingRequest) -> HttpResponse:
    """Give the coverage report by town as CSV."""
    state = _state(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="coverage-{state}.csv"'
    writer = csv.writer(response)
    writer.writerow(["town", "reached", "policed by", "basis", "districts", "no contact"])
    for each in queries.coverage_of(state).towns:
        silent = "; ".join(agency.name for agency in each.without_contact)
        police = "; ".join(agency.name for agency in each.police)
        districts = "; ".join(agency.name for agency in each.districts)
        cells = [each.town.name, state_of(each), police, each.town.basis, districts, silent]
        writer.writerow(map(harmless, cells))
    return response


def _state(request: ActingRequest) -> str:
    """Return the office's state, where its towns are known."""
    state = request.acting.agency.state
    if state not in reference.states():
        raise Http404
    return state


@acting(Act.KEEP_DIRECTORY)
@require_safe
def claims(request: ActingRequest) -> HttpResponse:
    """List the claims that wait."""
    waiting = claiming.open_claims(request.acting.agency.state)
    words = {"acting": request.acting, "claims": waiting, "form": RefuseForm()}
    return render(request, "directory/claims.html", words)


@acting(Act.KEEP_DIRECTORY)
@require_POST
def decide_claim(request: ActingRequest, number: int) -> HttpResponse:
    """Approve a claim, or refuse it with a reason."""
    claim = get_object_or_404(Claim, pk=number, agency__state=request.acting.agency.state)
    now = timezone.now()
    try:
        if "approve" in request.POST:
            claiming.approve_claim(acting=request.acting, claim=claim, now=now)
            messages.success(request, _("An invitation is on its way to %s.") % claim.email)
        else:
            reason = request.POST.get("reason", "")[:500]
            claiming.refuse_claim(acting=request.acting, claim=claim, reason=reason, now=now)
            messages.success(request, _("Refused."))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("directory:claims", agency=request.acting.agency.slug)


@acting(Act.KEEP_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: ActingRequest) -> HttpResponse:
    """Take a list, and go to its dry run."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        kept = actions.bring_file(
            acting=request.acting,
            name=str(request.FILES["file"]),
            content=given["file"],
            format_key=given["format_key"],
            also=given["also"],
            now=timezone.now(),
        )
        return redirect("directory:import", agency=request.acting.agency.slug, number=kept.pk)
    return render(request, "directory/bring.html", {"acting": request.acting, "form": form})


@acting(Act.KEEP_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: ActingRequest, number: int) -> HttpResponse:
    """Show what a list would change, and do it when asked."""
    kept = get_object_or_404(ImportFile, pk=number, office=request.acting.agency)
    if request.method == "POST":
        return _applied(request, kept)
    words: dict[str, Any] = {"acting": request.acting, "file": kept, "shown": f":{SHOWN}"}
    if kept.content:
        plan = queries.planned_of(kept)
        words |= {"plan": plan, "counts": plan.counts, "acts": plan.added or plan.changed}
    return render(request, "directory/import.html", words)


def _applied(request: ActingRequest, kept: ImportFile) -> HttpResponse:
    try:
        plan = actions.apply_file(acting=request.acting, file=kept, now=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        words = _("%(added)d agencies added, %(changed)d changed.") % plan.counts
        messages.success(request, words)
    return redirect("directory:import", agency=request.acting.agency.slug, number=kept.pk)
