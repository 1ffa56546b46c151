"""A memo goes out, is opened and acknowledged, and the office sees it, in a browser."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from charteroak.directory.models import Person
from charteroak.issuing.letters.worker import compose_due
from issuing.letters.the_mailing import COVER, letter_to, make_mailing, send

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def sign_in(context: BrowserContext, live_server: LiveServer, person: Person) -> None:
    """Give the browser the session of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def test_a_publisher_sends_a_version_by_keyboard(
    context: BrowserContext, page: Page, live_server: LiveServer
) -> None:
    mailing = make_mailing()
    sign_in(context, live_server, mailing.office.publisher.person)
    page.goto(f"{live_server.url}/office/{mailing.office.agency.slug}/issuances/")
    assert faults(page) == []
    page.get_by_role("link", name="Choose who gets it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who gets it?")
    assert faults(page) == []
    page.get_by_label("Municipal police (1)").focus()
    page.keyboard.press("Space")
    page.get_by_label("The letter's words before the memo").fill(COVER)
    page.get_by_role("button", name="Send it").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Who has it")
    assert faults(page) == []


def test_what_was_typed_stays_where_a_kind_is_missing(
    context: BrowserContext, page: Page, live_server: LiveServer
) -> None:
    mailing = make_mailing()
    sign_in(context, live_server, mailing.office.publisher.person)
    office = mailing.office.agency.slug
    page.goto(f"{live_server.url}/office/{office}/versions/{mailing.version.pk}/issue/")
    for box in page.get_by_role("checkbox").all():
        box.uncheck(force=True)
    page.get_by_label("The letter's words before the memo").fill(COVER)
    page.get_by_role("button", name="Send it").click()

    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("The letter's words before the memo")).to_have_value(COVER)


def test_a_chief_opens_and_acknowledges_without_scripts(
    browser: Browser, live_server: LiveServer
) -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    compose_due()
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, mailing.chief.person)
    page = context.new_page()
    page.goto(f"{live_server.url}/agencies/{mailing.police.slug}/letters/{letter.reference}/")
    expect(page.get_by_role("button", name="Acknowledge")).to_have_count(0)
    page.get_by_role("button", name="Open the memo").click()
    page.get_by_role("button", name="Acknowledge").click()

    expect(page.get_by_role("heading", name="Acknowledged")).to_be_visible()
    context.close()


def test_the_pages_of_a_letter_have_no_fault(
    context: BrowserContext, page: Page, live_server: LiveServer
) -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    sign_in(context, live_server, mailing.chief.person)
    page.goto(f"{live_server.url}/agencies/{mailing.police.slug}/letters/")
    assert faults(page) == []
    page.goto(f"{live_server.url}/agencies/{mailing.police.slug}/letters/{letter.reference}/")
    assert faults(page) == []
    page.get_by_role("button", name="Open the memo").click()

    assert faults(page) == []
