"""What is read of requests: lists, what waits for whom, what the head has to see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from charteroak.desk.requests.choices import Decision, DutyState
from charteroak.desk.requests.due_times import late_at
from charteroak.desk.requests.models import Duty, ParentMessage, Request
from charteroak.directory.access import Acting, open_posts, today
from charteroak.directory.models import Agency, Person
from charteroak.directory.permissions import Act, allows
from charteroak.directory.roles import OVER, Role

MOST_SHOWN = 50
LARGE = ("answer", "facts")
"""What a list does not show and need not read."""


class State(StrEnum):
    """Where a request stands, for the list."""

    UNDECIDED = "to decide"
    SECOND_PERSON = "waits for a second person"
    OVERDUE = "overdue"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for in the list; what is empty does not matter."""

    state: str = ""
    act: str = ""
    since: date | None = None
    until: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """What waits at an agency for the person who acts for it."""

    confirm: QuerySet[Request]
    approve: QuerySet[ParentMessage]
    see: QuerySet[Request]
    overdue: QuerySet[Duty]


def agencies_seen(acting: Acting, act: Act = Act.SEE_REQUESTS) -> QuerySet[Agency]:
    """Return the agency, and the parts of it where the person's roles may do ``act``."""
    own = Q(pk=acting.agency.pk) if acting.may(act) else Q(pk__in=[])
    parts = Q(parent=acting.agency) if allows(acting.roles & OVER, act) else Q(pk__in=[])
    return Agency.objects.filter(own | parts)


def requests_seen(acting: Acting, wanted: Wanted) -> QuerySet[Request]:
    """Return the requests of the agency and its parts that are looked for, the last first."""
    agencies = agencies_seen(acting)
    found = Request.objects.filter(agency__in=agencies).select_related("agency")
    if wanted.number:
        return found.filter(public_id__startswith=wanted.number.lower())
    if wanted.act:
        acts = Cast("acts", TextField())
        found = found.annotate(acts_text=acts).filter(acts_text__contains=json.dumps(wanted.act))
    if wanted.since:
        found = found.filter(received_at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(received_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found.filter(_in_state(wanted.state, timezone.now()))


def with_duties(found: QuerySet[Request], now: datetime) -> QuerySet[Request]:
    """Return requests with ``open_duties`` and ``late_duties``, how many there are of each."""
    to_be_done = Q(state=DutyState.OPEN, certain=True)
    return found.annotate(
        open_duties=_number_of_duties(to_be_done), late_duties=_number_of_duties(late_at(now))
    )


def _number_of_duties(which: Q) -> Coalesce:
    """Return how many duties of a request are so.

    Counted beside the row: to group by the row would compare whole answers with each other.
    """
    duties = Duty.objects.filter(which, request=OuterRef("pk")).order_by().values("request")
    return Coalesce(Subquery(duties.annotate(number=Count("pk")).values("number")), 0)


def to_do(acting: Acting) -> ToDo:
    """Return what waits for the person at the agency and its parts."""
    deciding = agencies_seen(acting, Act.DECIDE_REQUEST)
    approving = agencies_seen(acting, Act.APPROVE_MESSAGE)
    heading = agencies_seen(acting, Act.SEE_OVERRIDES)
    seen = agencies_seen(acting)
    confirm = _unconfirmed().filter(agency__in=deciding).exclude(decided_by=acting.person)
    messages = ParentMessage.objects.filter(request__agency__in=approving, approved_at=None)
    approve = messages.exclude(drafted_by=acting.person)
    see = _flagged().filter(agency__in=heading)
    late = _late_duties(timezone.now()).filter(request__agency__in=seen)
    return ToDo(
        confirm=confirm.select_related("agency").defer(*LARGE)[:MOST_SHOWN],
        approve=approve.select_related("request__agency")[:MOST_SHOWN],
        see=see.select_related("agency").defer(*LARGE)[:MOST_SHOWN],
        overdue=late.select_related("request__agency")
        .defer("request__answer")
        .order_by("due_at")[:MOST_SHOWN],
    )


def flagged_for_head(agency: Agency) -> QuerySet[Request]:
    """Return the requests in which an answer was departed from and the head has not seen it."""
    return _flagged().filter(agency=agency)


def agencies_of(person: Person, act: Act) -> list[Agency]:
    """Return the agencies where ``person`` holds a post today that may do ``act``."""
    posts = open_posts(today()).filter(person=person).select_related("agency")
    found = {post.agency for post in posts if allows(frozenset({Role(post.role)}), act)}
    return sorted(found, key=lambda agency: (agency.name, agency.slug))


def acts_seen(acting: Acting) -> list[str]:
    """Return every act that was asked for in a request of the agency, for the filter."""
    rows = Request.objects.filter(agency__in=agencies_seen(acting)).values_list("acts", flat=True)
    return sorted({act for acts in rows.distinct() for act in acts})


def _unconfirmed() -> QuerySet[Request]:
    return Request.objects.filter(decision=Decision.OVERRIDDEN, confirmed_at=None, purged_at=None)


def _flagged() -> QuerySet[Request]:
    return Request.objects.filter(decision=Decision.OVERRIDDEN, head_saw_at=None, purged_at=None)


def _late_duties(now: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(late_at(now))


def _in_state(state: str, now: datetime) -> Q:
    late = Q(pk__in=_late_duties(now).values("request_id"))
    states = {
        State.UNDECIDED: Q(decision=Decision.OPEN, closed_at=None),
        State.SECOND_PERSON: Q(decision=Decision.OVERRIDDEN, confirmed_at=None),
        State.OVERDUE: late,
        State.OPEN: Q(closed_at=None),
        State.CLOSED: Q(closed_at__isnull=False),
    }
    return states[State(state)] if state in set(State) else Q()


def _midnight(day: date) -> datetime:
    """Return the first moment of a day in the current time zone, which is the agency's."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
