"""The cast of the tests: agencies of two states, and one person for each role.

Everybody is made up.  Telephone numbers are those kept free for fiction, addresses example.org.
"""

from __future__ import annotations

from datetime import date

from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import LOCAL, STATE, Role

SINCE = date(2017, 1, 1)
PASSWORD = "wooden kettle on a quiet hill"  # noqa: S105 - of people who do not exist


def make_agency(
    slug: str = "ct/police/elmford", *, kind: Kind = Kind.MUNICIPAL_POLICE, **further: object
) -> Agency:
    """Return a new agency; its name is made from its slug."""
    name = slug.rpartition("/")[2].replace("-", " ").title()
    values = {"name": f"{name} ({kind.label})", "telephone": "(860) 555-0100", **further}
    return Agency.objects.create(slug=slug, state=slug[:2], kind=kind, **values)


def make_person(name: str = "Demo Person", **further: object) -> Person:
    """Return a new person whose address follows from the name; a namesake gets a number."""
    address = name.lower().replace(" ", ".").replace(",", "")
    namesakes = Person.objects.filter(name=name).count()
    address += f".{namesakes + 1}" if namesakes else ""
    return Person.objects.create_user(f"{address}@example.org", PASSWORD, name=name, **further)


def make_post(agency: Agency, role: Role, person: Person | None = None) -> Person:
    """Return a person who holds ``role`` at ``agency``; a new one unless one is given."""
    holder = person or make_person(f"{role.label} {agency.slug.replace('/', ' ')}")
    Post.objects.create(person=holder, agency=agency, role=role, since=SINCE)
    return holder


def make_staff(agency: Agency) -> dict[Role, Person]:
    """Return one person for each role that the kind of agency knows."""
    roles = STATE if agency.kind == Kind.STATE_OFFICE else LOCAL
    return {role: make_post(agency, role) for role in sorted(roles)}
