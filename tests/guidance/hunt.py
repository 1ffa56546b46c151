"""The hunt for the mutants of a text: whether reading, checking or a memo above it finds each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from charteroak.core.checking import Code, Finding, Severity
from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import merge
from charteroak.core.checking.segments import Segment, periods_of
from charteroak.core.errors import Place
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from guidance.mutants import Mutant, mutants
from guidance.refusals import refused
from guidance.stand import Stand

GRAVE = frozenset({Severity.ERROR, Severity.WARNING})


@dataclass(frozen=True, slots=True)
class Bag:
    """What a hunt brought home: how many mutants there were, and those that nothing found.

    The ``mute`` among the survivors change what the text says where another text binds: the same
    binds in every situation, and the same is done.
    """

    mutants: int
    survivors: tuple[Mutant, ...]
    mute: tuple[Mutant, ...]


def hunt(library: Library, memo: Memo) -> Bag:
    """Hunt the mutants of ``memo``; one that is the same in every function is none."""
    ground = Ground(library, memo)
    caught = {each: ground.catches(each) for each in mutants(memo) if ground.differs(each)}
    left = tuple(mutant for mutant in caught if not caught[mutant])
    return Bag(len(caught), left, tuple(filter(ground.is_mute, left)))


class Ground:
    """One text with the memos that rest on it, in each segment of their time in force."""

    def __init__(self, library: Library, memo: Memo) -> None:
        """Prepare the hunt for the mutants of ``memo``; the memos above wait until needed."""
        self.library, self.memo = library, memo

    @cached_property
    def own(self) -> Checked:
        """The text itself."""
        return Checked(self.library, self.memo, self.memo)

    @cached_property
    def above(self) -> tuple[Checked, ...]:
        """The memos that rest on the text on some day."""
        found = (Checked(self.library, memo, self.memo) for memo in _memos(self.library))
        return tuple(each for each in found if each.stands and each.memo.id != self.memo.id)

    def differs(self, mutant: Mutant) -> bool:
        """Tell whether the mutant can be told from the text: refused, or answering otherwise."""
        return refused(mutant.memo) or any(stand.differs(mutant) for stand in self.own.stands)

    def is_mute(self, mutant: Mutant) -> bool:
        """Tell whether nothing else binds and nothing else is done, in the text or above it."""
        stands = (stand for checked in (self.own, *self.above) for stand in checked.stands)
        return all(stand.hears_nothing(mutant) for stand in stands)

    def catches(self, mutant: Mutant) -> bool:
        """Tell whether reading or checking finds the mutant, in its text or in a memo above."""
        return (
            refused(mutant.memo)
            or self.own.catches(mutant)
            or any(checked.catches(mutant) for checked in self.above)
        )


def _memos(library: Library) -> Iterator[Memo]:
    for shelf in library.shelves.values():
        yield from (library.version(header.id) for header in shelf.headers)


# ---- one memo that is checked -------------------------------------------------------------------


class Checked:
    """A memo that is checked with a mutant in the place of one of its texts."""

    def __init__(self, library: Library, memo: Memo, mutated: Memo) -> None:
        """Prepare the segments of ``memo`` in which ``mutated`` is in play."""
        self.memo = memo
        rests = memo.id == mutated.id or bool(memo.rests_on or memo.adopts)
        periods = periods_of(library, memo) if memo.tables and rests else ()
        stands = (Stand(library, memo, mutated, period) for period in periods)
        self.stands = tuple(stand for stand in stands if stand.place_of_mutant is not None)

    @cached_property
    def known(self) -> frozenset[object]:
        """What is found in the memo as it is."""
        return _grave([(stand.exam, list(stand.proofs(stand.base))) for stand in self.stands])

    def catches(self, mutant: Mutant) -> bool:
        """Tell whether the check finds something new with the mutant in place."""
        guidances = [stand.guidance(mutant) for stand in self.stands]
        pairs = list(zip(self.stands, guidances, strict=True))
        if any(stand.fails_a_case(guidance, mutant) for stand, guidance in pairs):
            return True
        found = [(stand.exam, list(stand.proofs(guidance))) for stand, guidance in pairs]
        return not _grave(found) <= self.known


def _grave(found: Sequence[tuple[Examination, list[Finding]]]) -> frozenset[object]:
    """Return the errors and warnings of all segments, told apart by where they stand."""
    segments = [
        (Segment(period=exam.period, texts=(), situations=0), findings) for exam, findings in found
    ]
    return frozenset(_told(each) for each in merge(segments) if each.severity in GRAVE)


def _told(finding: Finding) -> tuple[Severity, Code, Place | str]:
    """Return what tells one finding from another in spite of a mutant elsewhere.

    A citation that is not law is reported at the first of its rows, which may be another one.
    """
    of_many = finding.code is Code.NOT_LAW
    return finding.severity, finding.code, "" if of_many else finding.place
