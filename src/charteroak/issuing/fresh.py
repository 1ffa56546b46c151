"""Acts that ask for a sign-in of the last five minutes, such as signing and issuing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeAlias, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponseBase

from charteroak.directory.access import ActingRequest

P = ParamSpec("P")
View: TypeAlias = "Callable[Concatenate[ActingRequest, P], HttpResponseBase]"


def freshly_signed_in(view: View[P]) -> View[P]:
    """Ask whoever posts to a view to sign in again first; what was posted is kept meanwhile."""
    return cast("View[P]", reauthentication_required(allow_get=True)(view))
