"""The forms about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from charteroak.directory.actions import roles_of
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.web.forms import PlainForm


class InviteForm(PlainForm):
    """Whom to invite, and to what."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("The link goes there, and it is what they will sign in with."),
    )
    role = forms.ChoiceField(label=_("What they are there for"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What the post is called"),
        max_length=120,
        required=False,
        help_text=_(
            "As it is said at your agency, such as “Shift lieutenant”. You may leave it out."
        ),
    )

    def __init__(self, *args: object, agency: Agency, **kwargs: object) -> None:
        """Offer the roles that the agency has."""
        super().__init__(*args, **kwargs)
        offered = [role for role in Role if role in roles_of(agency)]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in offered
        ]


class PostForm(PlainForm):
    """What a post is called, and where it is reached."""

    title = forms.CharField(label=_("What the post is called"), max_length=120, required=False)
    telephone = forms.CharField(label=_("Telephone at work"), max_length=40, required=False)


class AcceptForm(PlainForm):
    """A first name and password, by whoever has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("As colleagues are to read it.")
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters, such as four words in a row."),
    )
