"""For some days after a change the desk says so, and a page says what changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from charteroak.core.library import Library
from charteroak.desk.changes import _together, changed_on, what_changed
from charteroak.issuing.library import stamp
from charteroak.shipped import open_library
from desk.quick_desk import DOOR, screen

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("after", "words"),
    [(0, "Changed today"), (3, "Changed on November 23, 2026"), (7, "")],
)
def test_a_change_is_announced_for_a_week(after: int, words: str) -> None:
    assert screen("school", DOOR, DAY + timedelta(days=after))["frame"]["changed"] == words


def test_a_law_beneath_the_text_that_comes_into_force_is_a_change() -> None:
    assert changed_on("court", date(2025, 10, 2), stamp()) == date(2025, 10, 1)


def test_what_changed_is_counted_in_plain_words(client: Client) -> None:
    with time_machine.travel("2026-11-24 12:00:00-05:00"):
        page = client.get("/desk/school/changed/").content.decode()
    found = what_changed("school", date(2026, 11, 24), stamp())

    assert found is not None
    assert str(found.old) == "ct/schools@2025-01-28"
    assert f"{len(found.rulings)} answers changed" in page
    assert "a draft that nobody has issued" in page


def test_without_a_change_the_page_says_so(client: Client) -> None:
    with time_machine.travel("2026-08-24 12:00:00-05:00"):
        assert "Nothing has changed" in client.get("/desk/school/changed/").content.decode()


def test_a_version_that_came_with_the_product_and_was_issued_too_is_held_once() -> None:
    shipped = open_library()
    file, data = next(iter(shipped.sources.items()))
    issued = Library({"issued/again.md": data})
    together = _together(shipped, issued)

    assert file not in together.sources
    assert together.shelves.keys() == shipped.shelves.keys()
