"""What a demonstration needs and a real installation must never have by default.

Only ``CHARTEROAK_DEMONSTRATION=yes`` calls this.  The keys are made once, on this machine.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ADDRESS = "http://127.0.0.1:8000"


def set_defaults(data: Path) -> None:
    """Set each setting that nobody set; make the keys that are not there under ``data``."""
    for name, value in _defaults(data).items():
        if f"CHARTEROAK_{name}_FILE" not in os.environ:
            os.environ.setdefault(f"CHARTEROAK_{name}", value)


def _defaults(data: Path) -> dict[str, str]:
    return {
        "SECRET_KEY": _kept(data / "secret.key"),
        "ADDRESS": ADDRESS,
        "HOSTS": "127.0.0.1,localhost,[::1]",
        "HTTPS": "no",
        "MAIL": "mailbox:",
        "MAIL_FROM": "Charter Oak demonstration <demonstration@example.org>",
        "SEALING_KEY_FILE": str(data / "sealing.key"),
        "LEDGER_KEY_FILE": str(data / "ledger.key"),
    }


def _kept(file: Path) -> str:
    """Return the secret in ``file``, made the first time; two processes agree on one."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(secret := secrets.token_urlsafe(50))
    return secret
