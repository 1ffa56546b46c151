"""The forms of the state office: a new draft, its words, who signs, signing, issuing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from charteroak.core.memo import Version
from charteroak.directory.models import Agency, Post
from charteroak.issuing.drafting import MOST_BYTES, Signer
from charteroak.issuing.models import IssuedVersion
from charteroak.issuing.queries import signers_of
from charteroak.web.forms import PlainForm

MOST_SIGNERS = 8
VERSION_NAME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[0-9]{1,3})?$"
TEXT_NAME = r"^[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)+$"


class BeginForm(PlainForm):
    """Where a new draft begins: at a version that is here, at a file, or at nothing."""

    base = forms.ChoiceField(label="Begin from", required=False)
    file = forms.FileField(
        label="Or a Markdown file",
        required=False,
        help_text="At most 256 kB, saved as UTF-8. It names its own text and version.",
    )
    text = forms.RegexField(
        TEXT_NAME,
        label="Name of the text",
        required=False,
        help_text="Only for an empty memo, such as ct/courthouses.",
        error_messages={"invalid": "Write it as ct/courthouses: small letters, the state first."},
    )
    version = forms.RegexField(
        VERSION_NAME,
        label="Version",
        required=False,
        help_text="The first day it is to be in force, such as 2026-12-01.",
        error_messages={"invalid": "Write the day as 2026-12-01, where needed with a suffix .2."},
    )

    def __init__(self, *args: Any, versions: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer ``versions``, each with its title."""
        super().__init__(*args, **kwargs)
        choices = [("", "An empty memo"), *versions]
        base = self.fields["base"]
        assert isinstance(base, forms.ChoiceField)
        base.choices = choices

    def clean(self) -> dict[str, Any]:
        """Make sure that text and version are known, from the file or from the fields."""
        given = self.cleaned_data
        file = given.get("file")
        if isinstance(file, UploadedFile):
            if (file.size or 0) > MOST_BYTES:
                self.add_error("file", "The file is larger than 256 kB.")
            return given
        if not given.get("version") and "version" not in self.errors:
            self.add_error("version", "Say the first day it is to be in force.")
        if not given.get("base") and not given.get("text") and "text" not in self.errors:
            self.add_error("text", "Name the text, such as ct/courthouses.")
        return given


class WordsForm(PlainForm):
    """The words of a draft, and the revision that was edited."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        label="The text in Markdown",
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 30,
                "spellcheck": "true",
                "data-source": "",
                "autocomplete": "off",
                "wrap": "soft",
            }
        ),
        error_messages={"required": "The text is empty. Write something before you save."},
    )


class ReasonForm(PlainForm):
    """A reason in words."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why, in words."},
    )


class AcknowledgeForm(PlainForm):
    """Why the warnings of the check may stand."""

    words = forms.CharField(
        label="Why these warnings may stand",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say in words why the warnings may stand."},
    )


class SignersForm(PlainForm):
    """Who signs, in which order."""

    def __init__(self, *args: Any, office: Agency, **kwargs: Any) -> None:
        """Offer those who hold the post of a signer at the office today."""
        super().__init__(*args, **kwargs)
        self.posts: dict[str, Post] = {
            str(post.pk): post for post in signers_of(office, timezone.localdate())
        }
        choices = [("", "Nobody")]
        choices += [(number, _named(post)) for number, post in self.posts.items()]
        for order in range(1, min(len(self.posts), MOST_SIGNERS) + 1):
            field = forms.ChoiceField(
                label=f"Signature {order}",
                choices=choices,
                required=order == 1,
                error_messages={"required": "Choose who signs first."},
                widget=forms.Select(attrs={"class": "usa-select"}),
            )
            self.fields[f"signer_{order}"] = field

    def clean(self) -> dict[str, Any]:
        """Make sure that nobody signs twice."""
        chosen = [value for value in self.cleaned_data.values() if value]
        if len({self.posts[value].person_id for value in chosen}) < len(chosen):
            raise forms.ValidationError("Somebody is named twice. Each person signs once.")
        return self.cleaned_data

    def signers(self) -> list[Signer]:
        """Return who signs, in order."""
        chosen = [self.posts[value] for value in self.cleaned_data.values() if value]
        return [
            Signer(person=post.person, title=post.title or post.get_role_display())
            for post in chosen
        ]


class SignForm(PlainForm):
    """A signature: the hash that was read, and the version typed as a sign that it was."""

    digest = forms.CharField(widget=forms.HiddenInput)
    typed = forms.CharField(label="Type the version to sign it")

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        """Ask for ``version``."""
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["typed"].help_text = version
        self.fields["typed"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}

    def clean_typed(self) -> str:
        """Make sure that the version is the one on the page."""
        return _same(self.cleaned_data["typed"], self.version)


class IssueForm(PlainForm):
    """When a version is issued, and whether it corrects another."""

    when = forms.ChoiceField(
        label="When does it go out?",
        choices=[("now", "Now"), ("later", "At a time I name")],
        widget=forms.RadioSelect,
        initial="now",
    )
    at = forms.DateTimeField(
        label="Day and time",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    corrects = forms.ModelChoiceField(
        IssuedVersion.objects.none(),
        label="Does it correct a version?",
        required=False,
        empty_label="No, it is a new version",
    )
    reason = forms.CharField(
        label="What is corrected, and why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Only for a correction. It is published with the version.",
    )
    typed = forms.CharField(label="Type the version to issue it")

    def __init__(self, *args: Any, version: Version, office: Agency, **kwargs: Any) -> None:
        """Ask for ``version``; offer the issued versions of its text to be corrected."""
        super().__init__(*args, **kwargs)
        self.version = str(version)
        clock = f"By the clocks of {timezone.get_current_timezone_name()}."
        self.fields["at"].help_text = f"{clock} Until then nobody outside the office sees it."
        corrects = self.fields["corrects"]
        assert isinstance(corrects, forms.ModelChoiceField)
        corrects.queryset = IssuedVersion.objects.filter(office=office, text=version.text)
        self.fields["typed"].help_text = self.version
        self.fields["typed"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}

    def clean_typed(self) -> str:
        """Make sure that the version is the one on the page."""
        return _same(self.cleaned_data["typed"], self.version)

    def clean(self) -> dict[str, Any]:
        """Make sure that a time is named and lies ahead, and that a correction says why."""
        given = self.cleaned_data
        at = given.get("at")
        if given.get("when") == "later" and "at" not in self.errors:
            if at is None:
                self.add_error("at", "Name the day and the time.")
            elif at <= timezone.now():
                self.add_error("at", "This time is past. Name one ahead, or choose “Now”.")
        if given.get("corrects") and not str(given.get("reason") or "").strip():
            self.add_error("reason", "Say what is corrected, and why.")
        return given

    def public_from(self) -> datetime | None:
        """Return when it goes out; None for now."""
        later = self.cleaned_data["when"] == "later"
        return self.cleaned_data["at"] if later else None


class WithdrawForm(ReasonForm):
    """A withdrawal: why, and the version typed."""

    typed = forms.CharField(label="Type the version to withdraw it")

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        """Ask for ``version``."""
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["typed"].help_text = version
        self.fields["typed"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}

    def clean_typed(self) -> str:
        """Make sure that the version is the one on the page."""
        return _same(self.cleaned_data["typed"], self.version)


def _same(typed: str, version: str) -> str:
    if typed.strip() != version:
        message = f"Type it exactly as it stands: {version}"
        raise forms.ValidationError(message)
    return typed


def _named(post: Post) -> str:
    return f"{post.title}: {post.person.name}" if post.title else post.person.name
