from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from charteroak.directory.access import Acting, NotAllowedError, acting_for, today
from charteroak.directory.agencies import claiming, correcting
from charteroak.directory.agencies.actions import apply_file, seed_demonstration
from charteroak.directory.errors import RefusedError
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Claim, ImportFile, Invitation, Person, Proposal
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from the_cast import make_agency, make_post

pytestmark = pytest.mark.django_db
CLAIM = {"name": "Demo Chief", "title": "Chief", "email": "Chief@example.org"}


@pytest.fixture
def elmford() -> Agency:
    """A police department that nobody heads."""
    return make_agency("ct/police/elmford", town="Elmford", source="hifld:7@2018-07-01")


@pytest.fixture
def publisher() -> Person:
    """Somebody who keeps the directory of the state."""
    return make_post(make_agency("ct/office/policy", kind=Kind.STATE_OFFICE), Role.PUBLISHER)


def signed_in(person: Person) -> Client:
    """Return a browser in which a person has signed in."""
    client = Client()
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    """Return the page at an address, which opens."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def claimed(agency: Agency) -> Claim:
    """Return a claim on an agency."""
    return claiming.claim_agency(agency=agency, now=timezone.now(), **CLAIM)


def acting(person: Person, slug: str) -> Acting:
    """Return the person acting for an agency today."""
    return acting_for(person, Agency.objects.get(slug=slug), today())


@pytest.mark.usefixtures("elmford")
def test_everybody_finds_an_agency_and_no_person(client: Client) -> None:
    head = make_post(Agency.objects.get(), Role.HEAD)
    listed = text(client, "/directory/?q=elm&state=")
    page = text(client, "/directory/ct/police/elmford/")

    assert "/directory/ct/police/elmford/" in listed
    assert "(860) 555-0100" in page
    assert "HIFLD, Local Law Enforcement Locations (2018-07-01)" in page
    assert head.name not in page
    assert head.email not in page


@pytest.mark.parametrize("query", ["state=1x", "kind=castle", "page=0", "q=" + "x" * 300])
def test_a_wrong_search_is_explained(client: Client, query: str) -> None:
    assert "There is a problem" in text(client, f"/directory/?{query}")


def test_a_name_in_markup_is_words(client: Client) -> None:
    make_agency("ct/police/x", name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in text(client, "/directory/ct/police/x/")


def test_a_town_that_is_not_resolved_says_so(client: Client) -> None:
    seed_demonstration(state="ct")
    page = text(client, "/directory/ct/resident-troopers/haddam-or-east-haddam/")

    assert "not resolved" in page
    assert "@example.org" not in page


def test_a_claim_changes_nothing_until_the_office_approves(elmford: Agency, client: Client) -> None:
    response = client.post("/directory/ct/police/elmford/claim/", CLAIM)

    assert response.status_code == 302
    assert Claim.objects.get().email == "chief@example.org"
    assert not Invitation.objects.exists()
    assert not elmford.posts.exists()
    assert Event.objects.get(act="claim.made").detail == {}


def test_a_claim_with_a_mistake_keeps_what_was_typed(elmford: Agency, client: Client) -> None:
    response = client.post(f"/directory/{elmford.slug}/claim/", CLAIM | {"email": "no address"})
    page = response.content.decode()

    assert "There is a problem" in page
    assert "Demo Chief" in page
    assert not Claim.objects.exists()


def test_an_approved_claim_is_an_invitation_as_head(elmford: Agency, publisher: Person) -> None:
    claim = claimed(elmford)
    response = signed_in(publisher).post(
        f"/agencies/ct/office/policy/claims/{claim.pk}/", {"approve": "1"}
    )

    assert response.status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.agency, invitation.role) == (elmford, Role.HEAD)
    assert invitation.email == "chief@example.org"
    assert claiming.open_claims("ct").count() == 0
    claim.refresh_from_db()
    assert (claim.approved, claim.name, claim.email, claim.telephone) == (True, "", "", "")


def test_what_waits_stands_on_the_start_page(elmford: Agency, publisher: Person) -> None:
    claimed(elmford)
    page = text(signed_in(publisher), "/agencies/ct/office/policy/")

    assert "1 person says that they head an agency" in page
    Claim.objects.all().delete()
    assert "head an agency" not in text(
        signed_in(publisher), "/agencies/ct/office/policy/"
    ).replace("Who says that they head an agency", "")


def test_a_claim_is_decided_once_and_refused_with_a_reason(
    elmford: Agency, publisher: Person
) -> None:
    who, claim, now = acting(publisher, "ct/office/policy"), claimed(elmford), timezone.now()
    with pytest.raises(RefusedError, match="Say why"):
        claiming.refuse_claim(acting=who, claim=claim, reason=" ", now=now)
    claiming.refuse_claim(acting=who, claim=claim, reason="Not at that number.", now=now)

    with pytest.raises(RefusedError, match="decided before"):
        claiming.approve_claim(acting=who, claim=claim, now=now)
    assert not Invitation.objects.exists()


def test_an_office_decides_no_claim_of_another_state(publisher: Person) -> None:
    far = claimed(make_agency("ma/police/elmford"))
    address = f"/agencies/ct/office/policy/claims/{far.pk}/"

    assert signed_in(publisher).post(address, {"approve": "1"}).status_code == 404
    with pytest.raises(RefusedError):
        claiming.approve_claim(
            acting=acting(publisher, "ct/office/policy"), claim=far, now=timezone.now()
        )


def test_an_agency_with_a_head_and_the_state_office_cannot_be_claimed(elmford: Agency) -> None:
    office = make_agency("ct/office/policy", kind=Kind.STATE_OFFICE)
    make_post(elmford, Role.HEAD)

    for agency in (elmford, office):
        with pytest.raises(RefusedError):
            claimed(agency)


def test_not_more_than_three_claims_wait_for_one_agency(elmford: Agency) -> None:
    for _ in range(3):
        claimed(elmford)

    with pytest.raises(RefusedError, match="Telephone"):
        claimed(elmford)


def test_a_machine_cannot_fill_the_list_of_a_state(
    elmford: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "MOST_OF_A_STATE", 1)
    claimed(elmford)

    with pytest.raises(RefusedError, match="Telephone"):
        claimed(make_agency("ct/police/oakford"))
    assert claimed(make_agency("ma/police/oakford")).pk


def test_a_member_of_the_desk_proposes_and_the_head_confirms(elmford: Agency) -> None:
    desk, head = make_post(elmford, Role.DESK), make_post(elmford, Role.HEAD)
    address = "/agencies/ct/police/elmford/contact/"
    signed_in(desk).post(address, {"email": "desk@example.org", "telephone": "860 555 0177"})

    elmford.refresh_from_db()
    assert elmford.email == ""
    proposal = Proposal.objects.get()
    assert proposal.facts == {"email": "desk@example.org", "telephone": "(860) 555-0177"}
    assert "desk@example.org" in text(signed_in(head), address)
    signed_in(head).post(f"{address}{proposal.pk}/", {"confirm": "1"})
    elmford.refresh_from_db()
    assert (elmford.email, elmford.telephone) == ("desk@example.org", "(860) 555-0177")


def test_what_the_head_saves_holds_at_once(elmford: Agency) -> None:
    head = make_post(elmford, Role.HEAD)
    signed_in(head).post(
        "/agencies/ct/police/elmford/contact/",
        {"email": "a@example.org", "telephone": "", "website": "www.example.org/"},
    )

    elmford.refresh_from_db()
    assert (elmford.email, elmford.telephone) == ("a@example.org", "")
    assert elmford.website == "https://www.example.org"
    assert Event.objects.get(act="contact.corrected").detail["fields"] == [
        "email",
        "telephone",
        "website",
    ]


def test_what_is_turned_down_changes_nothing(elmford: Agency) -> None:
    desk, head = make_post(elmford, Role.DESK), make_post(elmford, Role.HEAD)
    now = timezone.now()
    proposal = correcting.propose_contact(
        acting=acting(desk, elmford.slug), facts={"email": "x@example.org"}, now=now
    )
    who = acting(head, elmford.slug)
    correcting.decide_proposal(acting=who, proposal=proposal, accepted=False, now=now)

    elmford.refresh_from_db()
    assert elmford.email == ""
    with pytest.raises(RefusedError):
        correcting.decide_proposal(acting=who, proposal=proposal, accepted=True, now=now)
    with pytest.raises(NotAllowedError):
        correcting.decide_proposal(
            acting=acting(desk, elmford.slug), proposal=proposal, accepted=True, now=now
        )


def test_nothing_new_is_not_proposed(elmford: Agency) -> None:
    desk = make_post(elmford, Role.DESK)
    page = signed_in(desk).post(
        "/agencies/ct/police/elmford/contact/", {"telephone": "(860) 555-0100"}
    )

    assert "stands here already" in page.content.decode()
    assert not Proposal.objects.exists()


def brought(publisher: Person, rows: str, **further: object) -> ImportFile:
    """Bring a list in by the page, and return it."""
    upload = SimpleUploadedFile("list.csv", f"slug,name,kind,state,telephone\n{rows}".encode())
    data = {"file": upload, "format_key": "csv", **further}
    response = signed_in(publisher).post("/agencies/ct/office/policy/import/", data)
    assert response.status_code == 302, response.content.decode()
    return ImportFile.objects.get(pk=response["Location"].rstrip("/").rpartition("/")[2])


def test_a_list_is_shown_before_it_is_applied(elmford: Agency, publisher: Person) -> None:
    kept = brought(
        publisher, f"{elmford.slug},New Name,school,ct,(860) 555-0199\n,Oak,school,ct,1\n"
    )
    address = f"/agencies/ct/office/policy/import/{kept.pk}/"
    page = text(signed_in(publisher), address)

    assert "(860) 555-0100 → (860) 555-0199" in page
    assert "list.csv:3" in page
    elmford.refresh_from_db()
    assert elmford.telephone == "(860) 555-0100"
    signed_in(publisher).post(address)
    elmford.refresh_from_db()
    assert (elmford.telephone, elmford.kind) == ("(860) 555-0199", Kind.MUNICIPAL_POLICE)
    assert Agency.objects.filter(name="Oak").exists()
    assert "was applied on" in text(signed_in(publisher), address)


def test_a_name_changes_only_where_it_was_asked_for(elmford: Agency, publisher: Person) -> None:
    row = f"{elmford.slug},New Name,municipal police,ct,\n"
    kept = brought(publisher, row, also=["name"])
    signed_in(publisher).post(f"/agencies/ct/office/policy/import/{kept.pk}/")

    elmford.refresh_from_db()
    assert elmford.name == "New Name"


def test_a_list_is_applied_once(publisher: Person) -> None:
    kept = brought(publisher, ",Oak,school,ct,\n")
    who, now = acting(publisher, "ct/office/policy"), timezone.now()
    apply_file(acting=who, file=kept, now=now)

    with pytest.raises(RefusedError, match="applied or replaced"):
        apply_file(acting=who, file=kept, now=now + timedelta(seconds=1))
    assert Agency.objects.filter(name="Oak").count() == 1


def test_a_newer_list_takes_the_place_of_an_older(publisher: Person) -> None:
    old = brought(publisher, ",Oak,school,ct,\n")
    brought(publisher, ",Elm,school,ct,\n")

    page = text(signed_in(publisher), f"/agencies/ct/office/policy/import/{old.pk}/")
    assert "Another list has taken its place" in page


def test_junk_brought_in_is_told_and_changes_nothing(publisher: Person) -> None:
    upload = SimpleUploadedFile("junk.csv", b"\x1f\x8b\xff\x00junk")
    data = {"file": upload, "format_key": "hifld"}
    response = signed_in(publisher).post("/agencies/ct/office/policy/import/", data, follow=True)

    assert response.status_code == 200
    assert "Problems" in response.content.decode()
    assert not Agency.objects.exclude(kind=Kind.STATE_OFFICE).exists()


def test_the_coverage_report_maps_every_town(publisher: Person) -> None:
    seed_demonstration(state="ct")
    client = signed_in(publisher)
    page = text(client, "/agencies/ct/office/policy/coverage/")
    lines = text(client, "/agencies/ct/office/policy/coverage.csv").splitlines()

    assert page.count("<g><title>") == 169
    assert "of 169 towns are reached" in page
    assert len(lines) == 170
    assert [line for line in lines if line.startswith("Haddam,open,")]
