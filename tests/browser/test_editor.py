"""The state office in a real browser: by keyboard, with and without scripts, small and large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from charteroak.directory.access import Acting
from charteroak.issuing.models import Draft, IssuedVersion
from issuing.the_office import (
    Office,
    draft_of_schools,
    in_review,
    in_signature,
    issued,
    make_office,
    porch,
    signed,
)
from the_cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = "The text in Markdown"


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    """Yield a page in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(page: Page, acting: Acting, home: str) -> None:
    client = Client()
    client.force_login(acting.person)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])


def at(home: str, name: str, office: Office, number: int | None = None, **further: int) -> str:
    numbered = {} if number is None else {"number": number}
    where = {"agency": office.agency, **numbered, **further}
    return home + reverse(f"issuing:{name}", kwargs=where)


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until what is called ``name`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    message = f"Tab does not lead to {name}"
    raise AssertionError(message)


def test_an_author_writes_checks_mends_and_saves_by_keyboard(
    page: Page, live_server: LiveServer
) -> None:
    office = make_office()
    draft = in_review(office, porch())
    sign_in(page, office.author, live_server.url)
    page.goto(at(live_server.url, "edit", office, draft.pk))
    page.wait_for_selector("[data-editor=ready]")
    page.get_by_label(WORDS).focus()
    page.get_by_label(WORDS).fill(porch(dark="shoud"))
    page.get_by_role("button", name="line 40").wait_for()
    tab_to(page, "line 40")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.name") == "source"
    lines = page.evaluate(
        "document.activeElement.value.slice(0, document.activeElement.selectionStart)"
    )
    assert lines.count("\n") == 39
    page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.get_by_label(WORDS).fill(porch(dark="must"))
    page.get_by_text("No error and no warning.").wait_for()
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.get_by_text("Saved as revision 2.").wait_for()
    assert Draft.objects.get().source == porch(dark="must")


def test_without_scripts_two_buttons_preview_and_save(
    without_scripts: Page, live_server: LiveServer
) -> None:
    page, office = without_scripts, make_office()
    draft = in_review(office)
    sign_in(page, office.author, live_server.url)
    page.goto(at(live_server.url, "edit", office, draft.pk))
    page.get_by_label(WORDS).fill(porch(dark="must"))
    page.get_by_role("button", name="Preview and check").click()

    assert page.get_by_text("No error and no warning.").is_visible()
    assert "must" in page.get_by_role("region", name="Preview").inner_text()
    assert Draft.objects.get().revision == 1
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Saved as revision 2.").is_visible()


def test_without_scripts_a_row_is_added_moved_and_saved(
    without_scripts: Page, live_server: LiveServer
) -> None:
    page, office = without_scripts, make_office()
    draft = in_review(office)
    sign_in(page, office.author, live_server.url)
    page.goto(at(live_server.url, "table", office, draft.pk, table=0))
    page.get_by_role("button", name="Add a row below row 1").click()
    for name, words in (("cite", "Porch 0"), ("grade", "verified"), ("status", "in force")):
        page.get_by_label(f"Row 2, {name}").fill(words)
    page.get_by_label("Row 2, source").fill("made up too")
    page.get_by_role("button", name="Move row 2 up").click()
    page.get_by_role("button", name="Save the table").click()

    saved = Draft.objects.get().source
    assert "| Porch 0 | verified | in force | made up too |\n| Porch 1 |" in saved


def test_a_memo_is_signed_and_issued_by_keyboard(page: Page, live_server: LiveServer) -> None:
    office = make_office(signers=1)
    draft = in_signature(office)
    sign_in(page, office.signers[0], live_server.url)
    page.goto(at(live_server.url, "sign", office, draft.pk))
    confirm(page, "Type the version to sign it", str(draft))
    page.get_by_text(f"You signed {draft}.").wait_for()
    sign_in(page, office.publisher, live_server.url)
    page.goto(at(live_server.url, "issue", office, draft.pk))
    confirm(page, "Type the version to issue it", str(draft))
    page.get_by_text(f"{draft} is issued.").wait_for()

    assert IssuedVersion.objects.get().hash == draft.hash


def confirm(page: Page, label: str, words: str) -> None:
    """Type what is asked for, press Enter, and sign in again."""
    page.get_by_label(label).focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_the_pages_of_an_author_have_no_fault(page: Page, live_server: LiveServer) -> None:
    office = make_office()
    issued(office)
    small = in_review(office, porch("2026-02-01", dark="must", start="2026-02-01")).pk
    large = draft_of_schools(office).pk
    sign_in(page, office.author, live_server.url)
    addresses = [at(live_server.url, name, office) for name in ("memos", "begin")]
    names = ("draft", "edit", "tables", "try", "compare", "signers")
    addresses += [at(live_server.url, name, office, small) for name in names]
    addresses += [
        at(live_server.url, "proof", office, large),
        at(live_server.url, "table", office, large, table=8),
        at(live_server.url, "revision", office, large, revision=2),
        at(live_server.url, "try", office, small) + "?asked=everything",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = faults(page)

    assert {address: each for address, each in found.items() if each} == {}


def test_the_pages_of_signer_and_publisher_have_no_fault(
    page: Page, live_server: LiveServer
) -> None:
    office = make_office()
    version = issued(office)
    waiting = in_signature(office, porch("2026-02-01", start="2026-02-01"))
    ready = signed(office, porch("2026-03-01", start="2026-03-01"))
    sign_in(page, office.signers[0], live_server.url)
    page.goto(at(live_server.url, "sign", office, waiting.pk))
    found = faults(page)
    sign_in(page, office.publisher, live_server.url)
    for name, number in (("issue", ready.pk), ("version", version.pk), ("withdraw", version.pk)):
        page.goto(at(live_server.url, name, office, number))
        found += faults(page)

    assert found == []
