"""A state office at work: its people, a memo of the tests, and a draft at each step."""

from __future__ import annotations

from dataclasses import dataclass

from charteroak.core.memo import Version
from charteroak.directory.access import Acting, acting_for, today
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role
from charteroak.issuing import actions, drafting
from charteroak.issuing.library import current_library
from charteroak.issuing.models import Draft, IssuedVersion
from charteroak.ledger.models import Event
from the_cast import SINCE, make_agency, make_person, make_post

TITLES = ("Governor's Office", "Commissioner of Education", "Commissioner of Public Safety")

MEMO = """\
---
text: ct/porch
version: {version}
kind: memo
level: state memo
title: The porch light
in force: {{from: {start}}}
from: [Office of Policy]
to: [everybody]
---

# The porch light

This memo is made up for tests.

## Citations

| cite    | grade    | status   | source  |
|---------|----------|----------|---------|
| Porch 1 | verified | in force | made up |

## Facts

| fact | question        | answers |
|------|-----------------|---------|
| dark | Is it dark out? | yes, no |

## Acts

| act      | question                |
|----------|-------------------------|
| light it | May we light the porch? |

## 1. The light {{#light}}

### light it: may we light it?

| U | dark | > light it | # cite  |
|---|------|------------|---------|
| 1 | yes  | {dark}     | Porch 1 |
| 2 | no   | should not | Porch 1 |

## When not sure

| act           | direction                 | cite    |
|---------------|---------------------------|---------|
| any other act | refer, to whoever is home | Porch 1 |
"""


def porch(version: str = "2026-01-01", *, dark: str = "should", start: str = "2026-01-01") -> str:
    """Return a small memo that the check passes."""
    return MEMO.format(version=version, dark=dark, start=start)


@dataclass(frozen=True, slots=True)
class Office:
    """A state office and its people."""

    agency: Agency
    author: Acting
    publisher: Acting
    signers: tuple[Acting, ...]

    def who_sign(self) -> list[drafting.Signer]:
        """Return the signers in order, each with the office signed for."""
        pairs = zip(self.signers, TITLES, strict=False)
        return [drafting.Signer(person=each.person, title=title) for each, title in pairs]


def make_office(slug: str = "ct/office/policy", signers: int = 2) -> Office:
    """Return an office with an author, a publisher and signers."""
    agency = make_agency(slug, kind=Kind.STATE_OFFICE)
    author = acting(make_post(agency, Role.AUTHOR), agency)
    publisher = acting(make_post(agency, Role.PUBLISHER), agency)
    return Office(agency, author, publisher, tuple(_signer(agency, i) for i in range(signers)))


def _signer(agency: Agency, number: int) -> Acting:
    person = make_person(f"Signer {number} {agency.slug.replace('/', ' ')}")
    Post.objects.create(
        person=person, agency=agency, role=Role.SIGNER, title=TITLES[number], since=SINCE
    )
    return acting(person, agency)


def staffed(agency: Agency) -> Office:
    """Return people of an office that is there already."""
    author = acting(make_post(agency, Role.AUTHOR, make_person("Another Author")), agency)
    publisher = acting(make_post(agency, Role.PUBLISHER, make_person("Another Publisher")), agency)
    return Office(agency, author, publisher, (_signer(agency, 0),))


def draft_at(agency: Agency) -> Draft:
    """Return a draft in work at an office."""
    return drafting.begin_draft(acting=staffed(agency).author, source=porch())


def version_at(agency: Agency) -> IssuedVersion:
    """Return a version that an office issued."""
    return issued(staffed(agency))


def acting(person: Person, agency: Agency) -> Acting:
    """Return the person acting for the agency today."""
    return acting_for(person, agency, today())


def in_review(office: Office, source: str = "") -> Draft:
    """Return a draft in review."""
    draft = drafting.begin_draft(acting=office.author, source=source or porch())
    return drafting.send_to_review(acting=office.author, draft=draft)


def draft_of_schools(office: Office) -> Draft:
    """Return the shipped draft for schools in review: as large as a memo gets."""
    memo = current_library().version(Version("ct/schools", "2026-11-23"))
    return in_review(office, memo.source)


def in_signature(office: Office, source: str = "") -> Draft:
    """Return a draft that waits for its first signature."""
    draft = in_review(office, source)
    return drafting.send_to_signature(acting=office.author, draft=draft, signers=office.who_sign())


def signed(office: Office, source: str = "") -> Draft:
    """Return a draft that all have signed."""
    draft = in_signature(office, source)
    for signer in office.signers:
        actions.sign_draft(acting=signer, draft=draft, digest=draft.hash)
    draft.refresh_from_db()
    return draft


def issued(office: Office, source: str = "") -> IssuedVersion:
    """Return a version issued just now."""
    return actions.issue_version(acting=office.publisher, draft=signed(office, source))


def acts() -> list[str]:
    """Return what the ledger recorded, in order."""
    return list(Event.objects.order_by("position").values_list("act", flat=True))
