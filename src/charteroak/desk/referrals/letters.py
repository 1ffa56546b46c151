"""The mail that calls somebody: enough to know that one is needed, and nothing that is private.

Mail is read on the way.  It names the number of the request, what kind it is, the agency and
since when; no person, no officer and no fact of the case.  Its link shows a page and does nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from charteroak.desk.referrals.models import Call, Referral, Step
from charteroak.outbox.actions import enqueue

PURPOSE = "referral"


def reference_of(referral: Referral, place: int | str = "") -> str:
    """Return how the outbox knows the letters of a referral, or of one step of it."""
    return f"referral:{referral.public_id}/{place}"


def call_by_mail(call: Call, step: Step, referral: Referral) -> None:
    """Put the letter to one person in the outbox; in the transaction of the call."""
    request, agency = referral.request, referral.agency
    enqueue(
        purpose=PURPOSE,
        reference=reference_of(referral, step.place),
        to=call.person.email,
        subject=f"Request {request.number} needs you ({agency.name})",
        text=_text(step, referral),
        agency=agency.slug,
        urgent=True,
    )


def _text(step: Step, referral: Referral) -> str:
    request, agency = referral.request, referral.agency
    received = request.received_at.astimezone(referral.zone)
    lines = [
        f"A request at {agency.name} is waiting for somebody to take it.",
        f"You are called as: {step.title}.",
        "",
        f"Request:   {request.number}",
        f"Asked for: {', '.join(request.acts) or 'see the page'}",
        f"Place:     {_place(referral)}",
        f"Since:     {received:%B} {received.day}, {received.year}, {received:%H:%M}",
        "",
        "Open it, sign in, and take it with one tap:",
        address_of(referral),
        "",
        _next(step),
    ]
    if agency.telephone:
        lines += [f"The desk has the telephone {agency.telephone}."]
    return "\n".join([*lines, "", "This mail holds no names. Please keep it that way.", ""])


def _place(referral: Referral) -> str:
    town = referral.agency.town
    return f"{referral.agency.name}, {town}" if town else referral.agency.name


def _next(step: Step) -> str:
    if not step.role and step.post is None:
        return "Everybody has been called by now, and nobody has taken it."
    return f"If nobody takes it within {step.minutes} minutes, the next person is called as well."


def address_of(referral: Referral) -> str:
    """Return where a referral is shown, to whoever signs in and may see it."""
    words = {"agency": referral.agency.slug, "referral": referral.public_id}
    return f"{settings.ADDRESS}{reverse('referrals:referral', kwargs=words)}"
