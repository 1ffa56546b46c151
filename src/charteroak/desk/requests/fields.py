"""Fields of forms: words that hold no immigration status, and moments where the agency is."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from charteroak.desk.requests.models import LONG, SHORT
from charteroak.desk.requests.status_words import explain, find_status_words

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(minutes=5)
TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"
FORMATS = ("%Y-%m-%dT%H:%M", TO_THE_SECOND, "%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M")
# Marks that turn the direction of writing would let a text show as another one.
TURNING = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
LINE_ENDS = {"\n", "\t"}


class PlainWords(forms.CharField):
    """Words that a person types; words that tell somebody's immigration status are refused."""

    def __init__(self, *, lines: int = 1, max_length: int | None = None, **further: Any) -> None:
        """Take ``lines`` lines, or one."""
        if lines > 1:
            further["widget"] = forms.Textarea(attrs={"rows": lines})
        length = max_length or (LONG if lines > 1 else SHORT)
        super().__init__(max_length=length, **further)

    def clean(self, value: Any) -> str:
        """Return the words without what cannot be seen; refuse what tells a status.

        Raises:
            ValidationError: with a sentence for each of the words that may not be kept.
        """
        words = _seen(super().clean(value))
        if found := find_status_words(words):
            raise ValidationError([explain(each) for each in found])
        return words


class Moment(forms.Field):
    """A day and a time where the agency is; the hour that comes twice a year is its first."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATS[0])

    def __init__(self, *, may_lie_ahead: bool = False, **further: Any) -> None:
        """Refuse a time that has not come yet, unless it ``may_lie_ahead``."""
        self.may_lie_ahead = may_lie_ahead
        super().__init__(**further)

    def prepare_value(self, value: Any) -> Any:
        """Return an aware moment as the agency's clock shows it."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.make_naive(value)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment in UTC.

        Raises:
            ValidationError: it is none, lies ahead, or before the year 2000.
        """
        if value in self.empty_values:
            return None
        moment = _read(str(value).strip())
        if moment is None:
            message = "Write the day and the time so: 2026-11-26 14:30."
            raise ValidationError(message)
        if moment < EARLIEST:
            message = "That is too long ago. Check the year."
            raise ValidationError(message)
        if not self.may_lie_ahead and moment > timezone.now() + AHEAD:
            message = "That time has not come yet. Check the day and the hour."
            raise ValidationError(message)
        return moment


def _read(value: str) -> datetime | None:
    zone = timezone.get_current_timezone()
    for form in FORMATS:
        try:
            return datetime.strptime(value, form).replace(tzinfo=zone).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _seen(words: str) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in plain if each in LINE_ENDS or not _is_control(each))


def _is_control(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) == "Cc"
