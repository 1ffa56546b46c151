"""What has to be done before the first request: checks, tables, static files, demonstration."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from charteroak.core.errors import CharterOakError
from charteroak.shipped import VARIABLE, guidance_directory


def set_up(guidance: Path | None = None) -> None:
    """Load the settings and the apps; ``guidance`` is the folder of texts, if one was named.

    Raises:
        CharterOakError: a setting is missing or wrong.
    """
    if guidance is not None:
        os.environ[VARIABLE] = str(guidance_directory(guidance))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charteroak.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        message = f"{error}\ndocs/reference/settings.md describes every setting."
        raise CharterOakError(message) from error


def prepare() -> None:
    """Bring database and static files up to date; fill a demonstration; run every check.

    Raises:
        CharterOakError: a check forbids the start.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMONSTRATION:
        fill_demonstration()
    try:
        call_command("check", databases=["default"], stdout=StringIO())
    except SystemCheckError as error:
        raise CharterOakError(str(error)) from error


def fill_demonstration() -> None:
    """Add what a demonstration shows and is not there yet: agencies, people, memos, requests."""
    from charteroak.desk.referrals import demonstration as referrals  # noqa: PLC0415 - after set_up
    from charteroak.desk.requests import demonstration as requests  # noqa: PLC0415 - after set_up
    from charteroak.directory import demonstration as directory  # noqa: PLC0415 - after set_up
    from charteroak.directory.agencies.actions import (  # noqa: PLC0415 - after set_up
        seed_demonstration,
    )
    from charteroak.issuing import demonstration as issuing  # noqa: PLC0415 - after set_up
    from charteroak.issuing.letters import demonstration as letters  # noqa: PLC0415 - after set_up

    seed_demonstration(state=settings.STATE)
    directory.seed()
    issuing.seed()
    letters.seed()
    requests.seed()
    referrals.seed()
