"""Letters are sent once each, tried again where that can help, and never lost on the way."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from charteroak.outbox import actions, delivery
from charteroak.outbox.errors import WayClosedError
from charteroak.outbox.models import Attempt, Lane, Message
from charteroak.outbox.pace import Pace
from charteroak.outbox.queries import counts, evidence, stopped_lanes
from charteroak.outbox.route import Mail
from charteroak.outbox.states import Outcome, State
from charteroak.outbox.ways import Result
from outbox.letters import QUICK, Clock, Told, send, write_letter

pytestmark = pytest.mark.django_db
TEMPORARY, PERMANENT, ACCEPTED = Outcome.TEMPORARY, Outcome.PERMANENT, Outcome.ACCEPTED


def the_letter() -> Message:
    return Message.objects.get()


def next_try() -> datetime:
    """Return when the letter is tried again."""
    next_at = the_letter().next_at
    assert next_at is not None
    return next_at


def test_an_accepted_letter_is_at_its_end_and_has_its_evidence() -> None:
    write_letter()

    assert send(Told()) == 1
    assert send(Told()) == 0
    letter = the_letter()
    assert (letter.state, letter.next_at) == (State.ACCEPTED, None)
    assert evidence(letter)[0].endswith("UTC: accepted 250 told accepted")


def test_no_state_says_that_a_letter_was_received() -> None:
    words = " ".join([*State.values, *State.labels, *Outcome.values])

    assert "received" not in words
    assert "delivered" not in words


@pytest.mark.parametrize("outcome", [TEMPORARY, Outcome.UNKNOWN])
def test_a_letter_that_failed_for_now_is_tried_after_longer_and_longer_waits(
    outcome: Outcome,
) -> None:
    write_letter()
    clock, waits = Clock(), []
    for _ in range(6):
        send(Told(outcome), clock)
        waits.append((next_try() - clock.now).total_seconds() / 60)
        clock.now = next_try()

    assert waits == [1, 5, 15, 60, 240, 240]


def test_an_urgent_letter_is_tried_again_within_seconds() -> None:
    write_letter(urgent=True)
    clock = Clock()
    send(Told(TEMPORARY), clock)

    assert next_try() == clock.now + timedelta(seconds=15)


def test_an_urgent_letter_goes_before_those_that_wait_longer() -> None:
    for number in range(3):
        write_letter(f"a{number}@example.org")
    write_letter("now@example.org", urgent=True)
    way = Told()
    send(way)

    assert way.sent[0] == "now@example.org"


def test_a_letter_refused_for_good_is_never_tried_again() -> None:
    write_letter()
    clock = Clock()
    send(Told(PERMANENT), clock)
    clock.pass_(days=30)

    assert send(Told(), clock) == 0
    assert the_letter().state == State.PERMANENT


def test_after_three_days_a_letter_is_given_up_and_becomes_a_task() -> None:
    write_letter()
    clock, attempts = Clock(), 0
    while the_letter().state in {State.CREATED, State.TEMPORARY}:
        attempts += send(Told(TEMPORARY), clock)
        clock.pass_(hours=4)

    assert the_letter().state == State.PERMANENT
    assert attempts == 19


def test_of_two_workers_that_see_the_same_letter_one_only_gets_it() -> None:
    letter = write_letter()
    now = Clock().now

    assert delivery._claim(letter, QUICK, now)
    assert delivery._claim(letter, QUICK, now) is None
    assert Attempt.objects.count() == 1


def test_a_letter_whose_worker_was_killed_is_sent_again_and_that_is_written_down() -> None:
    letter = write_letter()
    clock = Clock()
    delivery._claim(letter, QUICK, clock.now)

    assert send(Told(), clock) == 0, "the claim still holds"
    clock.pass_(minutes=6)
    assert send(Told(), clock) == 1
    assert [each.outcome for each in Attempt.objects.all()] == [Outcome.UNKNOWN, ACCEPTED]
    assert delivery.KILLED in evidence(letter)[0]


def test_a_worker_that_woke_too_late_does_not_undo_what_another_did() -> None:
    letter = write_letter()
    clock = Clock()
    slow = delivery._claim(letter, QUICK, clock.now)
    assert slow is not None
    clock.pass_(minutes=6)
    send(Told(), clock)
    delivery._write_down(slow, Result(TEMPORARY, 451, "late"), clock.now, QUICK)

    assert the_letter().state == State.ACCEPTED


def test_what_a_late_worker_heard_accepted_is_not_sent_a_third_time() -> None:
    letter = write_letter()
    clock = Clock()
    slow = delivery._claim(letter, QUICK, clock.now)
    assert slow is not None
    clock.pass_(minutes=6)
    send(Told(TEMPORARY), clock)
    delivery._write_down(slow, Result(ACCEPTED, 250, "late"), clock.now, QUICK)

    assert the_letter().state == State.ACCEPTED


def test_no_more_letters_a_minute_go_to_one_domain_than_were_agreed() -> None:
    for number in range(5):
        write_letter(f"a{number}@busy.example.org")
    write_letter("a@other.example.org")
    clock, pace = Clock(), Pace(each_minute=3)
    sent = []
    for _ in range(2):
        way = Told()
        send(way, clock, pace)
        send(way, clock, pace)
        sent.append(len(way.sent))
        clock.pass_(minutes=1)

    assert sent == [4, 2]


def test_a_domain_that_fails_again_and_again_is_left_to_rest_and_others_are_not() -> None:
    for number in range(9):
        write_letter(f"a{number}@ill.example.org")
    write_letter("a@well.example.org")
    clock, pace = Clock(), Pace(most_failures=3)
    way = Told(*[TEMPORARY] * 3)
    send(way, clock, pace)

    assert way.sent.count("a@well.example.org") == 1
    assert len(way.sent) == 4
    clock.now += pace.rest
    assert send(Told(), clock, pace) == 9


def test_many_refusals_in_a_row_hold_everything_until_somebody_has_looked() -> None:
    for number in range(9):
        write_letter(f"a@d{number}.example.org")
    clock, pace = Clock(), Pace(most_refusals=4)
    assert send(Told(*[PERMANENT] * 9), clock, pace) == 4

    clock.pass_(days=1)
    assert send(Told(), clock, pace) == 0
    assert "4 letters in a row were refused" in stopped_lanes()[0].why
    actions.resume()
    assert send(Told(), clock, pace) == 5


def test_refusals_with_letters_accepted_between_hold_nothing() -> None:
    for number in range(8):
        write_letter(f"a@d{number}.example.org")

    assert send(Told(*[PERMANENT, ACCEPTED] * 4), pace=Pace(most_refusals=2)) == 8


def test_a_pause_stops_everything_or_one_domain_until_it_is_resumed() -> None:
    write_letter("a@one.example.org")
    write_letter("a@two.example.org")
    actions.pause(why="the memo is wrong")
    assert send(Told()) == 0

    actions.resume()
    actions.pause(why="they move house", lane="one.example.org")
    assert send(Told()) == 1
    actions.resume(lane="one.example.org")
    assert counts() == {State.ACCEPTED: 1, State.CREATED: 1}


class Shut(Told):
    """A way that cannot be opened."""

    def open(self) -> None:
        raise WayClosedError("no TLS")


def test_a_way_that_cannot_be_opened_costs_no_letter_an_attempt() -> None:
    write_letter()
    clock, tries, lane = Clock(), [], Lane()
    for _ in range(6):
        send(Shut(), clock)
        lane = Lane.objects.get(name=actions.EVERYTHING)
        tries.append((lane.opens_at - clock.now).total_seconds())
        clock.now = lane.opens_at

    assert tries == [5, 15, 30, 60, 300, 300]
    assert (the_letter().attempts, lane.why) == (0, "no TLS")
    assert send(Told(), clock) == 1


def test_a_round_ends_after_its_time_so_that_other_duties_come_to_their_turn() -> None:
    for number in range(5):
        write_letter(f"a{number}@example.org")
    clock = Clock()

    class Slow(Told):
        def send(self, letter: object) -> Result:
            clock.pass_(seconds=4)
            return super().send(letter)

    assert send(Slow(), clock) == 3


def test_a_fleeting_letter_is_forgotten_once_it_is_out() -> None:
    write_letter(text="https://example.org/reset/key", html="<p>key</p>", fleeting=True)
    send(Told(TEMPORARY))
    assert the_letter().text
    send(Told(), Clock(next_try()))

    assert (the_letter().text, the_letter().html) == ("", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_four_workers_send_each_letter_once() -> None:
    for number in range(40):
        write_letter(f"a{number}@example.org")
    ways = [Told() for _ in range(4)]
    threads = [threading.Thread(target=work_through, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = [to for way in ways for to in way.sent]

    assert sorted(sent) == sorted(f"a{number}@example.org" for number in range(40))


def work_through(way: Told) -> None:
    """Send until nothing is due, in a thread with a connection of its own."""
    try:
        while send(way):
            pass
    finally:
        connection.close()


def test_the_worker_keeps_to_the_pace_of_the_settings(settings: Settings, tmp_path: Path) -> None:
    settings.MAIL = Mail(kind="mailbox", folder=tmp_path)
    settings.MAIL_EACH_MINUTE = 2
    for number in range(3):
        write_letter(f"a{number}@example.org")

    with time_machine.travel(datetime.now(UTC), tick=False):
        assert delivery.deliver() == 2
