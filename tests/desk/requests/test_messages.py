"""Messages to parents: our templates alone, no unconfirmed agency, two persons, nothing sent."""

from __future__ import annotations

import pytest

from charteroak.desk.requests.actions import approve_message, describe_request, draft_message
from charteroak.desk.requests.errors import NotNowError, NotVerifiedError, TwoPersonsError
from charteroak.desk.requests.models import ParentMessage, Request
from charteroak.desk.requests.parent_messages import LANGUAGES, translation_state
from charteroak.directory.access import NotAllowedError
from charteroak.directory.kinds import Kind
from charteroak.directory.roles import Role
from desk.requests.making import acting_as, make_request
from desk.requests.test_names import described
from the_cast import make_agency

pytestmark = pytest.mark.django_db
VERIFIED = "verified"


def at_school(identity: str = "claimed") -> Request:
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL)
    acting = acting_as(Role.DESK, school)
    request = make_request(acting)
    Request.objects.filter(pk=request.pk).update(
        requester_identity=identity, requester_agency="Office of Demo Visits"
    )
    request.refresh_from_db()
    return request


def draft(request: Request, *, names_agency: bool = False) -> ParentMessage:
    drafter = acting_as(Role.ADMINISTRATOR, request.agency)
    return draft_message(drafter, request, kind="departed", names_agency=names_agency)


def test_an_agency_that_nobody_verified_is_not_named() -> None:
    request = at_school("claimed")

    with pytest.raises(NotVerifiedError, match="not confirmed"):
        draft(request, names_agency=True)

    words = draft(request).words
    assert "an agency we have not confirmed" in words["en"]
    assert not any("Demo Visits" in each for each in words.values())


def test_a_verified_agency_may_be_named() -> None:
    words = draft(at_school(VERIFIED), names_agency=True).words

    assert all("Office of Demo Visits" in words[tag] for tag in LANGUAGES)


def test_an_agency_in_doubt_again_stops_the_approval() -> None:
    request = at_school(VERIFIED)
    message = draft(request, names_agency=True)
    Request.objects.filter(pk=request.pk).update(requester_identity="unknown")

    with pytest.raises(NotVerifiedError):
        approve_message(acting_as(Role.HEAD, request.agency), message)


def test_nobody_approves_their_own_message() -> None:
    request = at_school()
    drafter = acting_as(Role.ADMINISTRATOR, request.agency)
    message = draft_message(drafter, request, kind="present", names_agency=False)

    with pytest.raises(TwoPersonsError):
        approve_message(drafter, message)


def test_a_second_person_approves_once() -> None:
    request = at_school()
    message, head = draft(request), acting_as(Role.HEAD, request.agency)

    assert approve_message(head, message).approved_by == head.person
    with pytest.raises(NotNowError):
        approve_message(head, message)


def test_the_desk_does_not_approve() -> None:
    request = at_school()

    with pytest.raises(NotAllowedError):
        approve_message(acting_as(Role.DESK, request.agency), draft(request))


def test_every_language_says_how_far_it_was_checked() -> None:
    assert all(translation_state(tag) for tag in LANGUAGES)


@pytest.mark.parametrize("kind", ["present", "departed"])
def test_a_message_promises_nothing_and_leaves_no_blank(kind: str) -> None:
    drafter = acting_as(Role.ADMINISTRATOR, at_school().agency)
    request = Request.objects.get()
    words = draft_message(drafter, request, kind=kind, names_agency=False).words

    for text in words.values():
        assert "{" not in text
        assert not any(
            word in text.lower()
            for word in ("guarantee", "promise", "safe", "garantiz", "prometem")
        )


def test_filling_in_a_request_does_not_change_a_message() -> None:
    request = at_school(VERIFIED)
    message = draft(request, names_agency=True)
    describe_request(acting_as(Role.DESK, request.agency), request, described())

    assert "Office of Demo Visits" in ParentMessage.objects.get(pk=message.pk).words["en"]
