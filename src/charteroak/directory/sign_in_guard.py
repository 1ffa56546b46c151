"""Ends sessions in time: twelve hours after the sign-in, and after half an hour without use.

Whoever comes back after half an hour confirms that it is they, and goes on where they were; what
they had typed waits in the session.  NIST SP 800-63B-4, section 2.2.3, allows one factor for this.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from charteroak.directory.models import Person
from charteroak.directory.sign_in import BEGUN

SEEN = "seen_at"
SECONDS_BETWEEN_NOTES = 60
"""Use is noted once a minute, not with each page."""
WAYS_BACK = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
    }
)


class IdleSessions:
    """Asks for a new sign-in where a session is too old or was not used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the stack."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a browser that signs out forgets the pages it was shown.

        Its other storage stays: a desk that is offline answers from what lies there.
        """
        response = self.get_response(request)
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Return the page to sign in again, or nothing where the session is good."""
        if not isinstance(request.user, Person):
            return None
        now = time.time()
        opens = not getattr(view, "login_required", True)
        begun = _begun(request, now)
        if now - begun > settings.SESSION_COOKIE_AGE:
            logout(request)
            return None if opens else _to_sign_in(request)
        if now - _last_used(request, request.user, begun) > settings.IDLE_SECONDS:
            return _idle(request, request.user, opens=opens)
        if now - request.session.get(SEEN, 0) >= SECONDS_BETWEEN_NOTES:
            request.session[SEEN] = now
        return None


def _begun(request: HttpRequest, now: float) -> float:
    """Return when the session began; one that does not say so begins now."""
    if BEGUN not in request.session:
        request.session[BEGUN] = now
    begun: float = request.session[BEGUN]
    return begun


def _last_used(request: HttpRequest, person: Person, begun: float) -> float:
    """Return when the session was last used or its owner last confirmed."""
    confirmed = [each["at"] for each in get_authentication_records(request, person)]
    times: list[float] = [request.session.get(SEEN, begun), *confirmed]
    return max(times)


def _idle(request: HttpRequest, person: Person, *, opens: bool) -> HttpResponse | None:
    """Return the page to confirm; pages that open to everybody open as to nobody in particular."""
    match = request.resolver_match
    if match and match.url_name in WAYS_BACK:
        return None
    if opens:
        request.user = AnonymousUser()
        return None
    methods = get_adapter().get_reauthentication_methods(person)
    if not methods:
        logout(request)
        return _to_sign_in(request)
    confirm: HttpResponse = suspend_request(request, methods[0]["url"])
    return confirm


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    words = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('account_login')}?{words}")
