"""Shares and directions read right in a page, and a comparison is drawn from the core's."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from charteroak.core.compare import compare
from charteroak.core.directions import Direction, Ruling
from charteroak.shipped import open_library
from charteroak.web.templatetags.guidance import direction_class, share, text_id

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("fraction", "words"),
    [(1.0, "100 %"), (0.25, "25 %"), (0.1234, "12.34 %"), (0.00001, "less than 0.01 %")],
)
def test_a_share_is_written_in_per_cent(fraction: float, words: str) -> None:
    assert share(fraction) == words


def test_a_direction_has_a_class_of_its_own() -> None:
    assert direction_class(Direction.MUST_NOT) == "direction--must-not"
    assert direction_class(Ruling(Direction.MAY, ("until 48 hours",))) == "direction--may"


def test_the_text_of_a_version_is_found() -> None:
    assert text_id("ct/schools@2025-01-28") == "ct/schools"


def test_a_comparison_shows_each_answer_that_changed() -> None:
    library = open_library()
    old, new = (
        library.find(f"ct/schools@{version}", TODAY) for version in ("2025-01-28", "2026-11-23")
    )
    found = compare(library, old, new, TODAY, TODAY)
    drawn = render_to_string("web/components/comparison.html", {"comparison": found})

    assert f"{len(found.rulings)} answers changed" in drawn
    assert all(change.act in drawn for change in found.rulings)


def test_versions_that_answer_alike_are_said_to_do_so() -> None:
    library = open_library()
    memo = library.find("ct/schools@2025-01-28", TODAY)
    found = compare(library, memo, memo, TODAY, TODAY)

    drawn = render_to_string("web/components/comparison.html", {"comparison": found})

    assert "Every situation is answered alike" in drawn
