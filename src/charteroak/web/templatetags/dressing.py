"""Dresses forms that are not ours, those of allauth, as USWDS draws forms."""

from __future__ import annotations

from django import forms, template

from charteroak.web.forms import dress

register = template.Library()


@register.filter
def dressed(form: forms.BaseForm) -> forms.BaseForm:
    """Return the form with our classes; a placeholder, which repeats the label, goes."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if "class" not in field.widget.attrs:
            dress(field.widget)
    return form
