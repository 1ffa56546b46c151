"""Forms of allauth whose words are not for the people here."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


# allauth publishes no types.
class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adds a passkey that signs in by itself, unless the box is cleared."""

    name = forms.CharField(label=_("Name"), required=False, max_length=60)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"), required=False, initial=True
    )
