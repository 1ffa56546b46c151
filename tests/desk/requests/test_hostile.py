"""Hostile words in every field of every form: stored or refused, and printed inert."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from charteroak.desk.requests.actions import describe_request, show_names
from charteroak.desk.requests.fields import TURNING
from charteroak.desk.requests.models import LONG, Request
from charteroak.desk.requests.papers_out import statement_pdf
from charteroak.desk.requests.table import as_csv
from charteroak.directory.access import Acting
from charteroak.directory.roles import Role
from desk.requests.making import RECEIVED, acting_as, make_request
from desk.requests.test_names import described
from desk.requests.test_pages import page, signed_in
from hostile import HOSTILE, MARK

pytestmark = pytest.mark.django_db
FORMS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "describe": (
        {"channel": "telephone", "requester_identity": "claimed"},
        ("requester_agency", "papers", "officer", "person", "pointer", "answered_offline_at"),
    ),
    "decide": ({"decision": "followed"}, ("words", "decision")),
    "close": ({}, ("outcome",)),
    "duty": ({"state": "done", "at": "2026-11-25 12:00"}, ("words", "at", "state")),
    "start": ({}, ("starts_at",)),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_form_takes_or_refuses_hostile_words_and_shows_them_inert(form: str) -> None:
    acting = acting_as(Role.HEAD)
    request = make_request(acting)
    client = signed_in(acting)
    data, fields = FORMS[form]
    further = {"place": 1} if form in {"duty", "start"} else {}

    for kind, words in HOSTILE.items():
        for field in fields:
            answer = client.post(page(form, request, **further), {**data, field: words})
            assert answer.status_code in {200, 302}, (kind, field)
            assert_inert(answer.content.decode("utf-8", "replace"))
        shown = client.get(page("request", request)).content.decode()
        assert_inert(shown)
        assert not set(shown) & TURNING, f"{kind}: a mark that turns writing was stored"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["text", "act", "paper", "fact.agency", "on", "state", "number"])
def test_an_address_takes_hostile_words(name: str) -> None:
    acting = acting_as(Role.DESK)
    client = signed_in(acting)
    address = reverse("requests:ready", args=[acting.agency.slug])
    listed = reverse("requests:list", args=[acting.agency.slug])

    for kind, words in HOSTILE.items():
        query = {"text": "ct/law-enforcement", name: words}
        answer = client.get(listed if name in {"state", "number"} else address, query)
        assert answer.status_code in {200, 400}, kind
        assert_inert(answer.content.decode())


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_stored_goes_into_papers_and_tables_inert(kind: str) -> None:
    acting = acting_as(Role.HEAD)
    request = make_request(acting)
    stored = HOSTILE[kind].replace("\x00", "")[:200]
    Request.objects.filter(pk=request.pk).update(requester_agency=stored, outcome=stored)
    request.refresh_from_db()

    pdf = statement_pdf(request, made_at=RECEIVED, made_by=acting.person)
    table = as_csv(Request.objects.all())

    assert pdf.startswith(b"%PDF")
    assert not any(cell.startswith(("=", "+", "@")) for cell in table.split(","))


def test_a_hostile_name_comes_back_as_it_was_written() -> None:
    acting = acting_as(Role.HEAD)
    name = HOSTILE["script"]
    request = describe_request(acting, make_request(acting), described(person=name))

    assert show_names(acting, request, reason="correct").person == name
    shown = _names_page(acting, request)
    assert MARK in shown
    assert_inert(shown)


def _names_page(acting: Acting, request: Request) -> str:
    client: Client = signed_in(acting, fresh=True)
    return client.post(page("names", request), {"reason": "correct"}).content.decode()


def test_what_is_too_long_is_refused_and_stays_in_its_field() -> None:
    acting = acting_as(Role.DESK)
    words = "a" * (LONG + 1)

    text = signed_in(acting).post(page("close", make_request(acting)), {"outcome": words})

    assert words in text.content.decode()
    assert f"{LONG}" in str(text.context["form"].errors["outcome"])


def assert_inert(text: str) -> None:
    """Assert that nothing of a hostile text acts in a page."""
    assert "<script>document" not in text
    assert "<img src=x" not in text
    assert '" autofocus onfocus="' not in text
    assert "CHARTEROAK" not in text.replace("CHARTEROAK_", "")
