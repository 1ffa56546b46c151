"""Every text and every version has a page, and each form of a version is what it says."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.test import Client

from charteroak.shipped import open_library

pytestmark = pytest.mark.django_db
VERSIONS = [str(header.id) for shelf in open_library().shelves.values() for header in shelf.headers]
SCHOOLS = "/guidance/ct/schools@2025-01-28"


@pytest.fixture
def client() -> Client:
    return Client()


def test_the_list_names_every_text_of_the_state(client: Client) -> None:
    page = client.get("/guidance/").content.decode()

    assert "/guidance/ct/law-enforcement/" in page
    assert "/guidance/us/ferpa/" in page
    assert "/guidance/example/parcel/" not in page


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_a_permanent_address(client: Client, version: str) -> None:
    response = client.get(f"/guidance/{version}/")

    assert response.status_code == 200
    assert version in response.content.decode()


def test_a_text_shows_the_version_in_force_today(client: Client) -> None:
    page = client.get("/guidance/ct/schools/").content.decode()

    assert "This version is in force today." in page
    assert "draft, issued by nobody" in page


def test_an_older_version_says_that_another_is_in_force(client: Client) -> None:
    page = client.get("/guidance/ct/schools@2017-02-22/").content.decode()

    assert "This is not the version in force today." in page
    assert "?old=2017-02-22&amp;new=2025-01-28" in page


@pytest.mark.parametrize("address", ["/guidance/ct/nothing/", "/guidance/ct/schools@1999-01-01/"])
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_markdown_is_the_file_whose_hash_the_page_shows(client: Client) -> None:
    digest = hashlib.sha256(client.get(f"{SCHOOLS}.md").content).hexdigest()
    shown = client.get(f"{SCHOOLS}/").content.decode()

    assert " ".join(digest[at : at + 8] for at in range(0, 64, 8)) in shown


def test_the_json_holds_the_same_hash_and_every_table(client: Client) -> None:
    found = json.loads(client.get(f"{SCHOOLS}.json").content)

    assert found["sha256"] == hashlib.sha256(found["markdown"].encode()).hexdigest()
    assert found["tables"]
    assert all(row["cites"] for table in found["tables"] for row in table["rows"])


def test_the_files_may_be_read_from_any_origin(client: Client) -> None:
    assert client.get(f"{SCHOOLS}.json")["Access-Control-Allow-Origin"] == "*"


def test_two_versions_are_compared_by_their_answers(client: Client) -> None:
    address = "/guidance/ct/schools/changes/?old=2025-01-28&new=2026-11-23"
    page = client.get(address).content.decode()

    assert "answers changed" in page
    assert "admit to non-public area" in page


def test_a_version_that_does_not_exist_is_said_at_its_field(client: Client) -> None:
    page = client.get("/guidance/ct/schools/changes/?old=1999&new=2026-11-23").content.decode()

    assert "There is a problem" in page
    assert 'href="#id_old"' in page


def test_no_page_of_the_public_copy_sets_a_cookie_or_loads_from_elsewhere(client: Client) -> None:
    for address in ("/guidance/", f"{SCHOOLS}/", "/families/", "/guidance/open-data/"):
        response = client.get(address)
        page = response.content.decode()

        assert not response.cookies
        assert 'src="http' not in page
        assert "<script" not in page


def test_the_feed_lists_issued_versions_and_no_draft(client: Client) -> None:
    feed = client.get("/guidance/feed.atom").content.decode()

    assert "/guidance/ct/schools@2025-01-28/" in feed
    assert "2026-11-23" not in feed
