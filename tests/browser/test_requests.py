"""Requests in a real browser: by keyboard alone, with and without scripts, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from charteroak.desk.requests.actions import (
    decide_request,
    describe_request,
    draft_message,
    make_notice,
    override_answer,
    set_custody_end,
)
from charteroak.desk.requests.choices import Decision, Ground
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.documents.notice_words import Decided, Language
from desk.requests.making import DETAINER, RECEIVED, acting_as, make_request
from desk.requests.test_names import NAME, described
from the_cast import PASSWORD, make_agency

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOST_TABS = 120


@pytest.fixture(params=["320 px, no scripts", "1280 px, scripts"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Yield a narrow window without scripts, or a wide one with them."""
    wide = request.param.startswith("1280")
    opened = browser.new_context(
        viewport={"width": 1280 if wide else 320, "height": 800}, java_script_enabled=wide
    )
    yield opened
    opened.close()


def sign_in(context: BrowserContext, live_server: LiveServer, acting: Acting) -> Page:
    """Return a page of somebody who has just signed in, password and all."""
    client = Client()
    client.force_login(acting.person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return context.new_page()


def press(page: Page, target: Locator) -> None:
    """Go to ``target`` by the Tab key alone and press Enter there."""
    reach(page, target)
    page.keyboard.press("Enter")


def reach(page: Page, target: Locator) -> None:
    """Go to ``target`` by the Tab key alone."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    message = f"the Tab key never reaches {target}"
    raise AssertionError(message)


def choose(page: Page, label: str) -> None:
    """Choose a round button by keyboard: Tab into its group, then the arrow keys."""
    wanted = page.get_by_label(label, exact=True)
    group = page.locator(f"input[name='{wanted.get_attribute('name')}']")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            break
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    assert wanted.is_checked()


def address(request: Request, name: str = "request", **further: object) -> str:
    arguments = {"agency": request.agency.slug, "public_id": request.public_id, **further}
    return reverse(f"requests:{name}", kwargs=arguments)


def test_a_request_is_recorded_decided_and_closed_by_keyboard(
    visitor: BrowserContext, live_server: LiveServer
) -> None:
    page = sign_in(visitor, live_server, acting_as(Role.DESK))
    page.goto(f"{live_server.url}{reverse('requests:begin')}?{DETAINER.query}")

    press(page, page.get_by_role("button", name="Record it now"))
    press(page, page.get_by_role("button", name="Done now").first)
    press(page, page.get_by_role("link", name="Decide"))
    choose(page, "We do what the answer says")
    press(page, page.get_by_role("button", name="Save the decision"))
    press(page, page.get_by_role("link", name="Close the request"))
    reach(page, page.get_by_label("What came of it?"))
    page.keyboard.type("They left after ten minutes.")
    press(page, page.get_by_role("button", name="Close it"))

    expect(page.get_by_text("They left after ten minutes.")).to_be_visible()
    request = Request.objects.get()
    assert (request.decision, request.state_words) == ("followed", "Closed")
    assert request.duties.filter(state="done").count() == 1


@pytest.mark.parametrize("visitor", ["320 px, no scripts"], indirect=True)
def test_two_persons_depart_from_an_answer_by_keyboard(
    visitor: BrowserContext, live_server: LiveServer
) -> None:
    request = make_request(first := acting_as(Role.DESK))
    page = sign_in(visitor, live_server, first)
    page.goto(f"{live_server.url}{address(request, 'override')}")
    reach(page, page.locator("input[name=acts]").first)
    page.keyboard.press("Space")
    choose(page, "Exigent circumstances: somebody is in danger now")
    reach(page, page.get_by_label("Why, and what will be done instead"))
    page.keyboard.type("Somebody in the lobby was in danger.")
    press(page, page.get_by_role("button", name="Ask for it"))
    expect(page.get_by_role("heading", name="Waits for a second person")).to_be_visible()

    visitor.clear_cookies()
    page = sign_in(visitor, live_server, acting_as(Role.ADMINISTRATOR))
    page.goto(f"{live_server.url}{reverse('requests:waiting', args=[request.agency.slug])}")
    press(page, page.get_by_role("link", name=request.number))
    choose(page, "Yes, we depart from the answer")
    press(page, page.get_by_role("button", name="Send"))

    expect(page.get_by_text("Confirmed by")).to_be_visible()


@pytest.mark.parametrize("visitor", ["320 px, no scripts"], indirect=True)
def test_refused_words_lead_to_their_field_and_nothing_typed_is_lost(
    visitor: BrowserContext, live_server: LiveServer
) -> None:
    acting = acting_as(Role.DESK)
    page = sign_in(visitor, live_server, acting)
    page.goto(f"{live_server.url}{address(make_request(acting), 'describe')}")
    who = page.get_by_label("Person the request is about")
    who.fill("Demo Person, he is undocumented")
    page.get_by_label("Which agency do they say they are from?").fill("Typed before")

    press(page, page.get_by_role("button", name="Save"))
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    press(page, summary.get_by_role("link").first)

    expect(page.locator("#id_person")).to_be_focused()
    assert page.locator("#id_person").input_value() == "Demo Person, he is undocumented"
    assert page.locator("#id_requester_agency").input_value() == "Typed before"


def test_names_are_shown_by_keyboard_and_are_gone_after_going_back(
    page: Page, context: BrowserContext, live_server: LiveServer
) -> None:
    acting = acting_as(Role.RECORDS)
    request = describe_request(acting, make_request(acting), described(person=NAME))
    page = sign_in(context, live_server, acting)
    page.goto(f"{live_server.url}{address(request)}")

    press(page, page.get_by_role("link", name="Show, with a reason"))
    choose(page, "To check or correct the record")
    press(page, page.get_by_role("button", name="Show them"))

    expect(page.get_by_text(NAME)).to_be_visible()
    page.get_by_role("link", name="Back to the request").click()
    expect(page.get_by_text(NAME)).to_have_count(0)


def full_request(school: Agency) -> tuple[Request, list[str]]:
    """Return a request with something in every part of its page, and every address of it."""
    desk, head = acting_as(Role.DESK, school), acting_as(Role.ADMINISTRATOR, school)
    request = describe_request(desk, make_request(desk), described(person=NAME, officer="Demo"))
    set_custody_end(desk, request, ended_at=RECEIVED)
    override_answer(desk, request, acts=["hold"], ground=Ground.EXIGENT, words="Danger.")
    message = draft_message(desk, request, kind="present", names_agency=False)
    notice, _ = make_notice(head, request, language=Language.SPANISH, decided={"hold": Decided.NO})
    names = ("describe", "decide", "override", "confirm", "close", "names", "notice", "messages")
    return request, [
        address(request),
        *(address(request, name) for name in names),
        address(request, "duty", place=1),
        address(request, "start", place=0),
        address(request, "purge"),
        address(request, "delivered", number=notice.pk),
        address(request, "message", number=message.pk),
    ]


def test_no_page_of_a_request_has_a_fault(context: BrowserContext, live_server: LiveServer) -> None:
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL)
    _, addresses = full_request(school)
    page = sign_in(context, live_server, acting_as(Role.HEAD, school))
    found = {}
    for each in addresses:
        page.goto(f"{live_server.url}{each}")
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        found[each] = faults(page)

    assert {each: faults for each, faults in found.items() if faults} == {}


def test_the_lists_and_the_page_before_recording_have_no_fault(
    context: BrowserContext, live_server: LiveServer
) -> None:
    acting = acting_as(Role.HEAD)
    slug = acting.agency.slug
    page = sign_in(context, live_server, acting)
    empty = f"{live_server.url}{reverse('requests:list', args=[slug])}"
    page.goto(empty)
    found = faults(page)

    request = make_request(acting)
    decide_request(acting, request, decision=Decision.WAITING)
    ready = f"{reverse('requests:ready', args=[slug])}?{DETAINER.query}"
    waiting = reverse("requests:waiting", args=[slug])
    cannot = f"{reverse('requests:ready', args=[slug])}?text=ct/law-enforcement&act=dance"
    for each in (ready, waiting, cannot, reverse("requests:list", args=[slug])):
        page.goto(f"{live_server.url}{each}")
        found += faults(page)

    assert found == []
