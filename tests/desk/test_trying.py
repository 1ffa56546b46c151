"""A version leads to the places of the desk at which it answers, and answers there."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from charteroak.core.memo import Version
from charteroak.desk.trying import Trial, trials
from charteroak.issuing.library import current_library

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def tried(text: str, version: str) -> list[Trial]:
    """Return where a version can be tried."""
    return list(trials(current_library().version(Version(text, version)), TODAY))


@pytest.mark.parametrize("version", ["2025-01-28", "2017-02-22"])
def test_every_issued_version_is_tried_on_a_day_on_which_it_answers(version: str) -> None:
    [school] = tried("ct/schools", version)
    page = Client().get(school.address).content.decode()

    assert school.title == "School"
    assert f"ct/schools@{version}" in page


def test_a_memo_for_several_places_leads_to_each() -> None:
    places = {each.title for each in tried("ct/law-enforcement", "2017-02-22")}

    assert len(places) > 1


def test_a_draft_is_tried_in_a_demonstration_only(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    assert tried("ct/schools", "2026-11-23") == []
    settings.DEMONSTRATION = True
    assert len(tried("ct/schools", "2026-11-23")) == 1


def test_a_law_has_no_place_at_the_desk() -> None:
    assert tried("us/ferpa", "2014-01-01") == []


def test_the_page_of_a_version_leads_there() -> None:
    page = Client().get("/guidance/ct/schools@2025-01-28/").content.decode()

    assert "Try a situation" in page
    assert "/desk/school/?text=ct/schools@2025-01-28" in page
    assert "Try a situation" not in Client().get("/guidance/us/ferpa/").content.decode()
