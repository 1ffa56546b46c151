"""How texts and versions are written in addresses: ``/guidance/ct/schools@2025-01-28/``."""

from __future__ import annotations

from django.urls import reverse

from charteroak.core.memo import Version


class TextConverter:
    """Reads the id of a text, ``ct/schools``."""

    regex = r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*"

    def to_python(self, value: str) -> str:
        """Return the id."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id."""
        return value


class EditionConverter(TextConverter):
    """Reads the name of a version, ``2025-01-28``."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[0-9]{1,3})?"


def address_of(name: str) -> str:
    """Return the address of ``ct/schools`` or of one version, ``ct/schools@2025-01-28``."""
    text, at, version = name.partition("@")
    if at:
        return reverse("public:version", kwargs={"text": text, "version": version})
    return reverse("public:text", kwargs={"text": text})


def address_of_version(version: Version) -> str:
    """Return the permanent address of a version."""
    return address_of(str(version))
