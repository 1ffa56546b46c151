"""Everybody who might open an address, each with a browser of their own."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from access.matrix import Row
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Person
from charteroak.directory.roles import Role
from the_cast import make_agency, make_person, make_staff

HANDLER = ClientHandler(enforce_csrf_checks=False)
"""One for all visitors: it takes a while to be made."""
METHODS = ("get", "head", "post")
TO_SIGN_IN = 0
TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+')
ADDRESS = re.compile(r'(name="next" value="|\?next=)[^"]*')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, 0 for the page to sign in; and the page, without its tokens."""

    status: int
    page: str


@dataclass(frozen=True)
class Visitor:
    """Somebody, or nobody, before an address."""

    name: str
    person: Person | None
    role: Role | None = None
    own: bool = False

    @cached_property
    def client(self) -> Client:
        """A browser in which the visitor signed in just now."""
        client = Client(raise_request_exception=False)
        client.handler = HANDLER
        if self.person:
            client.force_login(self.person)
            sign_in_freshly(client, self.person)
        return client

    def may(self, row: Row) -> bool:
        """Return whether the row lets this visitor in."""
        signed_in = row.signed_in and self.person is not None
        return row.public or signed_in or (self.own and self.role in row.allowed)

    def open(self, method: str, address: str, data: Mapping[str, str]) -> Answer:
        """Return the answer to this visitor."""
        response = getattr(self.client, method)(address, dict(data))
        to_sign_in = response.status_code == 302 and "/account/login/" in response["Location"]
        page = b"" if response.streaming else response.content
        return Answer(
            TO_SIGN_IN if to_sign_in else int(response.status_code),
            ADDRESS.sub(r"\1", TOKEN.sub(r"\1", page.decode(errors="replace"))),
        )


def sign_in_freshly(client: Client, person: Person) -> None:
    """Note a sign-in of this moment, so that pages that ask for one open."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def agencies(row: Row) -> tuple[Agency, list[Agency]]:
    """Return the agency asked for, a sibling in its state, one of another state, and an office."""
    folder = "office" if row.state_office else "police"
    kind = Kind.STATE_OFFICE if row.state_office else Kind.MUNICIPAL_POLICE
    slugs = [f"ct/{folder}/own", f"ct/{folder}/sibling", f"ma/{folder}/other"]
    own, *others = (make_agency(slug, kind=kind) for slug in slugs)
    others.append(
        make_agency("ct/police/local", kind=Kind.MUNICIPAL_POLICE)
        if row.state_office
        else make_agency("ct/office/state", kind=Kind.STATE_OFFICE)
    )
    return own, others


def visitors(row: Row, own: Agency, others: list[Agency]) -> Iterator[Visitor]:
    """Yield each kind of visitor; where everybody may, it is enough to try with and without."""
    yield Visitor("nobody signed in", None)
    yield Visitor("signed in, no post", make_person("No Post"))
    if row.public:
        return
    for role, person in make_staff(own).items():
        yield Visitor(f"own {role}", person, role, own=True)
    for other in others:
        for role, person in make_staff(other).items():
            yield Visitor(f"{other.slug} {role}", person, role)


def address_of(row: Row, arguments: Mapping[str, object]) -> str:
    """Return the address of a row with these arguments."""
    return reverse(row.name, kwargs=dict(arguments))
