"""What a publisher and a head fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from charteroak.directory.kinds import Kind
from charteroak.directory.roles import LOCAL, Role
from charteroak.web.forms import PlainForm

LONGEST_COVER = 6_000


class IssuanceForm(PlainForm):
    """To whom a version goes, with which words, and when."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of agency"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The number is how many there are in the directory."),
    )
    towns = forms.MultipleChoiceField(
        label=_("Only in these towns"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Choose none for every town. Hold Ctrl or Command to choose several."),
    )
    role = forms.ChoiceField(
        label=_("To whose attention"),
        choices=[(role.value, role.label) for role in Role if role in LOCAL],
        initial=Role.HEAD.value,
        help_text=_("Where an agency has no address of its own, who holds this role gets it."),
    )
    cover = forms.CharField(
        label=_("The letter's words before the memo"),
        max_length=LONGEST_COVER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Plain words. An empty line begins a new paragraph."),
    )
    starts_at = forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Leave it empty to begin as soon as the version is public."),
    )

    def __init__(
        self, *args: Any, counts: Sequence[tuple[str, int]], towns: Sequence[str], **kwargs: Any
    ) -> None:
        """Offer the kinds with how many agencies there are of each, and the towns."""
        super().__init__(*args, **kwargs)
        self._choices("kinds", [(kind, f"{Kind(kind).label} ({n})") for kind, n in counts])
        self._choices("towns", [(town, town) for town in towns])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class AcknowledgeForm(PlainForm):
    """The name under which the head acknowledges."""

    name = forms.CharField(
        label=_("Your name, as you sign"),
        max_length=120,
        help_text=_("It is kept with the day and hour, and the state office sees it."),
    )


class ReturnedForm(PlainForm):
    """A letter that the post brought back."""

    reference = forms.CharField(
        label=_("Reference"), max_length=40, help_text=_("Scan the code beside the address.")
    )
    because = forms.CharField(
        label=_("What the post wrote on it"), max_length=200, help_text=_("No such address, moved…")
    )


class AddressForm(PlainForm):
    """Another address for a letter that could not be delivered."""

    email = forms.EmailField(label=_("Another e-mail address of this agency"))
