"""The pages of letters: for the office that sends, and for the agency that reads."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from access.matrix import Row, the_agency
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person
from charteroak.directory.permissions import ALLOWED, Act
from charteroak.directory.roles import LOCAL, Role
from charteroak.issuing.letters.models import Issuance, Letter, Opening, PostalBatch
from issuing.the_office import version_at
from the_cast import make_agency, make_person

SEES, PUBLISHES = ALLOWED[Act.SEE_STATE], ALLOWED[Act.PUBLISH]


def the_issuance(office: Agency) -> Issuance:
    """Return an issuance of the office that has begun."""
    now = timezone.now()
    return Issuance.objects.create(
        version=version_at(office),
        office=office,
        kinds=["municipal police"],
        cover="Please read it.",
        starts_at=now,
        created_at=now,
        created_by=_somebody(),
    )


def the_letter(agency: Agency, issuance: Issuance) -> Letter:
    """Return a letter of an issuance to an agency, opened by somebody."""
    letter = Letter.objects.create(
        issuance=issuance,
        agency=agency,
        reference="CT-0001-00001",
        addressee="Head",
        salutation="Dear Head:",
    )
    Opening.objects.create(letter=letter, person=_somebody(), at=timezone.now())
    return letter


def a_version(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a version to be sent."""
    return {"agency": agency.slug, "number": version_at(agency).pk}


def an_issuance(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of an issuance."""
    return {"agency": agency.slug, "number": the_issuance(agency).pk}


def a_batch(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a printed batch."""
    batch = PostalBatch.objects.create(
        issuance=the_issuance(agency),
        pdf=b"%PDF",
        letters_in_it=1,
        made_at=timezone.now(),
        made_by=_somebody(),
    )
    return {"agency": agency.slug, "number": batch.pk}


def a_letter_of_the_office(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a letter that the office has sent."""
    letter = the_letter(make_agency("ct/police/addressed"), the_issuance(agency))
    return {"agency": agency.slug, "reference": letter.reference}


def a_letter_to_the_agency(agency: Agency) -> Mapping[str, object]:
    """Return the arguments of a letter that the agency has got."""
    office = make_agency("ct/office/sending", kind=Kind.STATE_OFFICE)
    return {
        "agency": agency.slug,
        "reference": the_letter(agency, the_issuance(office)).reference,
    }


def _somebody() -> Person:
    return Person.objects.filter(name="Somebody Else").first() or make_person("Somebody Else")


def office_row(name: str, allowed: frozenset[Role], **further: object) -> Row:
    """Return the row of a page of a state office."""
    return Row(name=f"letters:{name}", state_office=True, allowed=allowed, **further)  # type: ignore[arg-type]


ROWS = [
    office_row("issuances", SEES, arguments=the_agency),
    office_row("begin", PUBLISHES, arguments=a_version),
    office_row("issuance", SEES, arguments=an_issuance),
    office_row("csv", SEES, arguments=an_issuance),
    office_row("reminders", PUBLISHES, arguments=an_issuance, method="post"),
    office_row("batches", PUBLISHES, arguments=an_issuance, method="post"),
    office_row("batch-pdf", SEES, arguments=a_batch),
    office_row("returned", PUBLISHES, arguments=the_agency),
    office_row("readdress", PUBLISHES, arguments=a_letter_of_the_office),
    Row(name="letters:letters", allowed=LOCAL, arguments=the_agency),
    Row(name="letters:letter", allowed=LOCAL, arguments=a_letter_to_the_agency),
    Row(name="letters:open", allowed=LOCAL, arguments=a_letter_to_the_agency, method="post"),
    Row(
        name="letters:acknowledge",
        allowed=frozenset({Role.HEAD}),
        arguments=a_letter_to_the_agency,
        method="post",
        data={"name": "Demo Head"},
    ),
    Row(name="letters:pdf", allowed=LOCAL, arguments=a_letter_to_the_agency),
]
