"""The first page opens to everybody, on a telephone and at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_first_page_has_no_fault(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)

    assert page.get_by_role("heading", level=1).is_visible()
    assert faults(page) == []


def test_the_sign_in_page_has_no_fault(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/account/login/")

    assert faults(page) == []
