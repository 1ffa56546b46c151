"""An agency: its letters, opening one, and the head's acknowledgement.

A link in a mail shows; a button, pressed by somebody signed in, does.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from charteroak.core.errors import CharterOakError
from charteroak.core.memo import Memo
from charteroak.core.render import render_html
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing.letters import actions, queries
from charteroak.issuing.letters.before import before
from charteroak.issuing.letters.composing import letter_pdf, memo_of_version
from charteroak.issuing.letters.forms import AcknowledgeForm
from charteroak.issuing.letters.models import Letter, Opening


@acting(Act.READ_LETTERS)
def letters(request: ActingRequest) -> HttpResponse:
    """List the letters to the agency, the newest first."""
    agency = request.acting.agency
    found = queries.letters_to(agency).select_related("acknowledgement")
    return render(request, "letters/letters.html", {"agency": agency, "letters": found})


@acting(Act.READ_LETTERS)
def letter(request: ActingRequest, reference: str) -> HttpResponse:
    """Show a letter: its cover, and once this person has opened it the memo in full."""
    found = _letter(request, reference)
    form = AcknowledgeForm(initial={"name": request.acting.person.name})
    return _page(request, found, form)


@require_POST
@acting(Act.READ_LETTERS)
def open_letter(request: ActingRequest, reference: str) -> HttpResponse:
    """Open the memo of a letter."""
    found = _letter(request, reference)
    actions.open_letter(acting=request.acting, letter=found)
    return redirect("letters:letter", agency=found.agency.slug, reference=reference)


@require_POST
@acting(Act.ACKNOWLEDGE)
def acknowledge(request: ActingRequest, reference: str) -> HttpResponse:
    """Acknowledge a letter under a name."""
    found = _letter(request, reference)
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        try:
            actions.acknowledge(acting=request.acting, letter=found, **form.cleaned_data)
        except CharterOakError as error:
            form.add_error(None, str(error))
        else:
            return redirect("letters:letter", agency=found.agency.slug, reference=reference)
    return _page(request, found, form)


@acting(Act.READ_LETTERS)
def pdf(request: ActingRequest, reference: str) -> HttpResponse:
    """Give the letter as PDF: the very file that was sent, if one was."""
    found = _letter(request, reference)
    made = queries.sent_pdf(found) or letter_pdf(found, queries.newest_checkpoint())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{found.reference}.pdf"'
    return response


def _page(request: ActingRequest, found: Letter, form: AcknowledgeForm) -> HttpResponse:
    version = found.issuance.version
    opened = Opening.objects.filter(letter=found, person=request.acting.person).exists()
    memo = memo_of_version(version)
    context = {
        "agency": found.agency,
        "letter": found,
        "version": version,
        "cover": [each for each in found.issuance.cover.split("\n\n") if each.strip()],
        "opened": opened,
        "article": _article(memo) if opened else "",
        "changes": before(version).changes_for(found.agency) if opened else None,
        "acknowledgement": getattr(found, "acknowledgement", None),
        "may_acknowledge": request.acting.may(Act.ACKNOWLEDGE),
        "form": form,
    }
    return render(request, "letters/letter.html", context)


def _article(memo: Memo) -> str:
    return render_html(memo, fragment=True, address=lambda text: f"/guidance/{text}/")


def _letter(request: ActingRequest, reference: str) -> Letter:
    found = queries.find_letter(request.acting.agency, reference)
    if found is None:
        raise Http404
    return found
