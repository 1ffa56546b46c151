"""How mail leaves: what ``CHARTEROAK_MAIL`` names.

``smtp://USER:PASSWORD@HOST:PORT?tls=required`` (``tls`` is required, opportunistic or none),
``mailbox:`` (a folder of the data directory that can be read in the browser, for demonstration
only), or ``anymail:NAME`` with the provider's own settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHAPES = "smtp://USER:PASSWORD@HOST:PORT?tls=required, mailbox:, or anymail:NAME"
TLS = ("required", "opportunistic", "none")
SUBMISSION_PORT = 587


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One way out: ``kind`` is smtp, mailbox or anymail; ``name`` the provider, of anymail."""

    kind: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "required"
    folder: Path = Path()
    name: str = ""


def mail(address: str, data: Path) -> Mail:
    """Return the way out that ``address`` names.

    Raises:
        ImproperlyConfigured: the address is of another shape.
    """
    kind, _, rest = address.partition(":")
    if kind == "mailbox":
        return Mail(kind=kind, folder=data / "mailbox")
    if kind == "anymail" and rest:
        return Mail(kind=kind, name=rest)
    if kind == "smtp":
        return _smtp(address)
    message = f"CHARTEROAK_MAIL is “{kind}:…”. Allowed: {SHAPES}."
    raise ImproperlyConfigured(message)


def _smtp(address: str) -> Mail:
    parts = urlsplit(address)
    tls = dict(parse_qsl(parts.query)).get("tls", "required")
    if not parts.hostname or tls not in TLS:
        message = f"CHARTEROAK_MAIL is not {SHAPES}; tls is one of {', '.join(TLS)}."
        raise ImproperlyConfigured(message)
    return Mail(
        kind="smtp",
        host=parts.hostname,
        port=parts.port or SUBMISSION_PORT,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
    )
