"""Names: sealed to their request, shown for a reason, and never anywhere else."""

from __future__ import annotations

import pytest
from django.db import connection

from charteroak.desk.requests.actions import Description, describe_request, show_names
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.sealed import held_fields
from charteroak.directory.access import NotAllowedError
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from charteroak.ledger.queries import private_content
from charteroak.sealing import SealingError
from desk.requests.making import acting_as, make_request

pytestmark = pytest.mark.django_db
NAME = "Demo Person Zeta"


def described(**names: str | None) -> Description:
    return Description(
        channel="telephone",
        requester_agency="ICE",
        requester_identity="claimed",
        papers=("I-247A",),
        answered_offline_at=None,
        **names,
    )


def named(person: str = NAME) -> Request:
    acting = acting_as(Role.DESK)
    return describe_request(acting, make_request(acting), described(person=person))


def everything_stored() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [b"".join(_bytes(each) for each in row) for row in cursor.fetchall()]
    return b"".join(rows).decode("latin-1")


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_a_name_lies_nowhere_in_the_database_as_it_was_written() -> None:
    request = named()

    assert NAME not in everything_stored()
    assert held_fields(request) == ["Person the request is about"]


def test_a_name_is_shown_for_a_reason_and_that_is_one_event() -> None:
    request = named()
    reader = acting_as(Role.RECORDS)

    names = show_names(reader, request, reason="records request", words="Letter of Monday")

    event = Event.objects.filter(act="request.names_shown").get()
    assert names.person == NAME
    assert (event.actor, event.detail) == (reader.person.actor, {"reason": "records request"})
    assert private_content(event) == {"words": "Letter of Monday"}


def test_the_desk_does_not_see_names_again() -> None:
    request = named()

    with pytest.raises(NotAllowedError):
        show_names(acting_as(Role.DESK), request, reason="notice")

    assert not Event.objects.filter(act="request.names_shown").exists()


def test_a_name_moved_to_another_request_does_not_open() -> None:
    request, other = named(), make_request()
    Request.objects.filter(pk=other.pk).update(person_sealed=bytes(request.person_sealed))

    with pytest.raises(SealingError):
        show_names(acting_as(Role.HEAD), other, reason="correct")


def test_a_name_moved_to_another_field_does_not_open() -> None:
    request = named()
    Request.objects.filter(pk=request.pk).update(officer_sealed=bytes(request.person_sealed))

    with pytest.raises(SealingError):
        show_names(acting_as(Role.HEAD), request, reason="correct")


def test_a_name_that_is_left_out_stays_and_an_empty_one_is_removed() -> None:
    request = named()
    acting = acting_as(Role.DESK)

    kept = describe_request(acting, request, described())
    removed = describe_request(acting, request, described(person=""))

    assert held_fields(kept) == ["Person the request is about"]
    assert held_fields(removed) == []


def test_filling_in_says_which_fields_and_keeps_their_words_apart() -> None:
    named()

    event = Event.objects.filter(act="request.described").get()
    assert "person" in event.detail["fields"]
    assert private_content(event) == {"person": NAME}
    assert NAME not in event.entry
