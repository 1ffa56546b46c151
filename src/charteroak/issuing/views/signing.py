"""Asking for signatures, signing, and refusing to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.directory.sign_in_again import fresh_sign_in
from charteroak.issuing import actions, drafting, queries
from charteroak.issuing.errors import IssuingError
from charteroak.issuing.examining import examine
from charteroak.issuing.forms import ReasonForm, SignersForm, SignForm
from charteroak.issuing.models import Draft
from charteroak.issuing.views.proving import proven
from charteroak.issuing.views.steps import draft_of, page, to_draft, tried


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def ask_for_signatures(request: ActingRequest, number: int) -> HttpResponse:
    """Choose who signs, and in which order."""
    draft = draft_of(request, number)
    form = SignersForm(request.POST or None, office=request.acting.agency)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.send_to_signature(acting=request.acting, draft=draft, signers=form.signers())
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            return to_draft(request, draft)
    return page(request, "signers.html", draft=draft, form=form)


@require_http_methods(["GET", "POST"])
@acting(Act.SIGN)
def sign(request: ActingRequest, number: int) -> HttpResponseBase:
    """Show all that a signer has to read, and sign what was shown."""
    draft = draft_of(request, number)
    if request.method == "POST":
        return _sign(request, draft)
    form = SignForm(initial={"digest": draft.hash}, version=str(draft))
    return _page(request, draft, form)


@fresh_sign_in
def _sign(request: ActingRequest, draft: Draft) -> HttpResponse:
    form = SignForm(request.POST, version=str(draft))
    if form.is_valid():
        digest = form.cleaned_data["digest"]
        try:
            actions.sign_draft(acting=request.acting, draft=draft, digest=digest)
        except IssuingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"You signed {draft}.")
            return to_draft(request, draft)
    return _page(request, draft, form)


@require_POST
@acting(Act.SIGN)
def refuse(request: ActingRequest, number: int) -> HttpResponse:
    """Send a draft back with a reason instead of a signature."""
    draft, reason = draft_of(request, number), request.POST.get("reason", "")

    def step() -> Draft:
        return actions.refuse_to_sign(acting=request.acting, draft=draft, reason=reason)

    tried(request, step, "You did not sign. The memo went back to its authors with your reason.")
    return to_draft(request, draft)


def _page(request: ActingRequest, draft: Draft, form: SignForm) -> HttpResponse:
    line = queries.next_line(draft)
    return page(
        request,
        "sign.html",
        status=422 if form.errors else 200,
        draft=draft,
        form=form,
        reason_form=ReasonForm(),
        line=line,
        lines=queries.lines_of(draft),
        your_turn=line is not None and line.person_id == request.acting.person.pk,
        **proven(draft, examine(draft.source)),
    )
