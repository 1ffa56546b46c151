"""Requests as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """What was asked, answered and done."""

    name = "charteroak.desk.requests"
    label = "requests"
    verbose_name = "Requests"
