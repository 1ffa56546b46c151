"""The people of the demonstration: made up, marked as such, and never part of a real start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role

PASSWORD = "demonstration only"  # noqa: S105 - shown on the sign-in page of a demonstration
SINCE = date(2017, 1, 1)


@transaction.atomic
def seed() -> None:
    """Add the people of the demonstration, unless they are there."""
    if Person.objects.filter(is_demonstration=True).exists():
        return
    office, _ = Agency.objects.get_or_create(
        slug="ct/office/policy",
        defaults={
            "state": "ct",
            "name": "Office of Policy (demonstration)",
            "kind": Kind.STATE_OFFICE,
        },
    )
    _person(office, Role.AUTHOR, "author")


def _person(agency: Agency, role: Role, name: str) -> None:
    person = Person.objects.create_user(
        f"{name}@example.org", PASSWORD, name=f"Demo {name.title()}", is_demonstration=True
    )
    Post.objects.create(person=person, agency=agency, role=role, since=SINCE)


def sign_ins() -> Iterator[tuple[str, str]]:
    """Yield the address of each person of the demonstration, and what the person is."""
    posts = Post.objects.filter(person__is_demonstration=True).select_related("person", "agency")
    for post in posts.order_by("agency__name", "role"):
        yield post.person.email, f"{post.get_role_display()}, {post.agency}"
