"""The ledger as one of Django's apps."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room that keeps the events."""

    name = "charteroak.ledger"
    label = "ledger"
    verbose_name = "Ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from charteroak.ledger import checks  # noqa: F401, PLC0415 - once the apps are there
