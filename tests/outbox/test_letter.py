"""Whatever a letter says arrives as it was written, and nothing in it can become a command."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.outbox.letter import Attachment, Letter, compose, one_line
from charteroak.outbox.smtp import wire_form

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
WORDS = TEXT.map(one_line)
BREAK = re.compile(r"\r\n|\r|\n")


def letter(**given: object) -> Letter:
    usual = {
        "token": "0" * 32,
        "message_id": "<0@example.org>",
        "sender": "Office of Policy <policy@example.org>",
        "back": "policy@example.org",
        "to": "chief@example.org",
        "subject": "A memo",
        "text": "Read it.",
        "html": "",
        "date": datetime(2026, 11, 26, 2, 0, tzinfo=UTC),
    }
    return Letter(**{**usual, **given})  # type: ignore[arg-type]


def arrived(sent: Letter) -> EmailMessage:
    """Return the mail as the other side reads it off the wire."""
    data = wire_form(sent)
    assert data.endswith(b"\r\n.\r\n")
    return message_from_bytes(re.sub(rb"(?m)^\.(?=.)", b"", data[:-3]), policy=default)


def lines(text: str) -> list[str]:
    return BREAK.split(text.rstrip("\r\n"))


@given(TEXT)
def test_a_text_arrives_as_it_was_written(text: str) -> None:
    body = arrived(letter(text=text)).get_body(("plain",))

    assert body is not None
    assert lines(body.get_content()) == lines(text)


@given(WORDS)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    assert arrived(letter(subject=subject))["Subject"].split() == subject.split()


@given(TEXT, TEXT, TEXT)
def test_nothing_ends_the_text_early_or_leaves_a_bare_line_end(
    subject: str, text: str, html: str
) -> None:
    data = wire_form(letter(subject=one_line(subject), text=text, html=html))

    assert data.index(b"\r\n.\r\n") == len(data) - 5
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", data)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()


@given(WORDS)
def test_no_subject_adds_a_header(subject: str) -> None:
    names = arrived(letter(subject=f"{subject} Bcc: all@example.org")).keys()

    assert set(names) == set(arrived(letter()).keys())


@pytest.mark.parametrize(
    "text",
    [
        ".\r\nMAIL FROM:<evil@example.org>",
        "\n.\n",
        "\r.\r",
        "..\n.",
        "x" * 5000,
        "Łódź, São Paulo, 北京, 🌳\n" * 50,
    ],
)
def test_hostile_and_long_texts_arrive_whole(text: str) -> None:
    body = arrived(letter(text=text)).get_body(("plain",))

    assert body is not None
    assert lines(body.get_content()) == lines(text)


@given(st.binary(max_size=500), WORDS.filter(str.strip))
def test_an_enclosure_arrives_byte_for_byte_under_its_name(content: bytes, name: str) -> None:
    memo = Attachment(name=f"{name}.pdf", media_type="application/pdf", content=content)
    (part,) = arrived(letter(attachments=(memo,))).iter_attachments()

    assert part.get_payload(decode=True) == content
    assert str(part.get_filename()).split() == f"{name}.pdf".split()


def test_a_letter_of_text_html_and_enclosure_has_all_three() -> None:
    memo = Attachment(name="Mémo.pdf", media_type="application/pdf", content=b"%PDF")
    mail = arrived(letter(html="<p>Read it.</p>", attachments=(memo,)))

    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "application/pdf",
    ]


def test_no_holiday_notice_is_to_answer() -> None:
    assert arrived(letter())["Auto-Submitted"] == "auto-generated"


def test_the_senders_name_may_be_any_words() -> None:
    sent = letter(sender='"Bureau, Ministère" <policy@example.org>')

    assert arrived(sent)["From"].addresses[0].display_name == "Bureau, Ministère"


@given(st.lists(st.binary(min_size=1, max_size=5000), max_size=3))
def test_files_arrive_byte_for_byte_as_the_library_would_send_them(files: list[bytes]) -> None:
    enclosed = tuple(
        Attachment(name=f"{number}.pdf", media_type="application/pdf", content=content)
        for number, content in enumerate(files)
    )
    sent = letter(attachments=enclosed)
    ours = arrived(sent)

    assert [each.get_content() for each in ours.iter_attachments()] == files
    assert unbound(ours) == unbound(compose(sent))


def unbound(mail: EmailMessage) -> bytes:
    """Return a mail as the library writes it, with the same bound between its parts."""
    if mail.is_multipart():
        mail.set_boundary("bound")
    return mail.as_bytes(policy=SMTP)
