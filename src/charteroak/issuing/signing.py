"""What a signature says, and the key of an office that signs it; the key is never in the database.

docs/reference/signatures.md describes both to the byte, for a stranger who verifies.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from charteroak.directory.models import Agency, Person
from charteroak.issuing.errors import SigningKeyError
from charteroak.ledger.entry import decode, encode, stamp
from charteroak.sealing import KeyFileError
from charteroak.sealing.secret_file import write_secret

TITLE = "charteroak memo signature"
FORMAT = 1


def key_file(office: Agency) -> Path:
    """Return where the key of an office lies, in the folder of CHARTEROAK_SIGNING_KEYS."""
    return Path(settings.SIGNING_KEYS) / f"{office.slug.replace('/', '.')}.key"


def key_of(office: Agency) -> Ed25519PrivateKey:
    """Return the key with which an office signs; a demonstration makes its own.

    Raises:
        SigningKeyError: there is none, or the file holds something else.
    """
    path = key_file(office)
    if settings.DEMONSTRATION and not path.exists():
        with suppress(KeyFileError):  # Another process was first.
            make_key(office)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"the key with which {office} signs cannot be read from {path}: "
            f"make one with “charteroak memo key {office.slug}”"
        )
        raise SigningKeyError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} holds a key of another kind; memos are signed with Ed25519"
        raise SigningKeyError(message)
    return key


def make_key(office: Agency) -> Ed25519PrivateKey:
    """Make the key of an office, in a new file that only its owner can read.

    Raises:
        KeyFileError: there is one already; it is left as it is.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(key_file(office), pem.decode())
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public key as 64 digits, under which an office publishes it."""
    return key.public_key().public_bytes_raw().hex()


def statement(  # noqa: PLR0913 - the parts of what is signed, each by its name
    *,
    office: Agency,
    text: str,
    version: str,
    digest: str,
    signer: Person,
    title: str,
    order: int,
    key: Ed25519PrivateKey,
    time: datetime,
) -> str:
    """Return the canonical JSON that one signature stands under."""
    return encode(
        {
            "format": FORMAT,
            "hash": digest,
            "key": public_hex(key),
            "office": office.slug,
            "order": order,
            "signer": signer.name,
            "text": text,
            "time": stamp(time),
            "title": title,
            "version": version,
        }
    )


def sign(key: Ed25519PrivateKey, words: str) -> str:
    """Return the signature under a statement, in hex."""
    return key.sign(_signed(words)).hex()


def holds(words: str, signature: str) -> bool:
    """Tell whether ``signature`` is that of the key that the statement names."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(decode(words)["key"]))
        key.verify(bytes.fromhex(signature), _signed(words))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True


def _signed(words: str) -> bytes:
    return f"{TITLE}\n{words}".encode()
