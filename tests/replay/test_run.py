"""A replay from file to file: CSV and Parquet say the same, and what the plan says."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from charteroak.core.replay import plan_act
from charteroak.replay import ReplayError, replay_file
from charteroak.replay.run import in_order
from core.random_guidance import seeded
from replay.support import NAMES, guidance, read_csv, read_parquet, write_csv

ACTS = ("hold", "tell release date")
VALUES: dict[str, list[object]] = {
    "warrant": ["yes", "no", "NO", None],
    "conviction": ["none", "other", "class A or B felony", None],
    "held": ["1 hour", "48 hours", "49 hours", "not sure"],
    "miles": [0.1, 0.05, 7.5, None],
    "children": [0, 2, 3, None],
    "born": [date(1999, 12, 31), date(2000, 1, 1), None],
    "number": [1, 2, 3, None],
}
TYPES = {"born": pa.date32(), "miles": pa.float64(), "children": pa.int32(), "number": pa.int64()}


@pytest.fixture(scope="module")
def records() -> list[dict[str, object]]:
    chosen = seeded(5)
    return [
        {name: chosen.choice(VALUES[name]) for name in NAMES} | {"case": f"=c{number}"}
        for number in range(700)
    ]


@pytest.fixture
def sources(tmp_path: Path, records: list[dict[str, object]]) -> tuple[Path, Path]:
    table = pa.table(
        {
            name: pa.array([row[name] for row in records], TYPES.get(name, pa.string()))
            for name in records[0]
        }
    )
    pq.write_table(table, tmp_path / "acts.parquet", row_group_size=100)
    return write_csv(tmp_path / "acts.csv", records), tmp_path / "acts.parquet"


def test_csv_and_parquet_say_what_the_plan_says(
    tmp_path: Path, records: list[dict[str, object]], sources: tuple[Path, Path]
) -> None:
    plans = {act: plan_act(guidance(), act) for act in ACTS}
    found = []
    for source in sources:
        for suffix in (".csv", ".parquet"):
            target = tmp_path / f"result of {source.name}{suffix}"
            summary = replay_file(guidance(), [], source, target, keep=["case"])
            assert (summary.records, summary.rejected_values) == (700, 0)
            rows = read_csv(target) if suffix == ".csv" else read_parquet(target)
            found.append([{name: plain(value) for name, value in row.items()} for row in rows])

    assert found[0] == found[1] == found[2] == found[3]
    for number, (record, row) in enumerate(zip(records, found[0], strict=True)):
        assert (row["row"], row["case"]) == (str(number + 1), f"=c{number}")
        for act, plan in plans.items():
            outcome = plan.outcome_of(record)
            assert row[f"{act}: ruling"] == outcome.ruling_in_words
            assert row[f"{act}: needs"] == outcome.needs
            assert row[f"{act}: rows"] == outcome.rows_in_words
            assert row[f"{act}: citations"] == outcome.citations_in_words


def plain(value: object) -> str:
    """Return a value of either kind of file alike: no nulls, no apostrophe before a formula."""
    return "" if value is None else str(value).removeprefix("'")


def test_the_summary_counts_every_outcome(
    records: list[dict[str, object]], sources: tuple[Path, Path]
) -> None:
    summary = replay_file(guidance(), ["hold"], sources[1], None)
    plan = plan_act(guidance(), "hold")
    outcomes = [plan.outcome_of(record) for record in records]

    (counts,) = summary.acts
    assert counts.act == "hold"
    settled = Counter(each.ruling_in_words for each in outcomes if each.settled)
    assert dict(counts.rulings) == settled
    assert dict(counts.needs) == Counter(each.needs for each in outcomes if not each.settled)
    assert counts.rejected == 0
    assert set(summary.columns) == set(NAMES)
    assert summary.missing == ()


def test_a_value_rejects_its_record_only_for_the_acts_that_depend_on_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", [{"warrant": "yes", "miles": "far"}])
    target = tmp_path / "result.csv"

    summary = replay_file(guidance(), [], path, target)

    (row,) = read_csv(target)
    assert (row["hold: ruling"], row["hold: needs"], row["rejected"]) == ("", "", "miles")
    assert row["tell release date: ruling"] == "may"
    assert [each.rejected for each in summary.acts] == [1, 0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_file_begins_a_formula(tmp_path: Path, start: str) -> None:
    name = f"{start}1+1"
    table = pa.table({name: pa.array([f"{start}cmd", "a=1", None]), "warrant": ["yes"] * 3})
    pq.write_table(table, tmp_path / "acts.parquet")
    target = tmp_path / "result.csv"

    replay_file(guidance(), ["tell release date"], tmp_path / "acts.parquet", target, keep=[name])

    rows = read_csv(target)
    assert [row[f"'{name}"] for row in rows] == [f"'{start}cmd", "a=1", ""]


def test_kept_columns_keep_their_type_in_parquet(tmp_path: Path) -> None:
    table = pa.table({"id": pa.array([-5], pa.int16()), "warrant": ["yes"], "raw": [b"\xff"]})
    path, target = tmp_path / "acts.parquet", tmp_path / "result.parquet"
    pq.write_table(table, path)

    replay_file(guidance(), [], path, target, keep=["id", "warrant", "raw", "id"])

    schema = pq.read_schema(target)
    assert schema.names[:5] == ["row", "id", "warrant", "raw", "rejected"]
    assert schema.field("id").type == pa.int16()
    assert read_parquet(target)[0]["raw"] == "\ufffd"


@pytest.mark.parametrize("header", ["row", "rejected"])
def test_a_kept_column_that_hides_one_of_ours_is_refused(tmp_path: Path, header: str) -> None:
    path = write_csv(tmp_path / "acts.csv", [{header: 1, "warrant": "yes"}])

    with pytest.raises(ReplayError, match="cannot be kept"):
        replay_file(guidance(), [], path, None, keep=[header])


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", [{"warrant": "yes"}])
    (tmp_path / "link.csv").symlink_to(path)

    for target in (path, tmp_path / "link.csv"):
        with pytest.raises(ReplayError, match="name another one"):
            replay_file(guidance(), [], path, target)
    with pytest.raises(ReplayError, match="kind that cannot be written"):
        replay_file(guidance(), [], path, tmp_path / "result.xlsx")
    assert path.read_text(encoding="utf-8").startswith("warrant")


def test_an_unwritable_place_is_an_error(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", [{"warrant": "yes"}])

    with pytest.raises(ReplayError, match="cannot be read or written"):
        replay_file(guidance(), [], path, tmp_path / "no such folder" / "result.csv")


def test_a_result_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "acts.csv"
    path.write_bytes(b"x,warrant\n1,yes\n" * 10 + b'1,"' + b"y" * 13_000_000)
    target = tmp_path / "result.parquet"
    target.write_bytes(b"what was there before")

    with pytest.raises(ReplayError):
        replay_file(guidance(), [], path, target)

    assert target.read_bytes() == b"what was there before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["acts.csv", "result.parquet"]


def test_results_come_in_order_and_are_not_worked_out_too_far_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    def slow(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        return number * number

    for position, found in enumerate(in_order(slow, numbers(), most_waiting=3)):
        assert found == position * position
        assert len(taken) <= position + 3


def test_an_error_in_a_thread_is_raised() -> None:
    def fails(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        list(in_order(fails, [1, 0, 1]))


def test_importing_the_package_loads_neither_numpy_nor_arrow() -> None:
    code = (
        "import sys, charteroak.replay; "
        "sys.exit(any(m in sys.modules for m in ('numpy', 'pyarrow', 'tqdm')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in sys.modules if name.startswith("charteroak.replay.")]:
        if name != "charteroak.replay.summary":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(ReplayError, match="install charteroak with its extra “replay”"):
        replay_file(guidance(), [], tmp_path / "acts.csv", None)


def test_no_progress_bar_without_a_terminal(
    sources: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    replay_file(guidance(), [], sources[0], None)

    assert capsys.readouterr().err == ""
