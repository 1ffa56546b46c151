"""The forms of the directory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from charteroak.directory import spelling
from charteroak.directory.importers.formats import FORMATS
from charteroak.directory.kinds import Kind
from charteroak.directory.plan import OURS
from charteroak.web.forms import PlainForm

MOST_BYTES = 20_000_000
EVERY = [("", _("Every kind"))]


class SearchForm(PlainForm):
    """What to look for; everything may be left out."""

    q = forms.CharField(label=_("Name, town or number"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*EVERY, *Kind.choices], required=False)
    state = forms.CharField(
        label=_("State"),
        max_length=2,
        required=False,
        validators=[RegexValidator(r"^[A-Za-z]{2}$", _("Two letters, as in CT."))],
    )
    town = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(
        min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput
    )


class ClaimForm(PlainForm):
    """Who says that they head an agency."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    title = forms.CharField(
        label=_("What your post is called"), max_length=120, help_text=_("Such as “Chief”.")
    )
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("The link to begin goes there. Use the agency's own address, if you have one."),
    )
    telephone = forms.CharField(
        label=_("Telephone at work"),
        max_length=40,
        required=False,
        help_text=_("So that the state office can call back. You may leave it out."),
    )


class RefuseForm(PlainForm):
    """Why a claim is refused."""

    reason = forms.CharField(label=_("Why it is refused"), max_length=500)


class ContactForm(PlainForm):
    """How an agency is reached."""

    email = forms.EmailField(
        label=_("E-mail address for official letters"),
        required=False,
        help_text=_("An address of the office, not of one person."),
    )
    telephone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, help_text=_("As in (860) 555-0100.")
    )
    address = forms.CharField(label=_("Street address"), max_length=200, required=False)
    postal_city = forms.CharField(label=_("City, as in the address"), max_length=80, required=False)
    zip_code = forms.CharField(label=_("ZIP code"), max_length=10, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)

    def clean_telephone(self) -> str:
        """Write a number as all are written."""
        return self._spelt("telephone", spelling.telephone(self.cleaned_data["telephone"]))

    def clean_zip_code(self) -> str:
        """Write a ZIP code as all are written."""
        return self._spelt("zip_code", spelling.zip_code(self.cleaned_data["zip_code"]))

    def clean_website(self) -> str:
        """Write an address as all are written."""
        return self._spelt("website", spelling.website(self.cleaned_data["website"]))

    def _spelt(self, name: str, written: str) -> str:
        if self.cleaned_data[name] and not written:
            raise forms.ValidationError(ALLOWED[name])
        return written


ALLOWED: Mapping[str, Any] = {
    "telephone": _("Write ten digits, as in (860) 555-0100."),
    "zip_code": _("Write five digits, or nine with a hyphen, as in 06101-0001."),
    "website": _("Write an address such as https://example.org."),
}


MAY_CHANGE: Mapping[str, Any] = {
    "name": _("The name of an agency"),
    "kind": _("Its kind"),
    "town": _("The town it lies in"),
    "parent": _("The agency above it"),
}


class ImportForm(PlainForm):
    """A list to bring in."""

    file = forms.FileField(
        label=_("The list"), help_text=_("A CSV file, packed with gzip or not, up to 20 MB.")
    )
    format_key = forms.ChoiceField(
        label=_("Its format"), choices=[(each.key, each.title) for each in FORMATS.values()]
    )
    also = forms.MultipleChoiceField(
        label=_("What else the list may change"),
        choices=[(name, MAY_CHANGE[name]) for name in OURS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without these, a list changes only how an agency is reached."),
    )

    def clean_file(self) -> bytes:
        """Return what the file holds."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Pack it with gzip."))
        return bytes(given.read())
