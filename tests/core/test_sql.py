"""A replay as SQL, run on real databases and held against the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import psycopg
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charteroak.core.coding import Coding
from charteroak.core.errors import UnknownNameError
from charteroak.core.facts import Line
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.measures import Measure
from charteroak.core.replay import plan_act
from charteroak.core.sql import Script, write_sql
from charteroak.core.sql_dialects import DIALECTS, SPARK, SqlNameError
from core.plain_replay import PlainReplay, answer
from postgres import postgres
from strategies import ACTS, World, worlds
from texts import DAY, find, library, sheet, table, text

Run = Callable[[str], list[tuple[Any, ...]]]
TYPES = {
    Measure.NUMBER: "DOUBLE PRECISION",
    Measure.WHOLE_NUMBER: "INTEGER",
    Measure.DURATION: "INTERVAL",
    Measure.DATE: "DATE",
}
HOSTILE = "'); DROP TABLE records; --\\'\" \n\u2028 ` é"
NAMES = sheet("Facts", "fact | question | answers", "O'Neil & Co. (x) | Is it? | O'Neil, Été, no")
HOLD = table(
    "hold",
    "F | O'Neil & Co. (x) | held | > hold | # cite",
    "1 | O'Neil | <= 48 hours | may, in the judge's \\ room | Act 1",
    "2 | Été | - | must not, “'; --” | Act 2",
    "3 | - | - | refer | Act 3",
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres() as connection:
        yield connection


@pytest.fixture
def guidance() -> Guidance:
    found = library(text("memo", NAMES, "## 1. Rules", HOLD))
    return compile_guidance(found, find(found, "memo"), DAY)


def on_duckdb(script: Script, setup: Sequence[str], rows: Sequence[Sequence[object]]) -> list[Any]:
    """Run a script on DuckDB over the table that ``setup`` makes and ``rows`` fill."""
    with duckdb.connect() as connection:
        for statement in setup:
            connection.execute(statement)
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO records VALUES ({marks})", rows)
        for statement in script.setup:
            connection.execute(statement)
        return connection.execute(script.query + "\nORDER BY t.id").fetchall()


def on_postgres(
    server: str, script: Script, setup: Sequence[str], rows: Sequence[Sequence[object]]
) -> list[Any]:
    """Run a script on PostgreSQL, in a transaction that is rolled back."""
    with psycopg.connect(server) as connection, connection.cursor() as cursor:
        for statement in setup:
            cursor.execute(statement)
        marks = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO records VALUES ({marks})", rows)
        for statement in script.setup:
            cursor.execute(statement)
        found = cursor.execute(script.query + "\nORDER BY t.id").fetchall()
        connection.rollback()
        return found


def on_duckdb_from_spark(
    script: Script, setup: Sequence[str], rows: Sequence[Sequence[object]]
) -> list[Any]:
    """Translate a script for Spark to DuckDB's dialect, and run that."""
    translated = Script("duckdb", tuple(map(translate, script.setup)), translate(script.query))
    return on_duckdb(translated, setup, rows)


def translate(statement: str) -> str:
    # A cast of bytes to text means another thing on DuckDB, and sqlglot keeps it.
    decoded = re.sub(r"CAST\((X'[0-9a-f]*') AS STRING\)", r"decode(\1, 'UTF-8')", statement)
    (found,) = sqlglot.transpile(decoded, read="spark", write="duckdb")
    return found


def column_type(fact: Coding) -> str:
    answers = fact.domain.fact.answers
    return TYPES[answers.measure] if isinstance(answers, Line) else "VARCHAR(40)"


def native(fact: Coding, digit: int) -> object:
    """Return an answer as a value of a database."""
    if digit == fact.unknown:
        return None
    value = answer(fact.domain, digit)
    if isinstance(value, str) or fact.line is None:
        return value
    if fact.line.measure is Measure.DATE:
        return date.fromordinal(int(value))
    if fact.line.measure is Measure.DURATION:
        return timedelta(minutes=int(value))
    return int(value) if value.denominator == 1 else float(value)


def expected(world: World) -> tuple[list[str], list[list[object]], list[tuple[object, ...]]]:
    """Return the statements that make a table, its rows, and what must be found for each."""
    plain = PlainReplay(world)
    plans = [plan_act(plain.guidance, act) for act in ACTS]
    facts = sorted({f.level: f for plan in plans for f in plan.facts}.items())
    columns = [f'"{fact.name}" {column_type(fact)}' for _, fact in facts]
    rows: list[list[object]] = []
    found: list[tuple[object, ...]] = []
    for number, record in enumerate(plain.records(most=120)):
        rows.append([number, *(native(fact, record[level]) for level, fact in facts)])
        outcomes = [plan.outcome([record[fact.level] for fact in plan.facts]) for plan in plans]
        words = [
            part or None
            for each in outcomes
            for part in (
                each.ruling_in_words,
                each.needs,
                each.rows_in_words,
                each.citations_in_words,
            )
        ]
        found.append((None, *words))
    return [f"CREATE TEMP TABLE records ({', '.join(['id INTEGER', *columns])})"], rows, found


@pytest.mark.slow
@settings(max_examples=25)
@given(worlds())
def test_duckdb_finds_what_the_plan_finds(world: World) -> None:
    setup, rows, found = expected(world)
    script = write_sql(PlainReplay(world).guidance, ACTS, "duckdb", "records")

    assert [row[-9:] for row in on_duckdb(script, setup, rows)] == found


@pytest.mark.slow
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(worlds())
def test_postgresql_finds_what_the_plan_finds(server: str, world: World) -> None:
    setup, rows, found = expected(world)
    script = write_sql(PlainReplay(world).guidance, ACTS, "postgresql", "records")

    assert [row[-9:] for row in on_postgres(server, script, setup, rows)] == found


@pytest.mark.slow
@settings(max_examples=15)
@given(worlds())
def test_the_sql_for_spark_parses_and_means_the_same(world: World) -> None:
    setup, rows, found = expected(world)
    script = write_sql(PlainReplay(world).guidance, ACTS, "spark", "records")

    assert [row[-9:] for row in on_duckdb_from_spark(script, setup, rows)] == found


RECORDS = ["CREATE TEMP TABLE records (id INTEGER, who VARCHAR(99), held INTERVAL)"]
VALUES: list[list[object]] = [
    [0, "O'Neil", timedelta(hours=48)],
    [1, " o'neil ", timedelta(hours=48, seconds=1)],
    [2, "ÉTÉ", None],
    [3, "été", None],
    [4, "Été", timedelta(0)],
    [5, "", timedelta(hours=1)],
    [6, "not sure", None],
    [7, None, None],
    [8, HOSTILE, None],
    [9, "no", timedelta(hours=97)],
    [10, "no", timedelta(seconds=-1)],
]
COLUMNS = {"O'Neil & Co. (x)": "who"}
NOWHERE = {"O'Neil & Co. (x)": None, "Held": None}


def outcome(row: Sequence[object]) -> tuple[object, ...]:
    return tuple(row[3:6])


def check_values(rows: Sequence[Sequence[object]]) -> None:
    assert outcome(rows[0]) == (None, "may, in the judge's \\ room", None)
    assert outcome(rows[1]) == ("held", None, None)
    for number in (3, 4):
        assert outcome(rows[number]) == (None, "must not, “'; --”", None)
    # Whether a database knows the small letter of É is its own setting; it is never misread.
    assert outcome(rows[2]) in {outcome(rows[3]), ("O'Neil & Co. (x)", None, None)}
    for number in (5, 6, 7):
        assert outcome(rows[number]) == (None, None, "O'Neil & Co. (x)")
    assert outcome(rows[8]) == ("O'Neil & Co. (x)", None, None)
    assert outcome(rows[9]) == outcome(rows[10]) == ("held", None, None)


def test_values_on_duckdb(guidance: Guidance) -> None:
    script = write_sql(guidance, ["hold"], "duckdb", "records", COLUMNS)

    check_values(on_duckdb(script, RECORDS, VALUES))


def test_values_on_postgresql(server: str, guidance: Guidance) -> None:
    script = write_sql(guidance, ["hold"], "postgresql", "records", COLUMNS)

    check_values(on_postgres(server, script, RECORDS, VALUES))


def test_values_for_spark(guidance: Guidance) -> None:
    script = write_sql(guidance, ["hold"], "spark", "records", COLUMNS)

    check_values(on_duckdb_from_spark(script, RECORDS, VALUES))


@pytest.mark.parametrize("name", [HOSTILE, 'a"b', "a`b", "a.b", ";", "--", "é"])
def test_the_names_of_a_table_and_its_columns_are_only_names(
    server: str, guidance: Guidance, name: str
) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    columns = {"O'Neil & Co. (x)": name, "held": None}
    make = f"CREATE TEMP TABLE {quoted} (id INTEGER, {quoted} VARCHAR(99))"
    insert = f"INSERT INTO {quoted} VALUES (1, 'été')"
    for dialect, run in (("duckdb", on_new_duckdb), ("postgresql", on_new_postgres(server))):
        script = write_sql(guidance, ["hold"], dialect, name, columns)
        (found,) = run([make, insert, *script.setup, script.query])
        assert found[3] == "must not, “'; --”"


def on_new_duckdb(statements: Sequence[str]) -> list[Any]:
    with duckdb.connect() as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        return connection.execute(statements[-1]).fetchall()


def on_new_postgres(server: str) -> Callable[[Sequence[str]], list[Any]]:
    def run(statements: Sequence[str]) -> list[Any]:
        with psycopg.connect(server) as connection:
            for statement in statements[:-1]:
                connection.execute(statement)
            found = connection.execute(statements[-1]).fetchall()
            connection.rollback()
            return found

    return run


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_from_duckdb_as_it_was(words: str) -> None:
    found = duckdb.execute(f"SELECT {DIALECTS['duckdb'].literal(words)}").fetchone()

    assert found == (words,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_from_postgresql_as_it_was(server: str, words: str) -> None:
    with psycopg.connect(server) as connection:
        for setting in ("on", "off"):
            connection.execute(f"SET standard_conforming_strings = {setting}")
            literal = DIALECTS["postgresql"].literal(words)
            found = connection.execute(f"SELECT {literal}").fetchone()
            assert found == (words,)


@pytest.mark.parametrize("words", [HOSTILE, "it's", "a\\", "\0", "\x7f"])
def test_spark_is_given_no_quote_or_backslash_inside_a_text(words: str) -> None:
    assert re.fullmatch(r"CAST\(X'[0-9a-f]+' AS STRING\)", SPARK.literal(words))
    assert SPARK.literal("“plain” é; --") == "'“plain” é; --'"


def test_numbers_at_the_edges(server: str) -> None:
    facts = sheet("Facts", "fact | question | answers", "n | ? | number", "w | ? | whole number")
    hold = table(
        "hold",
        "F | n | w | > hold | # cite",
        "1 | > -0.000000001 | > 3 | may | Act 1",
        "2 | <= 123456789.987654321 | - | refer | Act 1",
    )
    found = library(text("memo", facts.replace("?", "Is it?"), "## 1. Rules", hold))
    guidance = compile_guidance(found, find(found, "memo"), DAY)
    setup = ["CREATE TEMP TABLE records (id INTEGER, n NUMERIC(30, 12), w DOUBLE PRECISION)"]
    rows: list[list[object]] = [
        [0, Decimal(0), 4.0],
        [1, Decimal(0), 3.5],
        [2, Decimal("-0.000000001"), 4.0],
        [3, Decimal(10**17), 3.0],
        [4, None, float("nan")],
        [5, None, float("inf")],
        [6, Decimal("-0.0000000009"), 4.0],
    ]
    rulings: list[object] = ["may", None, "refer", "no rule", None, None, "may"]
    rejected: list[object] = [None, "w", None, None, "w", "w", None]
    for dialect, run in (
        ("duckdb", on_duckdb),
        ("postgresql", lambda *parts: on_postgres(server, *parts)),
    ):
        result = run(write_sql(guidance, ["hold"], dialect, "records"), setup, rows)
        assert [row[4] for row in result] == rulings
        assert [row[3] for row in result] == rejected


def test_a_script_can_be_run_twice_in_one_session(server: str, guidance: Guidance) -> None:
    make = "CREATE TEMP TABLE records (id INTEGER)"
    for dialect, run in (("duckdb", on_new_duckdb), ("postgresql", on_new_postgres(server))):
        script = write_sql(guidance, (), dialect, "records", NOWHERE)
        assert run([make, *script.setup, *script.setup, script.query]) == []


def test_no_table_of_the_users_is_dropped(server: str, guidance: Guidance) -> None:
    script = write_sql(guidance, ["hold"], "postgresql", "charteroak_0_0", NOWHERE)
    make = ["CREATE TABLE charteroak_0_0 (id INTEGER)", "INSERT INTO charteroak_0_0 VALUES (7)"]

    found = on_new_postgres(server)(
        [*make, *script.setup, "SELECT count(*) FROM public.charteroak_0_0"]
    )

    assert found == [(1,)]


def test_the_query_holds_no_rule(guidance: Guidance) -> None:
    script = write_sql(guidance, ["hold"], "duckdb", ["main", "records"])

    assert 'FROM "main"."records" AS t' in script.query
    assert "must" not in script.query
    assert script.query.count("CASE") == 4
    assert str(script).endswith(";\n")


def test_what_does_not_exist_is_said(guidance: Guidance) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “duckdb”"):
        write_sql(guidance, ["hold"], "duckdbb", "records")
    with pytest.raises(UnknownNameError, match="a fact that the acts depend on"):
        write_sql(guidance, ["hold"], "duckdb", "records", {"holding": "x"})
    for name in ("", "a\0b"):
        with pytest.raises(SqlNameError, match="cannot be the name"):
            write_sql(guidance, ["hold"], "duckdb", name)
