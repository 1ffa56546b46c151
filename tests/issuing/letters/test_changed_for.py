"""What changed for one kind of agency is the part of the comparison that can concern it."""

from __future__ import annotations

from datetime import date

from charteroak.core.compare import compare
from charteroak.core.conditions import Condition, Where
from charteroak.core.library import Library
from charteroak.issuing.letters.changed_for import changed_for, concerns, counts
from charteroak.shipped import open_library

DAY = date(2026, 11, 26)


def where(*allowed: dict[str, tuple[str, ...]], unlisted: int = 0) -> Where:
    """Return a region under these conditions."""
    conditions = tuple(
        Condition(words="", count=1, share=0.1, allowed=each, example={}) for each in allowed
    )
    return Where(count=1, share=0.1, conditions=conditions, unlisted=unlisted)


def test_a_change_for_another_kind_does_not_concern() -> None:
    assert not concerns(where({"agency": ("correction",)}), {"agency": "municipal police"})


def test_a_change_for_this_kind_or_for_every_kind_concerns() -> None:
    facts = {"agency": "municipal police"}

    assert concerns(where({"agency": ("correction", "Municipal Police")}), facts)
    assert concerns(where({"judicial warrant": ("yes",)}), facts)
    assert concerns(where({"agency": ("correction",)}, {}), facts)


def test_where_conditions_are_not_all_listed_it_may_concern() -> None:
    assert concerns(where({"agency": ("correction",)}, unlisted=3), {"agency": "state police"})


def test_the_change_of_2019_binds_police_and_not_teachers() -> None:
    library: Library = open_library()
    old, new = (
        library.find(f"ct/54-192h@{version}", DAY) for version in ("2014-01-01", "2019-10-01")
    )
    found = compare(library, old, new, date(2019, 9, 30), date(2019, 10, 1))
    police = counts(changed_for(found, {"agency": "municipal police"}))

    assert police.answers
    assert police.answers <= counts(found).answers
