"""Who is written to, and how, is data of the state."""

from __future__ import annotations

from pathlib import Path

import pytest

from charteroak.core.errors import CharterOakError
from charteroak.directory.kinds import Kind
from charteroak.issuing.letters.audience import (
    HEAD,
    addressee,
    default_kinds,
    facts_of_kind,
    read_addressees,
)


def test_every_addressee_is_a_kind_that_there_is() -> None:
    file = Path(__file__).resolve().parents[3] / "guidance" / "ct" / "audience.toml"

    assert set(read_addressees(file)) <= set(Kind.values)


def test_a_kind_that_is_not_listed_is_addressed_as_the_head() -> None:
    assert addressee("ct", Kind.OTHER) == HEAD
    assert addressee("zz", Kind.MUNICIPAL_POLICE) == HEAD


def test_a_memo_is_meant_for_the_kinds_that_the_state_says() -> None:
    assert "municipal police" in default_kinds("ct", "ct/law-enforcement")
    assert "school district" in default_kinds("ct", "ct/schools")
    assert "school district" not in default_kinds("ct", "ct/law-enforcement")


def test_the_texts_know_an_agency_by_its_kind() -> None:
    assert facts_of_kind("ct", "resident troopers") == {"agency": "state police"}


def test_an_entry_without_a_salutation_is_named(tmp_path: Path) -> None:
    (tmp_path / "audience.toml").write_text('[addressee."prison"]\ntitle = "Warden"\n')

    with pytest.raises(CharterOakError, match=r"audience\.toml: 'salutation'"):
        read_addressees(tmp_path / "audience.toml")
