"""What a telephone keeps: small, named by its content, and never older than it says."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from charteroak.desk.bundles import bundle_of
from charteroak.desk.furnished import furniture
from charteroak.desk.kept_files import program
from desk.quick_desk import TODAY

pytestmark = pytest.mark.django_db
MOST = 50_000


@pytest.mark.parametrize("place", ["school", "police", "campus", "court"])
def test_all_that_one_place_needs_is_at_most_50_kb_compressed(place: str) -> None:
    found = furniture().desk.place(place)
    bundle = bundle_of(found, TODAY) if found else None
    assert bundle is not None

    assert len(bundle.compressed) + len(program()) <= MOST


def test_the_bundle_is_named_by_its_content_and_told_on_the_page(client: Client) -> None:
    answer = client.get("/desk/school/bundle.json", headers={"accept-encoding": "gzip"})
    data = json.loads(gzip.decompress(answer.content))

    assert answer["ETag"] == f'"{data["sha256"]}"'
    assert answer["Cache-Control"] == "no-cache"
    assert f'data-bundles="school:{data["sha256"]}"' in client.get("/desk/school/").content.decode()


def test_a_bundle_of_another_day_is_another_bundle() -> None:
    school = furniture().desk.place("school")
    assert school is not None
    one, other = (bundle_of(school, TODAY + timedelta(days=days)) for days in (0, 1))

    assert one is not None
    assert other is not None
    assert one.sha256 != other.sha256


def test_a_place_without_a_text_in_force_has_no_bundle() -> None:
    school = furniture().desk.place("school")
    assert school is not None
    assert bundle_of(school, date(1999, 1, 1)) is None


def test_the_worker_is_never_cached_and_keeps_every_file(client: Client) -> None:
    answer = client.get("/desk-worker.js")

    assert answer["Cache-Control"] == "no-cache"
    assert 'fresh("/desk/program.txt")' in answer.content.decode()


def test_the_files_kept_are_the_files_served(client: Client) -> None:
    head, _, texts = client.get("/desk/program.txt").content.decode().partition("\n")
    urls = {url for addresses, _, _ in json.loads(head) for url in addresses}

    assert sum(length for _, _, length in json.loads(head)) == len(texts.encode("utf-16-le")) // 2
    assert {"/static/desk/page.js", "/static/evaluator/bundle.js", "/desk/offline/"} <= urls
    for url in urls:
        if url.startswith("/static/"):
            assert finders.find(url.removeprefix("/static/")), url
    assert "\n//" not in texts


def test_the_desk_can_be_installed(client: Client) -> None:
    manifest = json.loads(client.get("/desk/manifest.webmanifest").content)

    assert manifest["start_url"] == "/"
    assert manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
