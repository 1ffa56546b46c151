"""Whoever runs the product sees what mail needs them, and can stop and start it."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from charteroak.commands import mail
from charteroak.core.errors import CharterOakError
from charteroak.outbox.models import Message
from charteroak.outbox.states import Outcome, State
from outbox.letters import Told, send, write_letter
from outbox.test_bounces import report

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    mail.add_options(parser)
    parser.set_defaults(guidance=None)
    return mail.run(parser.parse_args(words))


def test_the_status_shows_each_failed_letter_with_its_evidence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run() == mail.GOOD
    letter = write_letter()
    send(Told(Outcome.PERMANENT))

    assert run() == mail.FINDINGS
    shown = capsys.readouterr().out
    assert "1 permanent failure" in shown
    assert letter.message_id in shown
    assert "permanent failure 550 told" in shown


def test_mail_is_paused_with_a_reason_and_resumed() -> None:
    write_letter()
    with pytest.raises(CharterOakError, match="say why"):
        run("pause")
    run("pause", "--why", "the memo is wrong")
    assert (run(), send(Told())) == (mail.FINDINGS, 0)

    run("resume")
    assert send(Told()) == 1


def test_reports_in_files_are_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = write_letter()
    send(Told())
    (tmp_path / "a.eml").write_bytes(report(letter, headers=True))
    (tmp_path / "b.eml").write_bytes(b"Subject: hello\n\nno report")
    run("bounces", str(tmp_path / "a.eml"), str(tmp_path / "b.eml"))

    assert Message.objects.get().state == State.RETURNED
    assert "a.eml: 1 new" in capsys.readouterr().out


def test_a_failed_letter_is_sent_again_by_its_message_id_and_no_other_is() -> None:
    letter = write_letter()
    with pytest.raises(CharterOakError, match="only what failed"):
        run("again", letter.message_id)
    with pytest.raises(CharterOakError, match="there is no letter"):
        run("again", "<none@example.org>")
    send(Told(Outcome.PERMANENT))

    assert run("again", letter.message_id) == mail.GOOD
    assert Message.objects.get().state == State.CREATED
