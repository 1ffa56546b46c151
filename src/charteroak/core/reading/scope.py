"""The names that a text may use, its own and those of its vocabularies, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Fact,
    FactKey,
    NamedSet,
    RecordList,
    key,
)
from charteroak.core.memo import (
    Act,
    Citation,
    Grade,
    Kind,
    Memo,
    Paper,
)
from charteroak.core.reading.cells import DIRECTIONS
from charteroak.core.reading.front_matter import Header
from charteroak.core.reading.names import NameBook, unknown
from charteroak.core.reading.parts import Piece, split
from charteroak.core.reading.report import Fault, Report, shown
from charteroak.core.tables import (
    InputKey,
    Items,
    LawAct,
    OutputKey,
)

LAW = "law"
FACT, ACT, OUTPUT = "a fact", "an act", "an output"
LONGEST_CITE = 200


class ValueOutput(NamedTuple):
    """An output that is a fact for the next table: its name, its table, and its values."""

    name: str
    table: str
    answers: Answers


class Scope:
    """What the names in one text mean; filled section by section while the text is read.

    All are found by their key.  ``ruled`` names the table that rules on each act; ``item_names``
    are, for each kind of things to do, the names its rows may be given, with the right form.
    """

    def __init__(self, header: Header, report: Report, vocabularies: tuple[Memo, ...]) -> None:
        """Begin with nothing known."""
        self.header, self.report, self.vocabularies = header, report, vocabularies
        self.names = NameBook(report)
        self.facts: dict[str, Fact] = {}
        self.qualified: dict[FactKey, Fact] = {}
        self.acts: dict[str, Act] = {}
        self.papers: dict[str, Paper] = {}
        self.records: dict[str, RecordList] = {}
        self.sets: dict[str, NamedSet] = {}
        self.blanks: dict[str, str] = {}
        self.citations: dict[str, Citation] = {}
        self.values: dict[str, ValueOutput] = {}
        self.ruled: dict[str, str] = {}
        self.item_names: dict[Items, dict[str, str]] = {}
        self._entries: dict[str, Citation | None] = {}

    def add_fact(self, fact: Fact) -> None:
        """Make a fact known, in the place of one of the same name that was known before."""
        self.facts[key(fact.name)] = fact
        self.qualified[FactKey.of(fact)] = fact

    def known_input(self, name: str) -> tuple[InputKey, Answers] | None:
        """Return what an input or a condition reads, and its answers; None for an unknown name."""
        before, colon, after = name.partition(":")
        if colon:
            return self._qualified(before.strip(), after.strip())
        known = key(name)
        if known in self.facts:
            fact = self.facts[known]
            return FactKey.of(fact), fact.answers
        if known in self.values:
            return OutputKey(known), self.values[known].answers
        if known in self.ruled:
            return OutputKey(known), DIRECTIONS
        return None

    def _qualified(self, text: str, name: str) -> tuple[InputKey, Answers] | None:
        """Return ``law: ACT`` or ``text: fact``."""
        if key(text) == LAW:
            act = self.acts.get(key(name))
            return (LawAct(act.name), DIRECTIONS) if act else None
        fact = self.qualified.get(FactKey(text, key(name)))
        return (FactKey.of(fact), fact.answers) if fact else None

    def knows_input(self, name: str) -> bool:
        """Tell whether an input or a condition may read this name."""
        return self.known_input(name) is not None

    def input(self, name: str) -> tuple[InputKey, Answers]:
        """Return what an input or a condition reads, and its answers.

        Raises:
            Fault: there is no such fact, output or act, or this text may not read it.
        """
        found = self.known_input(name)
        if found is None:
            raise self._unknown_input(name)
        if isinstance(found[0], LawAct) and self.header.kind is Kind.LAW:
            allowed = "an act that another table of this text rules on, by its name"
            raise Fault("only a memo or a plan reads what the law gives", allowed)
        return found

    def _unknown_input(self, name: str) -> Fault:
        if key(name) in self.acts:
            act = self.acts[key(name)].name
            found = f"no table of this text rules on “{act}”"
            return Fault(
                found,
                f"law: {act}, for the direction that the law gives",
                word=f"law: {act}",
                candidates=(f"law: {act}",),
            )
        names = [fact.name for fact in self.facts.values()]
        names += [output.name for output in self.values.values()]
        names += [self.acts[act].name for act in self.ruled]
        if ":" in name:
            names = [f"{fact.text}: {fact.name}" for fact in self.qualified.values()]
            names += [f"{LAW}: {act.name}" for act in self.acts.values()]
        return unknown(name, "a fact, nor an output of a table of this text", names, listing(names))

    def act(self, name: str) -> str:
        """Return the declared spelling of an act.

        Raises:
            Fault: there is no such act.
        """
        act = self.acts.get(key(name))
        if act is None:
            names = [act.name for act in self.acts.values()]
            raise unknown(name, ACT, names, listing(names))
        return act.name

    def act_list(self, text: str) -> tuple[str, ...]:
        """Return a comma list of acts; ``-`` is none.

        Raises:
            Fault: one of them is unknown.
        """
        return (
            tuple(self._piece_of_acts(piece) for piece in split(text))
            if text not in {"-", ""}
            else ()
        )

    def _piece_of_acts(self, piece: Piece) -> str:
        try:
            return self.act(piece.text)
        except Fault as fault:
            fault.offset += piece.offset
            raise

    def paper(self, name: str) -> str:
        """Return the declared spelling of a paper.

        Raises:
            Fault: there is no such paper.
        """
        paper = self.papers.get(key(name))
        if paper is None:
            names = [paper.name for paper in self.papers.values()]
            raise unknown(name, "a paper", names, listing(names))
        return paper.name

    # ---- citations ------------------------------------------------------------------------------

    def cites(self, text: str) -> tuple[str, ...]:
        """Return the citations of a cell, separated by ``;``; each has an entry in *Citations*.

        Raises:
            Fault: there is none, or one has no entry.
        """
        pieces = [piece for piece in split(text, ";") if piece.text not in {"", "-"}]
        if not pieces:
            raise Fault("there is no citation", "what the row rests on; several are separated by ;")
        return tuple(self._cite(piece) for piece in pieces)

    def _cite(self, piece: Piece) -> str:
        cite = " ".join(piece.text.split())
        if len(cite) > LONGEST_CITE:
            allowed = f"{LONGEST_CITE} characters; several citations are separated by ;"
            raise Fault(f"a citation is {len(cite)} characters long", allowed, offset=piece.offset)
        if self.entry(cite) is None:
            names = list(self.citations)
            found = f"“{shown(cite)}” has no entry in Citations"
            raise Fault(found, listing(names), offset=piece.offset, word=cite, candidates=names)
        return cite

    def entry(self, cite: str) -> Citation | None:
        """Return the entry of *Citations* that covers ``cite``: the longest that does."""
        if cite not in self._entries:
            self._entries[cite] = self._entry(cite)
        return self._entries[cite]

    def _entry(self, cite: str) -> Citation | None:
        for end in range(len(cite), 0, -1):
            if (end == len(cite) or not cite[end].isalnum()) and cite[:end] in self.citations:
                return self.citations[cite[:end]]
        return None

    def not_verified(self, cites: Sequence[str]) -> str:
        """Return the first of ``cites`` that was not read in the official text, or nothing."""
        for cite in cites:
            entry = self.entry(cite)
            if entry is not None and entry.grade is not Grade.VERIFIED:
                return f"“{cite}” is {entry.grade}"
        return ""

    def optional_cites(self, text: str) -> tuple[str, ...]:
        """Return the citations of a cell that may also be empty.

        Raises:
            Fault: one has no entry.
        """
        return () if text in {"", "-"} else self.cites(text)


def open_scope(header: Header, report: Report, vocabularies: tuple[Memo, ...]) -> Scope:
    """Return the scope of a text that has not been read yet: what its vocabularies define.

    What the text itself defines is added later and takes the place of what has the same name.
    """
    scope = Scope(header, report, vocabularies)
    for words in reversed(vocabularies):
        for fact in reversed(words.known_facts()):
            scope.add_fact(fact)
        scope.acts |= {key(act.name): act for act in reversed(words.known_acts())}
        scope.papers |= {key(paper.name): paper for paper in reversed(words.known_papers())}
        scope.records |= {key(listed.name): listed for listed in reversed(words.known_records())}
        scope.sets |= {key(named.name): named for named in reversed(known_sets(words))}
    scope.names.seed((fact.name for fact in scope.facts.values()), f"{FACT} of a vocabulary")
    scope.names.seed((act.name for act in scope.acts.values()), f"{ACT} of a vocabulary")
    return scope


def known_sets(words: Memo) -> tuple[NamedSet, ...]:
    """Return the sets of a vocabulary and of those it uses."""
    return words.sets + tuple(s for below in words.vocabularies for s in known_sets(below))
