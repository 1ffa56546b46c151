"""Nobody opens what is not theirs: every address, every role, own and other agencies and states."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access.matrix import Row, all_rows
from access.rows_config import LIBRARY
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person
from the_cast import make_agency, make_person, make_staff

ROWS = all_rows()


def names(resolver: URLResolver, room: str = "") -> Iterator[str]:
    """Yield the name of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern):
            yield f"{room}{pattern.name or pattern.pattern}"


def test_every_address_has_a_row() -> None:
    listed = {row.name for row in ROWS}
    found = {name for name in names(get_resolver()) if not name.startswith(LIBRARY)}

    assert found - listed == set(), "say in tests/access/rows_ROOM.py who may open these"
    assert listed - found == set(), "these addresses do not exist any more"


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.method}")
def test_an_address_opens_to_those_who_may_and_to_nobody_else(row: Row) -> None:
    agency, others = agency_and_others(row)
    address = reverse(row.name, kwargs=dict(row.arguments(agency)))
    wrong = []
    for who, person, may in everybody(row, agency, others):
        status = open_address(row, address, person)
        if (status in row.opened) != may or (not may and status not in refusals(person)):
            wrong.append(f"{who}: {status}")

    assert not wrong, f"{row.name}: {wrong}"


def agency_and_others(row: Row) -> tuple[Agency, list[Agency]]:
    """Return the agency asked for, a sibling in its state, and one like it in another state."""
    if row.state_office:
        kind, folder = Kind.STATE_OFFICE, "office"
    else:
        kind, folder = Kind.MUNICIPAL_POLICE, "police"
    slugs = [f"ct/{folder}/own", f"ct/{folder}/sibling", f"ma/{folder}/other"]
    own, *others = (make_agency(slug, kind=kind) for slug in slugs)
    others.append(
        make_agency("ct/police/local", kind=Kind.MUNICIPAL_POLICE)
        if row.state_office
        else make_agency("ct/office/state", kind=Kind.STATE_OFFICE)
    )
    return own, others


def everybody(
    row: Row, agency: Agency, others: list[Agency]
) -> Iterator[tuple[str, Person | None, bool]]:
    """Yield each kind of visitor, and whether the row lets them in."""
    yield "nobody signed in", None, row.public
    yield "signed in, no post", make_person("No Post"), row.public or row.signed_in
    for role, person in make_staff(agency).items():
        yield f"own {role}", person, row.public or row.signed_in or role in row.allowed
    for other in others:
        for role, person in make_staff(other).items():
            yield f"{other.slug} {role}", person, row.public or row.signed_in


def open_address(row: Row, address: str, person: Person | None) -> int:
    """Return the answer that a visitor gets; 0 where it is the sign-in page."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    response = getattr(client, row.method)(address, dict(row.data))
    to_sign_in = response.status_code == 302 and "/account/login/" in response["Location"]
    return 0 if to_sign_in else int(response.status_code)


def refusals(person: Person | None) -> set[int]:
    """Return the answers that refuse: 404, or the sign-in page to those not signed in."""
    return {404} if person else {0, 404}
