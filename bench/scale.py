"""Does guidance stay workable as it grows?  Random chained tables, written as a memo.

``chained`` makes the text, ``proven`` reads, compiles and proves it; others time them.  Each table
is a complete, disjoint set of rows (the leaves of a random decision tree over its inputs), reads
up to two earlier tables, and the last combines what nothing else reads and rules on an act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from charteroak.core.checking import Report, check_memo
from charteroak.core.library import Library
from charteroak.core.memo import Version

VALUES = ("a", "b", "c", "d")
RULINGS = ("must", "must not", "may", "refer")
HEAD = """---
text: bench/scale
version: 2026-01-01
kind: memo
level: memo
title: Random chained tables
in force: {from: 2026-01-01}
---
"""
TAIL = """

## When not sure

| act | direction | cite |
|-----|-----------|------|
| any other act | refer | Act 1 |

## Citations

| cite | grade | status |
|------|-------|--------|
| Act 1 | verified | in force |

## Guarantees

| guarantee | cite |
|-----------|------|
| never act no rule | Act 1 |
"""


def chained(tables: int, facts: int, seed: int) -> str:
    """Return a memo of ``tables`` tables over ``facts`` facts, half of them yes or no."""
    random = Random(seed)
    answers = {f"f{i}": _answers(random) for i in range(facts)}
    lines = ["\n## Facts\n", "| fact | question | answers |", "|---|---|---|"]
    lines += [f"| {name} | Is {name} so? | {', '.join(each)} |" for name, each in answers.items()]
    lines += ["\n## Acts\n", "| act | question |", "|---|---|", "| act | May we act? |"]
    lines += ["\n## Rules", *_tables(random, tables, answers)]
    return HEAD + "\n".join(lines) + TAIL


def proven(text: str) -> Report:
    """Read ``text``, compile it and prove all there is to prove."""
    library = Library({"scale.md": text.encode()})
    return check_memo(library, library.version(Version("bench/scale", "2026-01-01")))


def _answers(random: Random) -> tuple[str, ...]:
    if random.random() < 0.5:
        return ("yes", "no")
    return tuple(f"v{i}" for i in range(random.choice([3, 4, 5])))


def _tables(random: Random, number: int, answers: dict[str, tuple[str, ...]]) -> Iterator[str]:
    unused, unread = list(answers), list[str]()
    for index in range(number):
        last = index == number - 1
        inputs = [_next(random, unused, answers) for _ in range(random.choice([2, 3, 4]))]
        read = list(unread) if last else random.sample(unread, min(len(unread), 2))
        unread = [name for name in unread if name not in read]
        inputs = list(dict.fromkeys([*inputs, *read]))
        domains = [answers.get(name, VALUES) for name in inputs]
        output, results = ("act", RULINGS) if last else (f"o{index}", VALUES)
        yield f"\n### {output}\n"
        yield f"| U | {' | '.join(inputs)} | > {output} | # cite |"
        yield "|---" * (len(inputs) + 3) + "|"
        if not last:
            yield f"| {'| ' * (len(inputs) + 1)}{', '.join(VALUES)} | |"
        for row, tests in enumerate(_leaves(random, domains), start=1):
            cells = [_cell(test) for test in tests]
            yield f"| {row} | {' | '.join(cells)} | {random.choice(results)} | Act 1 |"
        if not last:
            unread.append(output)


def _next(random: Random, unused: list[str], answers: dict[str, tuple[str, ...]]) -> str:
    return unused.pop(0) if unused else random.choice(list(answers))


def _cell(test: Sequence[str]) -> str:
    return ", ".join(test) if test else "-"


def _leaves(random: Random, domains: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield the tests of each row: the leaves of a random decision tree."""

    def grow(tests: list[Sequence[str]], depth: int) -> Iterator[list[Sequence[str]]]:
        left = [at for at, test in enumerate(tests) if not test]
        if not left or depth >= 4 or (depth >= 2 and random.random() < 0.3):
            yield tests
            return
        at = random.choice(left)
        values = random.sample(list(domains[at]), len(domains[at]))
        cut = random.randint(1, len(values) - 1)
        for part in (values[:cut], values[cut:]):
            yield from grow([*tests[:at], part, *tests[at + 1 :]], depth + 1)

    yield from grow([()] * len(domains), 0)
