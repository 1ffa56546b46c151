"""What visitors of the public copy fill in: two versions, an address, a hash or a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from charteroak.core.reading.front_matter import Header
from charteroak.web.forms import PlainForm

HEX = 64
LARGEST_FILE = 5_000_000


class ChangesForm(PlainForm):
    """Two versions of one text."""

    old = forms.ChoiceField(label=_("From version"))
    new = forms.ChoiceField(label=_("To version"))

    def __init__(self, *args: Any, versions: Sequence[Header], **kwargs: Any) -> None:
        """Offer ``versions``, newest first; the two newest are chosen to begin with."""
        super().__init__(*args, **kwargs)
        names = [(each.id.version, f"{each.id.version} ({each.standing})") for each in versions]
        for name, index in (("old", min(1, len(names) - 1)), ("new", 0)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = names
            field.initial = names[index][0]


class VerifyForm(PlainForm):
    """A content hash, or a file that one was given."""

    digest = forms.CharField(
        label=_("Content hash"),
        required=False,
        max_length=200,
        help_text=_("64 letters and digits, as printed on a letter, a card or a page"),
    )
    file = forms.FileField(
        label=_("Or the file itself"),
        required=False,
        help_text=_("The PDF or Markdown file. It is looked at once and not kept."),
    )

    def clean_digest(self) -> str:
        """Return the hash in small letters, without the spaces in which it is printed."""
        value = "".join(str(self.cleaned_data["digest"]).lower().split())
        if value and (len(value) != HEX or set(value) - set("0123456789abcdef")):
            words = _("A hash is 64 of the characters 0-9 and a-f; this is %(n)d characters.")
            raise forms.ValidationError(words, params={"n": len(value)})
        return value

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        found = super().clean() or {}
        if not self.errors and not found.get("digest") and not found.get("file"):
            raise forms.ValidationError(_("Paste a content hash, or choose a file."))
        if found.get("file") and found["file"].size > LARGEST_FILE:
            self.add_error("file", _("The file is larger than 5 MB; no letter of ours is."))
        return found


class SubscribeForm(PlainForm):
    """An address to be told of new versions."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
