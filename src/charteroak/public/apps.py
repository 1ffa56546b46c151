"""The public copy as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Texts, changes, feed, subscriptions, verification, the page for families."""

    name = "charteroak.public"
    verbose_name = "Public copy"
