"""The real interview, in a process of its own at a terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from commands.shell import DAY

ROOT = Path(__file__).parents[2]
PROMPT = b"> "
PATIENCE = 20.0
CTRL_D = b"\x04"


class Session:
    """``charteroak ask`` at a terminal; what it wrote is in ``screen``."""

    def __init__(self, *words: str, **environment: str) -> None:
        """Start the command with ``words``."""
        self.terminal, theirs = pty.openpty()
        kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR"}}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "charteroak.cli", "ask", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={**kept, "TERM": "xterm", **environment},
            preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - it only sets a signal
        )
        os.close(theirs)
        self.screen = ""

    def type(self, *lines: str) -> str:
        """Type lines, each at a prompt that is there; return what is written after the last."""
        shown = ""
        for line in lines:
            os.write(self.terminal, f"{line}\n".encode())
            shown = self.wait()
        return shown

    def wait(self) -> str:
        """Return what is written up to the next prompt, or up to the end."""
        written = b""
        while not written.endswith(PROMPT):
            ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
            assert ready, f"nothing was written any more after: {written.decode()}"
            try:
                part = os.read(self.terminal, 65536)
            except OSError:  # the process has closed its end
                break
            if not part:
                break
            written += part
        shown = written.decode().replace("\r\n", "\n")
        self.screen += shown
        return shown

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        self.wait()
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End the process if it still runs."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        os.close(self.terminal)


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    """Hold the sessions of a test, and end them."""
    held: list[Session] = []
    yield held
    for session in held:
        session.close()


def start(sessions: list[Session], *words: str, **environment: str) -> Session:
    session = Session(*words, **environment)
    sessions.append(session)
    return session


def _heed_ctrl_c() -> None:
    """Let Ctrl-C stop the command, as at a terminal; a run in the background ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.slow
def test_a_person_is_led_from_the_choice_of_a_text_to_the_answer(sessions: list[Session]) -> None:
    session = start(sessions, "--on", "2020-03-01", COLUMNS="80")

    assert "Which guidance?" in session.wait()
    assert "Which paper is shown, or what is asked?" in session.type("ct/law-enforcement")
    assert "1. " in session.type("I-247A")
    assert "How to tell: " in session.type("?")
    for _ in range(12):
        if "Enter ends; b changes an answer." in session.screen:
            break
        session.type("not sure")
    session.type("")

    assert session.end() == 0
    assert "because you are not sure of" in session.screen
    assert "Not legal advice." in session.screen
    assert "Traceback" not in session.screen


@pytest.mark.slow
def test_going_back_and_every_key(sessions: list[Session], guidance: str) -> None:
    session = start(sessions, "ct/memo", "--guidance", guidance, "--on", DAY, "--act", "hold")

    first = session.wait()
    assert "1. \x1b[0mIs there a warrant signed by a judge?" in first.replace("\x1b[1m", "")
    assert "Type the number or the answer." in session.type("")
    assert "How to tell" not in session.type("?")
    assert "“9” is not one of the answers." in session.type("9")
    assert "This is the first question." in session.type("b")
    assert "2. " in session.type("no").replace("\x1b[1m", "")
    assert "Enter keeps “no”." in session.type("b")
    assert "Is there a grave crime?" in session.type("")
    assert "\x1b[1;33mREFER\x1b[0m" in session.type("not sure")
    assert "\x1b[1;31mMUST NOT\x1b[0m" in session.type("b", "no")
    session.type("")
    assert session.end() == 0


@pytest.mark.slow
def test_a_dumb_terminal_gets_no_colour(sessions: list[Session], guidance: str) -> None:
    options = ["ct/memo", "--guidance", guidance, "--on", DAY, "--fact", "warrant=yes"]
    session = start(sessions, *options, "--act", "hold", TERM="dumb")

    assert session.end() == 0
    assert "hold: MAY, until 48 hours" in session.screen
    assert "\x1b" not in session.screen


@pytest.mark.slow
def test_ctrl_c_ctrl_d_and_q_stop_without_a_traceback(
    sessions: list[Session], guidance: str
) -> None:
    options = ["ct/memo", "--guidance", guidance, "--on", DAY]
    by_c, by_d, by_q = (start(sessions, *options) for _ in range(3))
    for session in (by_c, by_d, by_q):
        session.wait()
    by_c.process.send_signal(signal.SIGINT)
    os.write(by_d.terminal, CTRL_D)
    by_q.type("q")

    assert [session.end() for session in (by_c, by_d, by_q)] == [130, 0, 0]
    assert by_c.screen.endswith("charteroak ask: stopped\n")
    assert by_d.screen.endswith("Stopped; nothing was kept.\n")
    assert by_q.screen.endswith("Stopped; nothing was kept.\n")


@pytest.mark.slow
def test_with_json_nothing_is_asked_even_at_a_terminal(
    sessions: list[Session], guidance: str
) -> None:
    session = start(sessions, "ct/memo", "--guidance", guidance, "--on", DAY, "--json")

    assert session.end() == 0
    assert '"memo": "ct/memo@2020-01-01"' in session.screen
