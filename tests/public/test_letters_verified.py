"""A letter to one agency is known by its bytes, and by nothing that it says of itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from charteroak.issuing import actions as issuing
from charteroak.issuing.letters import actions
from charteroak.issuing.letters.models import Issuance
from charteroak.issuing.letters.worker import compose_due
from charteroak.outbox.models import Enclosure, Message
from charteroak.outbox.states import State
from issuing.letters.the_mailing import Mailing, letter_to, make_mailing, send

pytestmark = pytest.mark.django_db


def composed() -> tuple[Mailing, Issuance, bytes]:
    """Return a mailing whose letter to the police is in the outbox, and that letter as PDF."""
    mailing = make_mailing()
    issuance = send(mailing)
    compose_due()
    return mailing, issuance, bytes(Enclosure.objects.get(position=0).content.content)


def said_of(content: bytes) -> str:
    """Return what the page says of a file."""
    file = SimpleUploadedFile("letter.pdf", content)
    return Client().post("/verify/", {"file": file}).content.decode()


def test_the_letter_as_it_was_sent_is_known_with_agency_and_day() -> None:
    mailing, issuance, pdf = composed()
    Message.objects.update(state=State.ACCEPTED, ended_at=timezone.now())
    said = said_of(pdf)

    assert f"This is the letter {letter_to(mailing.police, issuance).reference}" in said
    assert f"It was sent to {mailing.police} on {timezone.localdate():%B}" in said
    assert "ct/porch@2026-01-01" in said


def test_a_letter_that_no_server_took_is_not_said_to_be_sent() -> None:
    _, _, pdf = composed()
    said = said_of(pdf)

    assert "No mail server has taken it yet." in said
    assert "It was sent to" not in said


@pytest.mark.slow  # the PDF of every version is made to compare with
def test_an_altered_letter_is_no_letter_of_ours() -> None:
    _, _, pdf = composed()
    said = said_of(pdf.replace(b"/Title", b"/Titel", 1))

    assert "This is the letter" not in said
    assert "it is not the file we issued" in said


@pytest.mark.slow  # the PDF of every version is made to compare with
def test_a_letter_that_may_not_leave_yet_is_not_known() -> None:
    _, issuance, pdf = composed()
    Issuance.objects.filter(pk=issuance.pk).update(starts_at=timezone.now() + timedelta(hours=1))

    assert "This is the letter" not in said_of(pdf)


@pytest.mark.slow  # the PDF of every version is made to compare with
def test_the_memo_that_is_enclosed_is_not_taken_for_a_letter() -> None:
    composed()
    said = said_of(bytes(Enclosure.objects.get(position=1).content.content))

    assert "Yes. This was issued." in said


def test_a_letter_sent_to_an_address_that_failed_is_known_still() -> None:
    mailing, issuance, pdf = composed()
    Message.objects.update(state=State.PERMANENT)
    letter = letter_to(mailing.police, issuance)
    office = mailing.office.publisher
    actions.correct_address(acting=office, letter=letter, email="other@elmford.example.org")

    assert f"This is the letter {letter.reference}" in said_of(pdf)


@pytest.mark.slow  # the PDF of every version is made to compare with
def test_a_withdrawn_memo_and_its_letter_were_issued_and_are_said_to_be_withdrawn() -> None:
    mailing, _, pdf = composed()
    office = mailing.office.publisher
    issuing.withdraw_version(acting=office, version=mailing.version, reason="A court.")
    for page in (
        said_of(pdf),
        said_of(bytes(mailing.version.source)),
        Client().get(f"/verify/?hash={mailing.version.hash}").content.decode(),
    ):
        assert "Yes. This" in page
        assert "The memo was withdrawn on" in page


def test_the_agency_downloads_the_very_letter_that_was_sent() -> None:
    mailing, issuance, pdf = composed()
    client = Client()
    client.force_login(mailing.chief.person)
    reference = letter_to(mailing.police, issuance).reference
    given = client.get(f"/agencies/{mailing.police.slug}/letters/{reference}.pdf")

    assert given.content == pdf
