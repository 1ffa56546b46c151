"""Who may invite whom to what, and how a post begins and ends."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from charteroak.directory import actions
from charteroak.directory.access import Acting, NotAllowedError, acting_for
from charteroak.directory.errors import RefusedError
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Invitation, Person, Post
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from charteroak.outbox.models import Message
from the_cast import PASSWORD, SINCE, make_agency, make_person, make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TODAY = NOW.date()
EMAIL = "demo.invited@example.org"


def head_of(agency: Agency) -> Acting:
    return acting_for(make_post(agency, Role.HEAD), agency, TODAY)


def keeper(state: str = "ct") -> Acting:
    office = make_agency(f"{state}/office/policy", kind=Kind.STATE_OFFICE)
    return acting_for(make_post(office, Role.PUBLISHER), office, TODAY)


def invite(acting: Acting, agency: Agency, role: Role = Role.DESK, email: str = EMAIL) -> str:
    """Return the secret in the link of a new invitation."""
    actions.invite_person(
        acting=acting, agency=agency, role=role, email=email, name="Demo Invited", now=NOW
    )
    found = re.search(r"/invitation/([\w-]+)/", Message.objects.latest("pk").text)
    assert found
    return found[1]


def accept(secret: str, **further: object) -> Post:
    given = {"name": "Demo Invited", "password": PASSWORD, **further}
    return actions.accept_invitation(secret=secret, now=NOW, **given)  # type: ignore[arg-type]


def acts() -> list[str]:
    return list(Event.objects.values_list("act", flat=True))


def test_a_head_invites_and_the_link_makes_an_account_and_a_post() -> None:
    agency = make_agency()
    post = accept(invite(head_of(agency), agency))

    assert (post.agency, post.role, post.since) == (agency, Role.DESK, TODAY)
    assert post.person.check_password(PASSWORD)
    assert acts() == ["person.invited", "invitation.accepted"]


def test_the_ledger_says_who_was_invited_to_what_and_not_their_name_or_address() -> None:
    agency = make_agency()
    accept(invite(head_of(agency), agency))

    entries = "".join(Event.objects.values_list("entry", flat=True))
    assert "desk" in entries
    assert "Invited" not in entries
    assert EMAIL not in entries


def test_the_database_holds_no_link() -> None:
    agency = make_agency()
    secret = invite(head_of(agency), agency)

    row = Invitation.objects.values().get()
    assert secret not in str(row)


def test_a_link_works_once() -> None:
    agency = make_agency()
    secret = invite(head_of(agency), agency)
    accept(secret)

    with pytest.raises(RefusedError, match="does not work any more"):
        accept(secret)


def test_a_link_ends_after_seven_days() -> None:
    agency = make_agency()
    secret = invite(head_of(agency), agency)

    with pytest.raises(RefusedError):
        actions.accept_invitation(
            secret=secret, now=NOW + timedelta(days=7), name="Demo", password=PASSWORD
        )


def test_an_invitation_that_was_taken_back_cannot_be_accepted() -> None:
    agency = make_agency()
    head = head_of(agency)
    secret = invite(head, agency)
    actions.withdraw_invitation(acting=head, invitation=Invitation.objects.get(), now=NOW)

    with pytest.raises(RefusedError):
        accept(secret)
    assert acts() == ["person.invited", "invitation.withdrawn"]


def test_a_common_or_short_password_is_refused_and_the_link_still_works() -> None:
    agency = make_agency()
    secret = invite(head_of(agency), agency)
    with pytest.raises(ValidationError, match="at least 15"):
        accept(secret, password="too short")  # noqa: S106 - it is refused

    assert Person.objects.filter(email=EMAIL).count() == 0
    assert accept(secret).person.email == EMAIL


def test_whoever_has_an_account_accepts_as_themselves() -> None:
    agency = make_agency()
    known = make_person("Demo Invited")
    secret = invite(head_of(agency), agency, email=known.email)
    with pytest.raises(RefusedError, match="Sign in to accept"):
        accept(secret)
    with pytest.raises(RefusedError, match="another address"):
        accept(secret, person=make_person("Demo Other"))

    assert accept(secret, person=known).person == known


@pytest.mark.parametrize("role", [Role.DESK, Role.ADMINISTRATOR, Role.COUNSEL, Role.RECORDS])
def test_nobody_but_a_head_invites(role: Role) -> None:
    agency = make_agency()
    acting = acting_for(make_post(agency, role), agency, TODAY)

    with pytest.raises(NotAllowedError):
        invite(acting, agency)
    assert not Message.objects.exists()


def test_a_head_does_not_invite_at_another_agency() -> None:
    other = make_agency("ct/police/other")

    with pytest.raises(NotAllowedError):
        invite(head_of(make_agency()), other)


def test_a_superintendent_invites_at_a_school_of_the_district() -> None:
    district = make_agency("ct/school-district/elmford", kind=Kind.SCHOOL_DISTRICT)
    school = make_agency("ct/school/elmford", kind=Kind.SCHOOL, parent=district)
    acting = acting_for(make_post(district, Role.HEAD), school, TODAY)

    assert accept(invite(acting, school)).agency == school


def test_the_state_invites_a_head_where_there_is_none() -> None:
    agency = make_agency()

    assert accept(invite(keeper(), agency, Role.HEAD)).role == Role.HEAD


@pytest.mark.parametrize("role", [Role.DESK, Role.ADMINISTRATOR, Role.COUNSEL, Role.RECORDS])
def test_the_state_invites_nobody_but_a_head(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        invite(keeper(), make_agency(), role)


def test_the_state_does_not_put_a_second_head_beside_the_first() -> None:
    agency = make_agency()
    make_post(agency, Role.HEAD)

    with pytest.raises(NotAllowedError):
        invite(keeper(), agency, Role.HEAD)


def test_another_state_invites_nobody() -> None:
    with pytest.raises(NotAllowedError):
        invite(keeper("ma"), make_agency(), Role.HEAD)


def test_a_police_department_has_no_publisher() -> None:
    agency = make_agency()

    with pytest.raises(RefusedError, match="no such role"):
        invite(head_of(agency), agency, Role.PUBLISHER)


def test_nobody_is_invited_twice_to_one_role() -> None:
    agency = make_agency()
    head = head_of(agency)
    invite(head, agency)
    with pytest.raises(RefusedError, match="invited to that role already"):
        invite(head, agency)
    assert Message.objects.count() == 1


def test_a_post_that_ends_gives_no_right_from_that_moment() -> None:
    agency = make_agency()
    person = make_post(agency, Role.DESK)
    assert acting_for(person, agency, TODAY).roles == {Role.DESK}
    end(head_of(agency), person.posts.get())

    assert acting_for(person, agency, TODAY).roles == frozenset()
    assert acts() == ["post.ended"]


def test_the_only_head_cannot_leave_without_another() -> None:
    agency = make_agency()
    head = head_of(agency)
    with pytest.raises(RefusedError, match="only head"):
        end(head, head.person.posts.get())
    make_post(agency, Role.HEAD, make_person("Demo Next"))
    end(head, head.person.posts.get())

    assert acting_for(head.person, agency, TODAY).roles == frozenset()


def test_the_state_ends_the_post_of_a_head_and_of_nobody_else() -> None:
    agency, state = make_agency(), keeper()
    head, desk = make_post(agency, Role.HEAD), make_post(agency, Role.DESK)
    end(state, head.posts.get())

    with pytest.raises(NotAllowedError):
        end(state, desk.posts.get())


def test_the_first_head_is_invited_from_the_console() -> None:
    agency = make_agency()
    actions.invite_from_console(
        agency=agency, role=Role.HEAD, email=EMAIL, name="Demo Chief", now=NOW
    )

    assert Event.objects.get().actor == "system:console"


def end(acting: Acting, post: Post) -> None:
    yesterday = TODAY - timedelta(days=1)
    actions.end_post(acting=acting, post=post, last_day=yesterday, today=TODAY)


def test_a_post_of_the_future_gives_no_right_yet() -> None:
    agency, person = make_agency(), make_person()
    Post.objects.create(person=person, agency=agency, role=Role.DESK, since=date(2030, 1, 1))

    assert acting_for(person, agency, TODAY).roles == frozenset()
    assert acting_for(person, agency, date(2030, 1, 1)).roles == {Role.DESK}
    assert SINCE < TODAY
