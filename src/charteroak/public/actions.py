"""What a visitor can change: subscribe, confirm, end; and telling subscribers of a version."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from charteroak.core.memo import Standing
from charteroak.core.reading.front_matter import Header
from charteroak.issuing.library import current_library
from charteroak.ledger.actions import record
from charteroak.outbox.actions import enqueue
from charteroak.public.addresses import address_of_version
from charteroak.public.models import Announced, Subscription

DAYS_TO_CONFIRM = 7
# One mail an hour at most to an address that somebody else may have typed in.
HOURS_BETWEEN = 1
ADVICE = "This is not legal advice."


@transaction.atomic
def ask_to_subscribe(*, email: str, now: datetime) -> None:
    """Send a link to confirm; the same is seen whether or not the address was known."""
    address = email.lower()
    known = Subscription.objects.select_for_update().filter(email=address).first()
    if known and (known.confirmed_at or known.asked_at > now - timedelta(hours=HOURS_BETWEEN)):
        return
    values = {"token": secrets.token_urlsafe(32), "asked_at": now}
    wanted, _ = Subscription.objects.update_or_create(email=address, defaults=values)
    link = settings.ADDRESS + reverse("public:confirm", kwargs={"token": wanted.token})
    enqueue(
        purpose="subscription",
        to=address,
        subject="Please confirm: news of guidance",
        text=(
            "Somebody, we think you, asked for news of new versions of guidance at this address.\n"
            f"To confirm, open this page and press the button:\n{link}\n\n"
            "If it was not you, do nothing; nothing will be sent.\n"
        ),
        reference=f"subscription:{wanted.pk}:{now:%Y%m%dT%H%M%S}",
        agency="",
    )
    _note("subscription.asked", wanted)


@transaction.atomic
def confirm_subscription(*, token: str, now: datetime) -> bool:
    """Confirm; return false where the link is unknown or too old."""
    since = now - timedelta(days=DAYS_TO_CONFIRM)
    wanted = Subscription.objects.select_for_update().filter(token=token).first()
    if wanted is None or (wanted.confirmed_at is None and wanted.asked_at < since):
        return False
    if wanted.confirmed_at is None:
        wanted.confirmed_at = now
        wanted.save(update_fields=["confirmed_at"])
        _note("subscription.confirmed", wanted)
    return True


@transaction.atomic
def end_subscription(*, token: str) -> bool:
    """Delete the address; return false where the link is unknown."""
    wanted = Subscription.objects.select_for_update().filter(token=token).first()
    if wanted is None:
        return False
    _note("subscription.ended", wanted)
    wanted.delete()
    return True


@transaction.atomic
def announce_version(*, header: Header, now: datetime) -> int:
    """Queue a mail to every subscriber, once for each version; return how many."""
    _, new = Announced.objects.get_or_create(version=str(header.id), defaults={"announced_at": now})
    if not new:
        return 0
    people = list(Subscription.objects.filter(confirmed_at__isnull=False))
    for each in people:
        enqueue(
            purpose="announcement",
            to=each.email,
            subject=f"New version: {header.title}",
            text=_announcement(header, each),
            reference=f"announcement:{header.id}:{each.pk}",
            agency="",
        )
    record(
        act="version.announced",
        actor="system:worker",
        agency="",
        subject=f"version:{header.id}",
        detail={"subscribers": len(people)},
    )
    return len(people)


def announce_what_is_new(now: datetime) -> int:
    """Tell subscribers of every version not announced yet; the first time, only note them all.

    Whoever subscribes wants what comes, not the history.
    """
    headers = [
        header
        for shelf in current_library().shelves.values()
        for header in shelf.headers
        if header.standing is Standing.ISSUED
    ]
    told = set(Announced.objects.values_list("version", flat=True))
    if not told:
        Announced.objects.bulk_create(
            [Announced(version=str(each.id), announced_at=now) for each in headers],
            ignore_conflicts=True,
        )
        return 0
    return sum(
        announce_version(header=each, now=now) for each in headers if str(each.id) not in told
    )


def _announcement(header: Header, to: Subscription) -> str:
    page = settings.ADDRESS + address_of_version(header.id)
    end = settings.ADDRESS + reverse("public:end", kwargs={"token": to.token})
    return (
        f"{header.title}\n{header.id}, in force from {header.in_force.start}\n{page}\n\n"
        f"{header.summary}\n\n{ADVICE}\nTo get no more of these: {end}\n"
    )


def _note(act: str, wanted: Subscription) -> None:
    record(act=act, actor="anonymous", agency="", subject=f"subscription:{wanted.pk}", detail={})
