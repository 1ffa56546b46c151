"""The page on which an agency says how it is reached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.agencies import correcting
from charteroak.directory.agencies.forms import ContactForm
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Proposal
from charteroak.directory.permissions import Act


@acting(Act.PROPOSE_CONTACT)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: ActingRequest) -> HttpResponse:
    """Show how the agency is reached, take what ought to change, and list what waits."""
    agency = request.acting.agency
    confirms = request.acting.may(Act.CORRECT_CONTACT)
    initial = {name: getattr(agency, name) for name in correcting.REACHED}
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid() and _proposed(request, form, confirms=confirms):
        return redirect("directory:contact", agency=agency.slug)
    words = {
        "acting": request.acting,
        "form": form,
        "confirms": confirms,
        "proposals": [
            (each, [(_label(name), value) for name, value in each.facts.items()])
            for each in correcting.open_proposals(agency)
        ],
    }
    return render(request, "directory/contact.html", words)


def _label(name: str) -> str:
    return str(ContactForm.base_fields[name].label)


def _proposed(request: ActingRequest, form: ContactForm, *, confirms: bool) -> bool:
    try:
        correcting.propose_contact(
            acting=request.acting, facts=form.cleaned_data, now=timezone.now()
        )
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    saved, waits = _("Saved."), _("Thank you. The head or records of the agency will confirm it.")
    messages.success(request, saved if confirms else waits)
    return True


@acting(Act.CORRECT_CONTACT)
@require_POST
def decide(request: ActingRequest, number: int) -> HttpResponse:
    """Confirm what was proposed, or turn it down."""
    proposal = get_object_or_404(Proposal, pk=number, agency=request.acting.agency)
    accepted = "confirm" in request.POST
    try:
        correcting.decide_proposal(
            acting=request.acting, proposal=proposal, accepted=accepted, now=timezone.now()
        )
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved.") if accepted else _("Turned down."))
    return redirect("directory:contact", agency=request.acting.agency.slug)
