"""The Ed25519 key that signs checkpoints; it lies in a file, never in the database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from charteroak.ledger.errors import LedgerKeyError
from charteroak.sealing import KeyFileError
from charteroak.sealing.secret_file import write_secret

TITLE = "charteroak ledger checkpoint"


def current_key() -> Ed25519PrivateKey:
    """Return the key in the file that the setting CHARTEROAK_LEDGER_KEY_FILE names.

    A demonstration makes its own.

    Raises:
        LedgerKeyError: there is no such file, or it is not one of an Ed25519 key.
    """
    path = Path(settings.LEDGER_KEY_FILE)
    if settings.DEMONSTRATION and not path.exists():
        with suppress(KeyFileError):  # Another process was first.
            make_key_file(path)
    return read_key_file(path)


def read_key_file(path: Path) -> Ed25519PrivateKey:
    """Return the key in ``path``, in PEM as PKCS #8.

    Raises:
        LedgerKeyError: the file cannot be read, or is not one of an Ed25519 key.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"the key that signs checkpoints cannot be read from {path}: set "
            "CHARTEROAK_LEDGER_KEY_FILE, or make one with “charteroak ledger key FILE”"
        )
        raise LedgerKeyError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} holds a key of another kind; checkpoints are signed with Ed25519"
        raise LedgerKeyError(message)
    return key


def make_key_file(path: Path) -> Ed25519PrivateKey:
    """Write a new key to the new file ``path``, readable by its owner only, and return the key.

    Raises:
        KeyFileError: there is a file already; it is left as it is.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(path, pem.decode())
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public key as the 64 digits under which others publish it."""
    return key.public_key().public_bytes_raw().hex()


def sign(key: Ed25519PrivateKey, statement: str) -> str:
    """Return the signature of a checkpoint's statement, in hex."""
    return key.sign(f"{TITLE}\n{statement}".encode()).hex()


def note(statement: str, signature: str) -> str:
    """Return a signed checkpoint as three lines, to be mailed, printed, and kept by witnesses."""
    return f"{TITLE}\n{statement}\n{signature}\n"
