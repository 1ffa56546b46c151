"""What stands around every screen: the place, which version answers, for which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from charteroak.core.memo import Standing
from charteroak.desk.furnished import Entered
from charteroak.desk.state import State
from charteroak.issuing.memo_pdf import content_hash

Data = dict[str, Any]
SHORT_HASH = 12


def frame_of(entered: Entered, changed: date | None) -> Data:
    """Return the frame of a screen; ``changed`` is the day on which other texts answered first."""
    room, state = entered.room, entered.state
    if room is None:
        return {"place": entered.place.title, "name": entered.place.name}
    memo = room.guidance.memo
    draft = memo.standing is Standing.DRAFT
    issued = replace(state, text=entered.in_force or "").address() if draft else ""
    return {
        "place": entered.place.title,
        "name": entered.place.name,
        "draft": draft,
        "issued_url": issued if entered.in_force else "",
        "text": str(memo.id),
        "title": memo.title,
        "hash": content_hash(memo)[:SHORT_HASH],
        "day": day_words(entered.day),
        "today_url": today_address(state) if entered.day != entered.today else "",
        "changed": changed_words(changed, entered.day, entered.today, room.desk.changed_days),
    }


def today_address(state: State) -> str:
    """Return the same state for a request of today, from what answers today."""
    return replace(state, on="", text="").address()


def changed_words(changed: date | None, day: date, today: date, days: int) -> str:
    """Return what the desk says of a change for so many days, empty before and after."""
    if changed is None or day != today or not 0 <= (today - changed).days < days:
        return ""
    return "Changed today" if changed == today else f"Changed on {day_words(changed)}"


def day_words(day: date) -> str:
    """Return a day as people in the United States write it, ``November 26, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"
