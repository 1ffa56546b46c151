"""Signing in as a person does it: by keyboard, on a telephone and at a desk, with a passkey."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults, findings, overflow
from charteroak.directory import actions, demonstration
from charteroak.directory.models import Agency, Invitation, Person, Post
from charteroak.directory.people.queries import digest_of
from charteroak.directory.roles import Role
from the_cast import PASSWORD, make_agency, make_person, make_post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def agency() -> Agency:
    return make_agency()


@pytest.fixture
def person(agency: Agency) -> Person:
    person = make_post(agency, Role.HEAD, make_person("Demo Chief"))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """Return the address by name: a passkey belongs to a name, not to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, person: Person) -> None:
    """Sign in by keyboard alone."""
    page.goto(f"{address}/account/login/")
    page.get_by_label("Email").focus()
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "password":
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def with_authenticator(page: Page) -> None:
    """Give the browser a passkey holder that needs no finger."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_a_passkey_is_made_and_signs_in_alone(page: Page, address: str, person: Person) -> None:
    with_authenticator(page)
    sign_in(page, address, person)
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Make the passkey").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{address}/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").press("Enter")
    page.goto(f"{address}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")

    expect(page.get_by_role("heading", name=str(person.posts.get().agency))).to_be_visible()


def test_a_passkey_confirms_what_matters(page: Page, address: str, person: Person) -> None:
    with_authenticator(page)
    sign_in(page, address, person)
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{address}/account/2fa/webauthn/reauthenticate/?next=/my/")
    assert faults(page) == []
    page.get_by_role("button", name="Use a passkey or security key").press("Enter")

    expect(page.get_by_role("heading", name=str(person.posts.get().agency))).to_be_visible()


def test_a_passkey_that_is_not_there_is_said_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    assert faults(page) == []


def test_an_app_is_added_and_asked_for(page: Page, address: str, person: Person) -> None:
    sign_in(page, address, person)
    page.goto(f"{address}/account/2fa/totp/activate/")
    assert faults(page) == []
    secret = page.locator("form kbd").inner_text()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Add the app").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert faults(page) == []
    recovery = page.locator(".codes kbd").first.inner_text()
    page.goto(f"{address}/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/account/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Code").fill(recovery)
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def code(secret: str) -> str:
    value = totp.hotp_value(secret, int(time.time()) // 30)
    return str(totp.format_hotp_value(value))


def test_a_wrong_password_is_said_in_a_summary_that_has_the_focus(
    page: Page, address: str, person: Person
) -> None:
    page.goto(f"{address}/account/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill("not the password of anybody")
    page.keyboard.press("Enter")

    expect(page.locator("#error-summary")).to_be_focused()
    assert page.get_by_label("Email").input_value() == person.email
    assert faults(page) == []


def test_one_press_signs_in_to_a_demonstration_without_scripts(
    without_scripts: Page, address: str
) -> None:
    demonstration.seed()
    page = without_scripts
    page.goto(f"{address}/account/login/")
    page.get_by_role("button", name="Policy writer").press("Enter")

    expect(page.get_by_role("heading", name="Office of Policy")).to_be_visible()


def test_every_page_of_an_account_has_no_fault(
    page: Page, address: str, person: Person, context: BrowserContext
) -> None:
    sign_in(page, address, person)
    totp.TOTP.activate(person, totp.generate_totp_secret())
    Authenticator.objects.create(user=person, type="webauthn", data=PASSKEY)
    key = Authenticator.objects.get(type="webauthn").pk
    pages = [
        "account/2fa/",
        "account/email/",
        "account/password/change/",
        "account/logout/",
        "account/reauthenticate/",
        "account/2fa/reauthenticate/",
        "account/2fa/webauthn/",
        "account/2fa/webauthn/add/",
        f"account/2fa/webauthn/keys/{key}/edit/",
        f"account/2fa/webauthn/keys/{key}/remove/",
        "account/2fa/totp/deactivate/",
        "account/2fa/recovery-codes/generate/",
    ]
    found = {path: _faults(page, f"{address}/{path}") for path in pages}

    assert {path: each for path, each in found.items() if each} == {}
    assert context.pages == [page]


PASSKEY = {
    "name": "Demo key",
    "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
}


def test_every_page_before_the_sign_in_has_no_fault(page: Page, address: str) -> None:
    demonstration.seed()
    pages = [
        "account/login/",
        "account/signup/",
        "account/password/reset/",
        "account/password/reset/done/",
        "account/password/reset/key/1-made-up/",
        "account/password/reset/key/done/",
        "account/confirm-email/",
        "account/confirm-email/made-up/",
        "account/inactive/",
        "invitation/made-up/",
        "nowhere/",
    ]
    found = {path: _faults(page, f"{address}/{path}") for path in pages}

    assert {path: each for path, each in found.items() if each} == {}


def _faults(page: Page, where: str) -> list[str]:
    """Return what is wrong on a telephone, and what does not fit at a desk."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(where)
    found = [*findings(page), *(["too wide for a telephone"] if overflow(page) else [])]
    page.set_viewport_size({"width": 1280, "height": 800})
    return [*found, *(["too wide for a desk"] if overflow(page) else [])]


def test_a_head_invites_by_keyboard_and_the_invited_accepts(
    page: Page, address: str, person: Person, without_scripts: Page
) -> None:
    agency = person.posts.get().agency
    sign_in(page, address, person)
    page.goto(f"{address}/agencies/{agency.slug}/people/")
    assert faults(page) == []
    page.get_by_role("link", name="Invite somebody").press("Enter")
    page.get_by_role("button", name="Send the invitation").press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    assert faults(page) == []
    page.get_by_label("Name").fill("Demo Late")
    page.get_by_label("E-mail address at work").fill("demo.late@example.org")
    page.get_by_label("Desk", exact=True).press("Space")
    page.get_by_role("button", name="Send the invitation").press("Enter")
    expect(page.get_by_text("An invitation is on its way")).to_be_visible()
    assert faults(page) == []
    accept(without_scripts, address)

    assert Post.objects.get(person__email="demo.late@example.org").role == Role.DESK


def accept(page: Page, address: str) -> None:
    """Accept the only invitation, in a browser without scripts."""
    Invitation.objects.update(digest=digest_of("the-secret-of-the-link"))
    page.goto(f"{address}/invitation/the-secret-of-the-link/")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Accept").press("Enter")
    expect(page.locator("#error-summary")).to_contain_text("at least 15")
    page.get_by_label("Choose a password").fill("wooden kettle on a loud hill")
    page.get_by_role("button", name="Accept").press("Enter")
    expect(page.get_by_text("You now act for")).to_be_visible()


def test_the_pages_of_an_agency_have_no_fault(page: Page, address: str, person: Person) -> None:
    agency = person.posts.get().agency
    desk = make_post(agency, Role.DESK, make_person("Demo Desk")).posts.get()
    invitation = invite(agency)
    sign_in(page, address, person)
    pages = [
        "",
        "people/invite/",
        f"people/{desk.pk}/",
        f"people/{desk.pk}/end/",
        f"invitations/{invitation.pk}/withdraw/",
        "ledger/",
        "ledger/?kind=person&since=2026-01-01",
        "ledger/?since=nonsense",
    ]
    found = {path: _faults(page, f"{address}/agencies/{agency.slug}/{path}") for path in pages}

    assert {path: each for path, each in found.items() if each} == {}


def invite(agency: Agency) -> Invitation:
    return actions.invite_from_console(
        agency=agency,
        role=Role.COUNSEL,
        email="demo.counsel@example.org",
        name="Demo Counsel",
        now=timezone.now(),
    )
