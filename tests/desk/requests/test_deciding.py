"""Deciding: following an answer takes one person, departing from it two, a judge is obeyed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from charteroak.desk.requests.actions import (
    close_request,
    confirm_override,
    decide_request,
    decline_override,
    note_head_saw,
    override_answer,
    reopen_request,
)
from charteroak.desk.requests.choices import Decision, Ground
from charteroak.desk.requests.errors import JudgeError, NotNowError, TwoPersonsError
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.queries import flagged_for_head, to_do
from charteroak.directory.access import NotAllowedError
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from desk.requests.making import acting_as, make_request
from the_cast import make_agency, make_person

pytestmark = pytest.mark.django_db
WHY = "Somebody in the lobby was in danger."


def overridden(role: Role = Role.DESK) -> tuple[Request, object]:
    acting = acting_as(role, person=make_person("Demo First"))
    request = make_request(acting)
    return override_answer(acting, request, acts=["hold"], ground=Ground.EXIGENT, words=WHY), acting


def test_following_the_answer_is_one_event_and_the_words_are_private() -> None:
    acting = acting_as(Role.DESK)
    request = decide_request(
        acting, make_request(acting), decision=Decision.FOLLOWED, words="Demo Name was told."
    )

    event = Event.objects.filter(subject=request.subject).last()
    assert event is not None
    assert (event.act, event.detail) == ("request.decided", {"decision": "followed"})
    assert "Demo Name" not in event.entry


def test_departing_from_the_answer_waits_for_a_second_person() -> None:
    request, _ = overridden()

    assert request.awaits_confirmation
    assert request.state_words == "Waits for a second person"


def test_the_second_person_is_never_the_first() -> None:
    acting = acting_as(Role.ADMINISTRATOR)
    request = override_answer(
        acting, make_request(acting), acts=["hold"], ground=Ground.HEAD, words=WHY
    )

    with pytest.raises(TwoPersonsError, match="Another person"):
        confirm_override(acting, request)

    assert Request.objects.get(pk=request.pk).confirmed_at is None


def test_not_even_the_database_takes_the_same_person_twice() -> None:
    request, _ = overridden()

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(confirmed_by=request.decided_by)


def test_the_desk_cannot_be_the_second_person() -> None:
    request, _ = overridden()

    with pytest.raises(NotAllowedError):
        confirm_override(acting_as(Role.DESK), request)


def test_a_second_person_confirms_once() -> None:
    request, _ = overridden()
    second = acting_as(Role.ADMINISTRATOR)

    confirmed = confirm_override(second, request)

    assert confirmed.confirmed_by == second.person
    with pytest.raises(NotNowError):
        confirm_override(second, request)


def test_a_second_person_may_decline_and_it_is_decided_anew() -> None:
    request, _ = overridden()

    declined = decline_override(acting_as(Role.HEAD), request, words="Call counsel first.")

    assert (declined.decision, declined.ground, declined.departs_from) == ("", "", [])
    assert Event.objects.filter(act="request.override_declined").count() == 1


def test_it_waits_in_the_list_of_everybody_who_may_confirm_it_but_the_first() -> None:
    request, first = overridden(Role.ADMINISTRATOR)

    assert list(to_do(acting_as(Role.HEAD)).confirm) == [request]
    assert list(to_do(first).confirm) == []  # type: ignore[arg-type]
    assert list(to_do(acting_as(Role.RECORDS)).confirm) == []


def test_the_head_is_told_and_says_that_it_was_seen() -> None:
    request, _ = overridden()
    assert list(flagged_for_head(request.agency)) == [request]

    note_head_saw(acting_as(Role.HEAD), request)

    assert list(flagged_for_head(request.agency)) == []


def test_words_that_refuse_a_judge_are_refused_and_say_whom_to_call() -> None:
    acting = acting_as(Role.HEAD)
    request = make_request(acting)

    with pytest.raises(JudgeError, match="call counsel"):
        override_answer(
            acting, request, acts=["hold"], ground=Ground.HEAD, words="Ignore the judge's order."
        )

    assert Request.objects.get(pk=request.pk).decision == ""


def test_an_act_that_was_not_asked_for_cannot_be_departed_from() -> None:
    acting = acting_as(Role.HEAD)

    with pytest.raises(JudgeError):
        override_answer(acting, make_request(acting), acts=["dance"], ground=Ground.HEAD, words=WHY)


def test_an_undecided_request_is_not_closed() -> None:
    acting = acting_as(Role.DESK)

    with pytest.raises(NotNowError, match="decided"):
        close_request(acting, make_request(acting), outcome="They left.")


def test_a_closed_request_is_changed_only_after_it_is_opened_again() -> None:
    acting = acting_as(Role.DESK)
    request = decide_request(acting, make_request(acting), decision=Decision.FOLLOWED)
    close_request(acting, request, outcome="They left.")

    with pytest.raises(NotNowError, match="Open it again"):
        decide_request(acting, request, decision=Decision.WAITING)

    reopen_request(acting, request)
    assert decide_request(acting, request, decision=Decision.WAITING).decision == "waiting"


def test_a_request_of_another_agency_cannot_be_touched() -> None:
    request = make_request()
    stranger = acting_as(Role.HEAD, make_agency("ct/police/other"))

    with pytest.raises(NotAllowedError):
        decide_request(stranger, request, decision=Decision.FOLLOWED)


def test_an_action_that_fails_leaves_neither_row_nor_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("charteroak.desk.requests.actions.changing.record", broken)
    with pytest.raises(RuntimeError):
        decide_request(acting, request, decision=Decision.FOLLOWED)

    assert Request.objects.get(pk=request.pk).decision == ""
    assert Event.objects.count() == 1
