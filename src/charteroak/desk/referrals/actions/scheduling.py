"""Changes of the ladder and of who is on duty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from django.db import transaction

from charteroak.desk.referrals.ladder import own_ladder
from charteroak.desk.referrals.models import Change, Rung, Shift
from charteroak.directory.access import Acting, NotAllowedError
from charteroak.directory.models import Person, Post
from charteroak.directory.permissions import Act
from charteroak.ledger.actions import record


def set_rung(*, acting: Acting, place: int, minutes: int, post: Post | None) -> Rung:
    """Set how long a rung is waited for, and whose post it is; without a post, its role decides.

    Raises:
        NotAllowedError: the person may not, or there is no such rung.
    """
    with transaction.atomic():
        rung = _rung(acting, place)
        rung.minutes, rung.post = minutes, post
        rung.save(update_fields=["minutes", "post"])
        _note(acting, rung, "rung_set", {"minutes": minutes, "post": post.pk if post else 0})
    return rung


def add_shifts(  # noqa: PLR0913 - the parts of a shift, each by its name
    *,
    acting: Acting,
    place: int,
    person: Person,
    weekdays: Iterable[int],
    starts: time,
    ends: time,
) -> Rung:
    """Put a person on duty on some days of every week.

    Raises:
        NotAllowedError: the person may not, or there is no such rung.
    """
    days = sorted(set(weekdays))
    with transaction.atomic():
        rung = _rung(acting, place)
        Shift.objects.bulk_create(
            Shift(rung=rung, person=person, weekday=day, starts=starts, ends=ends) for day in days
        )
        hours = [f"{starts:%H:%M}", f"{ends:%H:%M}"]
        detail = {"person": person.actor, "weekdays": days, "hours": hours}
        _note(acting, rung, "shifts_added", detail)
    return rung


def remove_shift(*, acting: Acting, place: int, number: int) -> Rung:
    """Take a shift out of the week; one that is gone already changes nothing.

    Raises:
        NotAllowedError: the person may not, or there is no such rung.
    """
    with transaction.atomic():
        rung = _rung(acting, place)
        shift = rung.shifts.filter(pk=number).first()
        if shift is None:
            return rung
        detail = {"person": shift.person.actor, "weekdays": [shift.weekday]}
        shift.delete()
        _note(acting, rung, "shift_removed", detail)
    return rung


def add_change(
    *,
    acting: Acting,
    place: int,
    person: Person | None,
    starts_at: datetime,
    ends_at: datetime,
) -> Rung:
    """Put somebody else on duty for a time, or nobody.

    Raises:
        NotAllowedError: the person may not, or there is no such rung.
    """
    with transaction.atomic():
        rung = _rung(acting, place)
        Change.objects.create(rung=rung, person=person, starts_at=starts_at, ends_at=ends_at)
        times = {"from": starts_at.isoformat(), "until": ends_at.isoformat()}
        detail = {"person": person.actor if person else "", **times}
        _note(acting, rung, "change_added", detail)
    return rung


def remove_change(*, acting: Acting, place: int, number: int) -> Rung:
    """Let the week hold again where a change stood; one that is gone already changes nothing.

    Raises:
        NotAllowedError: the person may not, or there is no such rung.
    """
    with transaction.atomic():
        rung = _rung(acting, place)
        change = rung.changes.filter(pk=number).first()
        if change is None:
            return rung
        detail = {"from": change.starts_at.isoformat(), "until": change.ends_at.isoformat()}
        change.delete()
        _note(acting, rung, "change_removed", detail)
    return rung


def _rung(acting: Acting, place: int) -> Rung:
    """Return the rung, saved as the agency's own."""
    acting.require(Act.SET_SCHEDULE)
    for rung in own_ladder(acting.agency):
        if rung.place == place:
            return rung
    raise NotAllowedError(f"{acting.agency} has no rung {place}")


def _note(acting: Acting, rung: Rung, act: str, detail: Mapping[str, object]) -> None:
    record(
        act=f"schedule.{act}",
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=f"rung:{rung.pk}",
        detail={"rung": rung.title, **detail},
    )
