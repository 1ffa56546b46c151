"""Letters as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Issuance, letters, receipts."""

    name = "charteroak.issuing.letters"
    label = "letters"
    verbose_name = "Letters"
