"""Forms as USWDS draws them: each widget has its class, and an error is tied to its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import Input

CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxSelectMultiple: "usa-checkbox__input",
    forms.RadioSelect: "usa-radio__input",
    forms.CheckboxInput: "usa-checkbox__input",
    forms.Select: "usa-select",
    forms.Textarea: "usa-textarea",
    Input: "usa-input",
}


class PlainForm(forms.Form):
    """A form whose fields wear USWDS classes; templates draw it with web/components/field.html."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Dress every widget."""
        super().__init__(*args, **kwargs)
        for name in self.fields:
            dress(self.fields[name].widget)


def dress(widget: forms.Widget) -> None:
    """Give ``widget`` the class of its kind, beside those it has."""
    for kind, name in CLASSES.items():
        if isinstance(widget, kind):
            widget.attrs["class"] = f"{widget.attrs.get('class', '')} {name}".strip()
            return
