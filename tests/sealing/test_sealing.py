"""Sealing: what was sealed opens in its own place and nowhere else, unchanged or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from charteroak.sealing import (
    DamagedError,
    KeyFileError,
    SealingError,
    UnknownKeyError,
    WrongRowError,
    rewrap,
    seal,
    unseal,
)
from charteroak.sealing.keys import add_key, make_key_file, read_key_file

PLACE = "request:3f2a:person name:ct/police/elmford"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
OVERHEAD = 129


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    """Return a file with one key, which the settings name."""
    path = tmp_path / "sealing.key"
    make_key_file(path)
    settings.SEALING_KEY_FILE = path
    return path


@given(TEXTS, TEXTS.filter(bool))
def test_what_was_sealed_opens_in_its_place(text: str, place: str) -> None:
    sealed = seal(text, bound_to=place)

    assert unseal(sealed, bound_to=place) == text
    assert len(sealed) == OVERHEAD + len(text.encode())


@given(TEXTS, TEXTS.filter(bool), TEXTS.filter(bool))
def test_it_opens_in_no_other_place(text: str, place: str, other: str) -> None:
    if place == other:
        return
    with pytest.raises(WrongRowError):
        unseal(seal(text, bound_to=place), bound_to=other)


def test_a_text_moved_to_another_agency_is_known_as_moved() -> None:
    sealed = seal("Demo Person", bound_to=PLACE)

    with pytest.raises(WrongRowError, match="moved or copied"):
        unseal(sealed, bound_to=PLACE.replace("elmford", "oakville"))


def test_every_flipped_bit_is_found() -> None:
    sealed = seal("Demo Person", bound_to=PLACE)
    for bit in range(8 * len(sealed)):
        flipped = bytearray(sealed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealingError):
            unseal(bytes(flipped), bound_to=PLACE)


@pytest.mark.parametrize("kept", [0, 1, 9, 69, 100, 128, 129, 139])
def test_a_text_cut_short_is_damaged(kept: int) -> None:
    sealed = seal("Demo Person", bound_to=PLACE)[:kept]

    with pytest.raises(DamagedError, match="restore it from a backup"):
        unseal(sealed, bound_to=PLACE)


def test_equal_texts_are_sealed_to_unequal_bytes() -> None:
    first, second = (seal("Demo Person", bound_to=PLACE) for _ in range(2))

    assert not {first[at : at + 8] for at in range(9, len(first))} & {
        second[at : at + 8] for at in range(9, len(second))
    }


def test_a_key_that_is_not_in_the_file_is_named(key_file: Path) -> None:
    sealed = seal("Demo Person", bound_to=PLACE)
    missing = read_key_file(key_file).first.id.hex()
    key_file.unlink()
    make_key_file(key_file)

    with pytest.raises(UnknownKeyError, match=missing):
        unseal(sealed, bound_to=PLACE)


def test_after_a_rotation_the_old_still_opens_and_the_new_key_seals(key_file: Path) -> None:
    old = seal("Demo Person", bound_to=PLACE)
    added = add_key(key_file)
    new = seal("Demo Person", bound_to=PLACE)

    assert unseal(old, bound_to=PLACE) == "Demo Person"
    assert new[1:9] == added.id != old[1:9]


def test_what_was_rewrapped_needs_only_the_new_key(key_file: Path) -> None:
    old = seal("Demo Person", bound_to=PLACE)
    added = add_key(key_file)
    rewrapped = rewrap(old, PLACE)
    key_file.write_text(f"{added.secret.hex()}\n")

    assert unseal(rewrapped, bound_to=PLACE) == "Demo Person"
    with pytest.raises(UnknownKeyError):
        unseal(old, bound_to=PLACE)


def test_a_rewrap_in_another_place_is_refused() -> None:
    with pytest.raises(WrongRowError):
        rewrap(seal("Demo Person", bound_to=PLACE), "request:other")


def test_a_text_is_not_sealed_for_nowhere() -> None:
    with pytest.raises(ValueError, match="which row"):
        seal("Demo Person", bound_to="")


def test_a_new_key_file_is_for_its_owner_alone_and_is_never_overwritten(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600

    with pytest.raises(KeyFileError, match="left as it is"):
        make_key_file(key_file)


@pytest.mark.parametrize(
    ("content", "said"),
    [("# nothing\n", "no key in it"), ("\nabc\n", "sealing.key:2"), ("é", "cannot be read")],
)
def test_a_file_that_is_none_of_keys_says_what_is_wrong(
    key_file: Path, content: str, said: str
) -> None:
    key_file.write_text(content, encoding="utf-8")

    with pytest.raises(KeyFileError, match=said):
        seal("Demo Person", bound_to=PLACE)


def test_outside_a_demonstration_no_key_is_made(key_file: Path, settings: Settings) -> None:
    key_file.unlink()
    settings.DEMONSTRATION = False

    with pytest.raises(KeyFileError, match="charteroak sealing key FILE"):
        seal("Demo Person", bound_to=PLACE)
    assert not key_file.exists()


def test_a_demonstration_makes_its_own_key(key_file: Path) -> None:
    key_file.unlink()

    assert unseal(seal("Demo Person", bound_to=PLACE), bound_to=PLACE) == "Demo Person"
