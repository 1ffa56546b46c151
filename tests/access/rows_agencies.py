"""The addresses of the directory of agencies."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from access.matrix import Row, the_agency
from charteroak.directory.models import Agency, Claim, ImportFile, Proposal
from charteroak.directory.permissions import STATE_OFFICE, WHOLE_DESK
from charteroak.directory.roles import Role
from the_cast import make_agency, make_person

KEEPERS = frozenset({Role.AUTHOR, Role.PUBLISHER})
DONE = frozenset({302})


def a_claim(agency: Agency) -> Mapping[str, object]:
    """Return a claim that the office decides; another office has one of another state.

    Claims belong to a state: two offices of one state would decide the same.
    """
    state = agency.state if agency.slug.endswith("/own") else "zz"
    claimed = make_agency(f"{state}/police/claimed")
    claim = Claim.objects.create(
        agency=claimed, name="Demo", email="d@example.org", title="Chief", made_at=timezone.now()
    )
    return {"agency": agency.slug, "number": claim.pk}


def a_proposal(agency: Agency) -> Mapping[str, object]:
    """Return what somebody proposed for the agency."""
    person = make_person(f"Proposer {agency.pk}")
    facts = {"telephone": "(860) 555-0101"}
    proposal = Proposal.objects.create(
        agency=agency, facts=facts, proposed_by=person, proposed_at=timezone.now()
    )
    return {"agency": agency.slug, "number": proposal.pk}


def a_list(agency: Agency) -> Mapping[str, object]:
    """Return a list that the office brought in."""
    person = make_person(f"Bringer {agency.pk}")
    kept = ImportFile.objects.create(
        office=agency,
        brought_by=person,
        brought_at=timezone.now(),
        name="list.csv",
        format_key="csv",
        content=b"name,kind,state\n",
    )
    return {"agency": agency.slug, "number": kept.pk}


CONFIRMING = frozenset({Role.HEAD, Role.RECORDS})
ROWS = [
    Row(name="directory:agencies", public=True),
    Row(name="directory:agency", public=True, arguments=the_agency),
    Row(name="directory:claim", public=True, arguments=the_agency),
    Row(name="directory:claimed", public=True, arguments=the_agency),
    Row(name="directory:contact", allowed=WHOLE_DESK, arguments=the_agency),
    Row(
        name="directory:decide",
        allowed=CONFIRMING,
        arguments=a_proposal,
        method="post",
        opened=DONE,
    ),
    Row(name="directory:coverage", allowed=STATE_OFFICE, arguments=the_agency, state_office=True),
    Row(
        name="directory:coverage_file",
        allowed=STATE_OFFICE,
        arguments=the_agency,
        state_office=True,
    ),
    Row(name="directory:claims", allowed=KEEPERS, arguments=the_agency, state_office=True),
    Row(
        name="directory:decide_claim",
        allowed=KEEPERS,
        arguments=a_claim,
        state_office=True,
        method="post",
        opened=DONE,
    ),
    Row(name="directory:bring", allowed=KEEPERS, arguments=the_agency, state_office=True),
    Row(name="directory:import", allowed=KEEPERS, arguments=a_list, state_office=True),
]
