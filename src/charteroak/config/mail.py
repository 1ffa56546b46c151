"""How mail leaves: what ``CHARTEROAK_MAIL`` names.

``smtp://USER:PASSWORD@HOST:PORT?tls=required`` (``tls`` is required, opportunistic or none;
``authorities=FILE`` names further certificates to trust),
``mailbox:`` (a folder of the data directory that can be read in the browser, for demonstration
only), or ``anymail:NAME`` with the provider's own settings.
"""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from charteroak.outbox.route import Mail

SHAPES = "smtp://USER:PASSWORD@HOST:PORT?tls=required, mailbox:, or anymail:NAME"
TLS = ("required", "opportunistic", "none")
SUBMISSION_PORT = 587


def mail(address: str, data: Path, back: str = "") -> Mail:
    """Return the way out that ``address`` names; returned mail goes to ``back``.

    Raises:
        ImproperlyConfigured: the address is of another shape.
    """
    kind, _, rest = address.partition(":")
    if kind == "mailbox":
        return Mail(kind=kind, folder=data / "mailbox", back=back)
    if kind == "anymail" and rest:
        return Mail(kind=kind, name=rest, back=back)
    if kind == "smtp":
        return _smtp(address, back)
    message = f"CHARTEROAK_MAIL is “{kind}:…”. Allowed: {SHAPES}."
    raise ImproperlyConfigured(message)


def mail_from(value: str) -> str:
    """Return the sender of all mail.

    Raises:
        ImproperlyConfigured: there is no address in it.
    """
    if "@" not in parseaddr(value)[1]:
        message = f"CHARTEROAK_MAIL_FROM is “{value}”. Allowed: Name <name@example.org>."
        raise ImproperlyConfigured(message)
    return value


def return_address(value: str, sender: str) -> str:
    """Return where undeliverable letters go back to: ``value``, or else the sender's address."""
    return value or parseaddr(sender)[1]


def provider(value: list[str]) -> dict[str, str]:
    """Return the settings of a mail provider, as anymail names them, from NAME=VALUE each.

    Raises:
        ImproperlyConfigured: one of them is no NAME=VALUE.
    """
    pairs = [each.partition("=") for each in value]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        message = f"CHARTEROAK_MAIL_PROVIDER holds “{wrong[0]}”. Allowed: NAME=VALUE, NAME=VALUE."
        raise ImproperlyConfigured(message)
    return {name.strip(): text.strip() for name, _, text in pairs}


def _smtp(address: str, back: str) -> Mail:
    parts = urlsplit(address)
    further = dict(parse_qsl(parts.query))
    tls = further.get("tls", "required")
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
        authorities=further.get("authorities", ""),
        back=back,
    )
