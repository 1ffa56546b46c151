"""The mailbox of a demonstration: every letter can be read there, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django.fixtures import Settings

from charteroak.outbox import actions
from charteroak.outbox.backend import OutboxBackend
from charteroak.outbox.letter import Attachment
from charteroak.outbox.mailbox import Mailbox
from charteroak.outbox.models import Message
from charteroak.outbox.route import Mail
from charteroak.outbox.states import State
from outbox.letters import Clock, Told, send, write_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MAIL = Mail(kind="mailbox", folder=tmp_path / "mailbox")
    return tmp_path / "mailbox"


def test_a_letter_can_be_read_and_its_links_followed(client: Client, folder: Path) -> None:
    memo = Attachment(name="Mémo.txt", media_type="text/plain", content=b"A memo.")
    letter = write_letter(text="See https://example.org/a?b=1&c=2 <now>", attachments=[memo])
    send(Mailbox(folder))

    assert b"A memo" in client.get("/mailbox/").content
    page = client.get(f"/mailbox/{letter.token}/").content.decode()
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    assert "&lt;now&gt;" in page
    answer = client.get(f"/mailbox/{letter.token}/0/")
    assert (answer.content, answer["Content-Disposition"][:10]) == (b"A memo.", "attachment")


@pytest.mark.parametrize("path", ["/mailbox/none/", "/mailbox/../../etc/", "/mailbox/a-b/"])
def test_a_letter_that_is_not_there_is_not_found(client: Client, folder: Path, path: str) -> None:
    folder.mkdir()

    assert client.get(path).status_code == 404


def test_outside_a_demonstration_there_is_no_mailbox(
    client: Client, folder: Path, settings: Settings
) -> None:
    letter = write_letter()
    send(Mailbox(folder))
    settings.DEMONSTRATION = False

    for path in ("/mailbox/", f"/mailbox/{letter.token}/", f"/mailbox/{letter.token}/0/"):
        assert client.get(path).status_code == 404


def test_a_letter_sent_twice_is_one_file(folder: Path) -> None:
    letter = write_letter()
    send(Mailbox(folder))
    Message.objects.update(state=State.RETURNED)
    actions.send_again(message=letter)
    send(Mailbox(folder), Clock())

    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_cannot_be_written_loses_nothing(folder: Path) -> None:
    folder.write_text("a file in its place")
    write_letter()

    assert send(Mailbox(folder)) == 0
    assert Message.objects.get().state == State.CREATED


def test_mail_of_django_goes_the_same_way_to_each_address_and_is_forgotten() -> None:
    mail = EmailMultiAlternatives(
        "Sign in", "https://example.org/key", to=["a@example.org"], bcc=["b@example.org"]
    )
    mail.attach_alternative("<p>key</p>", "text/html")
    mail.attach("code.txt", "a code", "text/plain")

    assert OutboxBackend().send_messages([mail]) == 1
    way = Told()
    send(way)
    assert sorted(way.sent) == ["a@example.org", "b@example.org"]
    assert {(each.urgent, each.text) for each in Message.objects.all()} == {(True, "")}
