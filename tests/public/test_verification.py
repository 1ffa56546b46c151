"""Whoever holds a letter can learn whether it was issued."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from charteroak.public.verification import Found, hashes_in_pdf, verify_file, verify_hash
from charteroak.shipped import open_library

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCHOOLS = "/guidance/ct/schools@2025-01-28"


def page_of(**data: object) -> str:
    return Client().post("/verify/", data).content.decode()


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_hash_that_a_page_shows_is_found_again() -> None:
    digest = Client().get(f"{SCHOOLS}.json").json()["sha256"]
    grouped = " ".join(digest[at : at + 8] for at in range(0, 64, 8)).upper()

    assert "Yes. This was issued." in page_of(digest=grouped)


def test_the_markdown_file_is_known() -> None:
    source = Client().get(f"{SCHOOLS}.md").content

    assert "Yes. This was issued." in page_of(file=uploaded("memo.md", source))


def test_one_changed_letter_is_not_issued_here() -> None:
    source = Client().get(f"{SCHOOLS}.md").content.replace(b"may", b"must", 1)

    assert "Not issued here." in page_of(file=uploaded("memo.md", source))


def test_the_pdf_as_we_made_it_is_known() -> None:
    made = Client().get(f"{SCHOOLS}.pdf").content

    assert "Yes. This was issued." in page_of(file=uploaded("memo.pdf", made))


def test_a_pdf_saved_anew_only_names_the_version() -> None:
    made = Client().get(f"{SCHOOLS}.pdf").content + b"\n% saved anew\n"

    assert "it is not the file we issued" in page_of(file=uploaded("memo.pdf", made))


def test_a_draft_is_said_to_be_a_draft() -> None:
    digest = Client().get("/guidance/ct/schools@2026-11-23.json").json()["sha256"]

    assert "This is a draft." in page_of(digest=digest)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000, b"\xff" * 100, b"%PDF-" + b"(" * 9000],
)
def test_a_damaged_file_is_not_issued_here(content: bytes) -> None:
    found = verify_file(open_library(), content)

    assert found.found is Found.UNKNOWN


def test_a_pdf_that_cannot_be_read_names_no_hash() -> None:
    assert hashes_in_pdf(b"%PDF-1.7 nothing") == []


def test_an_unknown_hash_is_unknown() -> None:
    assert verify_hash(open_library(), "0" * 64).found is Found.UNKNOWN


@pytest.mark.parametrize("digest", ["abc", "z" * 64, "0" * 63, "<script>"])
def test_what_is_no_hash_is_said_at_its_field(digest: str) -> None:
    page = page_of(digest=digest)

    assert "There is a problem" in page
    assert "64 of the characters" in page
    assert "<script>" not in page


def test_nothing_given_asks_for_one_of_the_two() -> None:
    assert "Paste a content hash, or choose a file." in page_of(digest="")
