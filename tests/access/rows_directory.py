"""The addresses of people and audit pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from access.matrix import Row, the_agency
from charteroak.directory import actions
from charteroak.directory.models import Agency, Invitation
from charteroak.directory.permissions import STATE_OFFICE, WHOLE_DESK
from charteroak.directory.roles import LOCAL, Role
from the_cast import make_person, make_post


def a_post(agency: Agency) -> Mapping[str, object]:
    """Return a post at the agency, held by somebody else than the visitors."""
    person = make_post(agency, Role.DESK, make_person(f"Not A Visitor {agency.pk}"))
    return {"agency": agency.slug, "number": person.posts.get().pk}


def an_invitation(agency: Agency) -> Mapping[str, object]:
    """Return an open invitation of the agency."""
    return {"agency": agency.slug, "number": invited(agency).pk}


def a_link(agency: Agency) -> Mapping[str, object]:
    """Return the secret of a link that works no more, as anybody could make one up."""
    return {"secret": f"made-up-{agency.pk}"}


def invited(agency: Agency) -> Invitation:
    """Return a new invitation, sent from the console."""
    return actions.invite_from_console(
        agency=agency,
        role=Role.HEAD,
        email=f"demo.{agency.pk}@example.org",
        name="Demo Invited",
        now=timezone.now(),
    )


HEAD = frozenset({Role.HEAD})
READERS = frozenset({Role.HEAD, Role.COUNSEL, Role.RECORDS})
ROWS = [
    Row(name="people:mine", signed_in=True),
    Row(name="people:invitation", public=True, arguments=a_link, opened=frozenset({404})),
    Row(name="people:agency", allowed=LOCAL, arguments=the_agency),
    Row(name="people:people", allowed=WHOLE_DESK, arguments=the_agency),
    Row(name="people:invite", allowed=HEAD, arguments=the_agency),
    Row(name="people:post", allowed=HEAD, arguments=a_post),
    Row(name="people:end", allowed=HEAD, arguments=a_post),
    Row(name="people:withdraw", allowed=HEAD, arguments=an_invitation),
    Row(name="audit:events", allowed=READERS, arguments=the_agency),
    Row(name="audit:counts", allowed={Role.AUDITOR}, arguments=the_agency, state_office=True),
    Row(name="people:agency", allowed=STATE_OFFICE, arguments=the_agency, state_office=True),
]
