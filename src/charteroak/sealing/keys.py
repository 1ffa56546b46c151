"""The file of key-encryption keys: one key a line, the first seals, all of them unseal."""

from __future__ import annotations

import hashlib
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from charteroak.sealing.errors import KeyFileError, UnknownKeyError
from charteroak.sealing.secret_file import write_secret

KEY_BYTES = 32
ID_BYTES = 8
ID_CONTEXT = b"charteroak sealing key\0"
LINE = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")
HEAD = """\
# Sealing keys of Charter Oak, one a line: the first seals, all of them unseal.
# Without this file nothing sealed can ever be read again: keep a copy away from the database.
"""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """One key-encryption key of 32 bytes, and the 8 bytes that name it in what it sealed."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """The first 8 bytes of a hash of the key; they give nothing of it away."""
        return hashlib.sha256(ID_CONTEXT + self.secret).digest()[:ID_BYTES]


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one file, in its order."""

    keys: tuple[SealingKey, ...]

    @property
    def first(self) -> SealingKey:
        """The key that seals."""
        return self.keys[0]

    def find(self, key_id: bytes) -> SealingKey:
        """Return the key of that name.

        Raises:
            UnknownKeyError: it is not in the file.
        """
        for key in self.keys:
            if key.id == key_id:
                return key
        raise UnknownKeyError(key_id.hex())


def current_keys() -> KeyRing:
    """Return the keys of the file that the setting CHARTEROAK_SEALING_KEY_FILE names.

    A file that changed is read again, so that a new key needs no restart.

    Raises:
        KeyFileError: there is no such file, or it is not one of keys.
    """
    path = Path(settings.SEALING_KEY_FILE)
    if settings.DEMONSTRATION and not path.exists():
        with suppress(KeyFileError):  # Another process was first.
            make_key_file(path)
    try:
        state = path.stat()
    except OSError as error:
        raise KeyFileError(_missing(path)) from error
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> KeyRing:
    return read_key_file(path)


def read_key_file(path: Path) -> KeyRing:
    """Return the keys in ``path``.

    Raises:
        KeyFileError: it cannot be read, a line is no key, or there is none.
    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(_missing(path)) from error
    keys = []
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        if not LINE.fullmatch(line):
            message = f"{path}:{number}: this line is no key; a key is 64 of the digits 0-9a-f"
            raise KeyFileError(message)
        keys.append(SealingKey(bytes.fromhex(line)))
    if not keys:
        message = f"{path}: there is no key in it; “charteroak sealing key FILE” makes a new file"
        raise KeyFileError(message)
    return KeyRing(tuple(keys))


def make_key_file(path: Path) -> SealingKey:
    """Write a new key to the new file ``path``, readable by its owner only, and return the key.

    Raises:
        KeyFileError: there is a file already; it is left as it is.
    """
    key = SealingKey(secrets.token_bytes(KEY_BYTES))
    write_secret(path, f"{HEAD}{key.secret.hex()}\n")
    return key


def add_key(path: Path) -> SealingKey:
    """Put a new key before those in ``path``: it seals from now on, the others still unseal.

    Raises:
        KeyFileError: the file cannot be read.
    """
    key = SealingKey(secrets.token_bytes(KEY_BYTES))
    keys = (key, *read_key_file(path).keys)
    write_secret(path, HEAD + "".join(f"{each.secret.hex()}\n" for each in keys), replace=True)
    return key


def _missing(path: Path) -> str:
    return (
        f"the sealing keys cannot be read from {path}: set CHARTEROAK_SEALING_KEY_FILE to the file "
        "of keys, or make a first one with “charteroak sealing key FILE”"
    )
