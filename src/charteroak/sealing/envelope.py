"""A sealed text: its own random key, wrapped, then the text under that key.

| bytes | what                                                                |
|-------|---------------------------------------------------------------------|
| 1     | the format, 1                                                       |
| 8     | the id of the key-encryption key                                    |
| 12    | the nonce of the wrapping                                           |
| 48    | the text's own key, wrapped: AES-256-GCM, the nine bytes before as AAD |
| 32    | the binding: HMAC-SHA256 of ``bound_to`` under the text's own key   |
| 12    | the nonce of the text                                               |
| rest  | the text in UTF-8: AES-256-GCM, ``bound_to`` as AAD                 |

The binding tells a text that was moved from one that is damaged, and commits to the key, which
AES-GCM alone does not: no two keys open the same bytes to two texts.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charteroak.sealing.errors import DamagedError, WrongRowError
from charteroak.sealing.keys import ID_BYTES, KEY_BYTES, KeyRing, SealingKey, current_keys

FORMAT = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16
WRAP_END = len(FORMAT) + ID_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES
BINDING_END = WRAP_END + 32
SHORTEST = BINDING_END + NONCE_BYTES + TAG_BYTES


def seal(text: str, *, bound_to: str) -> bytes:
    """Return ``text`` sealed for the place ``bound_to``.

    Args:
        text: what is to be kept from whoever holds the database.
        bound_to: the place it will stand in, such as ``request:ID:person name:agency-slug``; the
            same words open it again.

    Raises:
        KeyFileError: there is no key to seal with.
        ValueError: ``bound_to`` is empty.
    """
    if not bound_to:
        message = "a text is sealed for a place: say which row, field and agency it belongs to"
        raise ValueError(message)
    keys = _Keys(secrets.token_bytes(KEY_BYTES))
    nonce = os.urandom(NONCE_BYTES)
    place = bound_to.encode()
    sealed = AESGCM(keys.encryption).encrypt(nonce, text.encode(), place)
    return _wrapped(keys.own, current_keys().first) + keys.binding(place) + nonce + sealed


def unseal(sealed: bytes, *, bound_to: str) -> str:
    """Return the text that was sealed for the place ``bound_to``.

    Raises:
        UnknownKeyError: the key that wraps it is not in the key file.
        WrongRowError: it was sealed for another place.
        DamagedError: it was changed, cut short, or is no sealed text.
        KeyFileError: the keys cannot be read.
    """
    place = bound_to.encode()
    keys = _opened(bytes(sealed), place, current_keys(), bound_to)
    nonce, body = sealed[BINDING_END:][:NONCE_BYTES], sealed[BINDING_END + NONCE_BYTES :]
    try:
        return AESGCM(keys.encryption).decrypt(nonce, body, place).decode()
    except InvalidTag as error:
        raise DamagedError(bound_to) from error


def rewrap(sealed: bytes, bound_to: str) -> bytes:
    """Return the same sealed text with its key wrapped by the first key of the key file.

    The text itself is not touched, so that a rotation is quick; an old key may be removed when
    everything it wrapped was rewrapped.

    Raises:
        SealingError: as ``unseal``.
    """
    ring = current_keys()
    keys = _opened(bytes(sealed), bound_to.encode(), ring, bound_to)
    return _wrapped(keys.own, ring.first) + sealed[WRAP_END:]


@dataclass(frozen=True, slots=True)
class _Keys:
    """A text's own key, and the two keys that are drawn from it, each for one purpose."""

    own: bytes

    @property
    def encryption(self) -> bytes:
        return hmac.digest(self.own, b"charteroak sealing 1: text", "sha256")

    def binding(self, place: bytes) -> bytes:
        return hmac.digest(self.own, b"charteroak sealing 1: place\0" + place, "sha256")


def _wrapped(own: bytes, key: SealingKey) -> bytes:
    head = FORMAT + key.id
    nonce = os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, own, head)


def _opened(sealed: bytes, place: bytes, ring: KeyRing, bound_to: str) -> _Keys:
    """Unwrap the text's own key, and make sure that it was sealed for this place."""
    head, rest = sealed[: len(FORMAT) + ID_BYTES], sealed[len(FORMAT) + ID_BYTES : WRAP_END]
    if len(sealed) < SHORTEST or not head.startswith(FORMAT):
        raise DamagedError(bound_to)
    wrapping = AESGCM(ring.find(head[len(FORMAT) :]).secret)
    try:
        keys = _Keys(wrapping.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], head))
    except InvalidTag as error:
        raise DamagedError(bound_to) from error
    if not hmac.compare_digest(keys.binding(place), sealed[WRAP_END:BINDING_END]):
        raise WrongRowError(bound_to)
    return keys
