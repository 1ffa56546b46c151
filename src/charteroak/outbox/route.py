"""What is known of the way out; the settings make one, the outbox takes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

IMPLICIT_TLS_PORT = 465


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One way out: ``kind`` is smtp, mailbox or anymail; ``name`` the provider, of anymail.

    ``authorities`` is a file of certificates to trust beside those of the system; ``back`` the
    address that returned mail goes to, with ``*`` where the token of the letter stands.
    """

    kind: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "required"
    authorities: str = ""
    folder: Path = Path()
    name: str = ""
    back: str = ""
