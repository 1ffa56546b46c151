"""Nobody opens what is not theirs: every address, every role, own and other agencies and states.

Each address is tried by everybody with GET, HEAD and POST.  Whoever may not see a page gets, to the
letter, what they would get if it did not exist.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from access.matrix import Row, all_rows
from access.rows_config import LIBRARY
from access.visitors import (
    METHODS,
    TO_SIGN_IN,
    Answer,
    Visitor,
    address_of,
    agencies,
    visitors,
)
from charteroak.directory.roles import LOCAL, STATE

ROWS = all_rows()
NOWHERE = "/agencies/ct/police/there-is-no-such-agency/"
NO_NUMBER = 987_654_321
OF_EACH_AGENCY = {"agency", "place"}
"""Every agency has a first rung: its place is no number of a row."""
ROOMS = ("charteroak.desk", "charteroak.issuing", "charteroak.directory")


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
    own, others = agencies(row)
    address = address_of(row, row.arguments(own))
    everybody = list(visitors(row, own, others))
    absent = {method: nothing(everybody[1], method) for method in METHODS}
    wrong = [
        each for visitor in everybody for each in refused_wrongly(row, visitor, address, absent)
    ]
    welcome = [visitor for visitor in everybody if visitor.may(row)]
    wrong += [each for visitor in welcome for each in kept_out(row, visitor, address)]
    wrong += [each for visitor in welcome for each in broken(row, visitor, address)]
    assert not wrong, f"{row.name}: {wrong}"


def nothing(visitor: Visitor, method: str) -> Answer:
    """Return what anybody signed in gets of an agency that does not exist."""
    return visitor.open(method, NOWHERE, {})


def refused_wrongly(
    row: Row, visitor: Visitor, address: str, absent: Mapping[str, Answer]
) -> Iterator[str]:
    """Yield the methods by which a visitor who may not gets in, or learns what is there."""
    if visitor.may(row):
        return
    for method in METHODS:
        answer = visitor.open(method, address, row.data if method == row.method else {})
        if visitor.person is None:
            refused = answer.status in {TO_SIGN_IN, 404, 405}
        else:
            refused = answer.status == 405 or answer == absent[method]
        if not refused or (method == row.method and answer.status == 405):
            yield f"{visitor.name} {method}: {answer.status}"


def kept_out(row: Row, visitor: Visitor, address: str) -> Iterator[str]:
    """Yield that a visitor who may is turned away."""
    answer = visitor.open(row.method, address, row.data)
    if answer.status not in row.opened:
        yield f"{visitor.name} {row.method}: {answer.status}"


def broken(row: Row, visitor: Visitor, address: str) -> Iterator[str]:
    """Yield the methods by which a visitor who may meets a fault of ours."""
    for method in METHODS:
        if method != row.method and visitor.open(method, address, {}).status >= 500:
            yield f"{visitor.name} {method}: fails"


LEAST_CELLS = 1500


def test_the_matrix_is_as_large_as_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    cells = sum(visitors_of(row) * len(METHODS) for row in ROWS)
    with capsys.disabled():
        sys.stdout.write(f"\naccess matrix: {len(ROWS)} rows, {cells:,} cells\n")

    assert cells >= LEAST_CELLS


def visitors_of(row: Row) -> int:
    """Return how many try a row: with and without a sign-in, then the staff of four agencies."""
    same, other = (STATE, LOCAL) if row.state_office else (LOCAL, STATE)
    return 2 if row.public else 2 + 3 * len(same) + len(other)


OF_AN_AGENCY = [row for row in ROWS if row.allowed]


@pytest.mark.django_db
@pytest.mark.parametrize("row", OF_AN_AGENCY, ids=lambda row: f"{row.name} {row.method}")
def test_the_number_of_another_agencys_row_opens_nothing(row: Row) -> None:
    own, (sibling, *_others) = agencies(row)
    theirs = row.arguments(sibling)
    if set(theirs) <= OF_EACH_AGENCY:
        pytest.skip("the address has no number")
    foreign = address_of(row, {**theirs, "agency": own.slug})
    absent = address_of(row, missing({**theirs, "agency": own.slug}))
    for visitor in [each for each in visitors(row, own, []) if each.may(row)]:
        before = rows_held()
        answer = visitor.open(row.method, foreign, row.data)
        assert answer == visitor.open(row.method, absent, row.data), visitor.name
        # To take out what is not there is no error; nothing of another agency may go.
        if answer.status != 404:
            after = rows_held()
            assert row.method == "post", visitor.name
            assert [name for name in before if after[name] < before[name]] == []


def rows_held() -> dict[str, int]:
    """Return how many rows the rooms hold of everything."""
    models = apps.get_app_configs()
    rooms = [room for room in models if room.name.startswith(ROOMS)]
    return {
        model.__name__: model._default_manager.count()
        for room in rooms
        for model in room.get_models()
    }


def missing(arguments: Mapping[str, object]) -> dict[str, object]:
    """Return the arguments with numbers that nothing has."""
    return {
        name: NO_NUMBER if isinstance(value, int) and name not in OF_EACH_AGENCY else value
        for name, value in arguments.items()
    }
