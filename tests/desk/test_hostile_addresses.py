"""Nothing in an address brings the desk down: what is not understood is named, the rest is kept."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from django.test import Client

from desk.quick_desk import DOOR, screen

pytestmark = pytest.mark.django_db
HOSTILE = [
    "fact.unknown=yes",
    "fact.handled+by=nobody",
    "fact.handled+by=administrator&fact.handled+by=front+office",
    "act=fly+to+the+moon",
    "paper=I-999",
    "text=ct/law-enforcement",
    "text=../../etc/passwd",
    "text=ct/schools@9999-99-99",
    "on=yesterday",
    "on=0001-01-01",
    "on=9999-12-31",
    "see=everything",
    "ask=nothing",
    "ask=terrorism+investigation",
    "lang=xx&see=say",
    "see=say&line=no+such+line",
    "see=signed&cue.number=nothing&cue.moon=full",
    "start=never",
    "%00=%00",
    "fact.contact=%00",
    "fact.contact=" + "x" * 100_000,
    "x" * 100_000 + "=1",
    "&".join(f"fact.f{n}=yes" for n in range(900)),
    "act=%3Cscript%3Ealert(1)%3C/script%3E",
    "fact.contact=" + quote_plus("\u202e'\"><img src=x onerror=alert(1)>"),
]


@pytest.mark.parametrize("more", HOSTILE, ids=lambda more: more[:40])
def test_a_hostile_address_gets_a_plain_page(more: str, client: Client) -> None:
    for address in (f"?{more}", f"{DOOR}&{more}"):
        response = client.get(f"/desk/school/{address}")
        page = response.content.decode()

        assert response.status_code == 200
        assert "<h1>" in page or '<h1 class="small">' in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_what_was_not_understood_is_named_and_the_rest_is_kept() -> None:
    shown = screen("school", f"{DOOR}&fact.moon=full&act=fly")

    assert shown["left_out"] == ["act = fly", "moon = full"]
    assert shown["kind"] == "answer"
    assert len(shown["told"]) == 3


def test_an_answer_against_the_paper_is_left_out_and_said() -> None:
    shown = screen("school", f"{DOOR}&paper=I-200&fact.judicial+warrant=yes")

    assert shown["left_out"] == ["judicial warrant = yes (something else is known of it)"]
    assert shown["kind"] == "answer"


def test_a_long_value_is_shown_short() -> None:
    (left_out,) = screen("school", f"{DOOR}&fact.contact={'x' * 100_000}")["left_out"]

    assert len(left_out) < 70
