"""The lists of a bundle, made from compiled guidance; ``bundle.py`` describes each.

Everything is numbered in an order that depends on the guidance alone, so that the same guidance
always gives the same lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from charteroak.core.bundle_nodes import Nodes, Numbered
from charteroak.core.directions import Direction, Ruling, Saying, Verdict
from charteroak.core.facts import (
    Choice,
    Fact,
    FactKey,
    Line,
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.measures import Cut, show_span
from charteroak.core.memo import (
    Memo,
    Paper,
)
from charteroak.core.provenance import blanks_of, reference, sourced, standing_in
from charteroak.core.situation import known_facts, known_papers
from charteroak.core.space import Domain
from charteroak.core.tables import (
    Row,
    Table,
)

Data = list[Any]
NO, YES, FIRST_OUTCOME = -1, -2, -3
# ruling, saying that binds, conflict, sayings
Outcome = tuple[Ruling, int, bool, tuple[int, ...]]


class Tables:
    """The lists of one guidance's bundle, strings still in place."""

    def __init__(self, guidance: Guidance) -> None:
        """Walk every diagram from its root, then number what the leaves say."""
        self.guidance, self.texts = guidance, guidance.texts
        self.fill = blanks_of(guidance.texts)
        self.nodes = Nodes()
        self.outcomes: Numbered[Outcome] = Numbered()
        self.sayings: Numbered[tuple[int, Ruling]] = Numbered()
        self.citations: Numbered[tuple[str, ...]] = Numbered()
        self.paragraphs: Numbered[tuple[int, str, str, str]] = Numbered()
        self.act_nodes = [self._act_node(name) for name in self.act_names]

    def lists(self) -> dict[str, Any]:
        """Return every list by its key, in the order in which their strings are numbered."""
        return {
            "texts": [[str(text.id), text.title, text.kind.value] for text in self.texts],
            "facts": [self._fact(fact) for fact in self.facts.values()],
            "memo_facts": self._memo_facts(),
            "acts": [self._act(*each) for each in zip(self.act_names, self.act_nodes, strict=True)],
            "ruled": len(self.guidance.acts),
            "papers": [self._paper(paper) for paper in known_papers(self.guidance)],
            "rulings": [[each.direction.value, *each.bounds] for each in self.rulings],
            "filled": self._filled(),
            "outcomes": [self._outcome(each) for each in self.outcomes.all],
            "sayings": [[row, self.rulings[ruling]] for row, ruling in self.sayings.all],
            "items": list(self._items()),
            "rows": [self._row(*source) for source in self._rows.values()],
            "citations": self.citations.all,
            "paragraphs": self.paragraphs.all,
            "nodes": self.nodes.flat(),
        }

    # ---- facts, acts, papers --------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[FactKey, Fact]:
        """Every fact that a text in play knows; those that tables read stand in their order."""
        return known_facts(self.guidance)

    @cached_property
    def act_names(self) -> list[str]:
        """The acts that a text rules on, then the others that one declares."""
        names = {key(act): act for act in self.guidance.acts}
        for text in self.texts:
            for act in text.known_acts():
                names.setdefault(key(act.name), act.name)
        return list(names.values())

    @cached_property
    def _fact_number(self) -> dict[FactKey, int]:
        return {source: number for number, source in enumerate(self.facts)}

    def _memo_facts(self) -> list[int]:
        own = dict.fromkeys(FactKey.of(fact) for fact in self.guidance.memo.known_facts())
        return [self._fact_number[source] for source in own]

    def _fact(self, fact: Fact) -> Data:
        space = self.guidance.space
        level = space.level.get(FactKey.of(fact), -1)
        if level < 0:
            return [fact.text, fact.name, fact.name, "", "", "", "", level, *_answers(_whole(fact))]
        domain = space.domains[level]
        asked = domain.fact
        words = [asked.question, asked.how_to_tell, asked.why, asked.decided_by]
        return [asked.text, asked.name, space.name(level), *words, level, *_answers(domain)]

    def _act(self, name: str, node: int) -> Data:
        declared = self.guidance.act(name)
        words = [declared.question, declared.group, declared.note] if declared else ["", "", ""]
        entry = self.guidance.memo.fallback(name)
        if entry is None:
            return [name, *words, node, 0]
        cites = self._cites(self.guidance.memo, entry.cites)
        return [name, *words, node, [self.rulings[entry.ruling], *cites]]

    def _paper(self, paper: Paper) -> Data:
        use = paper.in_use
        period = [str(use.start), str(use.end or "")] if use else ["", ""]
        acts = [self.act_names.index(act) for act in paper.asks_for]
        settles = [[self._fact_number[source], answer] for source, answer in paper.settles]
        owner = next(text for text in _with_vocabularies(self.texts) if paper in text.papers)
        words = [paper.name, paper.title, paper.looks_like, paper.signed_by]
        return [*words, *period, acts, settles, self._cites(owner, paper.cites)]

    # ---- what is said ---------------------------------------------------------------------------

    def _act_node(self, act: str) -> int:
        def leaf(verdict: Verdict) -> int:
            sayings = tuple(self._saying(act, saying) for saying in verdict.sayings)
            binding = -1 if verdict.binding is None else self._saying(act, verdict.binding)
            outcome = (verdict.ruling, binding, verdict.conflict, sayings)
            return FIRST_OUTCOME - self.outcomes.number(outcome)

        return self.nodes.add(self.guidance.diagram, self.guidance.verdict(act), leaf)

    def _saying(self, act: str, saying: Saying) -> int:
        table, _ = self.guidance.compiled[saying.text].act_tables[act]
        row = self._row_number[saying.text, table.name, saying.row]
        return self.sayings.number((row, saying.ruling))

    @cached_property
    def rulings(self) -> dict[Ruling, int]:
        """Every ruling with its number, in the order in which several are shown."""
        said = [outcome[0] for outcome in self.outcomes.all]
        said += [ruling for _, ruling in self.sayings.all]
        said += [entry.ruling for entry in self.guidance.memo.fallbacks]
        every = {*said, *map(self.fill.ruling, said)}
        order = list(Direction)
        ordered = sorted(every, key=lambda each: (order.index(each.direction), each.bounds))
        return {ruling: number for number, ruling in enumerate(ordered)}

    def _filled(self) -> list[int]:
        if not self.fill.values:
            return []
        numbers = self.rulings
        return [numbers.get(self.fill.ruling(each), number) for each, number in numbers.items()]

    def _outcome(self, outcome: Outcome) -> Data:
        ruling, binding, conflict, sayings = outcome
        return [self.rulings[ruling], binding, int(conflict), *sayings]

    def _items(self) -> Iterator[Data]:
        diagram = self.guidance.diagram
        for text, compiled in self.guidance.item_tables():
            table = compiled.source
            for place, (row, guard) in enumerate(zip(table.rows, compiled.guards, strict=True)):
                asked = 0 if row.asked is None else sorted(map(self.act_names.index, row.asked))
                node = self.nodes.add(diagram, guard, lambda fits: YES if fits else NO)
                number = self._row_number[text, table.name, place]
                columns = [[name, self.fill.text(words)] for name, words in row.columns]
                kind = table.items.value if table.items else ""
                yield [kind, self.fill.text(str(row.results[0])), number, node, asked, *columns]

    # ---- rows and where they stand --------------------------------------------------------------

    @cached_property
    def _rows(self) -> dict[tuple[int, str, int], tuple[int, Table, Row]]:
        """The rows that give directions or things to do, in the order of the texts."""
        return {
            (index, table.name, place): (index, table, row)
            for index, text in enumerate(self.texts)
            for table in text.tables
            if any(output.act or output.items for output in table.outputs)
            for place, row in enumerate(table.rows)
        }

    @cached_property
    def _row_number(self) -> dict[tuple[int, str, int], int]:
        return {source: number for number, source in enumerate(self._rows)}

    def _row(self, text: int, table: Table, row: Row) -> Data:
        memo = self.texts[text]
        shown = reference(memo, table, row)
        found = standing_in(memo, shown.section)
        paragraph = self.paragraphs.number((text, *found)) if found else -1
        where = [shown.table, shown.row, shown.anchor, shown.section, shown.line]
        return [text, *where, paragraph, *self._cites(memo, row.cites)]

    def _cites(self, memo: Memo, cites: Sequence[str]) -> list[int]:
        return [
            self.citations.number(
                (each.cite, each.grade.value, each.status, each.source, each.note)
            )
            for each in sourced(memo, cites, self.guidance.day)
        ]


def _with_vocabularies(texts: Sequence[Memo]) -> Iterator[Memo]:
    for text in texts:
        yield text
        yield from _with_vocabularies(text.vocabularies)


def _whole(fact: Fact) -> Domain:
    """Return the answers of a fact that no table reads, uncut."""
    if isinstance(fact.answers, Choice):
        return Domain(fact, values=fact.answers.values)
    return Domain(fact, pieces=(fact.answers.whole,) if isinstance(fact.answers, Line) else ())


def _answers(domain: Domain) -> Data:
    """Return the answers in words and, for a line, how to find the piece of a point."""
    line = domain.fact.answers
    if not isinstance(line, Line):
        return [list(domain.values), 0]
    labels = [domain.label(index) for index in range(len(domain))]
    allowed = f"a {line.measure.value}, {show_span(line.whole, line.measure, line.unit)}"
    cuts = [_cut(domain.pieces[0].start), *(_cut(piece.end) for piece in domain.pieces)]
    return [labels, [line.measure.value, line.unit, allowed, cuts]]


def _cut(cut: Cut | None) -> str | None:
    """Return a cut as its point in decimals, with ``+`` just after it."""
    if cut is None:
        return None
    billionths = int(cut[0] * Fraction(10**9))
    sign, size = ("-" if billionths < 0 else ""), abs(billionths)
    whole, rest = divmod(size, 10**9)
    decimals = f".{rest:09d}".rstrip("0").rstrip(".")
    return f"{sign}{whole}{decimals}{'+' if cut[1] else ''}"
