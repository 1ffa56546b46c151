"""Issuing as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class IssuingConfig(AppConfig):
    """Versions in force, signatures, issuance, receipts."""

    name = "charteroak.issuing"
    verbose_name = "Issuing"
