"""How allauth signs people in here: by invitation only."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


# allauth publishes no types.
class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up: an account begins with an invitation by an agency or the state office."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's name
        """Return false, for everybody."""
        return False
