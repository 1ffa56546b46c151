"""Everybody may read which agencies have acknowledged a version, and nobody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from charteroak.issuing.letters import actions
from charteroak.issuing.letters.acknowledged import acknowledged, counts_by_kind
from charteroak.issuing.letters.models import Issuance
from issuing.letters.the_mailing import Mailing, letter_to, make_mailing, send

pytestmark = pytest.mark.django_db
NAME = "Quite Unmistakable"
PAGE = "/guidance/ct/porch@2026-01-01/acknowledgements/"
CALL = "/api/v1/acknowledgements?version=ct/porch@2026-01-01"


def acknowledged_mailing(times: int = 1) -> Mailing:
    """Return a mailing whose police department has acknowledged each of its letters."""
    mailing = make_mailing()
    for _ in range(times):
        letter = letter_to(mailing.police, send(mailing))
        actions.open_letter(acting=mailing.chief, letter=letter)
        actions.acknowledge(acting=mailing.chief, letter=letter, name=NAME)
    return mailing


def test_the_page_names_the_agency_and_the_day_and_no_person() -> None:
    mailing = acknowledged_mailing()
    page = Client().get(PAGE).content.decode()

    assert str(mailing.police) in page
    assert "1 agency has acknowledged this version. 2 were asked to." in page
    assert str(mailing.district) not in page
    assert NAME not in page
    assert mailing.chief.person.name not in page


def test_the_api_gives_the_same_and_no_person() -> None:
    mailing = acknowledged_mailing()
    response = Client().get(CALL)
    found = response.json()

    assert [each["slug"] for each in found["agencies"]] == [mailing.police.slug]
    assert found["agencies"][0]["acknowledged_on"] == timezone.localdate().isoformat()
    assert [each["acknowledged"] for each in found["kinds"]] == [1, 0]
    assert NAME not in response.content.decode()


def test_an_agency_that_got_two_letters_counts_once() -> None:
    mailing = acknowledged_mailing(times=2)
    now = timezone.now()

    assert len(acknowledged(mailing.version, now)) == 1
    assert [each.written_to for each in counts_by_kind(mailing.version, now)] == [1, 1]


def test_a_sending_that_is_planned_is_nobodys_business() -> None:
    mailing = acknowledged_mailing()
    Issuance.objects.update(starts_at=timezone.now() + timedelta(hours=1))

    assert "has not been sent" in Client().get(PAGE).content.decode()
    assert Client().get(CALL).json()["kinds"] == []
    assert acknowledged(mailing.version, timezone.now()) == []


def test_a_version_under_embargo_is_not_found() -> None:
    acknowledged_mailing()
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        assert Client().get(PAGE).status_code == 404
        assert Client().get(CALL).status_code == 404


@pytest.mark.parametrize("version", ["ct/schools@2025-01-28", "nothing", "", "a@\x00"])
def test_a_version_that_was_not_issued_here_is_not_found_in_words(version: str) -> None:
    response = Client().get("/api/v1/acknowledgements", {"version": version})

    assert response.status_code == 404
    assert "was issued here" in response.json()["error"]


def test_the_page_of_a_version_issued_here_leads_there() -> None:
    make_mailing()

    assert PAGE in Client().get("/guidance/ct/porch@2026-01-01/").content.decode()
    assert "acknowledgements" not in Client().get("/guidance/ct/schools/").content.decode()
