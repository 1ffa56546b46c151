"""A setting that is missing or wrong is said at once, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from charteroak.config.database import database
from charteroak.config.environment import flag, folder, listed, number, words
from charteroak.config.mail import mail


def test_a_setting_without_a_default_has_to_be_set() -> None:
    with pytest.raises(ImproperlyConfigured, match="CHARTEROAK_NOTHING is not set"):
        words("NOTHING")


def test_a_secret_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("hidden\n")
    monkeypatch.setenv("CHARTEROAK_KEY_FILE", str(tmp_path / "key"))

    assert words("KEY") == "hidden"


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTEROAK_KEY_FILE", "/nowhere/key")

    with pytest.raises(ImproperlyConfigured, match="/nowhere/key"):
        words("KEY")


def test_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTEROAK_HTTPS", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="Allowed: yes or no"):
        flag("HTTPS", default=True)


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many"])
def test_what_is_no_whole_number_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTEROAK_COUNT", value)

    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 on"):
        number("COUNT", 5, least=1)


def test_a_list_is_cut_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTEROAK_HOSTS", "a.example.org, b.example.org,")

    assert listed("HOSTS") == ["a.example.org", "b.example.org"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ImproperlyConfigured, match="cannot be made"):
        folder("NOWHERE", tmp_path / "file" / "folder")


def test_a_postgresql_address_is_taken_apart() -> None:
    found = database("postgresql://oak:p%40ss@db.example.org:5433/oak", Path("/data"))

    assert (found["HOST"], found["PORT"], found["USER"], found["PASSWORD"], found["NAME"]) == (
        "db.example.org",
        "5433",
        "oak",
        "p@ss",
        "oak",
    )


def test_another_database_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ImproperlyConfigured, match="sqlite:PATH or postgresql://"):
        database("mysql://x", Path("/data"))


def test_mail_requires_tls_unless_it_is_switched_off() -> None:
    assert mail("smtp://u:p@mail.example.org", Path("/data")).tls == "required"
    assert mail("smtp://mail.example.org:25?tls=none", Path("/data")).tls == "none"


@pytest.mark.parametrize("address", ["", "smtp:", "smtp://h?tls=maybe", "pigeon:"])
def test_another_way_to_send_mail_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="mailbox:"):
        mail(address, Path("/data"))
