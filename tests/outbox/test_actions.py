"""Letters are put in the outbox once, whole, and stopped or sent again by people."""

from __future__ import annotations

import pytest
from django.db import transaction

from charteroak.outbox import actions
from charteroak.outbox.errors import NotAddressableError, NotInTransactionError
from charteroak.outbox.letter import Attachment
from charteroak.outbox.models import Content, Message
from charteroak.outbox.queries import tasks
from charteroak.outbox.states import Outcome, State
from outbox.letters import Told, send, write_letter

pytestmark = pytest.mark.django_db
PDF = Attachment(name="memo.pdf", media_type="application/pdf", content=b"%PDF-1.7 a memo")


def test_the_same_letter_is_put_in_the_outbox_once() -> None:
    first = write_letter(subject="One")
    second = write_letter(subject="Two")

    assert first == second
    assert (second.subject, second.state) == ("One", State.CREATED)


def test_another_address_or_reference_is_another_letter() -> None:
    letters = {write_letter().pk, write_letter("b@example.org").pk, write_letter(reference="2").pk}

    assert len(letters) == 3


@pytest.mark.django_db(transaction=True)
def test_a_letter_needs_the_transaction_of_what_it_tells_of() -> None:
    with pytest.raises(NotInTransactionError):
        actions.enqueue(
            purpose="p", to="a@example.org", subject="", text="", reference="", agency=""
        )


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_leaves_no_letter() -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert not Message.objects.exists()


def test_the_same_enclosure_is_stored_once() -> None:
    for number in range(3):
        write_letter(reference=str(number), attachments=[PDF])

    assert Content.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "chief",
        "chief@",
        "@example.org",
        "chief@localhost",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\nRCPT TO:<b@example.org>",
        "a@example.org,b@example.org",
        "<a@example.org>",
        "a@exa mple.org",
        "a\x00@example.org",
        "a\u2028@example.org",
        "a..b@example.org",
        f"{'a' * 65}@example.org",
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(NotAddressableError, match="is no mail address"):
        write_letter(address)


def test_a_domain_is_kept_in_small_ascii_letters() -> None:
    assert write_letter(" Chief@Münster.Example.ORG ").to == "Chief@xn--mnster-3ya.example.org"


def test_no_header_can_be_smuggled_into_a_subject() -> None:
    letter = write_letter(subject="Memo\r\nBcc: all@example.org\x00\u2028now")

    assert letter.subject == "Memo Bcc: all@example.org now"


def test_a_letter_that_waits_can_be_cancelled() -> None:
    letter = write_letter()

    assert actions.cancel(message=letter)
    assert send(Told()) == 0
    assert not actions.cancel(message=letter)


def test_a_refused_letter_is_a_task_until_somebody_settles_it() -> None:
    letter = write_letter()
    send(Told(Outcome.PERMANENT))

    assert list(tasks("ct/police/elmford")) == [letter]
    assert not list(tasks("ct/police/other"))
    assert actions.settle(message=letter)
    assert not list(tasks())


def test_a_refused_letter_is_sent_again_under_its_message_id_when_people_say_so() -> None:
    letter = write_letter()
    send(Told(Outcome.PERMANENT))

    assert actions.send_again(message=letter)
    assert send(Told()) == 1
    again = Message.objects.get()
    assert (again.state, again.message_id) == (State.ACCEPTED, letter.message_id)


@transaction.atomic
def write_and_fail() -> None:
    """Put a letter in the outbox in a transaction that fails after it."""
    write_letter()
    raise ZeroDivisionError
