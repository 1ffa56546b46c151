"""The mail that asks the next person to sign; its link shows the memo and does nothing."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from charteroak.issuing.models import Draft, StepKind
from charteroak.issuing.queries import next_line
from charteroak.outbox.actions import enqueue

ENDS_A_ROUND = (StepKind.BACK, StepKind.REFUSED, StepKind.RESTARTED)


def ask_next_signer(draft: Draft) -> None:
    """Put a letter to whoever signs next in the outbox, in the transaction of the step."""
    line = next_line(draft)
    if line is None:
        return
    rounds = draft.steps.filter(kind__in=ENDS_A_ROUND).count()
    where = reverse("issuing:sign", kwargs={"agency": draft.office, "number": draft.pk})
    enqueue(
        purpose="signature",
        to=line.person.email,
        subject=f"Your signature is asked for: {draft.title}",
        text=(
            f"{draft.office} asks you to sign “{draft.title}” ({draft}) as: {line.title}.\n\n"
            f"Read it here; you sign at the end of that page:\n{settings.ADDRESS}{where}\n\n"
            "Nothing is signed by opening the page. If this is a mistake, send it back there.\n"
        ),
        reference=f"signature:{draft.pk}:{rounds}:{line.order}",
        agency=draft.office.slug,
        urgent=True,
    )
