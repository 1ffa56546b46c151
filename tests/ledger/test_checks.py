"""A start without keys, or with keys that anybody can read, is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from charteroak.ledger.checks import keys_are_for_their_owner, keys_are_there
from charteroak.ledger.signing import make_key_file as make_ledger_key
from charteroak.sealing.keys import make_key_file as make_sealing_key


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Let the settings of a real installation name files in an empty folder."""
    settings.DEMONSTRATION = False
    settings.SEALING_KEY_FILE = tmp_path / "sealing.key"
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    return tmp_path


def test_without_sealing_keys_nobody_is_served() -> None:
    messages = keys_are_there()

    assert [message.id for message in messages] == ["charteroak.E010", "charteroak.W010"]
    assert "charteroak sealing key FILE" in messages[0].msg
    assert "charteroak ledger key FILE" in messages[1].msg


def test_with_both_keys_all_is_well(folder: Path) -> None:
    make_sealing_key(folder / "sealing.key")
    make_ledger_key(folder / "ledger.key")

    assert keys_are_there() == keys_are_for_their_owner() == []


def test_a_key_that_others_can_read_is_noticed(folder: Path) -> None:
    make_ledger_key(folder / "ledger.key")
    (folder / "ledger.key").chmod(0o640)

    (message,) = keys_are_for_their_owner()
    assert message.hint == f"chmod 600 {folder / 'ledger.key'}"
