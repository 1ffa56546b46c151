"""The ledger of an agency in words, and the counts of a state."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from charteroak.directory.audit import queries
from charteroak.directory.audit.words import act_in_words, lines
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.ledger.actions import record
from charteroak.ledger.models import Event
from directory.test_people import TODAY, head_of
from the_cast import make_agency, make_person, make_post

pytestmark = pytest.mark.django_db
NUMBER = "8e6aa83a-a197-454f-8f71-6de56f31ce30"


def note(agency: Agency, act: str = "request.recorded", actor: str = "system:worker") -> None:
    with transaction.atomic():
        detail = {"hash": "ab" * 32, "acts": ["hold", "interview"]}
        subject = f"request:{NUMBER}"
        record(act=act, actor=actor, agency=agency.slug, subject=subject, detail=detail)


def test_an_event_is_told_with_the_name_of_who_acted() -> None:
    agency, person = make_agency(), make_person("Demo Desk")
    note(agency, actor=person.actor)
    line = lines(Event.objects.all())[0]

    assert (line.act, line.who, line.about) == (
        "Recorded a request",
        "Demo Desk",
        "request 8e6aa83a",
    )
    assert ("acts", "hold, interview") in line.details
    assert ("hash", "abababababab…") in line.details


def test_an_act_without_words_of_ours_is_told_by_its_name() -> None:
    assert act_in_words("tea.made_twice") == "Tea: made twice"


def test_the_ledger_of_an_agency_is_filtered_and_shows_nothing_of_others() -> None:
    agency, other = make_agency(), make_agency("ct/police/other")
    head = head_of(agency)
    note(agency)
    note(agency, "letter.opened")
    note(other)

    assert queries.events_of(head).count() == 2
    assert [event.act for event in queries.events_of(head, kind="letter")] == ["letter.opened"]
    assert queries.events_of(head, since=TODAY.replace(year=2090)).count() == 0
    assert queries.kinds_of(head) == ["letter", "request"]


def test_the_auditor_sees_counts_of_the_state_and_no_agency(client: Client) -> None:
    office = make_agency("ct/office/policy", kind=Kind.STATE_OFFICE)
    auditor = make_post(office, Role.AUDITOR)
    for agency in (make_agency(), make_agency("ct/police/other"), make_agency("ma/police/far")):
        note(agency)
    client.force_login(auditor)
    page = client.get(f"/agencies/{office.slug}/counts/").content.decode()

    assert "Recorded a request" in page
    assert '<td class="number">2</td>' in page
    assert "elmford" not in page.lower()


def test_a_wrong_day_in_the_filter_is_said_and_everything_is_shown(client: Client) -> None:
    agency = make_agency()
    head = head_of(agency).person
    note(agency)
    client.force_login(head)
    page = client.get(f"/agencies/{agency.slug}/ledger/?since=yesterday").content.decode()

    assert "There is a problem" in page
    assert "Recorded a request" in page
