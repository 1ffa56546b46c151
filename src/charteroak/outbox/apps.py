"""The outbox as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The room that outgoing mail leaves from."""

    name = "charteroak.outbox"
    label = "outbox"
    verbose_name = "Outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what a mail provider reports: anymail offers no other way."""
        from charteroak.outbox import provider  # noqa: PLC0415 - once the apps are there

        provider.listen()
