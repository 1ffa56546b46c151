"""Issuing what all have signed, and withdrawing what was issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from charteroak.core.memo import Version
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.directory.sign_in_again import fresh_sign_in
from charteroak.issuing import actions, queries
from charteroak.issuing.errors import IssuingError
from charteroak.issuing.examining import examine
from charteroak.issuing.forms import IssueForm, WithdrawForm
from charteroak.issuing.models import Draft, IssuedVersion, State
from charteroak.issuing.views.proving import proven
from charteroak.issuing.views.steps import draft_of, page, version_of
from charteroak.issuing.words import in_groups


@require_http_methods(["GET", "POST"])
@acting(Act.PUBLISH)
def issue(request: ActingRequest, number: int) -> HttpResponseBase:
    """Issue a draft that all have signed, now or at a time."""
    draft = draft_of(request, number)
    if request.method == "POST":
        return _issue(request, draft)
    return _issue_page(request, draft, IssueForm(**_asked(draft)))


@fresh_sign_in
def _issue(request: ActingRequest, draft: Draft) -> HttpResponse:
    form = IssueForm(request.POST, **_asked(draft))
    if form.is_valid():
        given = form.cleaned_data
        try:
            version = actions.issue_version(
                acting=request.acting,
                draft=draft,
                public_from=form.public_from(),
                correction_of=given["corrects"],
                reason=given["reason"],
            )
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{version} is issued.")
            return _to_version(request, version)
    return _issue_page(request, draft, form)


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
def withdraw(request: ActingRequest, number: int) -> HttpResponseBase:
    """Withdraw an issued version, with a reason; it answers nothing from that moment on."""
    found = version_of(request, number)
    if request.method == "POST":
        return _withdraw(request, found)
    return _withdraw_page(request, found, WithdrawForm(version=str(found)))


@fresh_sign_in
def _withdraw(request: ActingRequest, found: IssuedVersion) -> HttpResponse:
    form = WithdrawForm(request.POST, version=str(found))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_version(acting=request.acting, version=found, reason=reason)
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found} is withdrawn. Desks no longer answer from it.")
            return _to_version(request, found)
    return _withdraw_page(request, found, form)


def _asked(draft: Draft) -> dict[str, Any]:
    """Return what the form of issuing has to know."""
    return {"version": Version(draft.text, draft.version), "office": draft.office}


def _issue_page(request: ActingRequest, draft: Draft, form: IssueForm) -> HttpResponse:
    return page(
        request,
        "issue.html",
        status=422 if form.errors else 200,
        draft=draft,
        form=form,
        lines=queries.lines_of(draft),
        ready=queries.all_signed(draft) and draft.state == State.SIGNED,
        **proven(draft, examine(draft.source)),
    )


def _withdraw_page(
    request: ActingRequest, found: IssuedVersion, form: WithdrawForm
) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "withdraw.html", status=status, issued=found, form=form)


def _to_version(request: ActingRequest, version: IssuedVersion) -> HttpResponse:
    return redirect("issuing:version", agency=request.acting.agency, number=version.pk)
