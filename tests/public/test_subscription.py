"""Whoever asks to be told is told, after a confirmation that no mail scanner can give."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from charteroak.outbox.models import Message
from charteroak.public.actions import (
    announce_version,
    announce_what_is_new,
    ask_to_subscribe,
    confirm_subscription,
    end_subscription,
)
from charteroak.public.models import Subscription
from charteroak.shipped import open_library

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def asked(email: str = "reader@example.org") -> Subscription:
    ask_to_subscribe(email=email, now=NOW)
    return Subscription.objects.get(email=email)


def test_the_mail_holds_a_link_and_the_link_changes_nothing() -> None:
    wanted = asked()
    client = Client()
    mail = Message.objects.get(purpose="subscription")

    assert f"/guidance/subscribe/{wanted.token}/" in mail.text
    assert client.get(f"/guidance/subscribe/{wanted.token}/").status_code == 200
    assert Subscription.objects.get().confirmed_at is None


def test_the_button_confirms() -> None:
    wanted = asked()
    page = Client().post(f"/guidance/subscribe/{wanted.token}/").content.decode()

    assert "You will be told" in page
    assert Subscription.objects.get().confirmed_at is not None


def test_a_known_and_an_unknown_address_see_the_same_page() -> None:
    asked("known@example.org")
    pages = [
        Client().post("/guidance/subscribe/", {"email": email}).content
        for email in ("known@example.org", "unknown@example.org")
    ]

    assert pages[0] == pages[1]


def test_an_address_is_written_to_once_an_hour_at_most() -> None:
    for minutes in (0, 1, 59):
        ask_to_subscribe(email="a@example.org", now=NOW + timedelta(minutes=minutes))

    assert Message.objects.count() == 1


def test_a_link_is_too_old_after_a_week() -> None:
    wanted = asked()

    assert not confirm_subscription(token=wanted.token, now=NOW + timedelta(days=8))


def test_ending_deletes_the_address() -> None:
    wanted = asked()

    assert end_subscription(token=wanted.token)
    assert not Subscription.objects.exists()
    assert not end_subscription(token=wanted.token)


def test_a_version_is_announced_once_to_the_confirmed() -> None:
    asked("no@example.org")
    wanted = asked("yes@example.org")
    confirm_subscription(token=wanted.token, now=NOW)
    header = open_library().shelf("ct/schools").headers[1]

    assert announce_version(header=header, now=NOW) == 1
    assert announce_version(header=header, now=NOW) == 0
    assert Message.objects.get(purpose="announcement").to == "yes@example.org"


def test_the_first_round_announces_no_history() -> None:
    confirm_subscription(token=asked().token, now=NOW)

    assert announce_what_is_new(NOW) == 0
    assert not Message.objects.filter(purpose="announcement").exists()


def test_a_wrong_address_is_said_at_its_field_and_kept() -> None:
    page = Client().post("/guidance/subscribe/", {"email": "no address"}).content.decode()

    assert "There is a problem" in page
    assert 'value="no address"' in page
