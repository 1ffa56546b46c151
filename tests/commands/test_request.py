"""A request as options describe it."""

from __future__ import annotations

import argparse

import pytest

from charteroak.commands.request import add_request, request_from
from charteroak.core.errors import CharterOakError, ConflictingFactsError
from charteroak.core.situation import Request


def request(*options: str) -> Request:
    parser = argparse.ArgumentParser()
    add_request(parser)
    return request_from(parser.parse_args(options))


def test_nothing_is_asked_for_and_nothing_known_without_options() -> None:
    assert request() == Request()


def test_options_become_a_request() -> None:
    found = request(
        *("--act", "hold", "--act", "obstruct", "--paper", "I-200"),
        *("--fact", "judicial warrant = no", "--fact", "act: note=yes", "--no-record", "visit"),
        *("--record", "crime: class=A, date=2012-05-01", "--record", "Crime: class=B"),
    )

    assert found == Request(
        acts=("hold", "obstruct"),
        paper="I-200",
        facts={"judicial warrant": "no", "act: note": "yes"},
        records={"visit": [], "crime": [{"class": "A", "date": "2012-05-01"}, {"class": "B"}]},
    )


@pytest.mark.parametrize("written", ["", "=", "warrant", "warrant=", "=yes"])
def test_a_fact_has_a_name_and_an_answer(written: str) -> None:
    with pytest.raises(CharterOakError, match="is not NAME=ANSWER; write it so"):
        request("--fact", written)


@pytest.mark.parametrize(
    "written", ["", "crime", ": class=A", "crime: A", "crime: =A", "a: b=, c=d"]
)
def test_a_record_has_a_list_and_fields_with_answers(written: str) -> None:
    with pytest.raises(CharterOakError, match="is not a record; write it so"):
        request("--record", written)


@pytest.mark.parametrize(
    "options",
    [
        ["--fact", "warrant=yes", "--fact", "warrant=no"],
        ["--fact", "warrant=not sure", "--fact", "Warrant=no"],
        ["--record", "crime: class=A, Class=B"],
        ["--no-record", "crime", "--record", "CRIME: class=A"],
    ],
)
def test_options_that_contradict_each_other_are_an_error(options: list[str]) -> None:
    with pytest.raises(ConflictingFactsError):
        request(*options)
