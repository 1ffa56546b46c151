"""Issuing what all have signed, and withdrawing what was issued."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from charteroak.core.memo import Version
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing import actions, queries
from charteroak.issuing.errors import IssuingError
from charteroak.issuing.examining import examine
from charteroak.issuing.forms import IssueForm, WithdrawForm
from charteroak.issuing.fresh import freshly_signed_in
from charteroak.issuing.models import Draft, IssuedVersion
from charteroak.issuing.views.proving import proven
from charteroak.issuing.views.steps import draft_of, page, version_of
from charteroak.issuing.words import in_groups


@require_http_methods(["GET", "POST"])
@acting(Act.PUBLISH)
@freshly_signed_in
def issue(request: ActingRequest, number: int) -> HttpResponse:
    """Issue a draft that all have signed, now or at a time."""
    draft = draft_of(request, number)
    named = Version(draft.text, draft.version)
    form = IssueForm(request.POST or None, version=named, office=request.acting.agency)
    if request.method == "POST" and form.is_valid():
        try:
            version = _issue(request, draft, form)
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{version} is issued.")
            return _to_version(request, version)
    return page(
        request,
        "issue.html",
        status=422 if form.errors else 200,
        draft=draft,
        form=form,
        lines=queries.lines_of(draft),
        ready=queries.all_signed(draft) and draft.state == "signed",
        **proven(draft, examine(draft.source)),
    )


@require_GET
@acting(Act.SEE_MEMOS)
def version(request: ActingRequest, number: int) -> HttpResponse:
    """Show an issued version: its hash, its signatures, when it answers, what became of it."""
    found = version_of(request, number)
    return page(
        request,
        "version.html",
        issued=found,
        digest=in_groups(found.hash),
        signatures=found.draft.signatures.filter(struck_at__isnull=True),
        corrections=found.corrections.all(),
        withdrawal=getattr(found, "withdrawal", None),
        waits=found.public_from > timezone.now(),
    )


@require_http_methods(["GET", "POST"])
@acting(Act.PUBLISH)
@freshly_signed_in
def withdraw(request: ActingRequest, number: int) -> HttpResponse:
    """Withdraw an issued version, with a reason; it answers nothing from that moment on."""
    found = version_of(request, number)
    form = WithdrawForm(request.POST or None, version=str(found))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_version(acting=request.acting, version=found, reason=reason)
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found} is withdrawn. Desks no longer answer from it.")
            return _to_version(request, found)
    return page(
        request, "withdraw.html", status=422 if form.errors else 200, issued=found, form=form
    )


def _issue(request: ActingRequest, draft: Draft, form: IssueForm) -> IssuedVersion:
    given = form.cleaned_data
    return actions.issue_version(
        acting=request.acting,
        draft=draft,
        public_from=form.public_from(),
        correction_of=given["corrects"],
        reason=given["reason"],
    )


def _to_version(request: ActingRequest, version: IssuedVersion) -> HttpResponse:
    return redirect("issuing:version", agency=request.acting.agency, number=version.pk)
