"""A letter fits its envelope, holds what was signed, and comes in batches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charteroak.documents.errors import DocumentError, TooLongError
from charteroak.documents.letter import make_letter, make_letters, make_postal_batch
from documents.samples import ADDRESS, CHECKPOINT, HASH, LETTER, letters_of, made, read


def test_a_letter_says_all_it_was_given() -> None:
    letter = read(made("letter"))

    for words in (
        *LETTER.address, "Office of the Governor (Demo)", "555-0110", "November 26, 2026",
        LETTER.subject, LETTER.salutation, "What changes for you", "should not",
        "Demo Commissioner", "Enclosed: the guidance in full", ADDRESS, LETTER.memo.id,
        CHECKPOINT, "Page 1 of 1",
    ):  # fmt: skip
        assert letters_of(words) in letter.letters, words
    assert letter.letters.count(HASH) == 3  # what each of two signed, and the memo
    assert "Preview" not in letter.text


def test_the_address_stands_in_the_window() -> None:
    """The window shows x from 1 to 4 inches and y from 2.05 to 2.92 inches from the top."""
    for address in (LETTER.address, ("An Office of Many Words (Demo)", *LETTER.address)):
        places = read(make_letter(replace(LETTER, address=address))).where(address)

        assert len(places) == len(address)
        for x, y in places:
            assert 71.9 <= x <= 4 * 72
            assert 2.05 * 72 <= y <= 2.92 * 72


def test_an_address_that_does_not_fit_the_window_is_refused_with_its_letter() -> None:
    long = replace(LETTER, reference="CT-9", address=("An Office With A Name Of Many Words",) * 9)

    with pytest.raises(TooLongError, match=r"address of letter CT-9 does not fit the window"):
        make_letter(long)
    with pytest.raises(TooLongError, match=r"address of letter CT-9 does not fit the window"):
        make_postal_batch([LETTER, long], title="Batch")


def test_a_letter_nobody_signed_is_a_preview() -> None:
    assert "Preview. Nobody has signed" in read(make_letter(replace(LETTER, signatures=()))).text


def test_one_letter_that_cannot_be_made_does_not_stop_the_others() -> None:
    bad = replace(LETTER, reference="CT-2", address=("x",) * 30)
    results = [pdf for _, pdf in make_letters([LETTER, bad, LETTER])]

    assert [isinstance(each, DocumentError) for each in results] == [False, True, False]


def test_a_batch_has_every_letter_on_pages_of_its_own_with_its_own_reference() -> None:
    letters = [replace(LETTER, reference=f"CT-2026-{n:06}") for n in range(12)]
    batch = read(make_postal_batch(letters, title="Letters of November 26, 2026"))

    assert batch.pages == 12
    for n, page in enumerate(batch.reader.pages):
        words = page.extract_text()
        assert words.count(f"CT-2026-{n:06}") == 2  # beside the address and at the foot
        assert "Page 1 of 1" in words


def test_pages_are_numbered_within_each_letter_of_a_batch() -> None:
    long = replace(LETTER, reference="CT-2", body=LETTER.body * 8)
    batch = read(make_postal_batch([LETTER, long], title="Batch"))
    second = [page.extract_text() for page in batch.reader.pages][1:]

    assert len(second) > 1
    for n, words in enumerate(second, 1):
        assert f"Page {n} of {len(second)}" in words


def test_a_batch_is_refused_where_it_is_empty_too_large_or_has_a_reference_twice() -> None:
    with pytest.raises(DocumentError, match=r"1 to 250 letters"):
        make_postal_batch([], title="Batch")
    with pytest.raises(DocumentError, match="Split it"):
        make_postal_batch([LETTER] * 251, title="Batch")
    with pytest.raises(DocumentError, match="told apart"):
        make_postal_batch([LETTER, LETTER], title="Batch")


def test_the_day_is_the_letters_own() -> None:
    pdf = read(make_letter(replace(LETTER, day=date(2027, 3, 1))))

    assert "March 1, 2027" in pdf.text
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.creation_date is not None
    assert pdf.reader.metadata.creation_date.date() == date(2027, 3, 1)


@pytest.mark.parametrize(("field", "named"), [("senders", "sender"), ("address", "address")])
def test_a_letter_without_a_sender_or_an_address_is_refused(field: str, named: str) -> None:
    with pytest.raises(DocumentError, match=f"CT-2026-000123 has no {named}"):
        make_letter(replace(LETTER, **{field: ()}))  # type: ignore[arg-type]
