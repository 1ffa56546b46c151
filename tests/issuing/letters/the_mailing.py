"""An issued version, agencies to send it to, and what a test does with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from charteroak.directory.access import Acting
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.issuing.letters import actions
from charteroak.issuing.letters.models import Issuance, Letter
from charteroak.issuing.letters.queries import PURPOSE
from charteroak.issuing.models import IssuedVersion
from charteroak.outbox.models import Message
from issuing.the_office import Office, acting, issued, make_office, porch
from the_cast import make_agency, make_post

KINDS = [Kind.MUNICIPAL_POLICE.value, Kind.SCHOOL_DISTRICT.value]
COVER = "We send you a memo.\n\nPlease read it."


@dataclass(frozen=True, slots=True)
class Mailing:
    """A state office, a version of its, a police department with a head, a district by post."""

    office: Office
    version: IssuedVersion
    police: Agency
    district: Agency
    chief: Acting
    clerk: Acting


def make_mailing(source: str = "") -> Mailing:
    """Return a version just issued, and two agencies."""
    office = make_office()
    police = make_agency("ct/police/elmford", email="police@elmford.example.org", town="Elmford")
    district = make_agency("ct/school-district/ashby", kind=Kind.SCHOOL_DISTRICT, town="Ashby")
    chief, clerk = (acting(make_post(police, role), police) for role in (Role.HEAD, Role.DESK))
    return Mailing(office, issued(office, source or porch()), police, district, chief, clerk)


def send(mailing: Mailing, version: IssuedVersion | None = None) -> Issuance:
    """Return an issuance of the version to both agencies."""
    return actions.start_issuance(
        acting=mailing.office.publisher,
        version=version or mailing.version,
        kinds=KINDS,
        towns=[],
        role=Role.HEAD,
        cover=COVER,
    )


def letter_to(agency: Agency, issuance: Issuance) -> Letter:
    """Return the letter of an issuance to an agency."""
    return Letter.objects.get(agency=agency, issuance=issuance)


def outgoing() -> QuerySet[Message]:
    """Return the letters in the outbox, without the mails that asked for signatures."""
    return Message.objects.filter(purpose=PURPOSE)
