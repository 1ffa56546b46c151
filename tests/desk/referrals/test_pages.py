"""What the pages of referrals and schedules show and refuse, without a browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from charteroak.desk.referrals import actions
from charteroak.desk.referrals.models import Change, Referral, Rung, Shift
from charteroak.directory.models import Person
from charteroak.ledger.models import Event
from charteroak.outbox.models import Message
from charteroak.outbox.states import Outcome
from desk.referrals.ladders import School, acts_at, make_school, minutes, referred
from desk.requests.making import make_request
from outbox.letters import Told, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(referral: Referral, name: str = "referral") -> str:
    words = {"agency": referral.agency.slug, "referral": referral.public_id}
    return reverse(f"referrals:{name}", kwargs=words)


def rung_page(school: School, name: str, **further: int) -> str:
    words = {"agency": school.agency.slug, "place": 1, **further}
    return reverse(f"referrals:{name}", kwargs=words)


def test_the_link_in_the_letter_leads_to_sign_in_and_then_to_the_page(school: School) -> None:
    referral = referred(school)
    path = page_of(referral)
    assert path in Message.objects.get().text

    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={path}")
    assert signed_in(school.administrator).get(path).status_code == 200


def test_whatever_opens_the_pages_changes_nothing(school: School) -> None:
    referral = referred(school)
    client = signed_in(school.superintendent)
    before = Event.objects.count()
    for path in (
        page_of(referral),
        f"{page_of(referral)}?part=state",
        reverse("referrals:duty", args=[school.agency.slug]),
        *[rung_page(school, name) for name in ("rung", "set-rung", "add-shifts", "add-change")],
    ):
        assert client.get(path).status_code == 200
    assert client.get(page_of(referral, "take")).status_code == 405

    assert (Event.objects.count(), Rung.objects.count()) == (before, 0)
    assert Referral.objects.get().taken_by is None


def test_one_tap_takes_it_and_the_page_says_so(school: School) -> None:
    referral = referred(school)
    answer = signed_in(school.backup).post(page_of(referral, "take"), follow=True)

    assert "You have it" in answer.content.decode()
    late = signed_in(school.administrator).get(page_of(referral)).content.decode()
    assert "Demo Backup has it" in late
    assert "Take it over from Demo Backup" in late


def test_a_referral_is_started_from_its_page_and_shown_from_then_on(school: School) -> None:
    clerk = acts_at(school.clerk, school.agency)
    words = {"agency": school.agency.slug, "record": make_request(clerk).public_id}
    path = reverse("referrals:refer", kwargs=words)
    client = signed_in(school.clerk)
    assert "Who will be called" in client.get(path).content.decode()

    for _ in range(2):
        assert client.post(path)["Location"] == page_of(Referral.objects.get())
    assert client.get(path)["Location"] == page_of(Referral.objects.get())


def test_my_referrals_are_those_i_was_called_about_while_i_may(school: School) -> None:
    referral = referred(school)
    path = reverse("referrals:mine")
    number = referral.request.number

    assert number in signed_in(school.administrator).get(path).content.decode()
    assert number not in signed_in(school.backup).get(path).content.decode()
    school.administrator.posts.update(until="2026-01-01")
    assert number not in signed_in(school.administrator).get(path).content.decode()


def test_when_nobody_took_it_the_page_says_to_use_the_telephone(school: School) -> None:
    referral = referred(school)
    for number in range(60):
        actions.ring_due(minutes(number))

    assert "by telephone" in signed_in(school.clerk).get(page_of(referral)).content.decode()


def test_a_week_is_set_and_taken_out_again(school: School) -> None:
    client = signed_in(school.superintendent)
    shift = {"person": school.backup.pk, "weekdays": [0, 4], "starts": "22:00", "ends": "06:00"}
    answer = client.post(rung_page(school, "add-shifts"), shift, follow=True)
    assert "Friday, 10:00 PM \N{EN DASH} 6:00 AM the next day" in answer.content.decode()

    for number in Shift.objects.values_list("pk", flat=True):
        client.post(rung_page(school, "remove-shift", number=number))
    assert not Shift.objects.exists()


def test_a_change_is_read_in_the_time_of_the_agency(school: School) -> None:
    school.agency.time_zone = "America/Los_Angeles"
    school.agency.save()
    change = {"person": "nobody", "starts_at": "2026-12-24T12:00", "ends_at": "2026-12-24 13:00"}
    client = signed_in(school.superintendent)
    client.post(rung_page(school, "add-change"), change)
    made = Change.objects.get()

    assert (made.person, made.starts_at.isoformat()) == (None, "2026-12-24T20:00:00+00:00")
    client.post(rung_page(school, "remove-change", number=made.pk))
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("add-shifts", {"starts": "soon"}, "Enter a time such as 07:30"),
        ("add-shifts", {"person": "999999"}, "Select a valid choice"),
        ("set-rung", {"minutes": "0"}, "greater than or equal to 1"),
        (
            "add-change",
            {"person": "nobody", "starts_at": "2026-12-24 13:00", "ends_at": "2026-12-24 12:00"},
            "not after the start",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    school: School, name: str, given: dict[str, str], words: str
) -> None:
    page = signed_in(school.superintendent).post(rung_page(school, name), given).content.decode()

    assert words in page
    assert "There is a problem" in page
    for value in given.values():
        if value not in {"nobody", "999999"}:
            assert value.replace(" ", "T") in page or value in page
    assert not Shift.objects.exists()


def test_a_rung_can_be_a_named_post_with_its_own_time(school: School) -> None:
    post = school.counsel.posts.get()
    client = signed_in(school.superintendent)
    client.post(rung_page(school, "set-rung"), {"post": post.pk, "minutes": 2})
    referral = referred(school)

    assert referral.steps.get(place=1).calls.get().person == school.counsel
    assert referral.next_at == minutes(2)


def test_the_start_page_of_the_agency_shows_its_referrals(school: School) -> None:
    referral = referred(school)
    path = reverse("people:agency", args=[school.agency.slug])

    assert referral.request.number in signed_in(school.clerk).get(path).content.decode()


def test_an_e_mail_that_was_refused_is_shown_where_somebody_waits_for_it(school: School) -> None:
    referral = referred(school)
    send(Told(Outcome.PERMANENT))

    page = signed_in(school.clerk).get(page_of(referral)).content.decode()
    assert f"The e-mail to {school.administrator.email} could not be delivered" in page
