"""Letters as files that one can open: the way out of a demonstration, which sends to nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from charteroak.outbox.errors import WayClosedError
from charteroak.outbox.letter import Letter, mail_bytes
from charteroak.outbox.states import Outcome
from charteroak.outbox.ways import Result


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder with one ``.eml`` file for each letter."""

    folder: Path

    def open(self) -> None:
        """Make the folder.

        Raises:
            WayClosedError: it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WayClosedError(f"{self.folder} cannot be made: {error.strerror}") from error

    def send(self, letter: Letter) -> Result:
        """Write the letter; the same one a second time is the same file."""
        file = self.folder / name_of(letter)
        half = file.with_suffix(f".{os.getpid()}")
        try:
            half.write_bytes(mail_bytes(letter))
            half.replace(file)
        except OSError as error:
            return Result(Outcome.TEMPORARY, 0, f"{file} cannot be written: {error.strerror}")
        return Result(Outcome.ACCEPTED, 250, f"kept as {file.name}")

    def close(self) -> None:
        """Do nothing: a folder is not left."""


def name_of(letter: Letter) -> str:
    """Return the name of a letter's file: by time, then by token."""
    return f"{letter.date:%Y%m%dT%H%M%S}-{letter.token}.eml"


def kept(folder: Path) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the token and the mail of each letter in ``folder``, the newest first."""
    for file in sorted(folder.glob("*.eml"), reverse=True):
        yield file.stem.rpartition("-")[2], _read(file)


def find(folder: Path, token: str) -> EmailMessage | None:
    """Return the mail with ``token``, a hexadecimal word, or None."""
    files = list(folder.glob(f"*-{token}.eml")) if token.isalnum() else []
    return _read(files[0]) if files else None


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=default)
