"""What the tests of the quick desk share: its screens as data, for an address."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from charteroak.desk.furnished import Entered, enter, furniture
from charteroak.desk.pages import whole_screen

TODAY = date(2026, 11, 26)
DOOR = (
    "?act=admit+to+non-public+area&act=give+access+to+student"
    "&fact.handled+by=front+office&fact.contact=in+person&see=now"
)
DETAINER = "?paper=I-247A&act=hold&act=tell+release+date&fact.agency=municipal+police"


def entered(place: str, address: str = "", today: date = TODAY) -> Entered:
    """Return an address as the desk understands it."""
    found = furniture().desk.place(place)
    assert found is not None
    return enter(found, parse_qsl(address.removeprefix("?"), keep_blank_values=True), today)


def screen(place: str, address: str = "", today: date = TODAY) -> dict[str, Any]:
    """Return the screen at an address."""
    return whole_screen(entered(place, address, today))


def block(shown: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return one block of an answer."""
    return next(each for each in shown["blocks"] if each["kind"] == kind)


def words(shown: dict[str, Any], kind: str) -> list[str]:
    """Return the words of one block that apply for certain."""
    groups = [group for group in block(shown, kind)["groups"] if not group["whens"]]
    return [item["words"] for group in groups for item in group["items"]]
