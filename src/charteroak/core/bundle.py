"""A bundle: compiled guidance as one small JSON text, from which a browser answers offline.

``offline/bundle.js`` and its neighbours answer from it as ``answer.py`` does; tests hold the two
together.  The text is canonical: sorted keys, no spaces, and no ``<``, so that it may stand
inside a page.  ``sha256`` is the hash of the canonical text without that key; it shows damage, and
names the content where it was published.

``memo`` (id@version), ``title``, ``day`` and ``valid_until`` are words; everywhere else a word
is its number in ``strings``, where every word stands once.  Below, words are marked by quotes;
other things are numbers, or meant by their number in their own list.

=============  ====================================================================================
key            what it holds
=============  ====================================================================================
format         1
draft          1 where no office has issued the memo, else 0
most_states    how far the search for the next question goes, see ``interview.py``
texts          ["id@version", "title", "kind"], highest level first
facts          ["text", "name", "name shown", "question", "how to tell", "why", "decided by",
               level or -1, ["answers"], line or 0]; a line is ["measure", "unit", "what is
               allowed", ["cuts"]]; a cut is a point in decimals, with + just after it; null: open
memo_facts     the facts that the memo itself may name, in its order
acts           ["name", "question", "group", "note", node, 0 or [ruling, citations…]], the last
               for *not sure*
ruled          how many of the acts, from the first, some text rules on
papers         ["name", "title", "looks like", "signed by", "from", "to", [acts asked for],
               [[fact, "answer settled"]…], [citations]]
rulings        ["direction", "bounds"…], in the order in which several are shown
filled         the ruling that each becomes once a plan's blanks are filled in; empty: itself
outcomes       [ruling, saying that binds or -1, conflict, sayings…], the leaves of acts
sayings        [row, ruling]
rows           [text, "table", "row", "anchor", "section", line, paragraph or -1, citations…]
citations      ["cite", "grade", "status", "source", "note"]
items          ["kind", "words", row, node, 0 or [acts asked for], ["column", "words"]…]
paragraphs     [text, "anchor", "title", "Markdown"]
nodes          one after another, children first; a node is its level and a child for each answer,
               and a child is the number of a node, -1 for no, -2 for yes, or -3 - outcome
=============  ====================================================================================
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charteroak.core.bundle_nodes import Strings
from charteroak.core.bundle_tables import Tables
from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance
from charteroak.core.interview import MOST_STATES
from charteroak.core.memo import Standing

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """Guidance ready to be used offline until ``valid_until``, named by its ``sha256``."""

    content: Mapping[str, Any]
    sha256: str
    valid_until: date

    def to_json(self) -> str:
        """Return the bundle as canonical JSON."""
        return canonical({**self.content, "sha256": self.sha256})


def make_bundle(guidance: Guidance, *, valid_until: date) -> Bundle:
    """Return the bundle of ``guidance``.

    Args:
        guidance: the memo and the texts it rests on, on the first day of the bundle's use.
        valid_until: the last day on which it may be used.  It is brought forward to the last day
            on which the same versions are in force and the same legal statuses hold.

    Raises:
        CharterOakError: ``valid_until`` is before the day of the guidance.
        TooLargeError: a table cannot be worked out within the limits.
    """
    if valid_until < guidance.day:
        message = f"the bundle would expire on {valid_until}, before its first day {guidance.day}"
        raise CharterOakError(message)
    until = min([valid_until, *_last_days(guidance)])
    strings, tables = Strings(), Tables(guidance)
    content: dict[str, Any] = {
        "format": FORMAT,
        "memo": str(guidance.memo.id),
        "title": guidance.memo.title,
        "draft": int(guidance.memo.standing is Standing.DRAFT),
        "day": guidance.day.isoformat(),
        "valid_until": until.isoformat(),
        "most_states": MOST_STATES,
        **{name: strings.within(table) for name, table in tables.lists().items()},
        "strings": strings.all,
    }
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()
    return Bundle(content, digest, until)


def canonical(data: Any) -> str:
    """Return ``data`` as JSON of one possible form: sorted keys, no spaces, no ``<``."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", r"\u003c")


def _last_days(guidance: Guidance) -> Iterable[date]:
    """Yield each day from the guidance's on after which it may say something else."""
    for text in guidance.texts:
        if text.in_force.end is not None and text.in_force.end >= guidance.day:
            yield text.in_force.end
        for entry in text.citations:
            for status in entry.statuses:
                if status.since is not None and status.since > guidance.day:
                    yield status.since - timedelta(days=1)
