"""What is read of referrals and of who is on duty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from charteroak.desk.referrals.duty import Gap, OnDuty, gaps, on_duty
from charteroak.desk.referrals.ladder import ladder_of
from charteroak.desk.referrals.letters import PURPOSE, reference_of
from charteroak.desk.referrals.models import Referral, Rung, Step
from charteroak.desk.requests.models import Request
from charteroak.directory.access import acting_for, open_posts
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.permissions import Act
from charteroak.outbox.models import Message
from charteroak.outbox.states import FAILED

MOST_LISTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rung as the page of who is on duty shows it."""

    rung: Rung
    found: OnDuty
    posts: tuple[Post, ...]
    gaps: tuple[Gap, ...]
    scheduled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened to a referral."""

    at: datetime
    words: str


def lines_of(agency: Agency, now: datetime) -> list[Line]:
    """Return who is on duty on each rung at ``now``, and what the week ahead leaves open."""
    return [_line(rung, agency, now) for rung in ladder_of(agency)]


def _line(rung: Rung, agency: Agency, now: datetime) -> Line:
    found = on_duty(rung, rung, agency, now)
    return Line(
        rung=rung,
        found=found,
        posts=tuple(_posts_of(found, agency, now)),
        gaps=tuple(gaps(rung, agency, now)),
        scheduled=rung.own and rung.shifts.exists(),
    )


def _posts_of(found: OnDuty, agency: Agency, now: datetime) -> Iterator[Post]:
    """Yield the post of each person on duty, for its title and telephone: the nearest one."""
    near = [agency.pk, *filter(None, [agency.parent_id])]
    for person in found.people:
        posts = list(open_posts(now.date()).filter(person=person, agency__in=near))
        posts.sort(key=lambda post: near.index(post.agency_id))
        yield posts[0] if posts else Post(person=person, agency=agency)


def referral_of(agency: Agency, public_id: UUID) -> Referral | None:
    """Return a referral of an agency with all that its page shows, or None."""
    rows = Referral.objects.filter(agency=agency, public_id=public_id)
    people = ("started_by", "taken_by", "agency__parent", "request__agency", "request__recorded_by")
    return rows.select_related(*people).prefetch_related("steps__calls__person").first()


def open_referral_of(request: Request) -> Referral | None:
    """Return the referral of a request that has not ended, or None."""
    return Referral.objects.filter(request=request, ended_at=None).first()


def open_referrals(agency: Agency) -> QuerySet[Referral]:
    """Return the referrals of an agency that have not ended, those that nobody has first."""
    rows = Referral.objects.filter(agency=agency, ended_at=None)
    return _with_words(rows.order_by("taken_at", "started_at"))


def ended_referrals(agency: Agency) -> QuerySet[Referral]:
    """Return the last referrals of an agency that have ended."""
    return _with_words(Referral.objects.filter(agency=agency).exclude(ended_at=None))[:MOST_LISTED]


def referrals_for(person: Person, now: datetime) -> list[Referral]:
    """Return the open referrals about which a person was called, or which the person has.

    Those of agencies where the person has no right to them any more are left out.
    """
    mine = Q(taken_by=person) | Q(steps__calls__person=person)
    rows = Referral.objects.filter(mine, ended_at=None).distinct()
    return [each for each in _with_words(rows) if _still_may(person, each, now)]


def _still_may(person: Person, referral: Referral, now: datetime) -> bool:
    day = now.astimezone(referral.zone).date()
    return acting_for(person, referral.agency, day).may(Act.TAKE_REFERRAL)


def _with_words(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    return rows.select_related("request", "agency__parent", "taken_by", "started_by")


def failed_letters(referral: Referral) -> list[Message]:
    """Return the letters of a referral that were refused or came back: those need a telephone."""
    ours = {"agency": referral.agency.slug, "purpose": PURPOSE, "state__in": FAILED}
    letters = Message.objects.filter(**ours, reference__startswith=reference_of(referral))
    return list(letters.order_by("pk"))


def last_step(referral: Referral) -> Step | None:
    """Return the last step that was called, or None."""
    return max(
        (step for step in referral.steps.all() if step.called_at),
        key=lambda step: step.place,
        default=None,
    )


def trail(referral: Referral) -> list[Happened]:
    """Return what happened to a referral, oldest first: who referred, was called, took it."""
    return sorted(_happened(referral), key=lambda each: each.at)


def _happened(referral: Referral) -> Iterator[Happened]:
    yield Happened(at=referral.started_at, words=f"Referred by {referral.started_by}")
    for step in referral.steps.all():
        if step.called_at is not None:
            yield Happened(at=step.called_at, words=_called(step))
    for each in referral.takes.select_related("person", "taken_from"):
        source = f" from {each.taken_from}" if each.taken_from else ""
        yield Happened(at=each.at, words=f"Taken by {each.person}{source}")
    if referral.unanswered_at:
        yield Happened(at=referral.unanswered_at, words="Everybody was called and nobody took it")
    if referral.ended_at:
        yield Happened(at=referral.ended_at, words="Ended: the request is decided")


def _called(step: Step) -> str:
    people = ", ".join(str(call.person) for call in step.calls.all())
    if people:
        return f"{step.title} called: {people}"
    return f"{step.title}: nobody called. {step.why}."
