"""The segments of a memo's time in force, against the versions in force day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.checking import check_memo
from charteroak.core.checking.segments import periods_of
from charteroak.core.memo import Memo, Period, Standing, Version
from strategies import RANDOMS, START, Trees, random_memo, random_vocabulary
from texts import find, library, table, text

DAYS = 20


def random_versions(random: Random, memo: Memo) -> list[Memo]:
    """Return up to three versions, some drafts, some issued late, perhaps overlapping."""
    found = []
    for number in range(random.randint(1, 3)):
        start = START + timedelta(random.randint(0, DAYS))
        end = random.choice([None, start + timedelta(random.randint(0, 8))])
        found.append(
            replace(
                memo,
                id=Version(memo.id.text, f"{start.isoformat()}.{number + 2}"),
                in_force=Period(start, end),
                issued=start + timedelta(random.randint(-3, 3)),
                standing=random.choice([Standing.ISSUED, Standing.ISSUED, Standing.DRAFT]),
            )
        )
    return found


@st.composite
def histories(draw: st.DrawFn) -> tuple[Trees, Memo]:
    """Draw a memo that rests on a state memo with versions, and both on an act with versions."""
    random = draw(RANDOMS)
    words = random_vocabulary(random)
    act = random_memo(random, words, "state statute", "act")
    middle = random_memo(random, words, "state memo", "middle", (act,))
    end = random.choice([None, START + timedelta(random.randint(0, DAYS))])
    memo = random_memo(random, words, "state memo", "memo", (middle,))
    memo = replace(memo, in_force=Period(START, end))
    versions = [*random_versions(random, act), *random_versions(random, middle)]
    return Trees([words, *versions, memo]), memo


@pytest.mark.slow
@given(histories())
@settings(max_examples=40)
def test_a_segment_ends_exactly_where_the_versions_in_play_change(
    history: tuple[Trees, Memo],
) -> None:
    library, memo = history
    periods = periods_of(library, memo)
    last = memo.in_force.end or START + timedelta(DAYS + 12)
    days = [START + timedelta(n) for n in range((last - START).days + 1)]
    in_play = {day: tuple(text.id for text in library.texts_in_play(memo, day)) for day in days}

    changes = [day for day in days if day == START or in_play[day] != in_play[day - timedelta(1)]]
    assert [period.start for period in periods] == changes
    assert [period.end for period in periods[:-1]] == [day - timedelta(1) for day in changes[1:]]
    assert periods[-1].end == memo.in_force.end


def test_the_report_names_the_versions_of_each_segment() -> None:
    rows = table("hold", "U | warrant | > hold | # cite", "1 | - | may | Act 1")
    force = "in force: {from: 2020-01-01, to: 2020-09-30}"
    found = library(
        text("act", rows, level="state statute", front=force),
        text("act", rows, level="state statute", start="2020-10-01"),
        text("memo", rows, front="rests on: act"),
    )
    segments = check_memo(found, find(found, "memo")).segments

    assert [(s.period.start, list(map(str, s.texts))) for s in segments] == [
        (date(2020, 1, 1), ["act@2020-01-01", "memo@2020-01-01"]),
        (date(2020, 10, 1), ["act@2020-10-01", "memo@2020-01-01"]),
    ]
    assert {segment.situations for segment in segments} == {2}
