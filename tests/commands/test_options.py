"""Options that several commands share: days, and the three ways to name a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charteroak.commands.options import compiled, day_option, find_text, texts_in_force, today
from charteroak.core.errors import CharterOakError, MemoError, UnknownNameError
from texts import DAY, library, table, text

HOLD = table("hold", "U | warrant | > hold | # cite", "1 | - | may | Act 1")
TEXTS = library(
    text("act", HOLD, level="state statute"),
    text("memo", HOLD),
    text("later", HOLD, start="2021-01-01"),
    text("draft", HOLD, front="status: draft"),
)


def test_a_day_is_written_as_a_date() -> None:
    assert day_option("2020-03-01") == date(2020, 3, 1)
    for wrong in ("yesterday", "2020-02-30", "01/03/2020", ""):
        with pytest.raises(CharterOakError, match="is not a day; write it as 2020-03-01"):
            day_option(wrong)


def test_today_is_the_day_at_the_desk() -> None:
    assert today() == date.today()  # noqa: DTZ011 - the local day is what is meant


def test_a_text_is_named_by_its_id_its_version_or_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(text("mine", HOLD), encoding="utf-8")

    assert str(find_text(TEXTS, "memo", DAY)[1].id) == "memo@2020-01-01"
    assert str(find_text(TEXTS, "draft@2020-01-01", DAY)[1].id) == "draft@2020-01-01"
    found, mine = find_text(TEXTS, str(file), DAY)
    assert found.find("mine", DAY) is mine


def test_a_file_that_is_not_there_or_no_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CharterOakError, match="there is no file"):
        find_text(TEXTS, str(tmp_path / "no.md"), DAY)
    (tmp_path / "notes.md").write_bytes(b"\xff\xfe")
    with pytest.raises(MemoError):
        find_text(TEXTS, str(tmp_path / "notes.md"), DAY)
    with pytest.raises(UnknownNameError):
        find_text(TEXTS, str(tmp_path), DAY)


def test_the_texts_in_force_are_listed_guidance_first_and_no_drafts() -> None:
    assert texts_in_force(TEXTS, DAY) == {"memo": "memo", "act": "act"}
    assert list(texts_in_force(TEXTS, date(2022, 1, 1))) == ["later", "memo", "act"]


def test_a_vocabulary_cannot_be_asked() -> None:
    assert compiled(TEXTS, "memo", DAY).acts == ("hold",)
    with pytest.raises(CharterOakError, match="it rules on nothing"):
        compiled(TEXTS, "words", DAY)
