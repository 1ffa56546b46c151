"""What every page of a request begins with: who acts, at what time of day, on which request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from charteroak.desk.requests.errors import JudgeError, RequestError
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, ActingRequest, Guarded, View, acting
from charteroak.directory.permissions import Act

P = ParamSpec("P")


def at_agency(act: Act) -> Callable[[View[P]], Guarded[P]]:
    """Guard a page of an agency, and let the clock be the agency's while it is made."""

    def guard(view: View[P]) -> Guarded[P]:
        @acting(act)
        @wraps(view)
        def there(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            with timezone.override(request.acting.agency.time_zone):
                return view(request, *args, **kwargs)

        return there

    return guard


def fresh_sign_in(view: View[P]) -> View[P]:
    """Ask for a sign-in of the last minutes before a view does something."""
    return cast("View[P]", reauthentication_required(allow_get=True)(view))


def request_here(acting: Acting, public_id: UUID) -> Request:
    """Return the request of the agency with this number.

    Raises:
        Http404: the agency has none.
    """
    rows = Request.objects.filter(agency=acting.agency, public_id=public_id)
    found = rows.select_related("recorded_by", "decided_by", "confirmed_by", "closed_by").first()
    if found is None:
        raise Http404
    found.agency = acting.agency
    return found


def to_request(page: HttpRequest, request: Request, said: str) -> HttpResponse:
    """Go back to the page of a request and say there what was done."""
    messages.success(page, said)
    return _back(request)


def form_page(
    page: HttpRequest, template: str, request: Request, form: forms.Form, **further: object
) -> HttpResponse:
    """Draw a page with one form about a request."""
    context = {"request_record": request, "agency": request.agency, "form": form, **further}
    return render(page, f"requests/{template}.html", context)


def attempt(form: forms.Form, action: Callable[[], object]) -> bool:
    """Do ``action``; where it cannot be done now, say so in the form and return False.

    The errors of requests are written for the person; no other ends in the form.
    """
    try:
        action()
    except RequestError as error:
        form.add_error("words" if isinstance(error, JudgeError) else None, str(error))
        return False
    return True


def attempt_at_once(
    page: HttpRequest, request: Request, action: Callable[[], object], said: str
) -> HttpResponse:
    """Do what one button does; go back to the request and say what was done, or why not."""
    try:
        action()
    except RequestError as error:
        messages.error(page, str(error))
        return _back(request)
    return to_request(page, request, said)


def _back(request: Request) -> HttpResponse:
    return redirect("requests:request", agency=request.agency.slug, public_id=request.public_id)
