"""A referral by keyboard alone, on a telephone, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from charteroak.desk.referrals import actions
from charteroak.desk.referrals.models import Referral, Shift
from charteroak.directory.models import Person
from desk.referrals.ladders import School, acts_at, make_school
from desk.requests.making import make_request

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def either(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Yield a browser profile with JavaScript, and then one without."""
    scripts = request.param == "with JavaScript"
    opened = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=scripts
    )
    yield opened
    opened.close()


def sign_in(context: BrowserContext, server: LiveServer, person: Person) -> Page:
    """Return a page of somebody signed in."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])
    return context.new_page()


def refer(school: School) -> str:
    """Return the path of a new referral."""
    clerk = acts_at(school.clerk, school.agency)
    referral = actions.refer(acting=clerk, request=make_request(clerk))
    return reverse("referrals:referral", args=[school.agency.slug, referral.public_id])


def press(page: Page, name: str) -> None:
    """Go to a button or link with the keyboard and press it."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"“{name}” is not reached by the keyboard")


def test_a_referral_is_started_and_taken_by_keyboard(
    either: BrowserContext, live_server: LiveServer, school: School
) -> None:
    clerk = acts_at(school.clerk, school.agency)
    record = make_request(clerk).public_id
    page = sign_in(either, live_server, school.clerk)
    page.goto(live_server.url + reverse("referrals:refer", args=[school.agency.slug, record]))
    press(page, "Refer it now")
    expect(page.get_by_role("heading", name="Nobody has taken it yet")).to_be_visible()
    path = page.url

    page = sign_in(either, live_server, school.administrator)
    page.goto(path)
    press(page, "Take it")
    expect(page.get_by_role("heading", name="You have it")).to_be_visible()
    assert Referral.objects.get().taken_by == school.administrator


def test_a_shift_is_set_by_keyboard(
    either: BrowserContext, live_server: LiveServer, school: School
) -> None:
    page = sign_in(either, live_server, school.superintendent)
    page.goto(live_server.url + reverse("referrals:duty", args=[school.agency.slug]))
    press(page, "Set a schedule")
    press(page, "Add a shift to the week")
    page.get_by_label("Demo Backup").focus()
    page.keyboard.press("Space")
    page.get_by_label("Monday").focus()
    page.keyboard.press("Space")
    page.get_by_label("From").fill("22:00")
    page.get_by_label("Until").fill("06:00")
    press(page, "Save")

    expect(page.get_by_text("Monday, 10:00 PM \N{EN DASH} 6:00 AM the next day")).to_be_visible()
    assert Shift.objects.get().person == school.backup


def test_the_page_says_by_itself_that_somebody_took_it(
    context: BrowserContext, live_server: LiveServer, school: School
) -> None:
    path = refer(school)
    page = sign_in(context, live_server, school.clerk)
    page.clock.install()
    page.goto(live_server.url + path)
    backup = acts_at(school.backup, school.agency)
    actions.take(acting=backup, referral=Referral.objects.get())
    page.clock.run_for(11_000)

    expect(page.get_by_role("heading", name="Demo Backup has it")).to_be_visible()


def test_no_page_of_referrals_has_a_fault(
    context: BrowserContext, live_server: LiveServer, school: School
) -> None:
    path = refer(school)
    slug = school.agency.slug
    page = sign_in(context, live_server, school.superintendent)
    names = ("rung", "set-rung", "add-shifts", "add-change")
    pages = [
        path,
        reverse("referrals:mine"),
        reverse("referrals:referrals", args=[slug]),
        reverse("referrals:duty", args=[slug]),
        *[reverse(f"referrals:{name}", args=[slug, 1]) for name in names],
    ]
    found = []
    for each in pages:
        page.goto(live_server.url + each)
        found += [f"{each}: {fault}" for fault in faults(page)]

    assert found == []


def test_a_form_with_errors_has_no_fault_and_leads_to_its_fields(
    context: BrowserContext, live_server: LiveServer, school: School
) -> None:
    page = sign_in(context, live_server, school.superintendent)
    path = reverse("referrals:add-shifts", args=[school.agency.slug, 1])
    page.goto(live_server.url + path)
    page.get_by_label("From").fill("22:00")
    press(page, "Save")

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.get_by_label("From").input_value() == "22:00"
    assert faults(page) == []
