"""All that a screen of one place is made from, beside the state of the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from charteroak.core.guidance import Guidance
from charteroak.desk.papers import Looks
from charteroak.desk.places import Clock, Desk, Place
from charteroak.desk.translations import Translations


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All that a screen of one place is made from, beside the state."""

    desk: Desk
    place: Place
    guidance: Guidance
    looks: Looks
    translations: Translations
    day: date
    zone: ZoneInfo

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks of the desk."""
        return self.desk.clocks
