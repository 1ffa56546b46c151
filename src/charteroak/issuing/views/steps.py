"""What the pages of a draft share: finding it, saying what went wrong, going back to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from charteroak.directory.access import ActingRequest
from charteroak.directory.permissions import Act
from charteroak.issuing import queries
from charteroak.issuing.errors import IssuingError
from charteroak.issuing.models import Draft, IssuedVersion


def draft_of(request: ActingRequest, number: int) -> Draft:
    """Return a draft of the office in whose name the person acts.

    Raises:
        Http404: there is none of that number.
    """
    draft = queries.find_draft(request.acting.agency, number)
    if draft is None:
        raise Http404
    return draft


def version_of(request: ActingRequest, number: int) -> IssuedVersion:
    """Return an issued version of the office.

    Raises:
        Http404: there is none of that number.
    """
    version = queries.issued_versions(request.acting.agency).filter(pk=number).first()
    if version is None:
        raise Http404
    return version


def page(request: ActingRequest, template: str, *, status: int = 200, **words: Any) -> HttpResponse:
    """Return a page of the office, which knows what the person may do there."""
    acting = request.acting
    known = {
        "office": acting.agency,
        "may_draft": acting.may(Act.DRAFT),
        "may_sign": acting.may(Act.SIGN),
        "may_publish": acting.may(Act.PUBLISH),
    }
    return render(request, f"issuing/{template}", {**known, **words}, status=status)


def to_draft(request: ActingRequest, draft: Draft) -> HttpResponse:
    """Send the browser to the page of a draft."""
    return redirect("issuing:draft", agency=request.acting.agency, number=draft.pk)


def tried(request: ActingRequest, step: Callable[[], object], done: str) -> bool:
    """Take a step; say that it was done, or why it was not."""
    try:
        step()
    except IssuingError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True
