"""``charteroak facts``: which texts there are, and what each can be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commands.shell import DAY, Ran, run

Facts = Callable[..., Ran]


@pytest.fixture
def facts(guidance: str) -> Facts:
    """Return a function that runs ``facts`` on a day of 2020."""
    return lambda *options: run("facts", "--guidance", guidance, "--on", DAY, *options)


def test_without_a_text_the_texts_in_force_are_listed_guidance_before_law(facts: Facts) -> None:
    assert facts().lines == [
        "Texts in force on 2020-06-01",
        "  ct/memo: ct/memo",
        "  ct/act: ct/act",
        "",
        "charteroak facts TEXT lists what each can be asked.",
    ]
    assert [each["version"] for each in facts("--json").data["texts"]] == [
        "ct/memo@2020-01-01",
        "ct/act@2020-01-01",
    ]


def test_a_memo_lists_its_acts_facts_records_and_papers(facts: Facts) -> None:
    assert facts("ct/memo").lines == [
        "ct/memo",
        "ct/memo@2020-01-01, for a request of 2020-06-01",
        "",
        "Acts (--act)",
        "  hold: May we keep this person?",
        "  tell release date: May we say when they go free?",
        "",
        "Facts (--fact NAME=ANSWER; “not sure” is an answer to each)",
        "  grave: Is there a grave crime?",
        "      yes | no",
        "      How to tell: Look for “class A”.",
        "      Who decides: counsel",
        "  warrant: Is there a warrant signed by a judge?",
        "      yes | no",
        "  held: How long has the person been held?",
        "      from 0 hours to 48 hours | more than 48 hours and 96 hours or less",
        "",
        'Records (--record "crime: FIELD=ANSWER, …"; --no-record)',
        "  crime: each crime on the record",
        "    class: Of what class?",
        "        A | B | C",
        "    date: On what day?",
        "        date",
        "",
        "Papers (--paper)",
        "  I-200: Warrant for arrest",
        "  letter: A letter (in use from 2019-01-01 on)",
    ]


def test_the_same_as_data(facts: Facts) -> None:
    found = facts("ct/memo", "--json").data
    grave, warrant, held = found["facts"]

    assert list(found) == ["memo", "on", "texts", "acts", "facts", "records", "papers"]
    assert grave["defined_as"] == "any crime where class = A"
    assert (grave["why"], grave["decided_by"]) == ("The act says so.", "counsel")
    assert (warrant["fact"], warrant["answers"], warrant["kind"]) == (
        "warrant",
        ["yes", "no"],
        "one of",
    )
    assert held["kind"] == "duration, from 0 hours to 96 hours"
    assert [field["kind"] for field in found["records"][0]["fields"]] == ["one of", "date"]
    assert found["papers"][0]["settles"] == {"warrant": "no"}


@pytest.mark.parametrize("text", ["words", "nonsense", "ct/memo@1999"])
def test_what_cannot_be_asked_is_an_error(facts: Facts, text: str) -> None:
    assert facts(text).code == 2


def test_a_day_without_a_version_is_an_error_that_lists_the_versions(facts: Facts) -> None:
    ran = facts("ct/memo", "--on", "2019-01-01")

    assert ran.code == 2
    assert "no version of ct/memo is in force on 2019-01-01. Its versions: ct/memo@" in ran.err
