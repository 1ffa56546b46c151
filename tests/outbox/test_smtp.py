"""What each fault of a mail server means, tried on a server that has them."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from charteroak.outbox.models import Lane, Message
from charteroak.outbox.smtp import NO_UTF8
from charteroak.outbox.states import Outcome, State
from outbox.certificate import make_certificate, server_context
from outbox.letters import BACK, QUICK, Clock, over, send, write_letter
from outbox.misbehaving_server import (
    AT_CONNECTION,
    FOR_GOOD,
    TAKEN,
    Fault,
    MisbehavingServer,
    in_turn,
    running,
)

pytestmark = pytest.mark.django_db
# A short text lies in the socket whole when the line is cut: the sender cannot know.
MAYBE = {*TAKEN, Fault.CUT_IN_DATA}


def outcome_of(fault: Fault) -> Outcome:
    if fault in FOR_GOOD:
        return Outcome.PERMANENT
    return Outcome.UNKNOWN if fault in MAYBE else Outcome.TEMPORARY


@pytest.mark.parametrize("fault", [each for each in Fault if each not in AT_CONNECTION])
def test_a_fault_at_a_letter_is_understood_and_the_next_letter_goes_out(fault: Fault) -> None:
    first = write_letter("a@example.org", urgent=True)
    second = write_letter("b@example.org")
    with running(MisbehavingServer(in_turn(fault))) as server:
        assert send(over(server)) == 2

    assert first.tries.get().outcome == outcome_of(fault)
    assert second.tries.get().outcome == Outcome.ACCEPTED
    assert ("421" in str(first.tries.get())) == (fault is Fault.BUSY_AT_MAIL)


@pytest.mark.parametrize("fault", sorted(AT_CONNECTION - {Fault.NO_TLS}))
def test_a_fault_before_any_letter_leaves_them_untouched(fault: Fault) -> None:
    write_letter()
    clock = Clock()
    with running(MisbehavingServer(in_turn(fault))) as server:
        assert send(over(server), clock) == 0
        clock.pass_(seconds=6)
        assert send(over(server), clock) == 1

    assert Message.objects.get().attempts == 1


def test_a_letter_the_server_took_but_cut_comes_again_with_the_same_message_id() -> None:
    letter = write_letter()
    clock = Clock()
    with running(MisbehavingServer(in_turn(Fault.TAKEN_THEN_CUT))) as server:
        send(over(server), clock)
        clock.pass_(minutes=2)
        send(over(server), clock)

    assert [each for each, _ in server.accounts.taken] == [letter.message_id] * 2
    assert [each.outcome for each in letter.tries.all()] == [Outcome.UNKNOWN, Outcome.ACCEPTED]


def test_many_letters_go_over_one_connection() -> None:
    for number in range(5):
        write_letter(f"a{number}@example.org")
    with running(MisbehavingServer()) as server:
        send(over(server))

    assert (len(server.accounts.taken), server.accounts.connections) == (5, 1)


def test_returned_mail_finds_its_way_by_the_token() -> None:
    letter = write_letter()
    with running(MisbehavingServer()) as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr("charteroak.outbox.delivery.settings.MAIL", over(server, back=BACK)._mail)
        send(over(server))

    sender = server.accounts.envelopes[0][0]
    assert sender.startswith(f"<bounces+{letter.token}@example.org>")
    assert f"ENVID={letter.token}" in sender


def test_a_server_that_drips_is_cut_off() -> None:
    write_letter()
    pace = type(QUICK)(reply=30, final=30, limit=0.3)
    with running(MisbehavingServer(in_turn(Fault.STALL_AT_RCPT), stall=10)) as server:
        send(over(server, pace), pace=pace)

    assert Message.objects.get().state == State.TEMPORARY


def test_an_address_beyond_ascii_needs_a_server_that_knows_it() -> None:
    letter = write_letter("zoë@example.org")
    with running(MisbehavingServer(utf8=False)) as server:
        send(over(server))

    assert Message.objects.get().state == State.PERMANENT
    assert letter.tries.get().line == NO_UTF8


def test_an_address_beyond_ascii_goes_to_a_server_that_knows_it() -> None:
    write_letter("zoë@example.org")
    with running(MisbehavingServer(utf8=True)) as server:
        send(over(server))

    sender, to = server.accounts.envelopes[0]
    assert to == "zoë@example.org"
    assert "SMTPUTF8" in sender
    assert message_from_bytes(server.accounts.mails[0], policy=default)["To"] == "zoë@example.org"


# --- TLS --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def speaking_tls(certificate: Path, *faults: Fault) -> MisbehavingServer:
    return MisbehavingServer(in_turn(*faults), tls=server_context(certificate))


def test_a_letter_goes_out_over_tls(certificate: Path) -> None:
    write_letter()
    with running(speaking_tls(certificate)) as server:
        send(over(server, tls="required", authorities=str(certificate)))

    assert len(server.accounts.taken) == 1


def test_where_tls_is_stripped_nothing_is_sent(certificate: Path) -> None:
    write_letter()
    with running(speaking_tls(certificate, Fault.NO_TLS)) as server:
        assert send(over(server, tls="required", authorities=str(certificate))) == 0

    assert not server.accounts.envelopes
    assert "offers no TLS" in Lane.objects.get(name="*").why


def test_to_a_server_with_a_false_certificate_nothing_is_sent(certificate: Path) -> None:
    write_letter()
    with running(speaking_tls(certificate)) as server:
        assert send(over(server, tls="required")) == 0

    assert "certificate verify failed" in Lane.objects.get(name="*").why


def test_a_password_is_not_sent_in_the_clear(certificate: Path) -> None:
    write_letter()
    with running(speaking_tls(certificate, Fault.NO_TLS)) as server:
        assert send(over(server, tls="opportunistic", user="u", password="p")) == 0  # noqa: S106

    assert "the password is not sent" in Lane.objects.get(name="*").why
