"""The letter that invites a person to a role."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from charteroak.directory.models import Invitation
from charteroak.outbox.actions import enqueue


def send_invitation(invitation: Invitation, secret: str) -> None:
    """Send the link that accepts; the outbox forgets it once it is out."""
    link = settings.ADDRESS + reverse("people:invitation", kwargs={"secret": secret})
    words = {"invitation": invitation, "link": link}
    subject = _("You are invited to act for %(agency)s") % {"agency": invitation.agency}
    text = render_to_string("people/invitation.txt", words)
    enqueue(
        purpose="invitation",
        to=invitation.email,
        subject=subject,
        text=text,
        reference=f"invitation:{invitation.pk}",
        agency=invitation.agency.slug,
        urgent=True,
        fleeting=True,
    )
