"""What may come in a file: hostile CSV, empty files, odd headers, ten thousand columns."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from charteroak.core.errors import UnknownNameError
from charteroak.core.replay import ColumnError
from charteroak.replay import Rejected, ReplayError, Summary, files, replay_file
from replay.support import guidance, read_csv, read_parquet

TELL = "tell release date"
RULING = f"{TELL}: ruling"


def replayed(path: Path, content: bytes, **options: object) -> tuple[Summary, list[str]]:
    """Replay a CSV file that holds ``content``; return the summary and the rulings."""
    path.write_bytes(content)
    target = path.with_name("result.csv")
    summary = replay_file(guidance(), [TELL], path, target, **options)  # type: ignore[arg-type]
    return summary, [row[RULING] for row in read_csv(target)]


@pytest.mark.parametrize(
    ("content", "rulings"),
    [
        (b"warrant\nyes\nno\n", ["may", "must not"]),
        (b"warrant\nyes\nno", ["may", "must not"]),
        (b"warrant\r\nyes\r\nno\r\n", ["may", "must not"]),
        (b"\xef\xbb\xbfwarrant\nyes\n", ["may"]),
        (b'"warrant"\n"yes"\n', ["may"]),
        (b"warrant\nyes\n\nno\n", ["may", "", "must not"]),
        (b"x,warrant\n1,yes\n\n2,no\n", ["may", "must not"]),
        (b'x,warrant\n"a\nb",yes\n"q""q, x",no\n', ["may", "must not"]),
        (b'"x\ny",Warrant \n1,yes\n', ["may"]),
        (b"x,warrant\n1,\n2,not sure\n", ["", ""]),
        (b"x,warrant\n\0\0,yes\n\xff\xfe,no\n", ["may", "must not"]),
        (b"warrant\n", []),
        (b"warrant", []),
        (b"x,y\n1,2\n", [""]),
        (b"x,warrant\n1,y\0es\n", [""]),
        (b'x,warrant\n1,"yes\n2,no\n', [""]),
    ],
)
def test_a_csv_file(tmp_path: Path, content: bytes, rulings: list[str]) -> None:
    _, found = replayed(tmp_path / "acts.csv", content)

    assert found == rulings


def test_tabs_part_the_cells_of_a_tsv_file(tmp_path: Path) -> None:
    (tmp_path / "acts.tsv").write_bytes(b"x\twarrant\n1,2\tyes\n")
    target = tmp_path / "result.tsv"

    replay_file(guidance(), [TELL], tmp_path / "acts.tsv", target, keep=["x"])

    assert read_csv(target, "\t")[0]["x"] == "1,2"


def test_ragged_rows_are_named_and_left_out(tmp_path: Path) -> None:
    content = b"x,warrant\n1,yes\n2\n3,no\n4,no,no\n5,yes\n"

    summary, rulings = replayed(tmp_path / "acts.csv", content)

    assert rulings == ["may", "must not", "may"]
    assert (summary.records, summary.ragged) == (3, 2)
    assert summary.rejected[0] == Rejected(
        row=2, column="", value="2", nearest="2 cells, as the headers have, not 1"
    )
    assert summary.rejected[1].row == 4
    numbers = [row["row"] for row in read_csv(tmp_path / "result.csv")]
    assert numbers == ["1", "3", "5"]


def test_row_numbers_hold_across_the_parts_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BLOCK", 500)
    lines = [f"{i},{'maybe' if i % 97 == 0 else 'yes'}" for i in range(1, 2001)]
    for number in (13, 500, 501, 1999):
        lines[number] = "ragged"
    path = tmp_path / "acts.csv"

    summary, rulings = replayed(path, ("x,warrant\n" + "\n".join(lines)).encode())

    assert len(rulings) == summary.records == 1996
    assert [each.row for each in summary.rejected if not each.column] == [14, 501, 502, 2000]
    expected = [i for i in range(97, 2001, 97) if i not in {14, 501, 502, 2000}]
    assert [each.row for each in summary.rejected if each.column] == expected
    for row in read_csv(tmp_path / "result.csv"):
        assert (row[RULING] == "") is (int(row["row"]) in expected)


def test_values_not_understood_are_reported_with_the_nearest(tmp_path: Path) -> None:
    content = b"warrant,x\nyes,1\nyess,2\n=cmd|' /C calc'!A0,3\nno,4\n" + b"\xff,5\n"

    summary, rulings = replayed(tmp_path / "acts.csv", content)

    assert rulings == ["may", "", "", "must not", ""]
    assert summary.rejected_values == 3
    assert summary.rejected[0] == Rejected(row=2, column="warrant", value="yess", nearest="yes")
    assert [each.row for each in summary.rejected] == [2, 3, 5]
    assert summary.acts[0].rejected == 3
    assert str(summary.rejected[0]) == (
        "row 2, column “warrant”: 'yess' is not understood; nearest: yes"
    )
    assert read_csv(tmp_path / "result.csv")[1]["rejected"] == "warrant"


def test_only_the_first_faults_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    content = b"warrant,x\n" + b"".join(b"v%d,1\n" % i for i in range(5000))

    summary, _ = replayed(tmp_path / "acts.csv", content)

    assert summary.rejected_values == 5000
    assert len(summary.rejected) == files.MOST_SHOWN


def test_ten_thousand_columns(tmp_path: Path) -> None:
    names = [f"column {i}" for i in range(9_999)]
    content = ",".join([*names, "warrant"]) + "\n" + ",".join(["x"] * 9_999 + ["no"]) + "\n"

    _, rulings = replayed(tmp_path / "acts.csv", content.encode())

    assert rulings == ["must not"]


def test_a_column_may_have_another_name(tmp_path: Path) -> None:
    summary, rulings = replayed(
        tmp_path / "acts.csv", b"judge_signed\nyes\n", columns={"warrant": "Judge signed"}
    )

    assert rulings == ["may"]
    assert summary.columns == {"warrant": "judge_signed"}


def test_a_fact_without_a_column_is_missing(tmp_path: Path) -> None:
    summary, rulings = replayed(tmp_path / "acts.csv", b"x\n1\n")

    assert rulings == [""]
    assert (summary.columns, summary.missing) == ({}, ("warrant",))
    assert summary.acts[0].needs == {"warrant": 1}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("acts.csv", b"", "has no line of headers"),
        ("acts.csv", b"\n\n", "has no line of headers"),
        ("acts.csv", "warrant\nyes\n".encode("utf-16"), "UTF-16"),
        ("acts.csv", b"warrant,x\n" + b"y" * 9_000_000 + b",1\n", "quotation mark left open"),
        ("acts.csv", b"w" * 5_000_000, "cannot be read"),
        ("acts.parquet", b"PAR1 no", "cannot be read"),
        ("acts.parquet", b"", "cannot be read"),
        ("acts.xlsx", b"PK", "kind that cannot be replayed"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ReplayError, match=message):
        replay_file(guidance(), [TELL], tmp_path / name, tmp_path / "result.csv")
    assert not (tmp_path / "result.csv").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    for name in ("none.csv", "none.parquet"):
        with pytest.raises(ReplayError, match="No such file"):
            replay_file(guidance(), [TELL], tmp_path / name, None)


def test_two_columns_of_one_fact_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="columns 1 and 2 both hold “warrant”"):
        replayed(tmp_path / "acts.csv", b"warrant,Warrant\nyes,no\n")
    table = pa.Table.from_arrays([pa.array(["yes"])] * 2, names=["warrant", "warrant"])
    pq.write_table(table, tmp_path / "acts.parquet")
    with pytest.raises(ColumnError, match="both hold"):
        replay_file(guidance(), [TELL], tmp_path / "acts.parquet", None)


def test_other_columns_may_share_a_name(tmp_path: Path) -> None:
    _, rulings = replayed(tmp_path / "acts.csv", b"x,x,warrant\n1,2,yes\n")

    assert rulings == ["may"]


def test_unknown_acts_facts_and_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "acts.csv"
    path.write_bytes(b"warrant\nyes\n")

    with pytest.raises(UnknownNameError, match="an act"):
        replay_file(guidance(), ["hlod"], path, None)
    with pytest.raises(UnknownNameError, match="a fact"):
        replay_file(guidance(), [TELL], path, None, {"warant": "warrant"})
    with pytest.raises(UnknownNameError, match="a column"):
        replay_file(guidance(), [TELL], path, None, {"warrant": "judge"})
    with pytest.raises(UnknownNameError, match="a column"):
        replay_file(guidance(), [TELL], path, None, keep=["judge"])


@pytest.mark.parametrize("rows", [0, 1, 300_000])
def test_a_parquet_file_of_several_row_groups(tmp_path: Path, rows: int) -> None:
    words = pa.array(["yes", None, "no"]).take(pa.array([i % 3 for i in range(rows)], pa.int32()))
    path, target = tmp_path / "acts.parquet", tmp_path / "result.parquet"
    pq.write_table(pa.table({"warrant": words}), path, row_group_size=70_000)

    summary = replay_file(guidance(), [TELL], path, target)

    assert summary.records == rows
    found = read_parquet(target)
    assert [row["row"] for row in found] == list(range(1, rows + 1))
    expected = ["may", None, "must not"]
    assert all(row[RULING] == expected[i % 3] for i, row in enumerate(found))


def test_many_different_words_in_a_parquet_column(tmp_path: Path) -> None:
    words = [f"word {i} {'x' * 40}" for i in range(40_000)]
    pq.write_table(pa.table({"warrant": words}), tmp_path / "acts.parquet")

    summary = replay_file(guidance(), [TELL], tmp_path / "acts.parquet", None)

    assert summary.rejected_values == 40_000


def test_a_parquet_file_without_any_fact(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1, 2]}), tmp_path / "acts.parquet")

    summary = replay_file(guidance(), [TELL], tmp_path / "acts.parquet", None)

    assert summary.acts[0].needs == {"warrant": 2}
