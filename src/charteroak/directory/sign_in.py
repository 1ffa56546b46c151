"""How allauth signs people in here: by invitation only, with limits that keep no desk out.

A wrong password counts against the address it was typed at, against the account at that address,
and against the account from everywhere.  Without more, whoever knows an e-mail address could keep
its owner out by failing on purpose.  So a browser in which the person has signed in before carries
a signed cookie, has a count of its own, and is not touched by what others get wrong; a passkey is
never counted at all, for there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from charteroak.directory.models import Person
from charteroak.directory.sign_in_passwords import LONG, has_second_factor
from charteroak.ledger.actions import record
from charteroak.sealing import seal, unseal

KNOWN = "known-browser"
KNOWN_SECONDS = 90 * 24 * 3600
MOST_KNOWN = 12
"""How many people one browser remembers: a shift on a shared computer."""
STRANGERS = {"login_failed_anywhere": "100/h/key"}
BEGUN = "signed_in_at"
SECRETS = "second factor"


# allauth publishes no types.
class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signs people in and out, and counts what goes wrong."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's name
        """Return false, for everybody: an account begins with an invitation."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Set a password that was found good, and remember whether it is a short one."""
        user.short_password = len(password) < LONG
        super().set_password(user, password)

    def pre_login(self, request: HttpRequest, user: Person, **further: Any) -> HttpResponse | None:
        """Stop a sign-in with a short password and nothing beside it."""
        if user.short_password and not has_second_factor(user):
            return render(request, "account/password_too_short.html", status=403)
        response: HttpResponse | None = super().pre_login(request, user, **further)
        return response

    @transaction.atomic
    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin a session, and record by which factors."""
        super().login(request, user)
        request.session[BEGUN] = time.time()
        records = get_authentication_records(request, user)
        factors = sorted({each.get("type") or each["method"] for each in records})
        record(
            act="session.begun",
            actor=user.actor,
            agency="",
            subject=user.actor,
            detail={"factors": factors},
        )

    def post_login(self, request: HttpRequest, user: Person, **further: Any) -> HttpResponse:
        """Answer the sign-in, and let this browser be known from now on."""
        response: HttpResponse = super().post_login(request, user, **further)
        known = [name for name in _known(request) if name != _name(user.email)]
        response.set_signed_cookie(
            KNOWN,
            ".".join([_name(user.email), *known][:MOST_KNOWN]),
            salt=KNOWN,
            max_age=KNOWN_SECONDS,
            path="/account/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        """End the session, and record it; IdleSessions clears the browser's cache."""
        person = request.user
        super().logout(request)
        request.signed_out = True  # type: ignore[attr-defined]
        if isinstance(person, Person):
            record(act="session.ended", actor=person.actor, agency="", subject=person.actor)

    def is_reauthentication_required(self, *, app: str, **further: Any) -> bool:
        """Return whether one has to confirm: not within five minutes of any sign-in."""
        if signed_in_recently(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **further))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt; stop where there were too many."""
        super().pre_authenticate(request, **credentials)
        self._strangers = None
        email = str(credentials.get("email", "")).lower()
        if _name(email) in _known(request):
            return
        self._strangers = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_anywhere",
            config=STRANGERS,
            key=email,
        )
        if not self._strangers:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """Take back what was counted, since the password was right."""
        super()._rollback_login_failed_rl_usage()
        if self._strangers:
            self._strangers.rollback()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what the count of an account goes by: the account, and where it is tried from."""
        email = str(credentials.get("email", "")).lower()
        if _name(email) in _known(request):
            return f"{email} from a known browser"
        return f"{email} from {ratelimit.get_ip(request)}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and recovery codes sealed."""

    def encrypt(self, text: str) -> str:
        """Return a secret as the database holds it."""
        return seal(text, bound_to=SECRETS).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that the database holds."""
        return unseal(bytes.fromhex(encrypted_text), bound_to=SECRETS)

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002 - allauth's
        """Return the name that a new passkey has until its owner gives it a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def signed_in_recently(request: HttpRequest) -> bool:
    """Return whether somebody signed in or confirmed within five minutes."""
    person = request.user if isinstance(request.user, Person) else None
    times = [each["at"] for each in get_authentication_records(request, person)]
    return bool(times) and time.time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _known(request: HttpRequest) -> list[str]:
    """Return the names of those who signed in before in this browser."""
    value = request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_SECONDS)
    return [name for name in (value or "").split(".") if name]


def _name(email: str) -> str:
    """Return what the cookie calls an account: nobody reads an address out of it."""
    return hashlib.sha256(f"{settings.SECRET_KEY} {email.lower()}".encode()).hexdigest()[:24]
