"""Every page that can be reached by links, as every kind of person: no fault, no dead link.

No page runs a script that stands in it, or loads anything from elsewhere.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

from access.visitors import sign_in_freshly
from charteroak.config.start import fill_demonstration
from charteroak.directory.demonstration import address
from charteroak.directory.models import Person

EACH_VIEW = 3
MOST_PAGES = 120
FEWEST_PAGES = 25
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}
LOADING = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("form", "action"),
}
HANDLER = ClientHandler(enforce_csrf_checks=False)
PEOPLE = ["", "new-haven-chief", "school-clerk", "district-superintendent", "author", "publisher"]
PEOPLE += ["auditor", "governor", "new-haven-records"]


class Seen(HTMLParser):
    """Reads a page: where its links lead, and what it should not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.data_block = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given and "download" not in given:
            self.links.append(given["href"])
        for name, value in given.items():
            if name == "style" or name.startswith("on") or value.startswith("javascript:"):
                self.faults.append(f"<{tag} {name}>")
            if (tag, name) in LOADING and urlsplit(value).netloc:
                self.faults.append(f"<{tag} {name}={value}>")
        if tag == "style" or (tag == "script" and not self._is_no_program(given)):
            self.faults.append(f"<{tag}> within the page")

    @staticmethod
    def _is_no_program(given: dict[str, str]) -> bool:
        return "src" in given or given.get("type") in {"application/json", "application/ld+json"}


@pytest.fixture
def _demonstration(db: None) -> None:  # noqa: ARG001 - the tables have to be there
    fill_demonstration()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_demonstration")
def test_every_page_that_links_lead_to_is_whole() -> None:
    opened = {who: Counter[str]() for who in PEOPLE}
    wrong = [f"{who or 'nobody'}: {each}" for who in PEOPLE for each in crawl(who, opened[who])]

    assert wrong == []
    assert {who for who in PEOPLE if opened[who].total() < FEWEST_PAGES} == set()


def crawl(who: str, visits: Counter[str]) -> Iterator[str]:
    """Yield what is wrong on the pages that one person reaches; count how often each view was."""
    client = browser_of(who)
    waiting, known = deque(["/", "/my/"]), {"/", "/my/"}
    while waiting and visits.total() < MOST_PAGES:
        here = waiting.popleft()
        view = view_of(here)
        if view is None:
            yield f"{here} leads nowhere"
            continue
        if visits[view] >= EACH_VIEW:
            continue
        visits[view] += 1
        links, faults = look(client, here)
        yield from faults
        new = [link for link in links if link not in known]
        known.update(new)
        waiting.extend(new)


def browser_of(who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.handler = HANDLER
    if who:
        person = Person.objects.get(email=address(who))
        client.force_login(person)
        sign_in_freshly(client, person)
    return client


def view_of(here: str) -> str | None:
    try:
        return resolve(urlsplit(here).path).view_name
    except Resolver404:
        return None if not here.startswith("/static/") else "static"


def look(client: Client, here: str) -> tuple[list[str], list[str]]:
    """Return where the page leads, and what is wrong with it."""
    response = client.get(here)
    if response.status_code in {301, 302}:
        return inner(here, [response["Location"]]), []
    faults = [
        f"{here} has no {name}"
        for name, value in HEADERS.items()
        if value not in response.headers.get(name, "")
    ]
    if response.status_code != 200:
        faults.append(f"{here} answers {response.status_code}")
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return [], faults
    seen = Seen()
    seen.feed(response.content.decode())
    return inner(here, seen.links), [*faults, *(f"{here}: {fault}" for fault in seen.faults)]


def inner(here: str, links: list[str]) -> list[str]:
    """Return the links that stay with us, whole and without the part after #."""
    whole = [urljoin(here, link).partition("#")[0] for link in links]
    return [link for link in whole if link.startswith("/") and "/static/" not in link]
