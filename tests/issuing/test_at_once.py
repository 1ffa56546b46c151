"""Two people at once: real threads, real transactions, one of them is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from charteroak.issuing import actions, drafting
from charteroak.issuing.errors import EditConflictError, IssuingError, NotReadyError
from charteroak.issuing.models import Draft, Revision, Signature, Withdrawal
from issuing.the_office import in_signature, issued, make_office, porch

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*steps: Callable[[], object]) -> list[type[IssuingError] | None]:
    """Take steps in threads that start together; return what stopped each."""
    start = Barrier(len(steps))

    def take(step: Callable[[], object]) -> type[IssuingError] | None:
        start.wait()
        try:
            step()
        except IssuingError as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def test_of_editors_who_save_at_once_one_wins_and_the_others_are_told() -> None:
    office = make_office()
    draft = drafting.begin_draft(acting=office.author, source=porch())

    def save(words: str) -> Callable[[], object]:
        return lambda: drafting.save_draft(
            acting=office.author, draft=draft, revision=1, source=porch() + words
        )

    stopped = at_once(*(save(f"Words {number}.\n") for number in range(4)))
    assert stopped.count(None) == 1
    assert stopped.count(EditConflictError) == 3
    winner = stopped.index(None)
    assert Draft.objects.get().source.endswith(f"Words {winner}.\n")
    assert Revision.objects.count() == 2


def test_an_edit_and_a_signature_at_once_never_leave_a_signature_under_other_words() -> None:
    office = make_office(signers=1)
    draft = in_signature(office)
    at_once(
        lambda: actions.sign_draft(acting=office.signers[0], draft=draft, digest=draft.hash),
        lambda: drafting.save_draft(
            acting=office.author, draft=draft, revision=1, source=porch() + "More.\n"
        ),
    )

    draft.refresh_from_db()
    standing = Signature.objects.filter(struck_at__isnull=True)
    assert draft.source.endswith("More.\n")
    assert not standing.exists()


def test_a_version_that_two_withdraw_at_once_is_withdrawn_once() -> None:
    office = make_office()
    version = issued(office)

    def withdraw() -> object:
        return actions.withdraw_version(
            acting=office.publisher, version=version, reason="A court said so."
        )

    assert sorted(map(str, at_once(withdraw, withdraw))) == sorted(map(str, [None, NotReadyError]))
    assert Withdrawal.objects.count() == 1
