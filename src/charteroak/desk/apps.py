"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The quick desk, requests, referrals, clocks."""

    name = "charteroak.desk"
    verbose_name = "Desk"
