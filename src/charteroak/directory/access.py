"""Who acts for which agency: the one gate in front of every page of an agency.

A page of an agency has ``<agency:agency>`` in its address and wears ``@acting(Act.…)``.
Whoever may not see it gets 404, the same as for an agency that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, cast

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from charteroak.directory.models import SLUG, Agency, Person, Post
from charteroak.directory.permissions import Act, allows
from charteroak.directory.roles import OVER, Role

P = ParamSpec("P")
View: TypeAlias = "Callable[Concatenate[ActingRequest, P], HttpResponseBase]"
Guarded: TypeAlias = "Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A person acting for an agency, with every role that counts there today."""

    person: Person
    agency: Agency
    roles: frozenset[Role]

    def may(self, act: Act) -> bool:
        """Return whether the person may do ``act`` for the agency."""
        return allows(self.roles, act)

    def require(self, act: Act) -> None:
        """Stop unless the person may do ``act``; every action calls this first.

        Raises:
            NotAllowedError: none of the roles may.
        """
        if not self.may(act):
            message = f"{self.person} may not {act} for {self.agency}"
            raise NotAllowedError(message)


class NotAllowedError(Http404):
    """An act without the right to it; the person sees that the page does not exist."""


class ActingRequest(HttpRequest):
    """A request whose person acts for an agency."""

    acting: Acting


class AgencyConverter:
    """Reads an agency's slug out of an address, ``/agencies/ct/police/new-haven/…``."""

    regex = SLUG

    def to_python(self, value: str) -> str:
        """Return the slug."""
        return value

    def to_url(self, value: str | Agency) -> str:
        """Return the slug of an agency."""
        return value.slug if isinstance(value, Agency) else value


def acting(act: Act) -> Callable[[View[P]], Guarded[P]]:
    """Guard a view of an agency; the view finds person, agency and roles in ``request.acting``."""

    def guard(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, agency: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            acting_request = cast("ActingRequest", request)
            acting_request.acting = _acting_here(request, agency)
            acting_request.acting.require(act)
            return view(acting_request, *args, **kwargs)

        return cast("Guarded[P]", guarded)

    return guard


def _acting_here(request: HttpRequest, slug: str) -> Acting:
    agency = Agency.objects.select_related("parent").filter(slug=slug).first()
    if agency is None or not isinstance(request.user, Person):
        raise Http404
    return acting_for(request.user, agency, today())


def acting_for(person: Person, agency: Agency, day: date) -> Acting:
    """Return ``person`` with the roles that count at ``agency`` on ``day``, perhaps none."""
    posts = open_posts(day).filter(person=person)
    own = posts.filter(agency=agency).values_list("role", flat=True)
    over = posts.filter(agency=agency.parent_id) if agency.parent_id else posts.none()
    reaching = {Role(role) for role in over.values_list("role", flat=True)} & OVER
    roles = frozenset({Role(role) for role in own} | reaching)
    return Acting(person=person, agency=agency, roles=roles)


def open_posts(day: date) -> QuerySet[Post]:
    """Return the posts that are held on ``day`` by people who may sign in."""
    running = Q(until__isnull=True) | Q(until__gte=day)
    return Post.objects.filter(running, since__lte=day, person__is_active=True)


def today() -> date:
    """Return the day it is where the product is used."""
    return timezone.localdate()
