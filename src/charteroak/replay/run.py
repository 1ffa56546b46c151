"""A replay from file to file: read a part, code it, look it up, write it, count."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from tqdm import tqdm

from charteroak.core.coding import Coding
from charteroak.core.guidance import Guidance
from charteroak.core.replay import match_columns, plan_act
from charteroak.replay.decide import Decided, Decider
from charteroak.replay.engine import THREADS
from charteroak.replay.files import Part, Source, open_source
from charteroak.replay.results import check_target, open_target
from charteroak.replay.summary import ReplayError, Summary
from charteroak.replay.tally import Tally

# So many parts are in memory at once.
MOST_WAITING = 2 * THREADS
# A progress bar is not worth showing for less, in seconds.
PATIENCE = 1.0

P = TypeVar("P")
R = TypeVar("R")


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
        self.plans = [plan_act(guidance, act) for act in dict.fromkeys(acts or guidance.acts)]
        self.columns, self.keep = columns, tuple(keep)
        by_level = {fact.level: fact for plan in self.plans for fact in plan.facts}
        self.facts = [by_level[level] for level in sorted(by_level)]
