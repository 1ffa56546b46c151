"""Without a network the desk answers in the same words, shows its age, and knows its last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from browser.looking import faults
from desk.every_case import every_case
from desk.quick_desk import DOOR
from desk.test_offline_screens import comparable

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATHS = [
    "/desk/school/",
    f"/desk/school/{DOOR}",
    f"/desk/school/{DOOR}&see=say&lang=es",
    f"/desk/school/{DOOR}&see=signed",
    f"/desk/school/{DOOR}&fact.moon=full",
]
# What an answer has only with a connection: the record, the reasons; and the notice without one.
SAME = (
    "#desk h1, #desk .choices, #desk .blocks, #desk .sharpen, #desk .duties, #desk .told, "
    "#desk blockquote, #desk .version, #desk .left-out, #desk .draft"
)

# Not wait_for_function, which asks by eval later on, and our policy forbids that to a page.
CONTROLLED = """() => new Promise((done) => {
  const look = () => (navigator.serviceWorker.controller ? done() : setTimeout(look, 20));
  look();
})"""


@pytest.fixture
def kept(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """Yield a telephone that has opened the school's desk once, with a network."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    open_once(context.new_page(), live_server.url)
    yield context
    context.close()


def open_once(page: Page, url: str, place: str = "school") -> None:
    """Open the desk of a place, and wait until all that it needs is kept."""
    page.goto(f"{url}/desk/{place}/")
    page.wait_for_selector("#desk[data-kept]", timeout=20_000)
    page.evaluate(CONTROLLED)


def texts(page: Page) -> list[str]:
    """Return the words of the parts that are the same with and without a network."""
    found: list[str] = page.locator(SAME).all_inner_texts()
    return [words.replace("Read aloud", "").strip() for words in found]


def offline(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("#desk[data-drawn]", timeout=20_000)


def test_the_same_words_with_and_without_a_network(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    online = []
    for path in PATHS:
        page.goto(live_server.url + path)
        online.append(texts(page))
    kept.set_offline(True)
    for path, expected in zip(PATHS, online, strict=True):
        offline(page, live_server.url + path)
        assert texts(page) == expected, path
        assert "No connection. Guidance of" in page.locator(".offline").inner_text()


def test_the_whole_journey_works_without_a_network(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.set_offline(True)
    page.goto(live_server.url)
    for name in ("School", "Someone is at the door", "They show a paper"):
        page.get_by_role("link", name=name).first.click()
        page.wait_for_selector("#desk[data-drawn]")
    assert page.locator("img").first.evaluate("each => each.decode().then(() => each.naturalWidth)")
    page.get_by_role("link", name="It is this paper: I-200").click()
    page.wait_for_selector(".told")

    assert "I-200" in page.locator(".told").inner_text()
    page.go_back()
    page.wait_for_selector(".papers")
    assert faults(page) == []


def test_a_page_that_is_not_kept_says_whom_to_call(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.set_offline(True)
    offline(page, f"{live_server.url}/desk/court/")

    assert page.get_by_role("heading", level=1).inner_text() == "This needs a connection"
    assert "Call" in page.locator("#desk").inner_text()


def test_another_version_is_not_answered_from_what_is_kept(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.set_offline(True)
    offline(page, f"{live_server.url}/desk/school/{DOOR}&text=ct/schools@2025-01-28")

    assert page.get_by_role("heading", level=1).inner_text() == "This needs a connection"


@pytest.mark.parametrize("days", [3, 7])
def test_guidance_says_how_old_it_is(
    days: int, kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.set_offline(True)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days))
    offline(page, f"{live_server.url}/desk/school/{DOOR}")

    assert f"fetched {days} days ago" in page.locator(".offline").inner_text()
    assert "I can't give access" in page.locator(".block--say").inner_text()


@pytest.mark.parametrize("days", [8, 400])
def test_guidance_that_is_too_old_refuses_and_says_whom_to_call(
    days: int, kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.set_offline(True)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days))
    offline(page, f"{live_server.url}/desk/school/{DOOR}")
    shown = page.locator("#desk").inner_text()

    assert "This guidance is too old to use" in shown
    assert "Call the designated administrator of your school." in shown
    assert "I can't give access" not in shown


def test_a_withdrawal_reaches_the_telephone_with_its_next_page(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    page.goto(f"{live_server.url}/desk/school/")
    page.wait_for_selector("#desk[data-kept]")
    page.evaluate("""async () => {
        const cache = await caches.open("desk-guidance");
        const old = new Response("{}", { headers: { "x-content": "of yesterday" } });
        await cache.put("/desk/school/bundle.json", old);
    }""")
    page.goto(f"{live_server.url}/desk/school/{DOOR}")
    page.wait_for_selector("#desk[data-kept]")
    told = page.locator("#desk").get_attribute("data-bundles")
    held = page.evaluate("""async () =>
        (await caches.match("/desk/school/bundle.json")).headers.get("x-content")""")

    assert told == f"school:{held}"


def test_a_server_that_fails_is_answered_like_no_network(
    kept: BrowserContext, live_server: LiveServer
) -> None:
    page = kept.new_page()
    kept.route("**/desk/school/**", lambda route: route.fulfill(status=503, body="down"))
    offline(page, f"{live_server.url}/desk/school/{DOOR}")

    assert "I can't give access" in page.locator("#desk").inner_text()


def test_every_case_of_every_text_is_answered_alike_in_the_browser(
    page: Page, live_server: LiveServer
) -> None:
    jobs = list(every_case())
    page.goto(f"{live_server.url}/desk/offline/")
    made = page.evaluate(
        """async (jobs) => {
            const { openKept, wholeScreen } = await import("/static/desk/offline.js");
            const screens = [];
            for (const { kept, day, addresses } of jobs) {
                const opened = await openKept(JSON.parse(kept), day);
                screens.push(addresses.map((each) => wholeScreen(opened, each, day, day)));
            }
            return screens;
        }""",
        [job.data() for job in jobs],
    )

    assert sum(len(job.addresses) for job in jobs) > 400
    for job, screens in zip(jobs, made, strict=True):
        for address, offline_screen in zip(job.addresses, screens, strict=True):
            assert comparable(job.screen(address)) == comparable(offline_screen), address
