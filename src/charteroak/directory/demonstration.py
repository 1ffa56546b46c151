"""The people of the demonstration: made up, marked as such, and never part of a real start.

The agencies are real ones, found by their slugs where the directory is loaded; nobody who works
there is named.  Telephones are of the range kept free for fiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role

PASSWORD = "demonstration only"  # noqa: S105 - shown on the sign-in page of a demonstration
SINCE = date(2017, 1, 1)
STATE_OFFICE = "ct/office/policy"
SMALL_TOWN = "ct/police/east-granby"
CITY = "ct/police/new-haven"
TROOP = "ct/state-police/troop-a"
PRISON = "ct/prison/new-haven-correctional-center"
DISTRICT = "ct/school-district/canton"
SCHOOL = "ct/school/canton-cherry-brook-primary-school"
COLLEGE = "ct/college/southern-connecticut-state-university"
MARSHALS = "ct/judicial-marshals/state-of-connecticut-judicial-marshals"


@dataclass(frozen=True, slots=True)
class Place:
    """An agency that has people in the demonstration; its parent stands before it."""

    slug: str
    name: str
    kind: Kind
    town: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the demonstration: start of the address, role, and what the post is called."""

    agency: str
    word: str
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sign-in page of a demonstration shows of one person."""

    email: str
    name: str
    title: str
    role: str


PLACES = (
    Place(STATE_OFFICE, "Office of Policy (demonstration)", Kind.STATE_OFFICE),
    Place(SMALL_TOWN, "East Granby Police Department", Kind.MUNICIPAL_POLICE, "East Granby"),
    Place(CITY, "New Haven Police Department", Kind.MUNICIPAL_POLICE, "New Haven"),
    Place(TROOP, "Connecticut State Police Troop A", Kind.TROOP, "Southbury"),
    Place(PRISON, "New Haven Correctional Center", Kind.PRISON, "New Haven"),
    Place(DISTRICT, "Canton School District", Kind.SCHOOL_DISTRICT, "Canton"),
    Place(SCHOOL, "Cherry Brook Primary School", Kind.SCHOOL, "Canton", DISTRICT),
    Place(COLLEGE, "Southern Connecticut State University", Kind.COLLEGE, "New Haven"),
    Place(MARSHALS, "State of Connecticut Judicial Marshals", Kind.JUDICIAL_MARSHALS),
)
PARTS = (
    Part(STATE_OFFICE, "author", Role.AUTHOR, "Policy writer"),
    Part(STATE_OFFICE, "governor", Role.SIGNER, "Governor's office"),
    Part(STATE_OFFICE, "commissioner-one", Role.SIGNER, "Commissioner, public safety"),
    Part(STATE_OFFICE, "commissioner-two", Role.SIGNER, "Commissioner, education"),
    Part(STATE_OFFICE, "publisher", Role.PUBLISHER, "Issues memos"),
    Part(STATE_OFFICE, "auditor", Role.AUDITOR, "State auditor"),
    Part(STATE_OFFICE, "director", Role.HEAD, "Director"),
    Part(SMALL_TOWN, "east-granby-officer", Role.DESK, "Officer at the desk"),
    Part(SMALL_TOWN, "east-granby-sergeant", Role.ADMINISTRATOR, "Sergeant"),
    Part(SMALL_TOWN, "east-granby-chief", Role.HEAD, "Chief"),
    Part(CITY, "new-haven-booking", Role.DESK, "Booking officer"),
    Part(CITY, "new-haven-lieutenant", Role.ADMINISTRATOR, "Shift lieutenant"),
    Part(CITY, "new-haven-chief", Role.HEAD, "Chief"),
    Part(CITY, "new-haven-counsel", Role.COUNSEL, "Counsel"),
    Part(CITY, "new-haven-records", Role.RECORDS, "Records"),
    Part(TROOP, "troop-desk", Role.DESK, "Trooper at the desk"),
    Part(TROOP, "troop-sergeant", Role.ADMINISTRATOR, "Sergeant"),
    Part(TROOP, "troop-commander", Role.HEAD, "Troop commander"),
    Part(PRISON, "prison-admissions", Role.DESK, "Admissions officer"),
    Part(PRISON, "prison-captain", Role.ADMINISTRATOR, "Shift captain"),
    Part(PRISON, "prison-warden", Role.HEAD, "Warden"),
    Part(PRISON, "prison-records", Role.RECORDS, "Records"),
    Part(DISTRICT, "district-desk", Role.DESK, "Front office of the district"),
    Part(DISTRICT, "district-administrator", Role.ADMINISTRATOR, "Designated administrator"),
    Part(DISTRICT, "district-backup", Role.ADMINISTRATOR, "Backup administrator"),
    Part(DISTRICT, "district-superintendent", Role.HEAD, "Superintendent"),
    Part(DISTRICT, "district-counsel", Role.COUNSEL, "Counsel"),
    Part(DISTRICT, "district-records", Role.RECORDS, "Records"),
    Part(SCHOOL, "school-clerk", Role.DESK, "Front-office clerk"),
    Part(SCHOOL, "school-principal", Role.ADMINISTRATOR, "Principal"),
    Part(COLLEGE, "college-desk", Role.DESK, "Registrar's counter"),
    Part(COLLEGE, "college-dean", Role.ADMINISTRATOR, "Dean of students"),
    Part(COLLEGE, "college-president", Role.HEAD, "President"),
    Part(COLLEGE, "college-counsel", Role.COUNSEL, "Counsel"),
    Part(MARSHALS, "marshals-desk", Role.DESK, "Marshal at the lockup"),
    Part(MARSHALS, "marshals-supervisor", Role.ADMINISTRATOR, "Supervising marshal"),
    Part(MARSHALS, "marshals-head", Role.HEAD, "Chief judicial marshal"),
)


@transaction.atomic
def seed() -> None:
    """Add the people of the demonstration who are not there yet."""
    if not _missing():
        return
    agencies = {place.slug: _agency(place) for place in PLACES}
    for number, part in enumerate(PARTS):
        if not Person.objects.filter(email=address(part.word)).exists():
            _take(part, agencies[part.agency], f"(860) 555-01{number:02}")


def address(word: str) -> str:
    """Return the address of a person of the demonstration."""
    return f"{word}@example.org"


def sign_ins() -> Iterator[tuple[str, Sequence[SignIn]]]:
    """Yield each agency that has people of the demonstration, and those people."""
    posts = Post.objects.filter(person__is_demonstration=True).select_related("person", "agency")
    ordered = sorted(posts, key=lambda post: (_place_of(post), post.pk))
    for agency, held in groupby(ordered, key=lambda post: post.agency.name):
        yield agency, [_sign_in(post) for post in held]


def _missing() -> bool:
    wanted = {address(part.word) for part in PARTS}
    return Person.objects.filter(email__in=wanted).count() < len(wanted)


def _agency(place: Place) -> Agency:
    parent = Agency.objects.filter(slug=place.parent).first()
    values = {"state": "ct", "name": place.name, "kind": place.kind, "town": place.town}
    agency, _ = Agency.objects.get_or_create(slug=place.slug, defaults={**values, "parent": parent})
    return agency


def _take(part: Part, agency: Agency, telephone: str) -> None:
    name = f"Demo {part.word.replace('-', ' ').title()}"
    email = address(part.word)
    person = Person.objects.create(
        email=email, name=name, is_demonstration=True, password=_sealed_password()
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    Post.objects.create(
        person=person,
        agency=agency,
        role=part.role,
        title=part.title,
        telephone=telephone,
        since=SINCE,
    )


@cache
def _sealed_password() -> str:
    """Return the hash of everybody's password; made once, since it is slow on purpose."""
    return make_password(PASSWORD)


def _place_of(post: Post) -> int:
    slugs = [place.slug for place in PLACES]
    return slugs.index(post.agency.slug) if post.agency.slug in slugs else len(slugs)


def _sign_in(post: Post) -> SignIn:
    return SignIn(post.person.email, post.person.name, post.title, post.get_role_display())
