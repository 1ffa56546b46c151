"""Who is asked again is told by the texts themselves: here the shipped memo for law enforcement."""

from __future__ import annotations

import pytest

from charteroak.core.memo import Version
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.issuing.letters import actions
from charteroak.issuing.letters.models import Issuance
from charteroak.issuing.library import current_library
from charteroak.issuing.models import IssuedVersion
from charteroak.issuing.words import words_of
from issuing.letters.the_mailing import letter_to
from issuing.the_office import Office, acting, issued, make_office
from the_cast import make_agency, make_post

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KINDS = [Kind.MUNICIPAL_POLICE.value, Kind.PRISON.value, Kind.TROOP.value]
HOLD = """\
| F | law: hold | > hold | # cite |
|---|-----------|--------|--------|
"""
HOLD_BY_AGENCY = """\
| F | law: hold | agency | > hold | # cite |
|---|-----------|--------|--------|--------|
| correction | may | correction | should not | CGS 54-192h(b)(1)(A) |
"""
ROWS = {
    "| open | may | may, until 48": "| open | may | - | may, until 48",
    "| not listed | no rule | should not | CGS 54-192h(g)": (
        "| not listed | no rule | - | should not | CGS 54-192h(g)"
    ),
    "| the law decides | - | no rule | CGS 54-192h(b)(1)(A) |\n\n## 2.": (
        "| the law decides | - | - | no rule | CGS 54-192h(b)(1)(A) |\n\n## 2."
    ),
}
HELD = (
    "| yes | may, until 48 hours, on the decision of the head of the agency | - "
    "| identify, read the signature, both clocks | no questions "
    "| clock of the form, clock of the regulation, log |"
)
NOT_HELD = "| yes | should not | - | identify, read the signature | no questions | log |"


def first_words() -> str:
    """Return the shipped memo."""
    return words_of(current_library().version(Version("ct/law-enforcement", "2026-11-23")).source)


def words_with_one_change() -> str:
    """Return the memo a week later: correction alone should no longer hold."""
    words = first_words().replace("2026-11-23", "2026-11-30").replace(HOLD, HOLD_BY_AGENCY)
    for before, after in (*ROWS.items(), (HELD, NOT_HELD)):
        assert before in words
        words = words.replace(before, after, 1)  # the first case held is one of correction
    return words


def send(office: Office, version: IssuedVersion) -> Issuance:
    """Return an issuance to everybody whom the memo is meant for."""
    return actions.start_issuance(
        acting=office.publisher,
        version=version,
        kinds=KINDS,
        towns=[],
        role=Role.HEAD,
        cover="Please read it.",
    )


def acknowledge(agency: Agency, issuance: Issuance) -> None:
    """Let the head of an agency acknowledge its letter."""
    head = acting(make_post(agency, Role.HEAD), agency)
    letter = letter_to(agency, issuance)
    actions.open_letter(acting=head, letter=letter)
    actions.acknowledge(acting=head, letter=letter, name="Demo Head")


def test_a_change_for_correction_alone_asks_correction_again_and_not_the_police() -> None:
    office = make_office()
    police, troop = make_agency(), make_agency("ct/state-police/troop-z", kind=Kind.TROOP)
    prison = make_agency("ct/prison/elmford", kind=Kind.PRISON)
    first = send(office, issued(office, first_words()))
    for each in (police, troop, prison):
        acknowledge(each, first)
    second = send(office, issued(office, words_with_one_change()))

    assert letter_to(prison, second).must_acknowledge
    assert letter_to(prison, second).answers_changed
    for each in (police, troop):
        letter = letter_to(each, second)
        assert (letter.answers_changed, letter.duties_changed) == (0, 0)
        assert not letter.must_acknowledge
