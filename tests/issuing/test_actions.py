"""From draft to issued version: in order, by right, and on exactly these words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from charteroak.directory.access import NotAllowedError
from charteroak.issuing import actions, drafting, queries, signing
from charteroak.issuing.errors import EditConflictError, NotReadyError, NotYoursError
from charteroak.issuing.models import Draft, IssuedVersion, Revision, Signature, State, Withdrawal
from charteroak.outbox.models import Message
from issuing.the_office import acts, in_review, in_signature, issued, make_office, porch, signed

pytestmark = pytest.mark.django_db
EMPTY_GUARANTEE = """
## Guarantees

| guarantee                                           | cite    |
|-----------------------------------------------------|---------|
| never light it must when dark = yes and dark = no   | Porch 1 |
"""


def test_a_draft_is_signed_in_order_and_issued() -> None:
    version = issued(make_office(signers=3))

    assert version.draft.state == State.ISSUED
    assert bytes(version.source).decode() == porch()
    assert [each["signature"] for each in version.signatures] == [
        each.signature for each in version.draft.signatures.all()
    ]
    assert acts()[-1] == "version.issued"
    assert acts().count("draft.signed") == 3


def test_two_editors_never_lose_each_others_words() -> None:
    office = make_office()
    draft = drafting.begin_draft(acting=office.author, source=porch())
    drafting.save_draft(acting=office.author, draft=draft, revision=1, source=porch() + "First.\n")

    with pytest.raises(EditConflictError, match="revision 2"):
        drafting.save_draft(acting=office.author, draft=draft, revision=1, source="Second.")
    assert Draft.objects.get().source.endswith("First.\n")
    assert Revision.objects.count() == 2


def test_an_edit_strikes_the_signatures_out_and_keeps_them() -> None:
    office = make_office()
    draft = signed(office)

    drafting.save_draft(acting=office.author, draft=draft, revision=1, source=porch() + "More.\n")

    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert queries.standing_signatures(draft) == []
    assert len(queries.struck_signatures(draft)) == 2


def test_nobody_signs_out_of_turn() -> None:
    office = make_office()
    draft = in_signature(office)

    with pytest.raises(NotReadyError, match="Next is Signer 0"):
        actions.sign_draft(acting=office.signers[1], draft=draft, digest=draft.hash)


def test_nobody_signs_other_words_than_were_on_the_page() -> None:
    office = make_office()
    draft = in_signature(office)

    with pytest.raises(NotReadyError, match="changed since"):
        actions.sign_draft(acting=office.signers[0], draft=draft, digest="0" * 64)


def test_nobody_signs_what_the_check_refuses() -> None:
    office = make_office()
    draft = in_review(office, porch().replace("| 2 | no   | should not | Porch 1 |\n", ""))

    with pytest.raises(NotReadyError, match="Nobody signs what it refuses"):
        drafting.send_to_signature(acting=office.author, draft=draft, signers=office.who_sign())


def test_warnings_are_acknowledged_in_words_and_for_these_words_only() -> None:
    office = make_office()
    draft = in_review(office, porch() + EMPTY_GUARANTEE)
    send = partial(drafting.send_to_signature, signers=office.who_sign())

    with pytest.raises(NotReadyError, match="The check warns"):
        send(acting=office.author, draft=draft)
    drafting.acknowledge_warnings(acting=office.author, draft=draft, words="It is on purpose.")
    assert send(acting=office.author, draft=draft).state == State.SIGNING


def test_a_refusal_sends_the_draft_back_with_its_reason() -> None:
    office = make_office()
    draft = in_signature(office)
    actions.sign_draft(acting=office.signers[0], draft=draft, digest=draft.hash)

    back = actions.refuse_to_sign(
        acting=office.signers[1], draft=draft, reason="Section 1 is too long."
    )

    assert back.state == State.DRAFT
    assert queries.standing_signatures(back) == []
    assert back.steps.values_list("words", flat=True)[0] == "Section 1 is too long."


@pytest.mark.parametrize("who", ["author", "signer"])
def test_only_the_publisher_issues(who: str) -> None:
    office = make_office()
    person = office.author if who == "author" else office.signers[0]

    with pytest.raises(NotAllowedError):
        actions.issue_version(acting=person, draft=signed(office))


def test_only_authors_write_and_only_signers_sign() -> None:
    office = make_office()

    with pytest.raises(NotAllowedError):
        drafting.begin_draft(acting=office.publisher, source=porch())
    with pytest.raises(NotAllowedError):
        actions.sign_draft(acting=office.author, draft=in_signature(office), digest="")


def test_an_office_writes_texts_of_its_own_state_only() -> None:
    with pytest.raises(NotYoursError, match="ma/"):
        drafting.begin_draft(acting=make_office("ma/office/policy").author, source=porch())


def test_a_text_that_one_office_issued_is_not_written_by_another() -> None:
    issued(make_office())
    other = make_office("ct/office/other")

    with pytest.raises(NotYoursError, match="is issued by"):
        drafting.begin_draft(acting=other.author, source=porch("2026-02-01"))


def test_a_version_is_issued_once() -> None:
    office = make_office()
    issued(office)

    with pytest.raises(NotReadyError, match="another version"):
        drafting.begin_draft(acting=office.author, source=porch())


def test_what_is_reviewed_is_what_is_published() -> None:
    office = make_office()
    draft = in_review(office, porch().replace("kind: memo\n", "kind: memo\nstatus: draft\n"))

    assert draft.source == porch()
    assert draft.revision == 2


def test_a_version_that_would_never_answer_is_not_issued() -> None:
    office = make_office()
    issued(office, porch("2026-03-01", start="2026-03-01"))

    with pytest.raises(NotReadyError, match="would still answer"):
        issued(office, porch("2026-01-02", start="2026-01-02"))


def test_a_correction_says_what_it_corrects_and_why() -> None:
    office = make_office()
    first = issued(office)
    draft = signed(office, porch("2026-01-01.2"))

    with pytest.raises(NotReadyError, match="Say why"):
        actions.issue_version(acting=office.publisher, draft=draft, correction_of=first)
    second = actions.issue_version(
        acting=office.publisher, draft=draft, correction_of=first, reason="A wrong number."
    )
    assert second.correction_of == first


def test_a_version_is_withdrawn_once() -> None:
    office = make_office()
    version = issued(office)
    withdraw = partial(actions.withdraw_version, version=version, reason="A court said so.")

    assert withdraw(acting=office.publisher).at <= timezone.now()
    with pytest.raises(NotReadyError, match="already"):
        withdraw(acting=office.publisher)
    assert acts()[-1] == "version.withdrawn"


def test_a_signature_is_verified_from_the_statement_alone() -> None:
    signature = issued(make_office()).signatures[0]

    assert signing.holds(signature["statement"], signature["signature"])
    forged = signature["statement"].replace("Governor's Office", "Somebody else")
    assert not signing.holds(forged, signature["signature"])


def test_a_forged_signature_row_does_not_count() -> None:
    office = make_office()
    draft = in_signature(office)
    line = queries.next_line(draft)
    assert line is not None
    real = actions.sign_draft(acting=office.signers[0], draft=draft, digest=draft.hash)
    Signature.objects.create(
        draft=draft,
        order=2,
        person=office.signers[1].person,
        name="Demo Forger",
        title="Forger",
        hash=draft.hash,
        statement=real.statement.replace('"order":1', '"order":2'),
        signature=real.signature,
        signed_at=timezone.now(),
    )
    draft.state = State.SIGNED
    draft.save()

    with pytest.raises(NotReadyError, match="Not every signature"):
        actions.issue_version(acting=office.publisher, draft=draft)


CHANGES: dict[str, Callable[[], object]] = {
    "an issued version": lambda: IssuedVersion.objects.update(title="Other"),
    "its embargo": lambda: IssuedVersion.objects.update(
        public_from=timezone.now() + timedelta(days=1)
    ),
    "an issued version away": lambda: IssuedVersion.objects.all()._raw_delete("default"),
    "a withdrawal away": lambda: Withdrawal.objects.all()._raw_delete("default"),
    "a revision": lambda: Revision.objects.update(source="Other"),
    "a statement": lambda: Signature.objects.update(statement="Other"),
    "a signature away": lambda: Signature.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_database_refuses_to_change(what: str) -> None:
    office = make_office()
    actions.withdraw_version(
        acting=office.publisher, version=issued(office), reason="A court said so."
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[what]()


def test_the_next_signer_is_asked_by_mail_with_a_link_that_only_shows() -> None:
    office = make_office()
    draft = in_signature(office)
    actions.sign_draft(acting=office.signers[0], draft=draft, digest=draft.hash)

    asked = Message.objects.filter(purpose="signature").order_by("pk")
    assert [each.to for each in asked] == [each.person.email for each in office.signers]
    assert f"/memos/{draft.pk}/sign/" in asked[0].text


def test_after_a_refusal_the_first_signer_is_asked_anew() -> None:
    office = make_office(signers=1)
    draft = in_signature(office)
    actions.refuse_to_sign(acting=office.signers[0], draft=draft, reason="Not like this.")
    drafting.send_to_review(acting=office.author, draft=draft)
    drafting.send_to_signature(acting=office.author, draft=draft, signers=office.who_sign())

    assert Message.objects.filter(purpose="signature").count() == 2
