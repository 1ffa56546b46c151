"""Purging: what is personal goes after its time, what was decided stays, the ledger verifies."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from pytest_django.fixtures import Settings

from charteroak.desk.requests.actions import (
    close_request,
    decide_request,
    describe_request,
    hold_request,
    purge_due,
    purge_request,
    show_names,
)
from charteroak.desk.requests.errors import NotNowError
from charteroak.desk.requests.models import Request
from charteroak.directory.access import NotAllowedError
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from charteroak.ledger.queries import private_positions
from desk.requests.making import RECEIVED, acting_as, make_request
from desk.requests.test_names import NAME, described, everything_stored

pytestmark = pytest.mark.django_db
LATER = RECEIVED + timedelta(days=3 * 366)


@pytest.fixture(autouse=True)
def _three_years(settings: Settings) -> None:
    settings.REQUESTS_KEPT_YEARS = 3


def closed() -> Request:
    acting = acting_as(Role.DESK)
    with time_machine.travel(RECEIVED, tick=False):
        request = describe_request(acting, make_request(acting), described(person=NAME))
        decide_request(acting, request, decision="followed", words="Told Demo Person Zeta.")
        return close_request(acting, request, outcome="Demo Person Zeta went home.")


def test_after_its_time_everything_personal_is_gone_and_a_certificate_stands() -> None:
    request = closed()

    with time_machine.travel(LATER):
        purged = purge_request(acting_as(Role.RECORDS), request)

    event = Event.objects.filter(act="request.purged").get()
    assert (purged.outcome, purged.decision_words, bytes(purged.person_sealed)) == ("", "", b"")
    assert private_positions(subject=request.subject) == []
    assert event.detail["names"] == ["person"]
    assert event.detail["years"] == 3
    assert "Zeta" not in everything_stored()


def test_what_was_asked_answered_and_decided_stays() -> None:
    request = closed()

    with time_machine.travel(LATER):
        purge_request(acting_as(Role.RECORDS), request)

    kept = Request.objects.get(pk=request.pk)
    assert (kept.answer, kept.decision, kept.acts) == (request.answer, "followed", request.acts)


def test_the_worker_empties_what_is_due_and_nothing_else() -> None:
    due, held = closed(), closed()
    with time_machine.travel(LATER):
        hold_request(acting_as(Role.RECORDS), held, held=True)
        done = [purge_due(), purge_due()]

    assert done == [1, 0]
    assert Request.objects.get(pk=due.pk).purged_at is not None
    assert Request.objects.get(pk=held.pk).purged_at is None


@pytest.mark.parametrize("years", [3, None])
def test_before_its_time_or_without_a_time_nothing_is_destroyed(
    years: int | None, settings: Settings
) -> None:
    settings.REQUESTS_KEPT_YEARS = years
    request = closed()
    moment = RECEIVED + timedelta(days=10) if years else LATER

    with time_machine.travel(moment), pytest.raises(NotNowError):
        purge_request(acting_as(Role.RECORDS), request)
    with time_machine.travel(moment):
        assert purge_due() == 0


def test_the_desk_destroys_nothing() -> None:
    with time_machine.travel(LATER), pytest.raises(NotAllowedError):
        purge_request(acting_as(Role.DESK), closed())


def test_an_emptied_request_shows_no_names_and_takes_nothing_new() -> None:
    request = closed()
    with time_machine.travel(LATER):
        purge_request(acting_as(Role.RECORDS), request)

    with pytest.raises(NotNowError):
        show_names(acting_as(Role.HEAD), request, reason="correct")
