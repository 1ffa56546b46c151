"""How long a session lasts, what it leaves in a browser, and what the database gives away."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from charteroak.directory.models import Invitation, Person
from charteroak.directory.roles import Role
from directory.test_sign_in import make_account, sign_in
from the_cast import PASSWORD, make_agency, make_post

pytestmark = pytest.mark.django_db
NOON = "2026-11-26T12:00Z"
CONFIRM = "/account/reauthenticate/"
MINE = "/my/"


def signed_in(client: Client) -> Person:
    person = make_account()
    assert sign_in(client, person)
    return person


def test_a_session_that_is_used_lasts_twelve_hours_and_not_longer(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        signed_in(client)
        for _ in range(24):
            assert client.get(MINE).status_code == 200
            clock.shift(timedelta(minutes=29, seconds=59))
        assert client.get(MINE).status_code == 200
        clock.shift(timedelta(minutes=1))

        assert client.get(MINE)["Location"] == f"/account/login/?next={MINE.replace('/', '%2F')}"
        assert "_auth_user_id" not in client.session


def test_after_half_an_hour_without_use_one_confirms_and_goes_on(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        signed_in(client)
        client.get(MINE)
        clock.shift(timedelta(minutes=30, seconds=1))
        assert client.get(MINE)["Location"].startswith(CONFIRM)
        client.post(f"{CONFIRM}?next={MINE}", {"password": PASSWORD})

        assert client.get(MINE).status_code == 200


def test_a_wrong_password_does_not_open_an_idle_session(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        signed_in(client)
        clock.shift(timedelta(minutes=31))
        client.post(f"{CONFIRM}?next={MINE}", {"password": "not the password of anybody"})

        assert client.get(MINE)["Location"].startswith(CONFIRM)


def test_what_was_typed_before_the_break_is_done_after_it(client: Client) -> None:
    agency = make_agency()
    with time_machine.travel(NOON, tick=False) as clock:
        person = signed_in(client)
        make_post(agency, Role.HEAD, person)
        address = f"/agencies/{agency.slug}/people/invite/"
        clock.shift(timedelta(minutes=45))
        typed = {"name": "Demo Late", "email": "demo.late@example.org", "role": "desk"}
        page = client.post(address, typed)
        assert page["Location"].startswith(CONFIRM)
        assert not Invitation.objects.exists()
        client.post(page["Location"], {"password": PASSWORD, "next": address})

        assert Invitation.objects.get().name == "Demo Late"


def test_an_idle_session_sees_public_pages_as_anybody_does(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        person = signed_in(client)
        clock.shift(timedelta(minutes=31))
        page = client.get("/")

    assert page.status_code == 200
    assert person.name not in page.content.decode()
    assert "Sign out" not in page.content.decode()


def test_use_is_noted_once_a_minute(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        signed_in(client)
        client.get(MINE)
        noted = client.session["seen_at"]
        clock.shift(timedelta(seconds=59))
        client.get(MINE)
        assert client.session["seen_at"] == noted
        clock.shift(timedelta(seconds=1))
        client.get(MINE)

        assert client.session["seen_at"] == noted + 60


def test_the_key_of_a_session_changes_with_the_sign_in(client: Client) -> None:
    client.get("/account/login/")
    client.session["before"] = True
    client.session.save()
    before = client.cookies["session"].value
    signed_in(client)

    assert client.cookies["session"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_cookie_of_a_session_is_for_the_server_alone_and_ends_with_the_browser(
    client: Client,
) -> None:
    signed_in(client)

    cookie = client.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == ""
    assert client.cookies["csrf"]["httponly"]


def test_signing_out_empties_the_browsers_cache_and_the_session(client: Client) -> None:
    signed_in(client)
    key = client.cookies["session"].value
    page = client.post("/account/logout/")

    assert page["Clear-Site-Data"] == '"cache"'
    assert Session.objects.count() == 0
    copied = Client()
    copied.cookies["session"] = key
    assert copied.get(MINE)["Location"].startswith("/account/login/")


def test_opening_the_page_to_sign_out_does_not_sign_out(client: Client) -> None:
    signed_in(client)
    client.get("/account/logout/")

    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("address", ["/", MINE, "/account/2fa/", "/nowhere/"])
def test_no_cache_keeps_what_a_signed_in_person_sees(client: Client, address: str) -> None:
    signed_in(client)

    assert client.get(address)["Cache-Control"] == "no-store, private"


def test_a_copy_of_the_database_lets_nobody_in(client: Client) -> None:
    person = signed_in(client)
    row = Session.objects.get()
    thief = Client()
    thief.cookies["session"] = row.session_key

    assert thief.get(MINE)["Location"].startswith("/account/login/")
    assert person.email not in row.session_data
    assert "auth_user" not in row.session_data
    assert client.cookies["session"].value not in str(Session.objects.values().get())


def test_a_session_moved_to_another_row_is_empty(client: Client) -> None:
    signed_in(client)
    other = Client()
    sign_in(other, make_account("Demo Other"))
    victim, thief = Session.objects.order_by("pk")
    Session.objects.filter(pk=thief.pk).update(session_data=victim.session_data)
    Session.objects.filter(pk=victim.pk).update(session_data=thief.session_data)

    for browser in (client, other):
        assert browser.get(MINE)["Location"].startswith("/account/login/")


def test_old_sessions_are_cleared(client: Client) -> None:
    signed_in(client)
    with time_machine.travel(time.time() + 13 * 3600):
        call_command("clearsessions")

    assert not Session.objects.exists()


def test_ending_the_account_ends_its_sessions(client: Client) -> None:
    person = signed_in(client)
    person.is_active = False
    person.save()

    assert client.get(MINE)["Location"].startswith("/account/login/")


def test_a_new_password_ends_the_sessions_of_other_browsers(client: Client) -> None:
    person = signed_in(client)
    person.set_password("another horse battery")
    person.save()

    assert client.get(MINE)["Location"].startswith("/account/login/")
