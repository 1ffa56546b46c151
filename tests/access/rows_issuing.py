"""The pages of the state office for its memos: each opens to some of its posts only."""

from __future__ import annotations

from collections.abc import Mapping

from access.matrix import Row, the_agency
from charteroak.directory.models import Agency
from charteroak.directory.roles import STATE, Role
from issuing.the_office import draft_at, version_at

AUTHOR, SIGNER, PUBLISHER = ({role} for role in (Role.AUTHOR, Role.SIGNER, Role.PUBLISHER))
OPENED = frozenset({200, 302, 422})


def a_draft(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a draft of the agency."""
    return {"agency": agency.slug, "number": draft_at(agency).pk}


def a_revision(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a revision of a draft."""
    return {**a_draft(agency), "revision": 1}


def a_table(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a table of a draft."""
    return {**a_draft(agency), "table": 0}


def a_version(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of an issued version of the agency."""
    return {"agency": agency.slug, "number": version_at(agency).pk}


def row(name: str, allowed: set[Role] | frozenset[Role], method: str = "get") -> Row:
    """Return the row of a page of a draft."""
    arguments = {"revision": a_revision, "table": a_table}.get(name, a_draft)
    return Row(
        name=f"issuing:{name}",
        allowed=allowed,
        state_office=True,
        arguments=arguments,
        method=method,
        opened=OPENED,
    )


ROWS = [
    Row(name="issuing:memos", allowed=STATE, state_office=True, arguments=the_agency),
    Row(name="issuing:begin", allowed=AUTHOR, state_office=True, arguments=the_agency),
    row("draft", STATE),
    row("edit", AUTHOR),
    row("preview", AUTHOR, "post"),
    row("tables", AUTHOR),
    row("table", AUTHOR),
    row("try", STATE),
    row("compare", STATE),
    row("proof", STATE),
    row("export", STATE),
    row("revision", STATE),
    row("to-review", AUTHOR, "post"),
    row("back", AUTHOR, "post"),
    row("acknowledge", AUTHOR, "post"),
    row("abandon", AUTHOR, "post"),
    row("signers", AUTHOR),
    row("sign", SIGNER),
    row("sign", SIGNER, "post"),
    row("refuse", SIGNER, "post"),
    row("issue", PUBLISHER),
    row("issue", PUBLISHER, "post"),
    Row(name="issuing:version", allowed=STATE, state_office=True, arguments=a_version),
    Row(name="issuing:withdraw", allowed=PUBLISHER, state_office=True, arguments=a_version),
]
