"""Letters of the demonstration: a memo for police, signed in play and sent to a few agencies.

Only agencies at which made-up people sign in have opened or acknowledged theirs: nothing is said of
people who exist.
"""

from __future__ import annotations

from django.db import transaction

from charteroak.directory.demonstration import CITY, PRISON, SMALL_TOWN, TROOP
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.issuing.demonstration import POLICE, acting_as, issue_in_play
from charteroak.issuing.letters import actions
from charteroak.issuing.letters.audience import default_kinds
from charteroak.issuing.letters.models import Issuance, Letter

COVER = (
    "This letter is part of a demonstration. Its senders are made up.\n\n"
    "We send you a memo on federal immigration requests. Below you find what changed for an agency "
    "like yours."
)
PLACES = (CITY, SMALL_TOWN, TROOP, PRISON)
OPENED = {CITY: "new-haven-chief", TROOP: "troop-commander", PRISON: "prison-warden"}
ACKNOWLEDGED = (TROOP, PRISON)


@transaction.atomic
def seed() -> None:
    """Send the memo for police, unless it was sent before or there is no such text here."""
    version, publisher = issue_in_play(POLICE), acting_as("publisher")
    if version is None or publisher is None:
        return
    towns = Agency.objects.filter(slug__in=PLACES).values_list("town", flat=True)
    issuance = actions.start_issuance(
        acting=publisher,
        version=version,
        kinds=default_kinds(publisher.agency.state, version.text),
        towns=sorted(set(towns)),
        role=Role.HEAD,
        cover=COVER,
    )
    for slug, head in OPENED.items():
        _read(issuance, slug, head)


def _read(issuance: Issuance, slug: str, head: str) -> None:
    letter = Letter.objects.filter(issuance=issuance, agency__slug=slug).first()
    acting = acting_as(head, slug)
    if letter is None or acting is None:
        return
    actions.open_letter(acting=acting, letter=letter)
    if slug in ACKNOWLEDGED:
        actions.acknowledge(acting=acting, letter=letter, name=acting.person.name)
