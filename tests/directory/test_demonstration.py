"""The people of a demonstration can be told from real ones, wherever they appear."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from charteroak.directory import demonstration
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import LOCAL, STATE, Role

pytestmark = pytest.mark.django_db


def test_everybody_of_the_demonstration_is_marked_and_cannot_be_reached() -> None:
    demonstration.seed()

    people = Person.objects.all()
    assert people.count() == len(demonstration.PARTS)
    assert all(person.is_demonstration for person in people)
    assert all(person.name.startswith("Demo ") for person in people)
    assert all(person.email.endswith("@example.org") for person in people)
    assert all("555-01" in post.telephone for post in Post.objects.all())


def test_the_demonstration_is_made_once_and_keeps_the_agencies_that_are_there() -> None:
    Agency.objects.create(slug=demonstration.CITY, state="ct", name="As loaded", kind="other")
    demonstration.seed()
    demonstration.seed()

    assert Agency.objects.get(slug=demonstration.CITY).name == "As loaded"
    assert Post.objects.count() == len(demonstration.PARTS)


def test_a_demonstration_has_every_role() -> None:
    held = {part.role for part in demonstration.PARTS}

    assert held == LOCAL | STATE


@pytest.mark.parametrize("slug", [demonstration.CITY, demonstration.DISTRICT])
def test_a_police_department_and_a_school_district_have_every_role_of_a_desk(slug: str) -> None:
    assert {part.role for part in demonstration.PARTS if part.agency == slug} == LOCAL


def test_a_school_of_the_demonstration_belongs_to_its_district() -> None:
    demonstration.seed()

    school = Agency.objects.get(slug=demonstration.SCHOOL)
    assert school.parent is not None
    assert school.parent.slug == demonstration.DISTRICT


def test_each_person_of_the_demonstration_signs_in_with_one_press(client: Client) -> None:
    demonstration.seed()
    page = client.get("/account/login/").content.decode()

    assert page.count(f'value="{demonstration.PASSWORD}"') == len(demonstration.PARTS)
    form = {"login": demonstration.address("author"), "password": demonstration.PASSWORD}
    client.post("/account/login/", form)
    author = Person.objects.get(posts__role=Role.AUTHOR)
    assert client.session["_auth_user_id"] == str(author.pk)


def test_a_real_sign_in_page_shows_nobody(client: Client, settings: Settings) -> None:
    demonstration.seed()
    settings.DEMONSTRATION = False
    page = client.get("/account/login/").content.decode()

    assert demonstration.PASSWORD not in page
    assert "example.org" not in page
