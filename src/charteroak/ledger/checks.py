"""What must hold of the keys before the product may serve anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from charteroak.ledger.errors import LedgerKeyError
from charteroak.ledger.signing import current_key
from charteroak.sealing import KeyFileError
from charteroak.sealing.keys import current_keys

FOR_OTHERS = 0o077


@register(Tags.security)
def keys_are_there(**_: Any) -> list[CheckMessage]:
    """Refuse a start without sealing keys; warn where nobody here can sign checkpoints."""
    found: list[CheckMessage] = []
    try:
        current_keys()
    except KeyFileError as error:
        found.append(Error(str(error), id="charteroak.E010"))
    try:
        current_key()
    except LedgerKeyError as error:
        hint = "Right only where another machine runs the worker and signs."
        found.append(Caution(str(error), hint=hint, id="charteroak.W010"))
    return found


@register(Tags.security)
def keys_are_for_their_owner(**_: Any) -> list[CheckMessage]:
    """Warn of a key file that others on this machine can read."""
    files = [Path(settings.SEALING_KEY_FILE), Path(settings.LEDGER_KEY_FILE)]
    return [
        Caution(f"Others can read {file}.", hint=f"chmod 600 {file}", id="charteroak.W011")
        for file in files
        if file.exists() and file.stat().st_mode & FOR_OTHERS
    ]
