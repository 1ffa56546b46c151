"""The configuration as a Django app, so that its checks are found."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, addresses, checks."""

    name = "charteroak.config"
    verbose_name = "Configuration"

    def ready(self) -> None:
        """Register the system checks."""
        from charteroak.config import checks  # noqa: F401, PLC0415 - once the apps are there
