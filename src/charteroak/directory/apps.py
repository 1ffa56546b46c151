"""The directory as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Agencies, people, posts."""

    name = "charteroak.directory"
    verbose_name = "Directory"
