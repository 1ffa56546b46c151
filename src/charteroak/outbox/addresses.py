"""Mail addresses: which ones a letter can be sent to, and in which form they are kept."""

from __future__ import annotations

import re
import unicodedata

from charteroak.outbox.errors import NotAddressableError

LONGEST, LONGEST_LOCAL = 254, 64
# The dot-atom of RFC 5322, section 3.2.3, with the letters that RFC 6532 adds to it.
LOCAL = re.compile(r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+(\.[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+)*")
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(\.{LABEL})+")
NO_LETTERS = frozenset("CZ")  # control, format, private, unassigned; separators


def normal(address: str) -> str:
    """Return ``address`` as it is kept: trimmed, its domain in small ASCII letters.

    Raises:
        NotAddressableError: it is no address of the form name@domain, or holds a control.
    """
    local, at, domain = address.strip().rpartition("@")
    ascii_domain = _ascii(domain)
    kept = f"{local}@{ascii_domain}"
    fits = len(kept.encode()) <= LONGEST and len(local.encode()) <= LONGEST_LOCAL
    if not at or not fits or not LOCAL.fullmatch(local) or not _only_letters(local):
        raise NotAddressableError(_complaint(address))
    if not DOMAIN.fullmatch(ascii_domain):
        raise NotAddressableError(_complaint(address))
    return kept


def domain_of(address: str) -> str:
    """Return the domain of an address."""
    return address.rpartition("@")[2]


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _only_letters(text: str) -> bool:
    return not any(unicodedata.category(each)[0] in NO_LETTERS for each in text)


def _complaint(address: str) -> str:
    shown = "".join(each if each.isprintable() else "?" for each in address[:80])
    return f"“{shown}” is no mail address. Allowed: name@domain, without spaces or controls."
