"""The filters of the audit pages; they stand in the address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from charteroak.web.forms import PlainForm


class DaysForm(PlainForm):
    """From when to when."""

    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class EventsForm(DaysForm):
    """From when to when, and what kind of act."""

    kind = forms.ChoiceField(label=_("What"), required=False)

    field_order = ("kind", "since", "until")

    def __init__(self, *args: object, kinds: list[str], **kwargs: object) -> None:
        """Offer the kinds that there are."""
        super().__init__(*args, **kwargs)
        named = [(kind, kind.replace("_", " ").capitalize()) for kind in kinds]
        self.fields["kind"].choices = [("", _("Everything")), *named]  # type: ignore[attr-defined]
