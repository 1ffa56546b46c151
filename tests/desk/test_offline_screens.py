"""Without a network the desk shows what the server shows: every case, every tap, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from charteroak.core.provenance import standing_in
from charteroak.desk.answer_screen import paragraph_html
from charteroak.desk.bundles import last_day
from charteroak.desk.furnished import furniture
from charteroak.issuing.library import current_library
from desk.every_case import address_of
from desk.offline_screens import in_node
from desk.quick_desk import TODAY, entered, screen
from desk.test_hostile_addresses import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLACES = ["school", "police", "campus", "court"]
# Reasons stay with the server, and so does the room in which requests are recorded.
SERVER_ONLY = ("because", "would_change", "reasons", "record_url", "offline")


def comparable(shown: dict[str, Any]) -> dict[str, Any]:
    """Return a screen without what only the server has."""
    return {name: value for name, value in shown.items() if name not in SERVER_ONLY}


def case_addresses(place: str) -> list[str]:
    """Return the address of each case of the text, as an answer and as the question it meets."""
    room = entered(place).room
    assert room is not None
    cases = [case for case in room.guidance.memo.cases if case.asked or case.paper]
    answers = [address_of(case, see="now") for case in cases]
    return [*answers, *(address_of(case, see="") for case in cases[::4])]


def taps(place: str, most: int) -> Iterator[str]:
    """Yield addresses that buttons lead to, breadth first."""
    waiting, seen = [""], {""}
    for _ in range(most):
        if not waiting:
            return
        yield (address := waiting.pop(0))
        found = dict.fromkeys(urls(screen(place, address)))
        waiting += [url for url in found if url not in seen]
        seen.update(found)


def urls(found: Any) -> Iterator[str]:
    """Yield every address within a screen that stays at the place and its version."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name not in {"issued_url", "record_query", "frame"}:
                yield from urls(value)
    elif isinstance(found, list):
        for each in found:
            yield from urls(each)
    elif isinstance(found, str) and found.startswith("?"):
        yield found


@pytest.mark.parametrize("place", PLACES)
def test_every_case_and_every_tap_shows_the_same_screen(place: str, tmp_path: Path) -> None:
    addresses = [*case_addresses(place), *taps(place, 25)]
    made = in_node(tmp_path, place, addresses)["screens"]
    wrong = [
        address
        for address, offline in zip(addresses, made, strict=True)
        if comparable(screen(place, address)) != comparable(offline["screen"])
    ]

    assert len(addresses) > 70
    assert wrong == []


@pytest.mark.parametrize("place", ["school", "court"])
def test_screens_are_drawn_alike_to_the_letter(place: str, tmp_path: Path) -> None:
    addresses = list(taps(place, 25))
    made = in_node(tmp_path, place, addresses)["screens"]
    for address, offline in zip(addresses, made, strict=True):
        shown = {**screen(place, address), "record_url": "", "reasons": False, "offline": False}

        assert offline["html"] == render_to_string("desk/screen.html", {"screen": shown})


def test_hostile_addresses_are_understood_alike(tmp_path: Path) -> None:
    addresses = [f"?{more}" for more in HOSTILE if not more.startswith(("text=", "on="))]
    made = in_node(tmp_path, "school", addresses)["screens"]

    for address, offline in zip(addresses, made, strict=True):
        ours = comparable(screen("school", address))
        assert sorted(ours["left_out"]) == sorted(offline["screen"]["left_out"])
        assert ours["kind"] == offline["screen"]["kind"]


def test_every_paragraph_is_written_alike(tmp_path: Path) -> None:
    written = []
    for place in ("school", "police"):
        room = entered(place).room
        assert room is not None
        for text in room.guidance.texts:
            anchors = {row.see or table.section for table in text.tables for row in table.rows}
            found = (standing_in(text, anchor) for anchor in sorted(filter(None, anchors)))
            written += [each[2] for each in found if each]
    made = in_node(tmp_path, "school", [], paragraphs=written)["paragraphs"]

    assert len(written) > 40
    assert made == [paragraph_html(words) for words in written]


def test_a_bundle_ends_after_the_days_that_the_desk_names() -> None:
    room = entered("school").room
    assert room is not None
    until = last_day(current_library(), room.guidance, furniture().desk.valid_days)

    assert (until - TODAY).days == furniture().desk.valid_days
