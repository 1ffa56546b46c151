"""What is measured: decisions, batches, questions, proofs, replay and cold start.

Each function returns lines of a table: what was measured, the figure, the promise, and whether it
is kept.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.engines import ENGINES, Engine
from bench.load import ACT, Load
from bench.measure import rate, seconds
from bench.records import BATCH, write_records
from bench.scale import chained, proven
from charteroak.core.checking import check_memo
from charteroak.core.diagram import Diagram
from charteroak.core.evaluator import act_evaluator
from charteroak.core.interview import Interview
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo
from charteroak.core.replay import plan_act

ROOT = Path(__file__).resolve().parents[1]
CHECKED = 300


@dataclass(frozen=True)
class Line:
    """One measured thing; ``kept`` is None where nothing was promised of it."""

    what: str
    figure: str
    promise: str = ""
    kept: bool | None = None


def decisions(load: Load) -> Iterator[Line]:
    """One decision, facts to outcome and citation, against each engine."""
    records = load.records(2000)
    decide = act_evaluator(load.guidance, ACT)
    ours = rate(decide, records)
    yield Line("one decision, ours", f"{ours:,.0f}/s", "≥ 3,000,000/s", ours >= 3_000_000)
    rivals: dict[str, float] = {}
    for name, engine in _engines(load):
        if isinstance(engine, str):
            yield Line(f"one decision, {name}", engine)
            continue
        prepared = [engine.prepare(record) for record in records[:CHECKED]]
        wrong = sum(
            engine.decide(each)[0] != decide(record).ruling_in_words
            for each, record in zip(prepared, records, strict=False)
        )
        if wrong:
            yield Line(f"one decision, {name}", f"wrong in {wrong} of {CHECKED}; not timed")
            continue
        rivals[name] = rate(engine.decide, prepared[:50])
        yield Line(
            f"one decision, {name}",
            f"{rivals[name]:,.0f}/s; ours {ours / rivals[name]:,.0f} times that",
        )
    if rivals:
        quickest = max(rivals, key=lambda name: rivals[name])
        ratio = ours / rivals[quickest]
        yield Line(
            f"ours against the quickest, {quickest}",
            f"{ratio:.0f} times",
            "≥ 50 times",
            ratio >= 50,
        )


def batches(load: Load) -> Iterator[Line]:
    """Ten million records at once, against openfisca and a copy of the same columns."""
    from charteroak.replay.engine import Engine as Batch  # noqa: PLC0415 - loads NumPy

    plan = plan_act(load.guidance, ACT)
    random = np.random.default_rng(7)
    columns = {
        fact.name: random.integers(0, len(load.values[fact.name]), BATCH, dtype=np.uint8)
        for fact in plan.facts
    }
    digits = [_digits(fact, load.values[fact.name])[columns[fact.name]] for fact in plan.facts]
    batch = Batch(plan)
    ours = seconds(lambda: batch.outcomes(digits))
    copy = seconds(lambda: [column.copy() for column in digits])
    yield Line("10^7 records, ours", f"{ours:.3f} s")
    ratio = ours / copy
    yield Line(
        "10^7 records against a NumPy copy",
        f"{ratio:.1f} times {copy:.3f} s",
        "≤ 5 times",
        ratio <= 5,
    )
    try:
        fisca = _fisca(load)
    except ImportError:
        yield Line("10^7 records, openfisca-core", "not installed")
        return
    given = {
        name: np.asarray(load.values[name])[column] if name not in fisca.enums else column
        for name, column in columns.items()
    }
    found = batch.outcomes([column[:CHECKED] for column in digits])
    theirs = fisca.batch({name: column[:CHECKED] for name, column in given.items()})
    wrong = sum(
        fisca.words(int(a)) != plan.outcomes[int(b)].ruling_in_words
        for a, b in zip(theirs, found, strict=True)
    )
    if wrong:
        yield Line("10^7 records, openfisca-core", f"wrong in {wrong} of {CHECKED}; not timed")
        return
    other = seconds(lambda: fisca.batch(given), rounds=3)
    ratio = other / ours
    what = "10^7 records, openfisca-core"
    yield Line(what, f"{other:.2f} s, ours {ratio:.0f} times as fast", "≥ 20 times", ratio >= 20)


def questions(load: Load) -> Iterator[Line]:
    """The next question: the policy worked out once, then each step of an interview."""
    guidance = load.guidance
    diagram = Diagram(guidance.space.arity)
    root = diagram.adopt(guidance.diagram, guidance.ruling(ACT), {})
    interview = Interview(diagram, most_states=200_000)
    start = time.perf_counter()
    choice = interview.next(root)
    passed = time.perf_counter() - start
    expected = choice.expected if choice else 0.0
    in_order = interview.expected_in_order(root)
    yield Line(
        "fewest questions, worked out once",
        f"{passed:.2f} s; {expected:.3f} questions, in the memo's own order {in_order:.3f}",
    )
    nodes = [node for node in diagram.reachable(root) if node >= 0]
    step = 1 / rate(interview.next, nodes)
    yield Line("next question", f"{step * 1e6:.1f} µs", "< 100 µs", step < 100e-6)


def proofs() -> Iterator[Line]:
    """Reading, compiling and proving: every shipped text, and large random guidance."""
    yield Line("all shipped texts, read", f"{seconds(_shipped):.2f} s")
    library, memos = _shipped()
    total = seconds(lambda: [check_memo(library, memo) for memo in memos])
    what = f"all {len(memos)} shipped versions, compiled and proven"
    yield Line(what, f"{total:.2f} s", "< 1 s", total < 1)
    for seed in range(3):
        text = chained(40, 120, seed)
        passed = seconds(lambda text=text: proven(text), rounds=1)  # type: ignore[misc]
        what = f"40 random chained tables, 120 facts (seed {seed})"
        yield Line(what, f"{passed:.2f} s", "< 3 s", passed < 3)


def memory(load: Load) -> Iterator[Line]:
    """A replay of 10^7 records from Parquet, in a process of its own."""
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "records.parquet"
        write_records(load, source)
        command = [sys.executable, "-m", "bench.replay_once", str(source)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    megabytes = found["megabytes"]
    yield Line(
        "replay of 10^7 records from Parquet",
        f"{found['seconds']:.1f} s, {megabytes:,.0f} MB at most",
        "< 1,000 MB",
        megabytes < 1000,
    )


def cold_start() -> Iterator[Line]:
    """The whole command, from nothing to the answer."""
    command = [
        str(Path(sys.executable).parent / "charteroak"),
        *["ask", "ct/law-enforcement", "--on", "2026-11-23", "--act", "hold", "--json"],
    ]

    # As on any machine, the second start finds the code compiled by the first.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def ask() -> None:
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)

    ask()
    passed = seconds(ask, rounds=9)
    yield Line("charteroak ask, cold start", f"{passed:.3f} s", "< 0.3 s", passed < 0.3)


def versions() -> Iterator[str]:
    """Yield what was measured on and with."""
    yield f"Python {sys.version.split()[0]}, {os.cpu_count()} processors"
    for package in (*(package for package, _ in ENGINES.values()), "openfisca-core", "numpy"):
        try:
            yield f"{package} {importlib.metadata.version(package)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{package} not installed"


def _engines(load: Load) -> Iterator[tuple[str, Engine | str]]:
    for name, (_, make) in ENGINES.items():
        try:
            yield name, make(load.tables)
        except ImportError:
            yield name, "not installed"
    try:
        yield "openfisca-core", _fisca(load)
    except ImportError:
        yield "openfisca-core", "not installed"


def _fisca(load: Load) -> Any:
    from bench.fisca import OpenFisca  # noqa: PLC0415 - only in the benchmark environment

    return OpenFisca(load.tables, load.values)


def _digits(fact: Any, values: tuple[Any, ...]) -> Any:
    """Return the digit of each value that a fact may have."""
    return np.asarray([fact.digit(value) for value in values], dtype=np.uint8)


def _shipped() -> tuple[Library, list[Memo]]:
    library = Library.from_directory(ROOT / "guidance")
    headers = [header for shelf in library.shelves.values() for header in shelf.headers]
    memos = [library.version(header.id) for header in headers]
    return library, [memo for memo in memos if memo.kind is not Kind.VOCABULARY]
