"""The screens of the desk drawn as HTML, each once for each address, day and state of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

from charteroak.core.errors import CharterOakError
from charteroak.desk.changes import changed_on
from charteroak.desk.frame import frame_of
from charteroak.desk.furnished import Entered, enter, furniture
from charteroak.desk.screen import Data, screen_of
from charteroak.issuing.library import stamp

MOST_KEPT = 512
LONGEST_KEPT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A screen as HTML, with the title of its page."""

    title: str
    html: SafeString


def page_of(place: str, parts: tuple[tuple[str, str], ...], today: date) -> Page:
    """Return the page for an address, kept until any text changes."""
    if sum(len(name) + len(value) for name, value in parts) > LONGEST_KEPT:
        return _page(place, parts, today)
    return _kept(place, parts, today, stamp())


@lru_cache(maxsize=MOST_KEPT)
def _kept(place: str, parts: tuple[tuple[str, str], ...], today: date, _stamp: str) -> Page:
    return _page(place, parts, today)


def _page(place: str, parts: tuple[tuple[str, str], ...], today: date) -> Page:
    found = furniture().desk.place(place)
    if found is None:
        message = f"there is no place called “{place}”"
        raise CharterOakError(message)
    screen = whole_screen(enter(found, parts, today))
    return Page(
        title=f"{screen['title']} - {found.title}",
        html=mark_safe(render_to_string("desk/screen.html", {"screen": screen})),  # noqa: S308 - drawn by our own template, which escapes
    )


def whole_screen(entered: Entered) -> Data:
    """Return the screen with its frame."""
    frame = frame_of(entered, changed_on(entered.place.name, entered.today, stamp()))
    if entered.room is None:
        return {
            "kind": "none",
            "title": "No text was in force on that day",
            "frame": frame,
            "left_out": list(entered.left_out),
            "call_instead": entered.place.call_instead,
        }
    screen = screen_of(entered.room, entered.state, entered.left_out)
    return {**screen, "frame": frame, "record_url": _record(screen), "offline": False}


def _record(screen: Data) -> str:
    """Return where the request is recorded, if that room is open."""
    if "record_query" not in screen:
        return ""
    try:
        return f"{reverse('requests:begin')}{screen['record_query']}"
    except NoReverseMatch:
        return ""
