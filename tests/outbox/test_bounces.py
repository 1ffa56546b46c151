"""What comes back by mail is matched to its letter, counted once, and believed from nobody else."""

from __future__ import annotations

import itertools
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from charteroak.outbox import bounces
from charteroak.outbox.models import Message, Report
from charteroak.outbox.queries import evidence, tasks
from charteroak.outbox.states import State
from charteroak.outbox.ways import Result
from outbox.letters import Told, send, write_letter

pytestmark = pytest.mark.django_db


def sent_letter() -> Message:
    letter = write_letter()
    send(Told())
    return letter


def report(  # noqa: PLR0913 - the parts of a report, each by its name
    letter: Message,
    *,
    action: str = "failed",
    envelope: bool = False,
    headers: bool = False,
    whole: bool = False,
    to: str = "policy@example.org",
) -> bytes:
    """Return a delivery report as mail servers write them (RFC 3464, appendix E)."""
    per_message = "Reporting-MTA: dns; mx.example.org\n"
    if envelope:
        per_message += f"Original-Envelope-Id: {letter.token}\n"
    per_address = (
        f"Final-Recipient: rfc822; {letter.to}\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such mailbox\n"
    )
    returned = f"Subject: A memo\nMessage-ID: {letter.message_id}\n"
    parts = ["Content-Type: text/plain\n\nYour mail could not be delivered.\n"]
    parts += [f"Content-Type: message/delivery-status\n\n{per_message}\n{per_address}"]
    parts += [f"Content-Type: text/rfc822-headers\n\n{returned}"] if headers else []
    parts += [f"Content-Type: message/rfc822\n\n{returned}\nDear chief,\n"] if whole else []
    head = (
        f"From: MAILER-DAEMON@mx.example.org\nTo: {to}\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    )
    return (head + "".join(f"--b\n{part}\n" for part in parts) + "--b--\n").encode()


def state() -> str:
    return Message.objects.get().state


@pytest.mark.parametrize("way", ["envelope", "headers", "whole"])
def test_a_letter_that_comes_back_is_known_by_each_of_the_ways(way: str) -> None:
    letter = sent_letter()

    assert bounces.note(report(letter, **{way: True})) == 1  # type: ignore[arg-type]
    assert state() == State.RETURNED
    assert "550 5.1.1 no such mailbox (chief@example.org)" in evidence(letter)[-1]
    assert list(tasks()) == [letter]


def test_a_letter_that_comes_back_is_known_by_the_address_it_came_back_to() -> None:
    letter = sent_letter()

    assert bounces.note(report(letter, to=f"bounces+{letter.token}@example.org")) == 1
    assert state() == State.RETURNED


def test_the_same_report_ten_times_counts_once() -> None:
    raw = report(sent_letter(), headers=True)

    assert [bounces.note(raw) for _ in range(10)] == [1] + [0] * 9
    assert Report.objects.count() == 1


def test_a_delay_or_a_passing_on_changes_no_state() -> None:
    letter = sent_letter()
    for action in ("delayed", "relayed", "delivered", "expanded"):
        assert bounces.note(report(letter, action=action, headers=True)) == 1

    assert state() == State.ACCEPTED


def test_in_whatever_order_reports_come_a_returned_letter_stays_returned() -> None:
    letter = sent_letter()
    for order in itertools.permutations(["delayed", "failed", "delivered"]):
        Report.objects.all().delete()
        Message.objects.update(state=State.ACCEPTED)
        for action in order:
            bounces.note(report(letter, action=action, headers=True))

        assert state() == State.RETURNED


def test_a_report_that_is_quicker_than_our_own_note_is_not_undone_by_it() -> None:
    letter = write_letter()

    class Bouncing(Told):
        def send(self, sent: object) -> Result:
            bounces.note(report(letter, headers=True))
            return super().send(sent)

    send(Bouncing())

    assert state() == State.RETURNED


def test_a_report_without_our_token_changes_nothing() -> None:
    letter = sent_letter()
    forged = report(letter, envelope=True, headers=True).replace(letter.token.encode(), b"f" * 32)

    assert bounces.note(forged) == 0
    assert state() == State.ACCEPTED


def test_an_answer_that_quotes_a_letter_is_no_report() -> None:
    letter = sent_letter()
    answer = EmailMessage()
    answer["To"] = f"bounces+{letter.token}@example.org"
    answer["In-Reply-To"] = letter.message_id
    answer.set_content("Action: failed\n")

    assert bounces.note(answer.as_bytes()) == 0


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_mangled_report_does_any_harm(noise: bytes, place: int) -> None:
    letter = Message(token="a" * 32, message_id=f"<{'a' * 32}@example.org>", to="a@example.org")
    raw = report(letter, envelope=True, headers=True, whole=True)

    for mangled in (noise, raw[:place] + noise + raw[place:], raw[:place]):
        bounces.read_report(mangled)


def test_the_worker_reads_the_folder_of_returned_mail_once(
    tmp_path: Path, settings: Settings
) -> None:
    letter = sent_letter()
    folder = mailbox.Maildir(tmp_path / "returned", create=True)
    folder.add(report(letter, headers=True))
    folder.add(b"Subject: hello\n\nno report")
    settings.BOUNCES = str(tmp_path / "returned")

    assert bounces.collect() == 1
    assert bounces.collect() == 0
    assert state() == State.RETURNED
    assert {each.get_subdir() for each in mailbox.Maildir(tmp_path / "returned")} == {"cur"}
