"""Whatever a memo says, it stays words: tried in a real Chromium, with its own defences off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Dialog, Page, Request, Route
from pytest_django.live_server_helper import LiveServer

from charteroak.issuing import drafting
from charteroak.issuing.examining import read
from issuing.hostile_markdown import MARKUP, TRICKS, VECTORS
from issuing.the_office import Office, issued, make_office, porch

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Whatever of these stands in a memo was made by it.
FOREIGN = "script, style, iframe, object, embed, svg, math, img, form, input, base, link, meta"


@dataclass
class Watched:
    """A page, and everything that something in it did."""

    page: Page
    effects: list[str] = field(default_factory=list)

    def watch(self, home: str) -> None:
        """Listen to all that a memo could do."""
        self.page.on("dialog", self._close)
        self.page.on("console", lambda message: self._note("console", message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("popup", lambda popup: self._note("window", popup.url))
        self.page.expose_function("hit", lambda: self._note("ran", "hit()"))
        self.page.route("**/*", lambda route, request: self._ask(route, request, home))

    def _close(self, dialog: Dialog) -> None:
        self._note("dialog", dialog.message)
        dialog.dismiss()

    def _ask(self, route: Route, request: Request, home: str) -> None:
        own = request.url.startswith(home)
        if not own:
            self._note("request", request.url)
        route.continue_() if own else route.abort()

    def _note(self, kind: str, words: str) -> None:
        self.effects.append(f"{kind}: {words[:120]}")

    def foreign(self, within: str) -> list[str]:
        """Return what is within an element of the page that only a memo can have put there."""
        found = self.page.evaluate(
            """([within, foreign]) => [...document.querySelectorAll(within + " *")].flatMap((e) => {
                const bad = [...e.attributes].map((a) => a.name).filter(
                    (name) => name.startsWith("on") || name === "style" || name === "srcdoc");
                if (e.matches(foreign)) bad.push(e.tagName);
                const good = ["http:", "https:", "mailto:"];
                if (e.href && !good.includes(e.protocol)) bad.push(e.href);
                return bad;
            })""",
            [within, FOREIGN],
        )
        return [str(each) for each in found]


@pytest.fixture
def watched(browser: Browser, live_server: LiveServer) -> Iterator[Watched]:
    """Yield a page without the site's content security policy: the markup alone has to hold."""
    context = browser.new_context(bypass_csp=True)
    found = Watched(context.new_page())
    found.watch(live_server.url)
    yield found
    context.close()


@cache
def can_be_read(vector: str) -> bool:
    return read(memo([vector])).memo is not None


def memo(vectors: list[str]) -> str:
    """Return a memo with vectors as paragraphs and, where they fit, as cells of a table."""
    cells = [each.replace("|", "\\|") for each in vectors if "\n" not in each]
    table = "".join(f"| {cell} | {number} |\n" for number, cell in enumerate(cells))
    words = "\n\n".join([*vectors, f"| words | number |\n|---|---|\n{table}"])
    return porch().replace("This memo is made up for tests.", words)


def sign_in(watched: Watched, office: Office, home: str) -> None:
    client = Client()
    client.force_login(office.author.person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    watched.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": home}]
    )


def open_editor(watched: Watched, office: Office, home: str) -> None:
    draft = drafting.begin_draft(acting=office.author, source=porch())
    sign_in(watched, office, home)
    where = {"agency": office.agency, "number": draft.pk}
    watched.page.goto(f"{home}{reverse('issuing:edit', kwargs=where)}")
    watched.page.wait_for_selector("[data-editor=ready]")


def preview(watched: Watched, words: str) -> None:
    with watched.page.expect_response("**/preview/"):
        watched.page.get_by_label("The text in Markdown").fill(words)
    watched.page.locator("[data-check][aria-busy]").wait_for(state="detached")


def test_there_are_enough_and_no_two_are_alike() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 300


def test_what_does_something_is_noticed(watched: Watched, live_server: LiveServer) -> None:
    watched.page.goto(f"{live_server.url}/guidance/")
    watched.page.evaluate(
        """document.querySelector("main").innerHTML = `<div id=seen onclick="x()">
        <img src=nowhere onerror="hit(); console.log('said'); alert('seen'); lost()">
        <img src="http://evil.example/1"><a href="javascript:hit()">press</a></div>`"""
    )
    watched.page.wait_for_timeout(300)

    kinds = {effect.partition(":")[0] for effect in watched.effects}
    assert kinds == {"ran", "console", "dialog", "error", "request"}
    assert {"onerror", "IMG", "javascript:hit()"} <= set(watched.foreign("#seen"))


def test_hostile_words_do_nothing_in_the_preview(watched: Watched, live_server: LiveServer) -> None:
    open_editor(watched, make_office(), live_server.url)
    shown = [vector for vector in VECTORS if can_be_read(vector)]
    preview(watched, memo(shown))
    watched.page.wait_for_timeout(300)

    assert len(shown) > 200
    assert watched.page.locator("[data-memo] p").count() > 200
    assert watched.foreign("[data-memo]") == []
    assert watched.effects == []


def test_hostile_words_do_nothing_in_what_the_check_says(
    watched: Watched, live_server: LiveServer
) -> None:
    open_editor(watched, make_office(), live_server.url)
    refused = [vector for vector in VECTORS if not can_be_read(vector)]
    names = [
        f"{each} {number}" for number, each in enumerate((*MARKUP, *TRICKS)) if "\n" not in each
    ]
    rows = "".join(f"| {name.replace('|', '')} | Why? | yes, no |\n" for name in names)
    for words in (memo(refused), porch().replace("| dark | Is", f"{rows}| dark | Is")):
        preview(watched, words)
        assert watched.page.locator("[data-check] .remark").count() > 0

    assert watched.foreign("[data-check]") == []
    assert watched.effects == []


def test_hostile_words_do_nothing_on_the_public_page(
    watched: Watched, live_server: LiveServer
) -> None:
    shown = [vector for vector in VECTORS if can_be_read(vector)]
    version = issued(make_office(), memo(shown))
    response = watched.page.goto(f"{live_server.url}/guidance/{version}/")
    watched.page.wait_for_timeout(300)

    assert response is not None
    assert response.status == 200
    assert watched.page.locator("article p").count() > 200
    assert watched.foreign("article") == []
    assert watched.effects == []
