"""The desk card: one page with its version, its last day and the way to the live page."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from charteroak.desk.card import card_of
from charteroak.desk.furnished import furniture
from desk.quick_desk import TODAY

pytestmark = pytest.mark.django_db
PLACES = ["school", "police", "campus", "court"]


@pytest.mark.parametrize("place", PLACES)
def test_a_card_says_what_the_desk_says(place: str) -> None:
    found = furniture().desk.place(place)
    made = card_of(found, TODAY) if found else None
    assert made is not None

    assert made.draft
    assert "DRAFT" in made.card.title
    assert made.card.say
    assert made.card.call
    assert TODAY < made.card.valid_until <= TODAY + timedelta(days=furniture().desk.card_days)
    assert made.card.url.endswith(f"/desk/{place}/")


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_card_is_one_page(place: str, client: Client) -> None:
    answer = client.get(f"/desk/{place}/card.pdf")
    reader = PdfReader(io.BytesIO(answer.content))

    assert answer["Content-Type"] == "application/pdf"
    assert len(reader.pages) == 1
    assert "2026-11-23" in reader.pages[0].extract_text()


def test_the_page_to_print_has_the_code_and_the_last_day(client: Client) -> None:
    page = client.get("/desk/school/card/").content.decode()

    assert "<svg" in page.split('class="qr"')[1]
    assert "Do not use after" in page
    assert "ct/schools@2026-11-23" in page
