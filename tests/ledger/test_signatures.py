"""The verifier's own Ed25519 agrees with RFC 8032 and with the library that signs."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.ledger.verify import ORDER, is_signed

# RFC 8032, section 7.1: tests 1 to 3 and SHA(abc): the public key, the message, the signature.
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     ("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     ("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
     ("dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
     "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")),
]  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc_are_signed(key: str, message: str, signature: str) -> None:
    public = bytes.fromhex(key)

    assert is_signed(public, bytes.fromhex(message), bytes.fromhex(signature))
    assert not is_signed(public, bytes.fromhex(f"{message}00"), bytes.fromhex(signature))


@settings(max_examples=40)
@given(st.binary(min_size=32, max_size=32), st.binary(), st.integers(0, 8 * 96 - 1))
def test_it_agrees_with_the_library_on_signatures_with_a_flipped_bit(
    seed: bytes, message: bytes, bit: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    good = private.public_key().public_bytes_raw() + private.sign(message)
    flipped = bytearray(good)
    flipped[bit // 8] ^= 1 << bit % 8

    assert is_signed(good[:32], message, good[32:])
    key, signature = bytes(flipped[:32]), bytes(flipped[32:])
    assert is_signed(key, message, signature) == by_library(key, message, signature)


@pytest.mark.parametrize(
    ("key", "signature"),
    [(b"", bytes(64)), (bytes(32), b""), (b"\xff" * 32, bytes(64)), (bytes(32), b"\xff" * 64)],
)
def test_what_is_no_key_or_no_signature_signs_nothing(key: bytes, signature: bytes) -> None:
    assert not is_signed(key, b"", signature)


def test_a_signature_has_one_form_only() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key, signature = private.public_key().public_bytes_raw(), private.sign(b"")
    other = int.from_bytes(signature[32:], "little") + ORDER

    assert not is_signed(key, b"", signature[:32] + other.to_bytes(32, "little"))


def by_library(key: bytes, message: bytes, signature: bytes) -> bool:
    """Return what cryptography says."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
