"""A version goes to its audience in letters of their own, and each step back is on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from charteroak.directory.access import NotAllowedError
from charteroak.directory.roles import Role
from charteroak.issuing import actions as issuing
from charteroak.issuing.letters import actions
from charteroak.issuing.letters.errors import NobodyThereError, NotToBeDoneError
from charteroak.issuing.letters.models import Letter
from charteroak.issuing.letters.queries import ladder, letters_of, to_be_posted
from charteroak.issuing.letters.rungs import Rung
from charteroak.issuing.letters.worker import compose_due
from charteroak.outbox.states import State
from issuing.letters.the_mailing import COVER, KINDS, letter_to, make_mailing, outgoing, send
from issuing.the_office import acts, issued, make_office, porch

pytestmark = pytest.mark.django_db


def test_each_agency_of_the_audience_gets_one_letter_in_its_own_name() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    letters = {each.agency.slug: each for each in issuance.letters.all()}

    assert letters[mailing.police.slug].addressee == "Chief of Police"
    assert letters[mailing.district.slug].salutation == "Dear Superintendent:"
    assert len({each.reference for each in letters.values()}) == 2
    assert acts()[-1] == "issuance.started"


def test_only_the_towns_that_were_chosen_get_one() -> None:
    mailing = make_mailing()
    issuance = actions.start_issuance(
        acting=mailing.office.publisher,
        version=mailing.version,
        kinds=KINDS,
        towns=["Ashby"],
        role=Role.HEAD,
        cover=COVER,
    )

    assert [each.agency for each in issuance.letters.all()] == [mailing.district]


def test_an_audience_without_anybody_is_refused() -> None:
    mailing = make_mailing()

    with pytest.raises(NobodyThereError, match="Choose others"):
        actions.start_issuance(
            acting=mailing.office.publisher,
            version=mailing.version,
            kinds=["tribal police"],
            towns=[],
            role=Role.HEAD,
            cover=COVER,
        )


def test_an_author_may_not_send() -> None:
    mailing = make_mailing()

    with pytest.raises(NotAllowedError):
        actions.start_issuance(
            acting=mailing.office.author,
            version=mailing.version,
            kinds=KINDS,
            towns=[],
            role=Role.HEAD,
            cover=COVER,
        )


def test_a_withdrawn_version_is_not_sent() -> None:
    mailing = make_mailing()
    issuing.withdraw_version(
        acting=mailing.office.publisher, version=mailing.version, reason="A court."
    )
    mailing.version.refresh_from_db()

    with pytest.raises(NotToBeDoneError, match="was withdrawn"):
        send(mailing)


def test_letters_leave_no_earlier_than_the_version_is_public() -> None:
    mailing = make_mailing()
    mailing.version.public_from = later = timezone.now() + timedelta(hours=5)

    assert send(mailing).starts_at == later


def test_an_agency_without_an_address_is_written_to_by_its_head_or_by_post() -> None:
    mailing = make_mailing()
    mailing.police.email = ""
    mailing.police.save()
    issuance = send(mailing)

    assert letter_to(mailing.police, issuance).email == mailing.chief.person.email
    assert letter_to(mailing.district, issuance).email == ""
    assert [each.agency for each in to_be_posted(issuance)] == [mailing.district]


def test_a_letter_is_opened_by_a_signed_in_person_and_only_the_first_time_counts() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    first = actions.open_letter(acting=mailing.clerk, letter=letter)

    assert actions.open_letter(acting=mailing.clerk, letter=letter) == first
    assert acts().count("letter.opened") == 1


def test_the_head_acknowledges_once_and_after_opening() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    with pytest.raises(NotToBeDoneError, match="Open the memo first"):
        actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")
    actions.open_letter(acting=mailing.chief, letter=letter)
    done = actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")

    assert done.name == "Demo Chief"
    with pytest.raises(NotToBeDoneError, match="already"):
        actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")


def test_a_desk_may_read_and_not_acknowledge() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    actions.open_letter(acting=mailing.clerk, letter=letter)

    with pytest.raises(NotAllowedError):
        actions.acknowledge(acting=mailing.clerk, letter=letter, name="Demo Desk")


def test_nobody_opens_the_letter_of_another_agency() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.district, send(mailing))

    with pytest.raises(NotToBeDoneError):
        actions.open_letter(acting=mailing.chief, letter=letter)


def test_the_ladder_counts_every_letter_on_its_highest_rung() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    compose_due()
    letter = letter_to(mailing.police, issuance)
    steps = [ladder(issuance)]
    outgoing().update(state=State.ACCEPTED)
    steps.append(ladder(issuance))
    actions.open_letter(acting=mailing.chief, letter=letter)
    steps.append(ladder(issuance))
    actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")
    steps.append(ladder(issuance))
    rungs = (Rung.QUEUED, Rung.ACCEPTED, Rung.OPENED, Rung.ACKNOWLEDGED)

    assert [step[rung] for step, rung in zip(steps, rungs, strict=True)] == [1, 1, 1, 1]
    assert all(sum(step.values()) == 2 and step[Rung.NO_ADDRESS] == 1 for step in steps)


def test_a_failed_letter_goes_to_another_address_under_a_new_message() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    compose_due()
    outgoing().update(state=State.PERMANENT)
    letter = letter_to(mailing.police, issuance)
    old = letter.message
    actions.correct_address(
        acting=mailing.office.publisher, letter=letter, email="chief@elmford.example.org"
    )
    compose_due()
    letter.refresh_from_db()

    assert letter.message != old
    assert letter.message
    assert letter.message.to == "chief@elmford.example.org"
    assert outgoing().count() == 2


def test_a_letter_under_way_is_not_readdressed() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    compose_due()

    with pytest.raises(NotToBeDoneError, match="has not failed"):
        actions.correct_address(
            acting=mailing.office.publisher,
            letter=letter_to(mailing.police, issuance),
            email="chief@elmford.example.org",
        )


def test_what_mail_cannot_bring_is_printed_once() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    batch = actions.make_batch(acting=mailing.office.publisher, issuance=issuance)

    assert batch.letters_in_it == 1
    assert bytes(batch.pdf).startswith(b"%PDF")
    with pytest.raises(NotToBeDoneError, match="No letter waits"):
        actions.make_batch(acting=mailing.office.publisher, issuance=issuance)


def test_returned_mail_is_found_by_its_reference_whatever_the_case() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    actions.make_batch(acting=mailing.office.publisher, issuance=issuance)
    letter = letter_to(mailing.district, issuance)
    actions.enter_returned(
        acting=mailing.office.publisher, reference=letter.reference.lower(), because="Moved"
    )

    assert letters_of(issuance).get(pk=letter.pk).rung == Rung.FAILED


@pytest.mark.parametrize("reference", ["nothing", ""])
def test_a_reference_that_no_letter_has_is_refused(reference: str) -> None:
    mailing = make_mailing()

    with pytest.raises(NotToBeDoneError, match="No letter has the reference"):
        actions.enter_returned(
            acting=mailing.office.publisher, reference=reference, because="Moved"
        )


def test_an_office_does_not_touch_the_letters_of_another() -> None:
    mailing = make_mailing()
    issuance = send(mailing)
    other = make_office("ma/office/policy")

    with pytest.raises(NotToBeDoneError, match="another office"):
        actions.stop_reminders(acting=other.publisher, issuance=issuance)


def test_a_second_version_asks_again_only_where_something_that_binds_changed() -> None:
    mailing = make_mailing()
    letter = letter_to(mailing.police, send(mailing))
    actions.open_letter(acting=mailing.chief, letter=letter)
    actions.acknowledge(acting=mailing.chief, letter=letter, name="Demo Chief")
    same = issued(mailing.office, porch("2026-02-01", start="2026-02-01"))
    second = letter_to(mailing.police, send(mailing, same))
    other = issued(mailing.office, porch("2026-03-01", start="2026-03-01", dark="must"))
    third = letter_to(mailing.police, send(mailing, other))

    assert (second.must_acknowledge, second.answers_changed) == (False, 0)
    assert third.must_acknowledge
    assert third.answers_changed
    assert Letter.objects.get(pk=letter.pk).answers_changed is None
