"""Years later the same request gets the same answer, whatever was issued or withdrawn since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone

from charteroak.core.errors import CharterOakError
from charteroak.desk.requests import demonstration
from charteroak.desk.requests.actions import Contact, record_request, recording
from charteroak.desk.requests.asked import Asked, answer_to
from charteroak.desk.requests.models import Request
from charteroak.directory import demonstration as people
from charteroak.directory.access import Acting
from charteroak.directory.roles import Role
from charteroak.issuing import actions as issuing
from charteroak.ledger.models import Event
from desk.requests.making import acting_as, make_request
from issuing.the_office import issued, make_office, porch

pytestmark = pytest.mark.django_db
PORCH = Asked(text="ct/porch", facts=(("dark", "yes"),))


def asked_again(request: Request) -> str:
    given = answer_to(
        Asked(text=request.text, acts=tuple(request.acts), facts=tuple(request.facts.items())),
        request.received_at,
        request.zone,
    )
    return given.digest


def recorded(acting: Acting) -> Request:
    contact = Contact(received_at=timezone.now())
    return record_request(acting=acting, asked=PORCH, contact=contact, token=uuid4())


def test_a_version_issued_or_withdrawn_since_changes_no_old_answer() -> None:
    office, acting = make_office(), acting_as(Role.DESK)
    start = datetime(2026, 7, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        first = issued(office)
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        request = recorded(acting)
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        issued(office, porch("2026-06-01", dark="must", start="2026-06-01"))
    with time_machine.travel(start + timedelta(hours=3), tick=False):
        newer = recorded(acting)
        issuing.withdraw_version(acting=office.publisher, version=first, reason="A court said so.")

    with time_machine.travel(start + timedelta(days=400), tick=False):
        assert asked_again(request) == request.answer_digest
        assert asked_again(newer) == newer.answer_digest
    assert request.answer_digest != newer.answer_digest
    assert request.memo_digest == first.hash


def test_before_any_version_nothing_answers() -> None:
    office, acting = make_office(), acting_as(Role.DESK)
    start = datetime(2026, 7, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        issued(office)
    contact = Contact(received_at=start - timedelta(hours=1))

    with time_machine.travel(start + timedelta(hours=1)), pytest.raises(CharterOakError):
        record_request(acting=acting, asked=PORCH, contact=contact, token=uuid4())


def test_of_two_taps_at_one_moment_the_second_gets_the_first_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acting, token = acting_as(Role.DESK), uuid4()
    first = make_request(acting, token=token)
    looked = recording._recorded
    answers = iter([None, None])

    def blind(acting: Acting, token: UUID) -> Request | None:
        """Not see the first record until the database has refused the second."""
        return next(answers, looked(acting, token))

    monkeypatch.setattr(recording, "_recorded", blind)

    assert make_request(acting, token=token) == first
    assert Event.objects.filter(act="request.recorded").count() == 1


def test_the_demonstration_is_seeded_once() -> None:
    people.seed()
    demonstration.seed()
    numbers = set(Request.objects.values_list("public_id", flat=True))

    demonstration.seed()

    assert len(numbers) == 5
    assert set(Request.objects.values_list("public_id", flat=True)) == numbers
    assert all("emonstration" in each.requester_agency for each in Request.objects.all())
