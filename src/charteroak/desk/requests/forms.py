"""The forms of requests."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from charteroak.desk.requests.choices import (
    Channel,
    Decision,
    DutyState,
    Ground,
    Identity,
    Kind,
    Reason,
)
from charteroak.desk.requests.fields import TO_THE_SECOND, Moment, PlainWords
from charteroak.desk.requests.queries import State, Wanted
from charteroak.documents.notice_words import Decided
from charteroak.web.forms import PlainForm

MOST_PAPERS = 10
HEXADECIMAL = "0123456789abcdef-"
LANGUAGES = (("en", "English"), ("es", "Español"), ("pt-BR", "Português (Brasil)"))
WHO_HELP = "As they say it, or as it stands on the badge: ICE, HSI, DHS, US Marshals."


def radio(choices: Sequence[tuple[str, str]], **further: Any) -> forms.ChoiceField:
    """Return a choice of one, drawn as a list of round buttons."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **further)


class RecordForm(PlainForm):
    """The least that a record needs; everything has an answer already."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    opened_at = Moment(
        widget=forms.DateTimeInput(attrs={"type": "hidden"}, format=TO_THE_SECOND), required=False
    )
    channel = radio(Channel.choices, label="How did it come in?")
    requester_agency = PlainWords(
        label="Which agency do they say they are from?", help_text=WHO_HELP, required=False
    )
    requester_identity = radio(Identity.choices, label="Do we know that it is them?")
    received_at = Moment(label="When did it come in?", help_text="Change it if it was earlier.")
    answered_offline_at = Moment(
        label="Answered without a connection at",
        help_text="Only if the answer was read from a telephone or the desk card.",
        required=False,
    )

    @classmethod
    def starting(cls, received_at: object, seen: str, channel: str, identity: str) -> RecordForm:
        """Return a new form for an answer that is shown, ``seen`` being its digest."""
        return cls(
            initial={
                "token": uuid.uuid4(),
                "seen": seen,
                "channel": channel,
                "requester_identity": identity,
                "received_at": received_at,
                "opened_at": received_at,
            }
        )

    def clean(self) -> dict[str, Any]:
        """Keep the second at which the form was opened, unless another minute was written.

        A version can be issued within a minute; what answered is what the person was shown.
        """
        given = super().clean() or {}
        received, opened = given.get("received_at"), given.get("opened_at")
        if received and opened and opened.replace(second=0) == received:
            given["received_at"] = opened
        return given


class DescribeForm(PlainForm):
    """What can be filled in afterwards; a name left empty stays as it is."""

    channel = radio(Channel.choices, label="How did it come in?")
    requester_agency = PlainWords(
        label="Which agency do they say they are from?", help_text=WHO_HELP, required=False
    )
    requester_identity = radio(Identity.choices, label="Do we know that it is them?")
    papers = PlainWords(
        lines=3,
        label="Papers they showed",
        help_text="By form number or title, one on a line.",
        required=False,
    )
    answered_offline_at = Moment(label="Answered without a connection at", required=False)
    officer = PlainWords(
        label="Name and badge of who asked",
        help_text="As you wrote it down. It is sealed.",
        required=False,
    )
    person = PlainWords(
        label="Person the request is about",
        help_text="Not needed for an answer. It is sealed, and shown only for a reason.",
        required=False,
    )
    pointer = PlainWords(
        label="Your own case or record number",
        help_text="It is sealed. Not a number that the immigration authority gave.",
        required=False,
    )
    remove = forms.MultipleChoiceField(
        choices=(
            ("officer", "Remove name and badge"),
            ("person", "Remove the person"),
            ("pointer", "Remove the case number"),
        ),
        label="Remove what is sealed already",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_papers(self) -> tuple[str, ...]:
        """Return the papers, each once.

        Raises:
            ValidationError: there are more than any contact brings.
        """
        lines = (line.strip() for line in self.cleaned_data["papers"].splitlines())
        papers = tuple(dict.fromkeys(filter(None, lines)))
        if len(papers) > MOST_PAPERS:
            message = f"Those are {len(papers)} papers; at most {MOST_PAPERS} can be noted."
            raise ValidationError(message)
        return papers

    def name(self, field: str) -> str | None:
        """Return what a sealed field becomes: None to leave it, empty to remove it."""
        if field in self.cleaned_data["remove"]:
            return ""
        return self.cleaned_data[field] or None


class ReasonForm(PlainForm):
    """Why somebody looks at the names."""

    reason = radio(Reason.choices, label="Why do you need to see the names?")
    words = PlainWords(label="In words", help_text="Needed for another reason.", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason is another one."""
        given = super().clean() or {}
        if given.get("reason") == Reason.OTHER and not given.get("words"):
            self.add_error("words", "Say in a few words what the reason is.")
        return given


class DutyForm(PlainForm):
    """What became of a duty."""

    state = radio(DutyState.choices, label="What has become of it?")
    at = Moment(label="When?")
    words = PlainWords(
        lines=3,
        label="Note",
        help_text="How it is proven, or why it does not apply.",
        required=False,
    )


class StartForm(PlainForm):
    """When a clock begins that only a person can start; empty stops it."""

    starts_at = Moment(label="Start", may_lie_ahead=True, required=False)


class DecideForm(PlainForm):
    """What was decided, short of departing from the answer."""

    decision = radio(
        [
            (each.value, str(each.label))
            for each in (Decision.FOLLOWED, Decision.WAITING, Decision.REFERRED)
        ],
        label="What have you decided?",
    )
    words = PlainWords(lines=3, label="Note", required=False)


class OverrideForm(PlainForm):
    """Departing from the answer: from what, on which ground, and why in words."""

    acts = forms.MultipleChoiceField(
        label="What do you depart from?", widget=forms.CheckboxSelectMultiple
    )
    ground = radio(Ground.choices, label="On which ground?")
    words = PlainWords(
        lines=4,
        label="Why, and what will be done instead",
        help_text="A judge's order is obeyed; that cannot be departed from. Call counsel.",
    )

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer ``acts``, each with its question."""
        super().__init__(*args, **kwargs)
        field = self.fields["acts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = acts


class ConfirmForm(PlainForm):
    """What the second person says."""

    confirmed = radio(
        (("yes", "Yes, we depart from the answer"), ("no", "No, decide it again")),
        label="Do you agree?",
    )
    words = PlainWords(lines=3, label="Note", required=False)


class CloseForm(PlainForm):
    """What came of it."""

    outcome = PlainWords(
        lines=4, label="What came of it?", help_text="What happened in the end, without names."
    )


class PurgeForm(PlainForm):
    """That somebody means it."""

    meant = forms.BooleanField(label="I understand that nobody can bring this back")


class NoticeForm(PlainForm):
    """The notice to the person: a language, and a decision on each act."""

    language = radio(LANGUAGES, label="Which language does the person read?")

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str, Decided]], **kwargs: Any) -> None:
        """Ask for a decision on each of ``acts``: its name, its question, and a first guess."""
        super().__init__(*args, **kwargs)
        self.acts = acts
        answers = [
            (Decided.YES.value, "Yes"),
            (Decided.NO.value, "No"),
            (Decided.IN_PART.value, "In part"),
            (Decided.OPEN.value, "Not decided yet"),
        ]
        for place, (_, question, guess) in enumerate(acts):
            self.fields[f"act-{place}"] = radio(answers, label=question, initial=guess.value)
            self.fields[f"act-{place}"].widget.attrs["class"] = "usa-radio__input"

    @property
    def decided(self) -> dict[str, Decided]:
        """What was decided, by the name of the act."""
        return {
            act: Decided(self.cleaned_data[f"act-{place}"])
            for place, (act, _, _) in enumerate(self.acts)
        }


class DeliveryForm(PlainForm):
    """That a notice was handed over."""

    at = Moment(label="When was it handed over?")
    how = PlainWords(
        label="How", help_text="Handed over, read aloud, signature or refusal.", required=False
    )


class MessageForm(PlainForm):
    """Which message to parents, and whether it names the agency."""

    kind = radio(Kind.choices, label="Are they still here?")
    names_agency = radio(
        (
            ("no", "Say “visitors from an agency we have not confirmed”"),
            ("yes", "Name the agency; somebody has checked it"),
        ),
        label="What does the message say of who came?",
        initial="no",
    )


class FilterForm(PlainForm):
    """What the list shows."""

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), *((each.value, each.value.capitalize()) for each in State)],
    )
    act = forms.ChoiceField(label="What was asked", required=False)
    since = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="To", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    number = forms.CharField(label="Number", required=False, max_length=36)

    def __init__(self, *args: Any, acts: Sequence[str], **kwargs: Any) -> None:
        """Offer the ``acts`` that were ever asked for here."""
        super().__init__(*args, **kwargs)
        field = self.fields["act"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All"), *((act, act.capitalize()) for act in acts)]

    def clean_number(self) -> str:
        """Return the digits of a number.

        Raises:
            ValidationError: it is no number of a request.
        """
        number = str(self.cleaned_data["number"]).strip().lower()
        if set(number) - set(HEXADECIMAL):
            message = "A number looks like 3F2A9C10: digits, and letters from A to F."
            raise ValidationError(message)
        return number.replace("-", "")

    @property
    def wanted(self) -> Wanted:
        """What is looked for; a field with an error does not narrow the list."""
        given = self.cleaned_data if self.is_bound else {}
        return Wanted(**{name: value for name, value in given.items() if value})
