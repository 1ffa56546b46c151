"""The worker composes each letter once, and reminds until it is told not to."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from charteroak.issuing.letters import actions, worker
from charteroak.issuing.letters.models import Reminder
from charteroak.outbox.models import Enclosure
from charteroak.outbox.states import State
from issuing.letters.the_mailing import letter_to, make_mailing, outgoing, send
from issuing.the_office import acts

pytestmark = pytest.mark.django_db


def accepted() -> None:
    """Let the mail server have taken all that was sent."""
    outgoing().update(state=State.ACCEPTED, ended_at=timezone.now(), next_at=None)


def test_a_letter_is_composed_once_however_often_the_worker_looks() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    while worker.compose_due():
        pass
    worker.compose_due()
    issuance.refresh_from_db()

    assert issuance.composed_at
    assert outgoing().count() == 1
    assert acts().count("letter.queued") == 1
    assert acts().count("issuance.composed") == 1


def test_nothing_is_composed_before_it_may_leave() -> None:
    mailing = make_mailing()
    mailing.version.public_from = timezone.now() + timedelta(hours=1)
    send(mailing)

    assert worker.compose_due() == 0
    assert not outgoing().exists()


def test_the_mail_carries_the_memo_in_full_and_the_address_of_the_button() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    worker.compose_due()
    text = outgoing().get().text

    assert text.startswith("Dear Chief:")
    assert "We send you a memo." in text
    assert f"/agencies/ct/police/elmford/letters/{letter.reference}/" in text
    assert "## When not sure" in text
    assert "not legal advice" in text


def test_the_letter_and_the_memo_are_enclosed_as_accessible_pdf() -> None:
    mailing = make_mailing()
    send(mailing)
    worker.compose_due()
    enclosed = list(Enclosure.objects.select_related("content"))
    readers = [PdfReader(io.BytesIO(bytes(each.content.content))) for each in enclosed]

    assert [each.name.partition("-")[0] for each in enclosed] == ["letter", "ct"]
    assert all("/StructTreeRoot" in str(reader.trailer["/Root"]) for reader in readers)
    assert "Chief of Police" in readers[0].pages[0].extract_text()


def test_the_memo_is_kept_once_for_all_letters() -> None:
    mailing = make_mailing()
    mailing.district.email = "office@ashby.example.org"
    mailing.district.save()
    send(mailing)
    worker.compose_due()
    memos = [each.content_id for each in Enclosure.objects.all() if each.name.startswith("ct-")]

    assert len(memos) == 2
    assert len(set(memos)) == 1


def test_a_letter_that_cannot_be_set_says_why_and_stops_no_other() -> None:
    mailing = make_mailing()
    mailing.police.address = "1 " + "W" * 190  # wider than any window of an envelope
    mailing.police.save()
    mailing.district.email = "office@ashby.example.org"
    mailing.district.save()
    issuance = send(mailing)
    worker.compose_due()

    assert letter_to(mailing.police, issuance).problem
    assert letter_to(mailing.district, issuance).message


@pytest.mark.parametrize(("days", "reminders"), [(2, 0), (3, 1), (7, 2), (100, 3)])
def test_a_letter_that_nobody_opens_is_reminded_of(days: int, reminders: int) -> None:
    begun = datetime(2026, 3, 2, 15, tzinfo=UTC)
    with time_machine.travel(begun, tick=False):
        mailing = make_mailing()
        send(mailing)
        while worker.compose_due():
            pass
        accepted()
    for day in range(days + 1):
        with time_machine.travel(begun + timedelta(days=day, minutes=1), tick=False):
            worker.remind_due()

    assert Reminder.objects.count() == reminders
    assert acts().count("letter.reminded") == reminders


def test_reminders_stop_when_they_are_told_to_and_when_it_is_acknowledged() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    while worker.compose_due():
        pass
    accepted()
    later = timezone.now() + timedelta(days=4)
    actions.stop_reminders(acting=mailing.office.publisher, issuance=issuance)
    with time_machine.travel(later, tick=False):
        assert worker.remind_due() == 0
    actions.start_reminders(acting=mailing.office.publisher, issuance=issuance)
    letter = letter_to(mailing.police, issuance)
    actions.open_letter(acting=mailing.chief, letter=letter)
    actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")
    with time_machine.travel(later, tick=False):
        assert worker.remind_due() == 0
