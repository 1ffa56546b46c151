"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The quick desk, requests, referrals, clocks."""

    name = "charteroak.desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Register the checks of the desk's data."""
        from charteroak.desk import checks  # noqa: F401, PLC0415 - registers itself
