"""Error pages say what happened and what to do, and lose as little as can be."""

from __future__ import annotations

import pytest
from django.test import Client
from django.views.defaults import bad_request, permission_denied, server_error

from charteroak.directory.roles import Role
from the_cast import make_agency, make_post

pytestmark = pytest.mark.django_db
OURS = "http://testserver"
TYPED = {"name": "Demo <Late>", "email": "demo.late@example.org", "password": "a secret of mine"}


def sent_late(**headers: str) -> str:
    """Return the page for a form whose token is too old."""
    agency = make_agency()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_post(agency, Role.HEAD))
    page = client.post(f"/agencies/{agency.slug}/people/invite/", TYPED, headers=headers)

    assert page.status_code == 403
    return page.content.decode()


def test_a_form_that_was_open_too_long_is_sent_again_with_one_press() -> None:
    page = sent_late(origin=OURS)

    assert "Send it again" in page
    assert 'value="Demo &lt;Late&gt;"' in page
    assert "demo.late@example.org" in page


def test_a_password_is_never_written_into_a_page() -> None:
    assert TYPED["password"] not in sent_late(origin=OURS)


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_what_another_site_sent_is_not_offered_to_be_sent(headers: dict[str, str]) -> None:
    page = sent_late(**headers)

    assert "Send it again" not in page
    assert "demo.late@example.org" not in page


@pytest.mark.parametrize("view", [bad_request, permission_denied])
def test_pages_of_errors_are_whole_and_say_what_to_do(view: object, client: Client) -> None:
    request = client.get("/").wsgi_request
    page = view(request, Exception("inner words")).content.decode()  # type: ignore[operator]

    assert "Nothing was changed" in page
    assert "inner words" not in page
    assert "<style" not in page


def test_a_fault_of_ours_is_said_without_its_inner_words(client: Client) -> None:
    page = server_error(client.get("/").wsgi_request).content.decode()

    assert "The fault is ours" in page
    assert 'href="/"' in page
    assert "Traceback" not in page
