"""The API gives what the pages give, to any origin, and refuses what it cannot read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from charteroak.config.wsgi import application
from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.situation import Request
from charteroak.directory.roles import Role
from charteroak.issuing.library import guidance_for
from the_cast import make_agency, make_person, make_post

pytestmark = pytest.mark.django_db


def asked(**body: object) -> Any:
    return Client().post("/api/v1/answer", json.dumps(body), content_type="application/json")


def test_every_text_is_listed_with_its_versions() -> None:
    found = {each["text"]: each for each in Client().get("/api/v1/texts").json()}

    assert found["ct/schools"]["in_force"] == "ct/schools@2025-01-28"
    assert len(found["ct/schools"]["versions"]) == 3


def test_a_version_is_given_whole() -> None:
    found = Client().get("/api/v1/version", {"name": "us/ferpa@2014-01-01"}).json()

    assert found["id"] == "us/ferpa@2014-01-01"
    assert found["tables"]


def test_an_unknown_version_is_not_found_in_words() -> None:
    response = Client().get("/api/v1/version", {"name": "ct/nothing"})

    assert response.status_code == 404
    assert "There is no version ct/nothing" in response.json()["error"]


def test_an_answer_is_the_one_of_the_core() -> None:
    facts = {"handled by": "front office"}
    response = asked(text="ct/schools@2026-11-23", facts=facts, on="2026-11-26")
    guidance = guidance_for("ct/schools@2026-11-23", date(2026, 11, 26))
    expected = answer_record(answer(guidance, Request(facts=facts)))

    assert response.json() == json.loads(json.dumps(expected))


def test_a_fact_that_does_not_exist_is_refused_with_the_nearest() -> None:
    response = asked(text="ct/schools@2026-11-23", facts={"handeld by": "front office"})

    assert response.status_code == 404
    assert "Did you mean “handled by”?" in response.json()["error"]


def test_any_origin_may_ask() -> None:
    response = Client().options("/api/v1/answer", headers={"origin": "https://example.org"})

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_changes_are_those_of_the_core() -> None:
    names = {"old": "ct/schools@2025-01-28", "new": "ct/schools@2026-11-23"}
    found = Client().get("/api/v1/changes", names).json()

    assert found["directions"]
    assert not found["same"]


def test_an_agency_is_found_by_the_beginning_of_a_word_and_no_person_with_it() -> None:
    agency = make_agency("ct/police/elmford", email="desk@elmford.example.org", town="Elmford")
    make_post(agency, Role.HEAD, make_person("Quite Unmistakable"))
    response = Client().get("/api/v1/agencies", {"q": "elm", "state": "CT"})
    [found] = response.json()["agencies"]

    assert (found["slug"], found["town"]) == (agency.slug, "Elmford")
    assert "Unmistakable" not in response.content.decode()
    assert "email" not in found


@pytest.mark.parametrize(
    "wrong", [{"kind": "wizard"}, {"page": "0"}, {"q": "\x00"}, {"state": "x"}]
)
def test_a_search_that_cannot_be_read_is_refused(wrong: dict[str, str]) -> None:
    assert Client().get("/api/v1/agencies", wrong).status_code == 422


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # the server closes its connection after each call
def test_the_api_keeps_to_its_own_description() -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]

    assert len(operations) == 7
    for operation in operations:
        calls = settings(max_examples=15, suppress_health_check=list(HealthCheck))
        calls(given(operation.as_strategy())(called_as_described))()


def called_as_described(case: schemathesis.Case[Any]) -> None:
    """Call as the description allows, and check that the answer is one it announces."""
    case.call_and_validate()
