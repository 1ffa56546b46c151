"""Asks for a fresh sign-in in front of what matters most."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase

from charteroak.directory.sign_in import signed_in_recently

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


def fresh_sign_in(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[R, P], HttpResponseBase]:
    """Guard a view: who did not sign in or confirm within five minutes is asked to confirm.

    It stands below ``@acting``, so that whoever may not see the page learns nothing of it.  What
    was posted waits, sealed, in the session and is done after the confirmation.
    """

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not signed_in_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded
