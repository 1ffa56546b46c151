"""A referral climbs its ladder: each rung in its time, once, until somebody takes it."""

from __future__ import annotations

import pytest

from charteroak.desk.referrals import actions
from charteroak.desk.referrals.actions import climbing
from charteroak.desk.referrals.errors import NotNowError
from charteroak.desk.referrals.models import Referral, Rung
from charteroak.desk.requests.actions import decide_request
from charteroak.directory.access import NotAllowedError
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Post
from charteroak.directory.roles import Role
from charteroak.outbox.models import Message
from desk.referrals.ladders import (
    NIGHT,
    School,
    acts_at,
    acts_of,
    called,
    climb,
    letters_of,
    make_school,
    minutes,
    referred,
)
from desk.requests.making import make_request
from the_cast import make_agency, make_person, make_post

pytestmark = pytest.mark.django_db
LADDER = ["Administrator", "Backup", "Superintendent", "Counsel"]


@pytest.fixture
def school() -> School:
    return make_school()


def test_the_first_rung_is_called_in_the_transaction_that_refers(school: School) -> None:
    referral = referred(school)

    assert called(referral) == ["Administrator"]
    assert letters_of(referral) == [school.administrator.email]
    assert acts_of(referral.request) == ["started"]
    assert referral.next_at == minutes(5)


def test_nobody_is_called_before_the_time_is_up(school: School) -> None:
    referral = referred(school)
    climb(4.5)

    assert called(referral) == ["Administrator"]


def test_each_rung_is_called_once_when_its_time_has_come(school: School) -> None:
    referral = referred(school)
    reached: dict[int, int] = {}
    for number in range(40):
        actions.ring_due(minutes(number))
        reached.setdefault(len(called(referral)), number)

    assert reached == {1: 0, 2: 5, 3: 10, 4: 20, 8: 35}
    assert called(referral)[:4] == LADDER


def test_when_everybody_was_called_twice_and_nobody_took_it_the_desk_is_told(
    school: School,
) -> None:
    referral = referred(school)
    climb(60)
    referral.refresh_from_db()

    assert called(referral) == [*LADDER, *LADDER]
    assert referral.unanswered_at == minutes(50)
    assert referral.next_at is None
    assert acts_of(referral.request) == ["started", *["called"] * 4, "unanswered"]


def test_a_worker_that_was_away_for_an_hour_skips_no_rung_and_gives_each_its_time(
    school: School,
) -> None:
    referral = referred(school)
    actions.ring_due(minutes(60))
    assert called(referral) == LADDER[:2]

    actions.ring_due(minutes(64))
    assert called(referral) == LADDER[:2]
    actions.ring_due(minutes(65))
    assert called(referral) == LADDER[:3]


def test_once_it_is_taken_nobody_further_is_called(school: School) -> None:
    referral = referred(school)
    actions.take(acting=acts_at(school.administrator, school.agency), referral=referral)
    climb(60)

    assert called(referral) == ["Administrator"]
    assert acts_of(referral.request) == ["started", "taken"]


def test_whoever_takes_it_late_takes_it_over_and_the_trail_says_from_whom(school: School) -> None:
    referral = referred(school)
    climb(12)
    for person in (school.superintendent, school.administrator):
        actions.take(acting=acts_at(person, school.agency), referral=referral)

    trail = [(str(each.person), str(each.taken_from)) for each in referral.takes.all()]
    assert trail == [
        ("Demo Superintendent", "None"),
        ("Demo Administrator", "Demo Superintendent"),
    ]


def test_it_can_be_taken_after_everybody_was_called_in_vain(school: School) -> None:
    referral = referred(school)
    climb(60)
    actions.take(acting=acts_at(school.counsel, school.agency), referral=referral)
    referral.refresh_from_db()

    assert referral.taken_by == school.counsel


def test_a_second_press_of_the_button_changes_nothing(school: School) -> None:
    referral = referred(school)
    backup = acts_at(school.backup, school.agency)
    for _ in range(3):
        actions.take(acting=backup, referral=referral)

    assert referral.takes.count() == 1
    assert acts_of(referral.request) == ["started", "taken"]


def test_the_desk_has_the_next_person_called_when_whoever_has_it_does_not_act(
    school: School,
) -> None:
    referral = referred(school)
    clerk = acts_at(school.clerk, school.agency)
    actions.take(acting=acts_at(school.administrator, school.agency), referral=referral)
    actions.call_next(acting=clerk, referral=referral, now=minutes(2))
    climb(7)

    assert called(referral) == LADDER[:3]
    assert acts_of(referral.request) == ["started", "taken", "called_early", "called"]


def test_a_request_that_is_referred_twice_has_one_referral(school: School) -> None:
    referral = referred(school)
    clerk = acts_at(school.clerk, school.agency)

    assert actions.refer(acting=clerk, request=referral.request) == referral
    assert Referral.objects.count() == 1


def test_a_decision_ends_the_referral_and_nobody_further_is_called(school: School) -> None:
    referral = referred(school)
    clerk = acts_at(school.clerk, school.agency)
    decide_request(clerk, referral.request, decision="followed")
    climb(60)
    referral.refresh_from_db()

    assert called(referral) == ["Administrator"]
    assert referral.ended_at == NIGHT
    assert acts_of(referral.request) == ["started", "ended"]
    with pytest.raises(NotNowError):
        actions.take(acting=acts_at(school.backup, school.agency), referral=referral)
    with pytest.raises(NotNowError):
        actions.refer(acting=clerk, request=referral.request)


def test_to_wait_is_no_decision_that_ends_a_referral(school: School) -> None:
    referral = referred(school)
    decide_request(acts_at(school.clerk, school.agency), referral.request, decision="waiting")
    climb(6)

    assert called(referral) == LADDER[:2]


def test_a_rung_without_anybody_is_passed_over_at_once_and_the_reason_is_kept(
    school: School,
) -> None:
    Post.objects.filter(person=school.backup).update(until="2026-01-01")
    referral = referred(school)
    climb(5.5)

    assert called(referral) == ["Administrator", "Superintendent"]
    assert referral.steps.get(place=2).why == "Nobody holds this post"
    assert acts_of(referral.request) == ["started", "passed_over", "called"]


def test_whoever_refers_is_not_called_about_it(school: School) -> None:
    acting = acts_at(school.administrator, school.agency)
    referral = actions.refer(acting=acting, request=make_request(acting), now=NIGHT)
    actions.ring_due(NIGHT)

    assert called(referral) == ["Backup"]


def test_where_nobody_at_all_can_be_called_the_desk_is_told_at_once(school: School) -> None:
    Post.objects.exclude(person=school.clerk).update(until="2026-01-01")
    referral = referred(school)
    for _ in range(6):
        actions.ring_due(NIGHT)
    referral.refresh_from_db()

    assert referral.unanswered_at == NIGHT
    assert not letters_of(referral)


def test_a_change_of_the_ladder_in_the_night_moves_nobody_who_is_being_called(
    school: School,
) -> None:
    referral = referred(school)
    Rung.objects.create(
        agency=school.agency, place=1, title="New", role=Role.COUNSEL, holder=0, minutes=1
    )
    climb(12)

    assert called(referral) == LADDER[:3]


def test_police_climb_from_the_supervisors_to_the_head() -> None:
    agency = make_agency("ct/police/elmford", kind=Kind.MUNICIPAL_POLICE)
    desk = acts_at(make_post(agency, Role.DESK), agency)
    for name in ("Demo Sergeant", "Demo Lieutenant"):
        make_post(agency, Role.ADMINISTRATOR, make_person(name))
    make_post(agency, Role.HEAD, make_person("Demo Chief"))
    referral = actions.refer(acting=desk, request=make_request(desk), now=NIGHT)
    climb(10)

    assert called(referral) == ["Sergeant", "Lieutenant", "Chief"]


def test_of_two_workers_that_see_the_same_one_only_moves_it_on(school: School) -> None:
    referral = referred(school)
    seen_by_both = Referral.objects.get(pk=referral.pk)

    assert climbing.move_on(seen_by_both, minutes(5))
    assert not climbing.move_on(seen_by_both, minutes(5))
    assert called(referral) == LADDER[:2]


def test_of_two_workers_one_only_passes_over_a_rung_without_anybody(school: School) -> None:
    Post.objects.filter(person=school.backup).update(until="2026-01-01")
    referral = referred(school)
    seen_by_both = Referral.objects.get(pk=referral.pk)

    assert climbing.move_on(seen_by_both, minutes(5))
    assert not climbing.move_on(seen_by_both, minutes(5))
    assert acts_of(referral.request) == ["started", "passed_over"]


def test_a_rung_that_is_due_when_the_decision_comes_is_not_called(school: School) -> None:
    referral = referred(school)
    decide_request(acts_at(school.clerk, school.agency), referral.request, decision="followed")
    actions.ring_due(minutes(6))

    assert called(referral) == ["Administrator"]
    assert acts_of(referral.request) == ["started", "ended"]


def test_a_worker_does_not_undo_a_take_that_came_between(school: School) -> None:
    referral = referred(school)
    seen = Referral.objects.get(pk=referral.pk)
    actions.take(acting=acts_at(school.backup, school.agency), referral=referral)

    assert not climbing.move_on(seen, minutes(5))
    assert called(referral) == ["Administrator"]


def test_only_those_with_the_right_refer_and_take(school: School) -> None:
    referral = referred(school)
    stranger = acts_at(make_person("Demo Stranger"), school.agency)
    elsewhere = make_agency("ct/school/elmford-south", kind=Kind.SCHOOL)
    other = acts_at(make_post(elsewhere, Role.ADMINISTRATOR), elsewhere)

    for acting in (stranger, other, acts_at(school.clerk, school.agency)):
        with pytest.raises(NotAllowedError):
            actions.take(acting=acting, referral=referral)
    for acting in (stranger, other):
        with pytest.raises(NotAllowedError):
            actions.refer(acting=acting, request=referral.request)


def test_the_letter_names_what_is_needed_and_nobody(school: School) -> None:
    referral = referred(school)
    letter = Message.objects.get()

    assert referral.request.number in letter.subject
    assert f"/agencies/{school.agency.slug}/referrals/{referral.public_id}/" in letter.text
    assert letter.urgent
    for private in ("Demo", "judicial warrant", "conviction", school.clerk.email):
        assert private not in f"{letter.subject} {letter.text}"
