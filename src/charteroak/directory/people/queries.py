"""What is read about people: who holds which post where, and who was invited."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db.models import Q, QuerySet

from charteroak.directory.access import Acting
from charteroak.directory.models import Agency, Invitation, Person, Post
from charteroak.directory.roles import Role


def people_of(acting: Acting, day: date) -> QuerySet[Post]:
    """Return the posts held at the agency on ``day``, by role and name."""
    return _held(day).filter(agency=acting.agency).order_by("role", "person__name")


def former_people_of(acting: Acting, day: date) -> QuerySet[Post]:
    """Return the posts at the agency that ended before ``day``, the last first."""
    ended = Post.objects.filter(agency=acting.agency, until__lt=day).select_related("person")
    return ended.order_by("-until", "person__name")


def post_of(acting: Acting, number: int) -> Post | None:
    """Return one post at the agency."""
    posts = Post.objects.filter(agency=acting.agency, pk=number)
    return posts.select_related("person", "agency").first()


def invitations_of(acting: Acting, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations of the agency that nobody has answered yet."""
    return acting.agency.invitations.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).select_related("agency")


def invitation_of_link(secret: str, *, lock: bool = False) -> Invitation | None:
    """Return the invitation whose link ends in ``secret``, open or not.

    With ``lock``, within a transaction, nobody else can accept it until that ends.
    """
    rows = Invitation.objects.select_related("agency")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    return rows.filter(digest=digest_of(secret)).first()


def digest_of(secret: str) -> str:
    """Return what the database keeps of the secret in a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def posts_of(person: Person, day: date) -> QuerySet[Post]:
    """Return the posts that a person holds on ``day``, by agency."""
    return _held(day).filter(person=person).select_related("agency").order_by("agency__name")


def agencies_of(person: Person, day: date) -> list[Agency]:
    """Return the agencies that a person acts for on ``day``, each once."""
    return list({post.agency.pk: post.agency for post in posts_of(person, day)}.values())


def holders(agency: Agency, role: Role, day: date | None) -> QuerySet[Post]:
    """Return who holds a role at an agency on ``day``; without a day, who holds it open-ended."""
    posts = _held(day) if day else Post.objects.filter(until=None)
    return posts.filter(agency=agency, role=role)


def has_head(agency: Agency, day: date) -> bool:
    """Return whether an agency has a head who can name its people."""
    return holders(agency, Role.HEAD, day).exists()


def _held(day: date) -> QuerySet[Post]:
    running = Q(until__isnull=True) | Q(until__gte=day)
    posts = Post.objects.filter(running, since__lte=day, person__is_active=True)
    return posts.select_related("person")
