"""A replay from file to file: read a part, decide it, write it, count it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from charteroak.core.errors import UnknownNameError
from charteroak.core.guidance import Guidance
from charteroak.core.replay import match_columns, plan_act
from charteroak.replay.coder import Coder
from charteroak.replay.decide import NUMBER, REJECTED, Decider, Kept
from charteroak.replay.engine import THREADS
from charteroak.replay.files import Source, open_source
from charteroak.replay.results import check_target, is_delimited, open_target
from charteroak.replay.summary import ReplayError, Summary
from charteroak.replay.tally import Tally

# So many parts are in memory at once.
MOST_WAITING = 2 * THREADS
# A progress bar is not worth showing for less, in seconds.
PATIENCE = 1.0

Given = TypeVar("Given")
Found = TypeVar("Found")


class Replay:
    """Some acts of a guidance, ready to be decided for the records of files."""

    def __init__(
        self,
        guidance: Guidance,
        acts: Sequence[str],
        columns: Mapping[str, str],
        keep: Sequence[str],
    ) -> None:
        """Work out the plan of each act.

        Raises:
            UnknownNameError: no text in play knows an act.
            TooLargeError: an act cannot be worked out within the limits.
        """
        self.plans = [plan_act(guidance, act) for act in acts or guidance.acts]
        self.columns, self.keep = columns, tuple(dict.fromkeys(keep))
        by_level = {fact.level: fact for plan in self.plans for fact in plan.facts}
        self.facts = [by_level[level] for level in sorted(by_level)]

    def run(self, path: Path, target: Path | None) -> Summary:
        """Decide the records of the file at ``path`` and write what was found to ``target``.

        Raises:
            ReplayError: a file cannot be read or written.
            UnknownNameError: a fact or a column that does not exist.
            ColumnError: two columns hold the same fact.
        """
        _check_paths(path, target)
        source = open_source(path)
        coders = self._coders(source)
        decider = Decider(self.plans, coders, self._kept(source), delimited=is_delimited(target))
        tally = Tally(self.plans)
        self._decide_all(source, decider, target, tally)
        headers = {coder.fact.name: coder.header for _, coder in coders.values()}
        return tally.summary(source, headers, self.facts)

    def _decide_all(
        self, source: Source, decider: Decider, target: Path | None, tally: Tally
    ) -> None:
        positions = {position for position, _ in decider.coders.values()}
        positions.update(kept.position for kept in decider.kept)
        parts = source.parts(sorted(positions))
        with (
            open_target(target, decider.schema) as writer,
            tqdm(
                total=source.total, unit=source.unit, unit_scale=True, delay=PATIENCE, disable=None
            ) as bar,
        ):
            for decided in in_order(decider.decide, parts):
                writer.write(decided.batch)
                tally.add(decided)
                bar.update(decided.done)

    def _coders(self, source: Source) -> dict[int, tuple[int, Coder]]:
        """Return the position and the coder of each fact's column, by the fact's level."""
        found = match_columns(self.facts, source.headers, self.columns)
        by_level = {fact.level: fact for fact in self.facts}
        return {
            level: (position, Coder(by_level[level], source.headers[position]))
            for level, position in found.items()
        }

    def _kept(self, source: Source) -> list[Kept]:
        own = {NUMBER, REJECTED}
        for header in self.keep:
            if header not in source.headers:
                raise UnknownNameError("a column of the file", header, source.headers)
            if header in own or source.headers.count(header) > 1:
                message = f"the column “{header}” cannot be kept: the result has two of that name"
                raise ReplayError(message)
        places = [source.headers.index(header) for header in self.keep]
        return [Kept(place, source.headers[place], source.kind(place)) for place in places]


def in_order(
    function: Callable[[Given], Found], given: Iterable[Given], most_waiting: int = MOST_WAITING
) -> Iterator[Found]:
    """Yield ``function`` of each thing given, worked out by threads, in the order given.

    No more than ``most_waiting`` things are taken before their results are.
    """
    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        try:
            for each in given:
                waiting.append(threads.submit(function, each))
                if len(waiting) >= most_waiting:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _check_paths(source: Path, target: Path | None) -> None:
    if target is None:
        return
    check_target(target)
    if target.exists() and source.exists() and target.samefile(source):
        message = f"{target} is the file to read; name another one to write"
        raise ReplayError(message)
