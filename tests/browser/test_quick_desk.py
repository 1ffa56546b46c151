"""The quick desk in Chromium: by keyboard alone, with and without scripts, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults, findings, overflow
from desk.quick_desk import DETAINER, DOOR

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAY = "I can't give access or information myself."


@pytest.fixture(params=["320 px without scripts", "1280 px"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Yield a page, narrow and wide, with and without scripts."""
    wide, _, how = request.param.partition(" px")
    context = browser.new_context(
        viewport={"width": int(wide), "height": 720}, java_script_enabled=not how
    )
    yield context.new_page()
    context.close()


def press(page: Page, name: str, *, most: int = 60) -> None:
    """Go to a link by Tab alone, and follow it by Enter."""
    target = page.get_by_role("link", name=name).first
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("link => link === document.activeElement"):
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.keyboard.press("Enter")
            return
    pytest.fail(f"“{name}” cannot be reached by keyboard")


def heading(page: Page) -> str:
    """Return the page's own heading."""
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize(
    "visitor",
    ["320 px", "320 px without scripts", "1280 px", "1280 px without scripts"],
    indirect=True,
)
def test_a_school_is_told_what_to_say_after_two_taps(
    visitor: Page, live_server: LiveServer
) -> None:
    visitor.goto(live_server.url)
    press(visitor, "School")
    press(visitor, "Someone is at the door")

    assert SAY in visitor.locator(".block--say").inner_text()
    assert visitor.get_by_text(SAY).first.is_visible()
    box = visitor.get_by_text(SAY).first.bounding_box()
    assert box is not None
    assert box["y"] < 720, "it is visible without scrolling"


def test_a_booking_officer_answers_a_detainer(visitor: Page, live_server: LiveServer) -> None:
    visitor.goto(f"{live_server.url}/desk/police/")
    press(visitor, "Town or city police")
    press(visitor, "They show a paper")
    press(visitor, "It is this paper: I-247A")
    while "?" in (asked := heading(visitor)):
        press(visitor, "No")
        assert heading(visitor) != asked
    assert "No. You must not." in visitor.locator(".block--direction").inner_text()
    assert "Do not keep the person longer" in visitor.locator(".block--do-not").inner_text()


def test_an_officer_at_a_stop_is_answered_in_four_taps(
    visitor: Page, live_server: LiveServer
) -> None:
    visitor.goto(live_server.url)
    press(visitor, "Police or jail")
    press(visitor, "State police")
    press(visitor, "Arrest on an immigration paper")

    assert "What to do" in heading(visitor) or visitor.get_by_role("link", name="Not sure").count()


def test_a_dispatcher_on_campus_is_not_shown_the_schools_text(
    visitor: Page, live_server: LiveServer
) -> None:
    visitor.goto(live_server.url)
    press(visitor, "College or university")
    press(visitor, "State college or university")
    press(visitor, "An arrest on our grounds")

    assert "ct/law-enforcement@" in visitor.locator(".version").inner_text()
    assert "student" not in visitor.locator("#desk").inner_text()


def test_an_unreadable_paper_ends_in_not_sure(visitor: Page, live_server: LiveServer) -> None:
    visitor.goto(f"{live_server.url}/desk/school/{DOOR}")
    press(visitor, "They show a paper", most=90)
    press(visitor, "Help me: who signed this paper?")
    for _ in range(5):
        press(visitor, "I cannot tell")
    assert heading(visitor) == "We cannot tell which paper it is"
    press(visitor, "Go on with “not sure”")

    assert "not sure" in visitor.locator(".told").inner_text()
    assert "designated administrator" in visitor.locator(".block--direction").inner_text()


def test_a_cue_leads_to_the_paper(visitor: Page, live_server: LiveServer) -> None:
    visitor.goto(f"{live_server.url}/desk/school/{DOOR}&see=signed")
    press(visitor, "Form I-205")

    assert heading(visitor) == "Is it this one? I-205"
    press(visitor, "It is this paper")
    assert "I-205" in visitor.locator(".told").inner_text()


def test_words_are_shown_large_in_the_visitors_language(
    visitor: Page, live_server: LiveServer
) -> None:
    visitor.goto(f"{live_server.url}/desk/school/{DOOR}")
    press(visitor, "Enlarge")
    press(visitor, "Español")

    assert visitor.locator("blockquote[lang=es]").first.is_visible()
    assert "draft, not reviewed by a translator" in visitor.locator("#desk").inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/desk/school/",
        f"/desk/school/{DOOR}",
        f"/desk/school/{DOOR}&see=papers",
        f"/desk/school/{DOOR}&see=signed",
        f"/desk/school/{DOOR}&see=say&lang=pt-BR",
        f"/desk/school/{DOOR}&fact.moon=full",
        f"/desk/school/{DOOR}&on=1999-01-01",
        f"/desk/police/{DETAINER}",
        f"/desk/police/{DETAINER}&see=now",
        "/desk/court/?fact.agency=judicial+marshal",
        "/desk/school/changed/",
        "/desk/school/card/",
        "/desk/offline/",
    ],
)
def test_no_page_has_a_fault(path: str, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}{path}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert faults(page) == []


def test_every_target_is_large_enough_for_a_thumb(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/desk/school/{DOOR}")
    small = page.evaluate("""() =>
        [...document.querySelectorAll("#desk .choice, #desk .second, #desk .button, summary")]
            .map((each) => [each.textContent.trim(), each.getBoundingClientRect().height])
            .filter(([, height]) => height < 48)""")

    assert small == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20


def test_a_printed_answer_has_no_buttons(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/desk/school/{DOOR}")
    page.emulate_media(media="print")

    assert page.get_by_text(SAY).first.is_visible()
    assert not page.get_by_text("Say more, if you can").is_visible()
    assert overflow(page) == 0
    assert findings(page) == []


def test_words_are_read_aloud_in_their_language(page: Page, live_server: LiveServer) -> None:
    page.add_init_script("""
        window.said = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, "speechSynthesis", { value: {
            cancel() {}, speak({ text, lang }) { window.said.push([lang, text]); } } });""")
    page.goto(f"{live_server.url}/desk/school/{DOOR}&see=say&lang=es")
    page.get_by_role("button", name="Read aloud").first.click()

    (lang, text) = page.evaluate("window.said[0]")
    assert lang == "es-US"
    assert text.startswith("Yo no puedo dar acceso")


def test_where_nothing_can_be_read_aloud_nothing_offers_it(
    page: Page, live_server: LiveServer
) -> None:
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    page.goto(f"{live_server.url}/desk/school/{DOOR}")
    page.wait_for_load_state("networkidle")

    assert page.get_by_role("button", name="Read aloud").count() == 0
