"""The command ``replay``: records answered, counted and written, or the SQL that does it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from charteroak.cli import main

RECORDS = """id,agency,judicial warrant,serious conviction,watch list match
1,municipal police,no,no,no
2,municipal police,yes,,
3,municipal police,no,,no
"""
STATUTE = "ct/54-192h@2019-10-01"


@pytest.fixture(name="records")
def _records(tmp_path: Path) -> Path:
    path = tmp_path / "records.csv"
    path.write_text(RECORDS, encoding="utf-8")
    return path


def replay(*words: object) -> int:
    return main(["replay", STATUTE, *map(str, words), "--act", "hold", "--on", "2020-03-01"])


def test_each_record_is_answered_or_names_what_it_needs(records: Path, tmp_path: Path) -> None:
    target = tmp_path / "answers.csv"

    assert replay(records, "--out", target, "--keep", "id") == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["hold: ruling"] for row in rows] == ["must not", "may", ""]
    assert [row["hold: needs"] for row in rows] == ["", "", "serious conviction"]
    assert rows[0]["hold: citations"] == "CGS 54-192h(b)(1)(A); CGS 54-192h(a)(2)"
    assert [row["id"] for row in rows] == ["1", "2", "3"]


def test_counts_are_told(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay(records) == 0
    told = capsys.readouterr().out

    assert "3 records answered" in told
    assert "1 must not" in told
    assert "1 needs serious conviction" in told


def test_the_counts_as_data(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replay(records, "--json")
    found = json.loads(capsys.readouterr().out)

    assert found["records"] == 3
    assert found["acts"]["hold"]["settled"] == {"must not": 1, "may": 1}
    assert found["acts"]["hold"]["needs"] == {"serious conviction": 1}


def test_a_value_that_no_answer_fits_is_reported_with_its_row_and_the_nearest(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.write_text(RECORDS + "4,municpal police,no,no,no\n", encoding="utf-8")

    assert replay(records) == 1
    told = capsys.readouterr()
    assert "row 4, column “agency”" in told.err
    assert "municipal police" in told.err
    assert "1 not understood" in told.out


def test_a_column_of_another_name(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = RECORDS.replace("id,agency", "id,agency kind")
    records.write_text(renamed, encoding="utf-8")

    assert replay(records, "--column", "agency=agency kind", "--json") == 0
    assert json.loads(capsys.readouterr().out)["columns"]["agency"] == "agency kind"


def test_a_column_option_that_is_none_says_how_to_write_it(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replay(records, "--column", "agency") == 2
    assert "FACT=COLUMN" in capsys.readouterr().err


def test_the_sql_names_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("arrests", "--sql", "duckdb") == 0
    assert '"arrests"' in capsys.readouterr().out


def test_an_unknown_dialect_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("arrests", "--sql", "duckbd") == 2
    assert "Did you mean “duckdb”" in capsys.readouterr().err
