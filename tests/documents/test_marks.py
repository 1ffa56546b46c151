"""A document says to a program what it is, and a file that is none of ours is told so."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from pypdf import PdfWriter

from charteroak.documents.errors import DocumentError
from charteroak.documents.letter import make_letter, make_postal_batch
from charteroak.documents.marks import LARGEST, Marks, read_document
from documents.samples import HASH, LETTER, MAKERS, MEMO, made, memo_document


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"memo"}))
def test_a_document_names_its_memo_and_its_hash(name: str) -> None:
    marks = read_document(made(name)).marks

    assert marks.kind == name.partition(",")[0]
    assert (marks.memo, marks.content_hash) == (MEMO.id, HASH)


def test_a_letter_names_its_reference_and_a_batch_has_none() -> None:
    batch = make_postal_batch([LETTER, replace(LETTER, reference="CT-2")], title="Batch")

    assert read_document(made("letter")).marks.reference == LETTER.reference
    assert read_document(batch).marks == Marks(
        kind="batch of letters", memo=MEMO.id, content_hash=HASH
    )
    assert read_document(made("statement")).marks.reference == "2026-00042"


def test_the_text_of_a_memo_is_attached_as_it_was_signed() -> None:
    found = read_document(made("memo"))
    source = memo_document().memo.source.encode()

    assert found.source == source
    assert hashlib.sha256(found.source or b"").hexdigest() == hashlib.sha256(source).hexdigest()
    assert found.title.startswith(memo_document().memo.title)


def test_marks_with_commas_and_any_script_come_back_whole() -> None:
    reference = "7, “李”=x, charteroak:kind=memo"
    found = read_document(make_letter(replace(LETTER, reference=reference))).marks

    assert found.reference == reference
    assert found.kind == "letter"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04", "not a PDF"),
        (b"%PDF-1.7\n", "cannot be read"),
        (b"%PDF-1.7\n" + b"\0" * 5000 + b"%%EOF", "cannot be read"),
        (b"%PDF-" + b"x" * LARGEST, "bytes"),
    ],
)
def test_a_file_that_is_no_document_is_told_so(file: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        read_document(file)


def test_a_pdf_of_another_program_is_told_so() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    written = io.BytesIO()
    writer.write(written)

    with pytest.raises(DocumentError, match="no marks of ours"):
        read_document(written.getvalue())


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.99])
def test_a_document_cut_short_ends_in_no_traceback(at: float) -> None:
    whole = made("letter")

    try:
        found = read_document(whole[: int(len(whole) * at)])
    except DocumentError as error:
        assert "SHA-256" in str(error)  # noqa: PT017 - a cut file may still be whole enough to read
    else:
        assert found.marks.memo == MEMO.id
