"""Recording a request: once, with the answer as it was given, and one event."""

from __future__ import annotations

from uuid import uuid4

import pytest

from charteroak.core.errors import CharterOakError
from charteroak.desk.requests.actions import Contact, OtherAnswerError, record_request
from charteroak.desk.requests.asked import Asked, answer_to, digest_of
from charteroak.desk.requests.models import Request
from charteroak.directory.access import NotAllowedError
from charteroak.directory.roles import Role
from charteroak.issuing.library import guidance_for
from charteroak.ledger.models import Event
from desk.requests.making import DETAINER, RECEIVED, acting_as, make_request

pytestmark = pytest.mark.django_db


def test_a_request_is_recorded_with_its_answer_and_one_event() -> None:
    request = make_request()

    event = Event.objects.get(subject=request.subject)
    assert event.act == "request.recorded"
    assert event.actor == request.recorded_by.actor
    assert event.detail["answer_sha256"] == request.answer_digest
    assert request.answer["directions"]["hold"]["direction"] == "must not"


def test_a_second_tap_on_the_same_form_makes_no_second_record() -> None:
    acting, token = acting_as(Role.DESK), uuid4()

    first, second = make_request(acting, token=token), make_request(acting, token=token)

    assert first == second
    assert Request.objects.count() == Event.objects.count() == 1


def test_asked_again_the_same_question_gets_the_answer_that_was_recorded() -> None:
    request = Request.objects.get(pk=make_request().pk)

    again = answer_to(DETAINER, request.received_at, request.zone)

    assert again.record == request.answer
    assert again.digest == request.answer_digest == digest_of(request.answer)
    assert again.memo_digest == request.memo_digest


def test_the_version_in_force_when_it_came_in_answers() -> None:
    request = make_request()

    version = guidance_for(request.text, request.received_at.date()).memo.id
    assert request.memo == str(version)


def test_every_duty_of_the_answer_becomes_a_duty() -> None:
    request = make_request()

    words = [duty.words for duty in request.duties.all()]
    assert words == [item["words"] for item in request.answer["duties"]]
    assert words


def test_nobody_records_for_an_agency_without_a_post_there() -> None:
    acting = acting_as(Role.AUDITOR)

    with pytest.raises(NotAllowedError):
        make_request(acting)

    assert not Request.objects.exists()


def test_what_nothing_answers_is_not_recorded() -> None:
    asked = Asked(text="ct/law-enforcement", acts=("dance",))

    with pytest.raises(CharterOakError):
        make_request(asked=asked)

    assert not Request.objects.exists()
    assert not Event.objects.exists()


def test_an_answer_that_was_not_the_one_shown_is_not_recorded() -> None:
    acting = acting_as(Role.DESK)

    with pytest.raises(OtherAnswerError) as caught:
        record_request(
            acting=acting,
            asked=DETAINER,
            contact=Contact(received_at=RECEIVED),
            token=uuid4(),
            seen="0" * 64,
        )

    assert caught.value.given.record["directions"]["hold"]["direction"] == "must not"
    assert not Request.objects.exists()
