"""What a password has to be: long, by whether it stands alone, and nothing that is tried first."""

from __future__ import annotations

import re

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from charteroak.directory.models import Person

# NIST SP 800-63B-4, section 3.1.1.2: 15 characters alone, 8 with a second factor.
LONG = 15
SHORT = 8
FEWEST_LETTERS = 6
REPEATED = re.compile(r"(.{1,8}?)\1+")
PUBLISHED = frozenset({"demonstration only", "correct horse battery staple"})
"""Passwords that stand in this source or in a drawing that everybody knows."""
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: object) -> bool:
    """Return whether somebody has a passkey or an authenticator app."""
    if not isinstance(person, Person) or person.pk is None:
        return False
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists())


class LongEnough:
    """A validator of passwords, as Django calls them."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password that is too short for its owner.

        Raises:
            ValidationError: it says how long it has to be.
        """
        least = SHORT if has_second_factor(user) else LONG
        if len(password) < least:
            message = gettext(
                "It has %(length)s characters; at least %(least)s are needed. "
                "A few words in a row are easy to remember."
            )
            raise ValidationError(
                message % {"length": len(password), "least": least}, code="too_short"
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return gettext(
            "At least 15 characters, such as four words in a row; 8 once you have a passkey or an "
            "authenticator app."
        )


class NotTriedFirst:
    """A validator that knows what a list of common passwords cannot: patterns, however long."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's name
        """Refuse a password of a few letters, of one part said again and again, or published.

        Raises:
            ValidationError: it says which.
        """
        few = len(set(password)) < FEWEST_LETTERS
        if few or REPEATED.fullmatch(password) or password.isdecimal():
            message = gettext("It is a pattern that is tried first. Use a few words in a row.")
            raise ValidationError(message, code="pattern")
        if not settings.DEMONSTRATION and password.lower() in PUBLISHED:
            message = gettext("This password is published, and so it is tried first.")
            raise ValidationError(message, code="published")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return gettext("No pattern such as “abcabcabcabcabc”, and not digits alone.")
