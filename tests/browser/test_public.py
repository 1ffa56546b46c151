"""The public copy in a real browser: nothing keeps anybody out, and no script is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/guidance/",
    "/guidance/ct/schools/",
    "/guidance/ct/law-enforcement@2017-02-22/",
    "/guidance/ct/schools/changes/?old=2025-01-28&new=2026-11-23",
    "/guidance/open-data/",
    "/guidance/subscribe/",
    "/verify/",
    "/verify/?hash=" + "0" * 64,
    "/families/",
    "/families/?lang=es",
    "/families/?lang=pt-br",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_has_no_fault(page: Page, live_server: LiveServer, address: str) -> None:
    page.goto(f"{live_server.url}{address}")

    assert faults(page) == []


def test_a_letter_is_verified_by_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/guidance/ct/schools@2025-01-28/")
    digest = page.locator(".version-tools .digest").inner_text()
    page.goto(f"{live_server.url}/verify/")

    page.get_by_label("Content hash").focus()
    page.keyboard.type(digest)
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Yes. This was issued.")


def test_a_wrong_hash_moves_to_the_summary_of_errors(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/verify/")
    page.get_by_label("Content hash").fill("too short")
    page.keyboard.press("Enter")

    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("Content hash")).to_have_value("too short")


def test_versions_are_compared_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/guidance/ct/schools/changes/")
    page.get_by_label("From version").select_option("2025-01-28")
    page.get_by_label("To version").select_option("2026-11-23")
    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_text("answers changed")).to_be_visible()
    context.close()
