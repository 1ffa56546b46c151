"""The start page of an agency says which letters wait, and that of an office who has them."""

from __future__ import annotations

import pytest
from django.test import Client

from charteroak.directory.models import Person
from charteroak.issuing.letters import actions
from issuing.letters.the_mailing import letter_to, make_mailing, send

pytestmark = pytest.mark.django_db


def start_page(person: Person, slug: str) -> str:
    """Return the start page of an agency as a person sees it."""
    client = Client()
    client.force_login(person)
    return client.get(f"/agencies/{slug}/").content.decode()


def test_a_letter_waits_until_the_head_has_acknowledged_it() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    chief, slug = mailing.chief.person, mailing.police.slug
    assert "Read: The porch light" in start_page(chief, slug)
    actions.open_letter(acting=mailing.chief, letter=letter)
    actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")

    assert "No letter waits to be acknowledged." in start_page(chief, slug)


def test_the_office_sees_how_many_have_acknowledged_and_what_needs_care() -> None:
    mailing = make_mailing()
    send(mailing)
    page = start_page(mailing.office.publisher.person, mailing.office.agency.slug)

    assert "0 of 2 have acknowledged." in page
    assert "1 letter needs somebody to see to it." in page
