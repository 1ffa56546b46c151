"""Every address of the product, and who may open it.

Each room lists its addresses in ``tests/access/rows_ROOM.py`` as ``ROWS``; an address without a row
fails the build.  ``Row.allowed`` are the roles at the agency in question that may; everybody
else, from whatever agency or state, gets 404, or the sign-in page where nobody is signed in.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from charteroak.directory.models import Agency
from charteroak.directory.roles import Role

Arguments = Callable[[Agency], Mapping[str, object]]


def no_arguments(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return no arguments: the address has none."""
    return {}


def the_agency(agency: Agency) -> Mapping[str, object]:
    """Return the agency as the only argument."""
    return {"agency": agency.slug}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address.

    ``name`` is its name with its room, ``desk:request``.  ``public`` opens to everybody;
    ``signed_in`` to everybody signed in; otherwise ``allowed`` lists the roles at ``agency``, and
    ``state_office`` says that the agency in question is a state office.  ``arguments`` makes what
    the address needs (a request of that agency …) and returns its arguments.  ``method`` is what
    it answers to; ``data`` is what is posted.  ``opened`` are the answers that mean it opened.
    """

    name: str
    public: bool = False
    signed_in: bool = False
    allowed: AbstractSet[Role] = frozenset()
    state_office: bool = False
    arguments: Arguments = no_arguments
    method: str = "get"
    data: Mapping[str, str] = field(default_factory=dict)
    opened: AbstractSet[int] = frozenset({200, 302})


def all_rows() -> list[Row]:
    """Return the rows of every room."""
    here = Path(__file__).parent
    modules = sorted(path.stem for path in here.glob("rows_*.py"))
    return [row for name in modules for row in importlib.import_module(f"access.{name}").ROWS]
