"""What is in force: texts shipped, versions issued over them, embargoes, withdrawals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from charteroak.core.errors import NoVersionError, UnknownNameError
from charteroak.core.memo import Version
from charteroak.issuing import actions, library
from issuing.the_office import issued, make_office, porch, signed

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)
FIRST = Version("ct/porch", "2026-01-01")


def test_an_issued_version_answers_at_once() -> None:
    before = library.stamp()
    issued(make_office())

    assert library.version_for("ct/porch", DAY) == FIRST
    assert library.guidance_for("ct/porch", DAY).memo.id == FIRST
    assert library.stamp() != before


def test_an_issued_version_takes_the_place_of_the_shipped_one() -> None:
    office = make_office()
    shipped = library.current_library().version(Version("ct/schools", "2026-11-23"))
    issued(office, porch().replace("ct/porch", "ct/schools").replace("2026-01-01", "2026-11-23"))

    found = library.current_library().version(Version("ct/schools", "2026-11-23"))
    assert found.title == "The porch light" != shipped.title


def test_a_withdrawn_version_answers_nothing_more() -> None:
    office = make_office()
    version = issued(office)
    noon = timezone.now()
    actions.withdraw_version(acting=office.publisher, version=version, reason="A court said so.")

    with pytest.raises((NoVersionError, UnknownNameError)):
        library.guidance_for("ct/porch", DAY)
    assert library.library_at(noon).in_force("ct/porch", DAY).id == FIRST
    assert library.memo_of(version).id == FIRST


def test_the_version_before_answers_again_after_a_withdrawal() -> None:
    office = make_office()
    issued(office)
    second = issued(office, porch("2026-06-01", start="2026-06-01"))
    assert library.version_for("ct/porch", DAY) == Version("ct/porch", "2026-06-01")

    actions.withdraw_version(acting=office.publisher, version=second, reason="A court said so.")

    assert library.version_for("ct/porch", DAY) == FIRST


def test_an_embargo_ends_by_itself() -> None:
    office = make_office()
    later = timezone.now() + timedelta(hours=2)
    actions.issue_version(acting=office.publisher, draft=signed(office), public_from=later)
    before = library.stamp()

    assert library.version_for("ct/porch", DAY) is None
    assert library.next_change(timezone.now()) == later
    with time_machine.travel(later, tick=False):
        assert library.version_for("ct/porch", DAY) == FIRST
        assert library.stamp() != before


def test_the_database_is_asked_at_most_once_a_second(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    library.current_library()

    with django_assert_num_queries(0):
        library.guidance_for("ct/schools", DAY)
        library.stamp()


def test_after_a_second_one_row_is_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.current_library()
    monkeypatch.setattr(library, "SECONDS_BETWEEN_CHECKS", 0.0)

    with django_assert_num_queries(1):
        library.stamp()


def test_another_process_sees_a_withdrawal_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    office = make_office()
    version = issued(office)
    library.stamp()
    # The other process's memory is what this one held before it acted.
    held = library._held
    actions.withdraw_version(acting=office.publisher, version=version, reason="A court said so.")
    monkeypatch.setattr(library, "_held", held)

    monkeypatch.setattr(library, "SECONDS_BETWEEN_CHECKS", 0.0)
    assert library.version_for("ct/porch", DAY) is None
