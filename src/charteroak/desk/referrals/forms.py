"""The forms about who is on duty."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from charteroak.desk.referrals.duty import takers
from charteroak.desk.referrals.models import Rung, Weekday
from charteroak.directory.access import open_posts
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.permissions import Act, allows
from charteroak.directory.roles import Role
from charteroak.web.forms import PlainForm

LONGEST_WAIT = 240
NOBODY = "nobody"


def _choose(label: str, people: list[tuple[str, str]], **further: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=people, widget=forms.RadioSelect, **further)


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text="For example 07:30 or 22:00",
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time such as 07:30 or 22:00."},
    )


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text="Date and time, for example 2026-12-24 17:00",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Enter a date and a time such as 2026-12-24 17:00."},
    )


class WhoForm(PlainForm):
    """A form that names somebody who may take referrals of an agency."""

    def __init__(self, *args: Any, agency: Agency, day: datetime, **kwargs: Any) -> None:
        """Offer those who may."""
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in takers(agency, day.date())}
        offered = [(number, person.name) for number, person in self._people.items()]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*offered, *field.choices]  # type: ignore[misc]

    @property
    def chosen(self) -> Person | None:
        """The one who was chosen; None for nobody."""
        return self._people.get(self.cleaned_data["person"])


class ShiftForm(WhoForm):
    """Who is on duty, on which days of the week, from when until when."""

    person = _choose("Who is on duty?", [])
    weekdays = forms.TypedMultipleChoiceField(
        label="On which days does the shift start?",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = _time("From")
    ends = _time("Until")
    ends.help_text = "A time no later than the start means the next morning"


class ChangeForm(WhoForm):
    """Who is on duty instead, from one moment until another."""

    person = _choose("Who is on duty instead?", [(NOBODY, "Nobody: the next rung is called")])
    starts_at = _moment("From")
    ends_at = _moment("Until")

    def clean(self) -> dict[str, Any]:
        """Refuse a change that ends before it starts."""
        cleaned = super().clean() or {}
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "This is not after the start. Choose a later time.")
        return cleaned


class RungForm(PlainForm):
    """How long a rung is waited for, and whose post it is."""

    post = forms.ChoiceField(
        label="Who is called on this rung when there is no schedule?", widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label="How many minutes to wait before the next rung is called as well",
        min_value=1,
        max_value=LONGEST_WAIT,
        help_text=f"From 1 to {LONGEST_WAIT}",
    )

    def __init__(self, *args: Any, rung: Rung, day: datetime, **kwargs: Any) -> None:
        """Offer the posts here and above that may take referrals."""
        super().__init__(*args, **kwargs)
        near = filter(None, [rung.agency.pk, rung.agency.parent_id])
        posts = open_posts(day.date()).filter(agency__in=near).select_related("person", "agency")
        self._posts = {str(post.pk): post for post in posts if _may_take(post)}
        named = [(number, _words(post)) for number, post in self._posts.items()]
        everyone = f"Whoever holds the role: {Role(rung.role).label}"
        self.fields["post"].choices = [("", everyone), *named]  # type: ignore[attr-defined]
        self.fields["post"].required = False

    @property
    def chosen(self) -> Post | None:
        """The post that was chosen; None for whoever holds the role."""
        return self._posts.get(self.cleaned_data["post"])


def _may_take(post: Post) -> bool:
    return allows(frozenset({Role(post.role)}), Act.TAKE_REFERRAL)


def _words(post: Post) -> str:
    return f"{post.person.name}, {post.title or post.get_role_display()}"
