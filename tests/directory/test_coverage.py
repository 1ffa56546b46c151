from __future__ import annotations

from dataclasses import replace

from charteroak.directory import reference
from charteroak.directory.coverage import as_text, coverage

AGENCIES = reference.agencies("ct")
TOWNS, KINDS = reference.towns("ct"), reference.kinds("ct")


def test_without_a_mail_address_nobody_is_reached() -> None:
    report = coverage(AGENCIES, TOWNS, KINDS)

    assert report.reached == 0
    assert len(report.towns) == 169
    assert {each.slug for each in report.without_contact} >= {"ct/police/new-haven"}


def test_a_town_is_reached_when_all_who_serve_it_can_be() -> None:
    reached = {"ct/police/new-haven", "ct/school-district/new-haven"}
    agencies = [
        replace(each, email="a@example.org") if each.slug in reached else each for each in AGENCIES
    ]
    report = coverage(agencies, TOWNS, KINDS)

    assert [each.town.name for each in report.towns if each.is_reached] == ["New Haven"]


def test_a_town_that_is_not_resolved_is_never_reached() -> None:
    agencies = [replace(each, email="a@example.org") for each in AGENCIES]
    report = coverage(agencies, TOWNS, KINDS)
    open_towns = {each.town.name for each in report.towns if not each.is_reached}

    assert open_towns == {"Haddam", "East Haddam"}


def test_kinds_that_no_memo_goes_to_are_not_counted() -> None:
    report = coverage(AGENCIES, TOWNS, KINDS)
    counted = {each.kind: each.agencies for each in report.kinds}

    assert counted["Municipal police"] == 111
    assert "College or university" not in counted


def test_the_text_names_the_town_the_agency_and_what_it_lacks() -> None:
    text = "\n".join(as_text(coverage(AGENCIES, TOWNS, KINDS)))

    assert "0 of 169 towns" in text
    assert "New Haven: no contact: New Haven Police Department, New Haven School District" in text
    assert "Haddam: not resolved" in text
