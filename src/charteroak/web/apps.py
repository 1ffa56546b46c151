"""The shared pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, static files."""

    name = "charteroak.web"
    verbose_name = "Web"
