"""A version as PDF is tagged, titled, and always the same bytes."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from pypdf import PdfReader

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCHOOLS = "/guidance/ct/schools@2025-01-28.pdf"


def test_the_pdf_is_accessible_and_names_its_version() -> None:
    reader = PdfReader(io.BytesIO(Client().get(SCHOOLS).content))

    assert "/StructTreeRoot" in str(reader.trailer["/Root"])
    assert reader.metadata
    assert "ct/schools@2025-01-28" in str(reader.metadata.title)
    assert "ct/schools@2025-01-28" in "".join(page.extract_text() for page in reader.pages)


def test_the_same_version_gives_the_same_bytes() -> None:
    assert Client().get(SCHOOLS).content == Client().get(SCHOOLS).content
