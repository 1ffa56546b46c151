"""The demonstration has a memo that is out: marked as made up, read by made-up people only."""

from __future__ import annotations

import pytest

from charteroak.directory import demonstration as directory
from charteroak.issuing.letters import demonstration
from charteroak.issuing.letters.models import Acknowledgement, Issuance, Letter, Opening
from charteroak.issuing.models import IssuedVersion

pytestmark = pytest.mark.django_db


def test_a_memo_is_sent_once_and_half_acknowledged() -> None:
    directory.seed()
    demonstration.seed()
    demonstration.seed()

    assert Issuance.objects.count() == 1
    assert Letter.objects.count() == 4
    assert Acknowledgement.objects.count() == 2
    assert all(each.answers_changed for each in Letter.objects.all())


def test_nothing_is_said_of_people_who_exist_and_the_memo_says_what_it_is() -> None:
    directory.seed()
    demonstration.seed()
    version = IssuedVersion.objects.get()

    assert version.title.endswith("(demonstration)")
    assert "draft" not in bytes(version.source).decode().casefold()
    assert all(each.person.is_demonstration for each in Opening.objects.all())
    assert all(each.person.is_demonstration for each in Acknowledgement.objects.all())


def test_without_a_demonstration_nothing_is_sent() -> None:
    demonstration.seed()

    assert not IssuedVersion.objects.exists()
