"""Every write about people: who is invited, who takes a post, what it is called, when it ends.

An account begins with an invitation.  The head of an agency invites the people of the agency; where
an agency has no head, the office of its state invites one; the first of all is invited from the
console of the machine (``charteroak manage invite``).
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from charteroak.directory.access import Acting, NotAllowedError
from charteroak.directory.errors import RefusedError
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Invitation, Person, Post
from charteroak.directory.people.mail import send_invitation
from charteroak.directory.people.queries import (
    digest_of,
    has_head,
    holders,
    invitation_of_link,
)
from charteroak.directory.permissions import Act
from charteroak.directory.roles import LOCAL, STATE, Role
from charteroak.directory.sign_in_passwords import LONG
from charteroak.ledger.actions import record

DAYS_OPEN = 7
CONSOLE = "system:console"


@transaction.atomic
def invite_person(  # noqa: PLR0913 - what an invitation holds, each by its name
    *,
    acting: Acting,
    agency: Agency,
    role: Role,
    email: str,
    name: str,
    now: datetime,
    title: str = "",
) -> Invitation:
    """Invite somebody to a role at an agency, and send the link that accepts.

    The head of ``agency`` may, and, for a head where there is none, the keeper of the directory at
    the office of its state.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: the role is not one of the agency, or is held or offered already.
    """
    _require_naming(acting, agency, role, now.date())
    return _invite(acting.person, agency, role, email, name, title, now)


@transaction.atomic
def invite_from_console(
    *, agency: Agency, role: Role, email: str, name: str, now: datetime
) -> Invitation:
    """Invite somebody as whoever runs the machine does, who needs no role.

    Raises:
        RefusedError: the role is not one of the agency, or is held or offered already.
    """
    return _invite(None, agency, role, email, name, "", now)


@transaction.atomic
def accept_invitation(
    *,
    secret: str,
    now: datetime,
    person: Person | None = None,
    name: str = "",
    password: str = "",
) -> Post:
    """Take the post that an invitation offers; the link then works no more.

    Args:
        secret: what the link in the mail ends in.
        now: the time, aware.
        person: whoever is signed in; their address is the one invited.
        name: of a person who has no account yet.
        password: which that person sets.

    Raises:
        RefusedError: the link does not work, or is for somebody else.
        ValidationError: the password is not good enough.
    """
    invitation = invitation_of_link(secret, lock=True)
    if invitation is None or not invitation.is_open(now):
        raise RefusedError(_("This link does not work any more. Ask for a new invitation."))
    holder = _invited(invitation, person) or _new_person(invitation, name, password)
    post = Post.objects.create(
        person=holder,
        agency=invitation.agency,
        role=invitation.role,
        title=invitation.title,
        since=now.date(),
    )
    invitation.accepted_at, invitation.post = now, post
    invitation.save(update_fields=["accepted_at", "post"])
    _record("invitation.accepted", holder.actor, invitation, post=f"post:{post.pk}")
    return post


@transaction.atomic
def withdraw_invitation(*, acting: Acting, invitation: Invitation, now: datetime) -> None:
    """Take an invitation back; its link then works no more.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: it was accepted, taken back or ran out before.
    """
    _require_naming(acting, invitation.agency, Role(invitation.role), now.date())
    if not invitation.is_open(now):
        raise RefusedError(_("This invitation is not open any more."))
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    _record("invitation.withdrawn", acting.person.actor, invitation)


@transaction.atomic
def end_post(*, acting: Acting, post: Post, last_day: date, today: date) -> None:
    """End a post after ``last_day``; yesterday ends it at once.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: it ended before, or it is the only head's and nobody could name another.
    """
    role = Role(post.role)
    _require_naming(acting, post.agency, role, today, ending=True)
    if post.until is not None and post.until < today:
        raise RefusedError(_("This post ended before."))
    heads = holders(post.agency, Role.HEAD, today)
    if role == Role.HEAD and acting.agency == post.agency and heads.count() == 1:
        raise RefusedError(_("This is the only head of the agency. Name the next head first."))
    post.until = last_day
    post.save(update_fields=["until"])
    record(
        act="post.ended",
        actor=acting.person.actor,
        agency=post.agency.slug,
        subject=f"post:{post.pk}",
        detail={"role": role.value, "last_day": last_day.isoformat()},
    )


@transaction.atomic
def change_post(*, acting: Acting, post: Post, title: str, telephone: str, today: date) -> None:
    """Change what a post is called, and the telephone it is reached at.

    Raises:
        NotAllowedError: ``acting`` may not.
    """
    _require_naming(acting, post.agency, Role(post.role), today, ending=True)
    post.title, post.telephone = title, telephone
    post.save(update_fields=["title", "telephone"])
    record(
        act="post.changed",
        actor=acting.person.actor,
        agency=post.agency.slug,
        subject=f"post:{post.pk}",
        detail={"role": post.role},
    )


def roles_of(agency: Agency) -> frozenset[Role]:
    """Return the roles that can be held at an agency."""
    return STATE | {Role.HEAD} if agency.kind == Kind.STATE_OFFICE else LOCAL


def _require_naming(
    acting: Acting, agency: Agency, role: Role, day: date, *, ending: bool = False
) -> None:
    """Stop unless ``acting`` may say who holds ``role`` at ``agency``."""
    if acting.agency == agency:
        acting.require(Act.NAME_PEOPLE)
        return
    acting.require(Act.KEEP_DIRECTORY)
    over = acting.agency.kind == Kind.STATE_OFFICE and acting.agency.state == agency.state
    if not over or role != Role.HEAD or (not ending and has_head(agency, day)):
        raise NotAllowedError(f"{acting.person} may not name the {role} of {agency}")


def _invite(  # noqa: PLR0913, PLR0917 - the parts of an invitation
    by: Person | None,
    agency: Agency,
    role: Role,
    email: str,
    name: str,
    title: str,
    now: datetime,
) -> Invitation:
    address = email.strip().lower()
    _refuse_twice(agency, role, address, now)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        agency=agency,
        role=role,
        title=title,
        name=name,
        email=address,
        digest=digest_of(secret),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=DAYS_OPEN),
    )
    send_invitation(invitation, secret)
    _record("person.invited", by.actor if by else CONSOLE, invitation)
    return invitation


def _refuse_twice(agency: Agency, role: Role, email: str, now: datetime) -> None:
    if role not in roles_of(agency):
        raise RefusedError(_("An agency of this kind has no such role."))
    if holders(agency, role, now.date()).filter(person__email=email).exists():
        raise RefusedError(_("This person holds that role already."))
    asked = agency.invitations.filter(
        role=role, email=email, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    if asked.exists():
        raise RefusedError(
            _("This person was invited to that role already. Take that invitation back first.")
        )


def _invited(invitation: Invitation, person: Person | None) -> Person | None:
    """Return the account that the invitation is for, if there is one; its owner has to be here."""
    account = Person.objects.filter(email=invitation.email).first()
    if person is not None and person != account:
        raise RefusedError(
            _("This invitation is for another address. Sign out, then open the link again.")
        )
    if account is not None and person is None:
        raise RefusedError(_("There is an account for this address. Sign in to accept."))
    if (
        account
        and holders(invitation.agency, Role(invitation.role), None).filter(person=account).exists()
    ):
        raise RefusedError(_("You hold this role already."))
    return account


def _new_person(invitation: Invitation, name: str, password: str) -> Person:
    validate_password(password, Person(email=invitation.email, name=name))
    person = Person.objects.create_user(
        invitation.email, password, name=name, short_password=len(password) < LONG
    )
    # Whoever has the link has the mailbox: that is what a confirmation would show.
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _record(act: str, actor: str, invitation: Invitation, **further: str) -> None:
    record(
        act=act,
        actor=actor,
        agency=invitation.agency.slug,
        subject=f"invitation:{invitation.pk}",
        detail={"role": invitation.role, **further},
    )
