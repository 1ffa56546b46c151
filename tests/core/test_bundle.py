from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from charteroak.core.bundle import canonical, make_bundle
from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance
from charteroak.core.library import Library
from charteroak.core.memo import Case, Kind, Memo, Period
from charteroak.core.provenance import standing_in
from charteroak.core.situation import Request
from core.offline_evaluator import EVALUATOR, ROOT, Job, in_javascript, in_python
from core.random_guidance import DAY, random_guidance, random_request, seeded

LIBRARY = Library.from_directory(ROOT / "guidance")
FAR = date(2099, 12, 31)
MOST_COMPRESSED = 50_000


def assert_alike(worlds: list[tuple[Guidance, list[Request]]]) -> None:
    jobs = [Job(make_bundle(g, valid_until=FAR).to_json(), str(g.day), r) for g, r in worlds]
    for (guidance, requests), found in zip(worlds, in_javascript(jobs), strict=True):
        wanted = in_python(guidance, requests)
        for request, javascript, python in zip(requests, found, wanted, strict=True):
            assert javascript == python, f"{guidance.memo.id} on {guidance.day}: {request}"


def random_worlds(seeds: range, requests: int) -> list[tuple[Guidance, list[Request]]]:
    worlds = []
    for seed in seeds:
        random = seeded(seed)
        guidance = random_guidance(random)
        worlds.append((guidance, [random_request(random, guidance) for _ in range(requests)]))
    return worlds


def shipped() -> list[Guidance]:
    """Return every version of every text that rules on acts, on the first day it is in force."""
    memos = [
        LIBRARY.version(header.id)
        for shelf in LIBRARY.shelves.values()
        for header in shelf.headers
        if header.kind is not Kind.VOCABULARY
    ]
    days = [(memo, memo.in_force.start) for memo in memos]
    return [Guidance(memo, LIBRARY.texts_in_play(memo, day), day) for memo, day in days]


def request_of(guidance: Guidance, case: Case) -> Request:
    names = {}
    for source, answer in case.given:
        level = guidance.space.level.get(source)
        name = f"{source.text}: {source.name}" if level is None else guidance.space.name(level)
        names[name] = answer or "not sure"
    return Request(acts=case.asked, facts=names, paper=case.paper)


def cases_of(memo: Memo) -> list[tuple[Guidance, list[Request]]]:
    """Return the cases of ``memo``, with the guidance of each day they are set on."""
    by_day: dict[date, list[Case]] = {}
    for case in memo.cases:
        by_day.setdefault(case.on or memo.in_force.start, []).append(case)
    worlds = []
    for day, cases in by_day.items():
        guidance = Guidance(memo, LIBRARY.texts_in_play(memo, day), day)
        worlds.append((guidance, [request_of(guidance, case) for case in cases]))
    return worlds


# ---- answered alike by Python and JavaScript ----------------------------------------------------


def test_random_guidance_is_answered_alike() -> None:
    assert_alike(random_worlds(range(12), requests=15))


@pytest.mark.slow
def test_much_random_guidance_is_answered_alike() -> None:
    assert_alike(random_worlds(range(1000, 1150), requests=20))


@pytest.mark.slow
def test_every_case_of_every_text_is_answered_alike() -> None:
    worlds = [
        world
        for shelf in LIBRARY.shelves.values()
        for header in shelf.headers
        for world in cases_of(LIBRARY.version(header.id))
    ]
    assert sum(len(requests) for _, requests in worlds) > 60
    assert_alike(worlds)


@pytest.mark.slow
def test_random_situations_of_every_text_are_answered_alike() -> None:
    random = seeded(54192)
    worlds = [(g, [random_request(random, g) for _ in range(40)]) for g in shipped()]
    assert_alike(worlds)


def test_the_javascript_of_names_and_measures() -> None:
    tests = sorted(map(str, (ROOT / "tests" / "javascript").glob("*.test.mjs")))
    run = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


# ---- the text of a bundle -----------------------------------------------------------------------


def test_the_same_guidance_gives_the_same_bytes() -> None:
    first, second = (random_guidance(seeded(7)) for _ in range(2))
    for act in reversed(second.acts):  # compiled in another order
        second.verdict(act)
    assert (
        make_bundle(first, valid_until=FAR).to_json()
        == make_bundle(second, valid_until=FAR).to_json()
    )


def test_the_text_is_canonical_and_hashed() -> None:
    text = make_bundle(random_guidance(seeded(8)), valid_until=FAR).to_json()
    data = json.loads(text)
    assert canonical(data) == text
    claimed = data.pop("sha256")
    assert claimed == hashlib.sha256(canonical(data).encode()).hexdigest()
    assert list(data) == sorted(data)


def test_every_string_stands_once() -> None:
    data = json.loads(make_bundle(random_guidance(seeded(9)), valid_until=FAR).to_json())
    assert len(data["strings"]) == len(set(data["strings"]))


def test_a_bundle_may_stand_inside_a_page() -> None:
    text = make_bundle(random_guidance(seeded(8)), valid_until=FAR).to_json()
    assert "</script>" in json.loads(text)["strings"]
    assert "<" not in text


@pytest.mark.slow
def test_every_shipped_bundle_is_small() -> None:
    for guidance in shipped():
        text = make_bundle(guidance, valid_until=FAR).to_json().encode()
        assert len(gzip.compress(text, 9)) <= MOST_COMPRESSED, guidance.memo.id


# ---- how long it may be used --------------------------------------------------------------------


def test_it_ends_when_it_was_told() -> None:
    guidance = random_guidance(seeded(1))
    until = DAY + timedelta(days=3)
    assert make_bundle(guidance, valid_until=until).valid_until == until


def test_it_cannot_end_before_it_begins() -> None:
    guidance = random_guidance(seeded(1))
    with pytest.raises(CharterOakError, match="before its first day"):
        make_bundle(guidance, valid_until=DAY - timedelta(days=1))


def test_it_ends_with_the_first_of_its_texts() -> None:
    guidance = random_guidance(seeded(1))
    end = DAY + timedelta(days=9)
    text = replace(guidance.texts[0], in_force=Period(date(2014, 1, 1), end))
    memo = text if guidance.memo is guidance.texts[0] else guidance.memo
    ending = Guidance(memo, (text, *guidance.texts[1:]), DAY)
    assert make_bundle(ending, valid_until=FAR).valid_until <= end


def test_it_ends_before_a_status_changes() -> None:
    guidance = random_guidance(seeded(2))
    begins = [s.since for t in guidance.texts for c in t.citations for s in c.statuses if s.since]
    assert max(begins) > DAY
    assert make_bundle(guidance, valid_until=FAR).valid_until == max(begins) - timedelta(days=1)


def refusal(bundle: str, on: str) -> Any:
    (found,) = in_javascript([Job(bundle, on)])
    return found if isinstance(found, dict) else None


def test_it_is_refused_outside_its_days() -> None:
    bundle = make_bundle(random_guidance(seeded(1)), valid_until=DAY + timedelta(days=1)).to_json()
    assert refusal(bundle, "2024-02-29") is None
    assert refusal(bundle, "2024-03-01") is None
    for day in ("2024-03-02", "2024-02-28", "", "today", "2024-3-1"):
        assert refusal(bundle, day)["error"] == "BundleError"


# ---- damage and hostility -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "nodes", "strings", "rulings", "valid_until", "ruled"])
def test_a_tampered_bundle_is_refused(key: str) -> None:
    data = json.loads(make_bundle(random_guidance(seeded(3)), valid_until=FAR).to_json())
    if isinstance(data[key], list):
        data[key] = data[key][::-1]
    else:
        data[key] = "2098-01-01" if key == "valid_until" else 0
    assert refusal(json.dumps(data), str(DAY))["error"] == "BundleError"


def test_a_bundle_with_a_foreign_key_is_refused() -> None:
    data = json.loads(make_bundle(random_guidance(seeded(3)), valid_until=FAR).to_json())
    data["__proto__"] = {"polluted": 1}
    assert refusal(json.dumps(data), str(DAY))["error"] == "BundleError"


@pytest.mark.parametrize("data", [{"format": 2}, [], None, 7, {}])
def test_what_is_not_a_bundle_is_refused(data: object) -> None:
    assert refusal(json.dumps(data), str(DAY))["error"] == "BundleError"


def test_the_order_of_keys_and_the_spaces_do_not_matter() -> None:
    data = json.loads(make_bundle(random_guidance(seeded(3)), valid_until=FAR).to_json())
    assert refusal(json.dumps(dict(reversed(data.items())), indent=2), str(DAY)) is None


def test_the_evaluator_cannot_run_text_or_make_markup() -> None:
    words = ("eval", "Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document")
    forbidden = rf"\b({'|'.join(words)})\b|\bimport\("
    for file in EVALUATOR.parent.glob("*.js"):
        code = re.sub(r"//.*|/\*[\s\S]*?\*/", "", file.read_text(encoding="utf-8"))
        assert not re.search(forbidden, code), file.name


# ---- the paragraph that a row stands in ---------------------------------------------------------


def test_a_heading_over_nothing_but_a_table_stands_for_its_section() -> None:
    memo = random_guidance(seeded(4)).memo
    assert standing_in(memo, "rules-1") == ("rules-1", "Rules", "The *rules*.")
    assert standing_in(memo, "rules") == ("rules", "Rules", "The *rules*.")
    assert standing_in(memo, "deeper") == ("rules", "Rules", "The *rules*.")
    assert standing_in(memo, "nowhere") is None
