"""The directory in Chromium: all fits, axe finds nothing, a claim is made by keyboard."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from charteroak.directory.agencies.actions import seed_demonstration
from charteroak.directory.agencies.claiming import claim_agency
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Claim
from charteroak.directory.roles import Role
from the_cast import make_agency, make_post

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OFFICE = "/agencies/ct/office/policy"


def signed_in(context: BrowserContext, server: LiveServer, agency: Agency, role: Role) -> None:
    """Give the browser the session of somebody who holds a role at an agency."""
    client = Client()
    client.force_login(make_post(agency, role))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])


def test_what_everybody_sees_fits_and_can_be_read(live_server: LiveServer, page: Page) -> None:
    seed_demonstration(state="ct")
    found = []
    for address in (
        "/directory/?q=new+hav&state=CT",
        "/directory/?q=&state=1",
        "/directory/ct/resident-troopers/haddam-or-east-haddam/",
        "/directory/ct/police/berlin/claim/",
    ):
        page.goto(live_server.url + address)
        found += [f"{address}: {fault}" for fault in faults(page)]

    assert not found, "\n".join(found)


def test_a_chief_claims_an_agency_by_keyboard(live_server: LiveServer, page: Page) -> None:
    make_agency("ct/police/elmford")
    page.goto(f"{live_server.url}/directory/ct/police/elmford/claim/")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Demo Chief")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error-summary:focus")
    assert page.get_by_label("Your name").input_value() == "Demo Chief"
    page.get_by_label("What your post is called").fill("Chief")
    page.get_by_label("Your e-mail address at work").fill("chief@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claimed/")

    assert not faults(page)
    assert Claim.objects.get().email == "chief@example.org"


def test_the_pages_of_the_office_fit_and_can_be_read(
    live_server: LiveServer, context: BrowserContext, page: Page
) -> None:
    seed_demonstration(state="ct")
    office = make_agency("ct/office/policy", kind=Kind.STATE_OFFICE)
    claim_agency(
        agency=Agency.objects.get(slug="ct/police/berlin"),
        name="Demo Chief",
        email="chief@example.org",
        title="Chief",
        now=timezone.now(),
    )
    signed_in(context, live_server, office, Role.PUBLISHER)
    found = []
    for address in (f"{OFFICE}/coverage/", f"{OFFICE}/claims/", f"{OFFICE}/import/", f"{OFFICE}/"):
        page.goto(live_server.url + address)
        assert page.url.endswith(address)
        found += [f"{address}: {fault}" for fault in faults(page)]

    assert not found, "\n".join(found)


def test_the_page_of_contacts_fits_and_can_be_read(
    live_server: LiveServer, context: BrowserContext, page: Page
) -> None:
    agency = make_agency("ct/police/elmford")
    signed_in(context, live_server, agency, Role.DESK)
    page.goto(f"{live_server.url}/agencies/ct/police/elmford/contact/")
    page.get_by_label("Telephone").fill("12")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error-summary")

    assert page.get_by_label("Telephone").input_value() == "12"
    assert not faults(page)
