"""A document says to a program what it is, and a memo carries its own text."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest

from charteroak.documents.letter import make_letter, make_postal_batch
from documents.samples import HASH, LETTER, MAKERS, MEMO, made, memo_document, read


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"memo"}))
def test_a_document_names_its_kind_its_memo_and_its_hash(name: str) -> None:
    marks = marks_of(made(name))

    assert marks["kind"] == name.partition(",")[0]
    assert (marks["memo"], marks["content_hash"]) == (MEMO.id, HASH)


def test_a_letter_names_its_reference_and_a_batch_has_none() -> None:
    batch = make_postal_batch([LETTER, replace(LETTER, reference="CT-2")], title="Batch")

    assert marks_of(made("letter"))["reference"] == LETTER.reference
    assert marks_of(made("statement"))["reference"] == "2026-00042"
    assert marks_of(batch)["kind"] == "batch of letters"
    assert "reference" not in marks_of(batch)


def test_marks_in_any_script_come_back_whole_and_cannot_be_faked() -> None:
    reference = "7, “李”=x, charteroak:kind=memo"
    marks = marks_of(make_letter(replace(LETTER, reference=reference)))

    assert marks["reference"] == reference
    assert marks["kind"] == "letter"


def test_the_text_of_a_memo_is_attached_as_it_was_signed() -> None:
    attachments = read(made("memo")).reader.attachments

    assert attachments["memo.md"] == [memo_document().memo.source.encode()]


def marks_of(pdf: bytes) -> dict[str, str]:
    """Return the marks of a PDF, as docs/reference/documents.md says that they are written."""
    about = read(pdf).reader.metadata
    assert about is not None
    named = [each.removeprefix("charteroak:") for each in str(about.keywords).split(", ")]
    pairs = [each.partition("=")[::2] for each in named]

    assert len({name for name, _ in pairs}) == len(pairs)
    return {name: unquote(value) for name, value in pairs}
