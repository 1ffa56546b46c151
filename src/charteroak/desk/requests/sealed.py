"""The names in a request: each sealed, and bound to its request, field and agency."""

from __future__ import annotations

from dataclasses import dataclass

from charteroak.desk.requests.models import Request
from charteroak.sealing import seal, unseal

FIELDS = ("officer", "person", "pointer")
WORDS = {
    "officer": "Name and badge of who asked",
    "person": "Person the request is about",
    "pointer": "Case or record number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a request holds in names, opened; a field that was left out is empty."""

    officer: str = ""
    person: str = ""
    pointer: str = ""


def seal_name(request: Request, field: str, name: str) -> None:
    """Put ``name`` into a field of ``request``, sealed; an empty name empties the field.

    Raises:
        SealingError: there is no key to seal with.
    """
    sealed = seal(name, bound_to=place_of(request, field)) if name else b""
    setattr(request, f"{field}_sealed", sealed)


def open_names(request: Request) -> Names:
    """Return the names that ``request`` holds.  Whoever shows them records that first.

    Raises:
        SealingError: one was changed, or moved here from another request or agency.
    """
    return Names(**{field: _opened(request, field) for field in FIELDS if holds(request, field)})


def holds(request: Request, field: str) -> bool:
    """Return whether a name stands in a field, without opening it."""
    return bool(getattr(request, f"{field}_sealed"))


def held_fields(request: Request) -> list[str]:
    """Return the fields in which a name stands, in words."""
    return [WORDS[field] for field in FIELDS if holds(request, field)]


def place_of(request: Request, field: str) -> str:
    """Return what the name in a field is bound to."""
    return f"request:{request.public_id}:{field}:{request.agency.slug}"


def _opened(request: Request, field: str) -> str:
    sealed = bytes(getattr(request, f"{field}_sealed"))
    return unseal(sealed, bound_to=place_of(request, field))
