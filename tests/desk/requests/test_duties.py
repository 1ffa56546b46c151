"""Duties: due where words are exact, late after that, and settled by a named person."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from charteroak.desk.requests.actions import set_custody_end, settle_duty, start_clock
from charteroak.desk.requests.asked import Asked
from charteroak.desk.requests.choices import DutyState
from charteroak.desk.requests.due_times import is_late
from charteroak.desk.requests.models import Duty
from charteroak.desk.requests.queries import Wanted, requests_seen, to_do
from charteroak.desk.requests.request_page import access_entry, clocks_of, has_hour_clock
from charteroak.directory.kinds import Kind
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from desk.requests.making import RECEIVED, acting_as, make_request
from the_cast import make_agency

pytestmark = pytest.mark.django_db
HOLD_2017 = (
    "48 hours after the person would otherwise have gone free, weekends and holidays counted"
)


def duty_with(by_when: str, **further: object) -> Duty:
    request = make_request()
    duty = request.duties.first()
    assert duty is not None
    Duty.objects.filter(pk=duty.pk).update(by_when=by_when, certain=True, **further)
    return request.duties.get(pk=duty.pk)


def test_what_is_due_on_receipt_is_due_when_the_request_came_in() -> None:
    duties = [duty for duty in make_request().duties.all() if duty.by_when == "on receipt"]

    assert duties
    assert all(duty.at_once and duty.due_at == RECEIVED for duty in duties)


def test_what_is_not_exact_has_no_time() -> None:
    vague = [duty for duty in make_request().duties.all() if duty.by_when == "before any answer"]

    assert vague
    assert all(duty.due_at is None for duty in vague)


def test_what_is_due_at_once_shows_as_late_after_an_hour() -> None:
    duty = make_request().duties.filter(by_when="on receipt", certain=True).first()
    assert duty is not None

    assert not is_late(duty, RECEIVED + timedelta(minutes=59))
    assert is_late(duty, RECEIVED + timedelta(minutes=61))


def test_the_48_hours_run_from_the_end_of_our_own_custody() -> None:
    duty = duty_with(HOLD_2017)
    acting = acting_as(Role.DESK)

    set_custody_end(acting, duty.request, ended_at=RECEIVED)

    duty.refresh_from_db()
    assert duty.due_at == RECEIVED + timedelta(hours=48)
    set_custody_end(acting, duty.request, ended_at=None)
    duty.refresh_from_db()
    assert duty.due_at is None


def test_a_person_starts_the_clock_whose_start_no_text_names() -> None:
    duty = duty_with("48 hours")

    started = start_clock(acting_as(Role.DESK), duty.request, place=duty.place, starts_at=RECEIVED)

    assert started.due_at == RECEIVED + timedelta(hours=48)


def test_both_clocks_show_where_the_answer_speaks_of_hours() -> None:
    request = make_request()
    assert not has_hour_clock(request)

    request.answer["directions"]["hold"]["bounds"] = ["until 48 hours"]
    request.custody_ended_at = RECEIVED

    assert has_hour_clock(request)
    clocks = clocks_of(request)
    assert clocks is not None
    assert clocks.first == RECEIVED + timedelta(hours=48)


def test_a_settled_duty_says_who_when_and_how_in_one_event() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    before = Event.objects.count()

    duty = settle_duty(
        acting, request, place=1, state=DutyState.DONE, at=RECEIVED, words="Signed copy kept."
    )

    assert (duty.settled_by, duty.settled_at, duty.note) == (
        acting.person,
        RECEIVED,
        "Signed copy kept.",
    )
    assert Event.objects.count() == before + 1


def test_a_late_duty_is_in_the_list_of_what_waits_until_it_is_settled() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    with time_machine.travel(RECEIVED + timedelta(hours=3), tick=False):
        late = list(to_do(acting).overdue)
        found = list(requests_seen(acting, Wanted(state="overdue")))
        for duty in late:
            settle_duty(acting, request, place=duty.place, state=DutyState.NOT_NEEDED, at=RECEIVED)
        left = list(to_do(acting).overdue)

    assert late
    assert found == [request]
    assert left == []


def test_a_duty_that_only_may_apply_is_never_late() -> None:
    duty = duty_with("on receipt", due_at=RECEIVED)
    duty.certain = False

    assert not is_late(duty, RECEIVED + timedelta(days=9))


def test_a_request_for_a_students_record_drafts_the_entry_for_its_list_of_access() -> None:
    asked = Asked(
        text="ct/schools",
        acts=("give student information",),
        facts=(("agency", "school staff"), ("information asked", "student record")),
    )
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL)

    entry = dict(access_entry(make_request(acting_as(Role.DESK, school), asked)))

    assert entry["Day"] == "November 25, 2026"
    assert "student" in entry["What was asked for"]
    assert entry["Interest that they claim"] == ""


def test_other_requests_draft_no_such_entry() -> None:
    assert access_entry(make_request()) == []
