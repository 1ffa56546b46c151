"""The ladder against a small model of it, under any mixture of time, takes, kills and workers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from charteroak.desk.referrals import actions
from charteroak.desk.referrals.actions import climbing
from charteroak.desk.referrals.models import Referral
from charteroak.desk.requests.actions import decide_request
from desk.referrals.ladders import (
    NIGHT,
    acts_at,
    acts_of,
    called,
    letters_of,
    make_school,
)
from desk.requests.making import make_request

WAITS = (5, 5, 10, 15, 15)
LADDER = ["Administrator", "Backup", "Superintendent", "Counsel"]
TAKERS = ("administrator", "backup", "superintendent", "counsel")


class Killed(BaseException):
    """The worker was killed."""


class LadderMachine(RuleBasedStateMachine):
    """The model: which step was reached, when the next is due, who has it, whether it ended."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.school = make_school()
        self.now: datetime = NIGHT
        clerk = acts_at(self.school.clerk, self.school.agency)
        self.referral = actions.refer(acting=clerk, request=make_request(clerk), now=NIGHT)
        self.step = 1
        self.due: datetime | None = NIGHT + timedelta(minutes=WAITS[0])
        self.holder = ""
        self.takes: list[tuple[str, str]] = []
        self.decided = self.ended = self.unanswered = False
        self.seen = self.stored()

    def stored(self) -> Referral:
        return Referral.objects.get(pk=self.referral.pk)

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(minutes=st.integers(0, 12))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def a_worker_looks(self) -> None:
        actions.ring_due(self.now)
        self._expect_moved()

    @rule()
    def a_worker_is_killed_in_the_middle(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(climbing, "record", self._kill)
            try:
                with transaction.atomic():
                    actions.ring_due(self.now)
            except Killed:
                pass

    @staticmethod
    def _kill(**_: object) -> None:
        raise Killed

    @rule()
    def another_worker_reads_and_is_slow(self) -> None:
        self.seen = self.stored()

    @rule()
    def the_slow_worker_goes_on(self) -> None:
        before = self.seen
        same = (before.place, before.next_at) == (self.step, self.due) and not self.ended
        moved = climbing.move_on(before, self.now)
        assert moved == (same and self.due is not None and self.due <= self.now)
        if moved:
            self._expect_moved()

    def _expect_moved(self) -> None:
        """Move the model as one look of a worker moves the referral."""
        if self.ended:
            return
        if self.decided:
            self.ended, self.due = True, None
        elif self.due is not None and self.due <= self.now:
            self._expect_next()

    def _expect_next(self) -> None:
        if self.step == len(WAITS):
            self.due, self.unanswered = None, self.unanswered or not self.holder
            return
        self.step += 1
        self.due = self.now + timedelta(minutes=WAITS[self.step - 1])

    @precondition(lambda self: not self.decided)
    @rule(who=st.sampled_from(TAKERS))
    def somebody_takes_it(self, who: str) -> None:
        person = getattr(self.school, who)
        acting = acts_at(person, self.school.agency)
        actions.take(acting=acting, referral=self.referral, now=self.now)
        if self.holder != who or self.due is not None:
            self.takes.append((who, self.holder))
        self.holder, self.due = who, None

    @precondition(lambda self: not self.decided and self.step < len(WAITS))
    @rule()
    def the_desk_has_the_next_one_called(self) -> None:
        clerk = acts_at(self.school.clerk, self.school.agency)
        actions.call_next(acting=clerk, referral=self.referral, now=self.now)
        self._expect_next()

    @precondition(lambda self: not self.decided)
    @rule()
    def the_request_is_decided(self) -> None:
        clerk = acts_at(self.school.clerk, self.school.agency)
        decide_request(clerk, self.referral.request, decision="followed")
        self.decided = True

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        if not hasattr(self, "referral"):
            return
        stored = self.stored()
        assert (stored.place, stored.next_at) == (self.step, self.due)
        assert (stored.ended_at is not None) == self.ended
        assert (stored.unanswered_at is not None) == self.unanswered
        holder = str(stored.taken_by).removeprefix("Demo ").lower()
        assert holder == (self.holder or "none")
        assert stored.takes.count() == len(self.takes)

    @invariant()
    def each_rung_was_called_once_and_has_its_letter_and_event(self) -> None:
        if not hasattr(self, "referral"):
            return
        lowest = LADDER[: self.step]
        again = len(called(self.referral)) - len(lowest)
        assert called(self.referral)[: len(lowest)] == lowest
        assert again == (len(LADDER) if self.step == len(WAITS) else 0)
        assert len(letters_of(self.referral)) == len(called(self.referral))
        moves = {"started", "called", "called_early"}
        assert sum(act in moves for act in acts_of(self.referral.request)) == self.step


@pytest.mark.slow
@pytest.mark.django_db
def test_the_ladder_does_what_the_model_says() -> None:
    run_state_machine_as_test(
        LadderMachine, settings=settings(max_examples=15, stateful_step_count=20)
    )
