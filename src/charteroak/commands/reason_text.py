"""Why an answer is what it is, in plain words: facts, rows, citations, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charteroak.commands.words import counted, joined, shown_citations, shown_facts, shown_rulings
from charteroak.core.answer import ActAnswer, Change, Said
from charteroak.core.memo import Grade
from charteroak.core.provenance import RowReference, Sourced
from charteroak.terminal import Style, paint, plain, wrapped

MOST_CHANGES = 4


def reason_lines(directions: Sequence[ActAnswer], *, settled: bool) -> Iterator[str]:
    """Yield the reasons of each direction.

    Args:
        directions: the directions, of which some may not be settled.
        settled: whether all questions are answered; what is not settled then needs a reason too.
    """
    explained = [each for each in directions if each.settled or settled]
    if not explained:
        return
    yield ""
    yield paint("Why", Style.STRONG)
    noted: set[str] = set()
    for each in explained:
        if len(directions) > 1:
            yield wrapped(f"{each.act}: {each.ruling or 'not settled'}", "    ", "  ")
        indent = "    " if len(directions) > 1 else "  "
        yield from _act_lines(each, indent, noted)


def _act_lines(each: ActAnswer, indent: str, noted: set[str]) -> Iterator[str]:
    """Yield the reasons of one direction; ``noted`` are the notes already given."""
    more = f"{indent}  "
    yield wrapped(_because(each), more, indent)
    if each.rows or each.citations:
        yield wrapped(_source(each.rows, each.citations), more, indent)
    yield from _notes(each.citations, more, noted)
    if each.conflict:
        yield paint(wrapped("These texts contradict each other; ask counsel.", indent), Style.RED)
    for said in each.also:
        yield wrapped(_also(said), more, indent)
    changes = _changes(each.would_change)
    for words in changes[:MOST_CHANGES]:
        yield wrapped(words, more, indent)
    if len(changes) > MOST_CHANGES:
        left = len(changes) - MOST_CHANGES
        yield wrapped(f"and {counted(left, 'other change')} (--json lists all)", more, indent)


def _because(each: ActAnswer) -> str:
    if each.ruling is None:
        facts = joined(each.depends_on)
        return f"because you are not sure of {facts}, and this text does not say what then"
    if each.by_fallback:
        could = shown_rulings(each.possible)
        facts = joined(each.depends_on)
        return f"because you are not sure of {facts}: it could be {could}"
    if not each.because:
        return "whatever the facts are"
    return f"because {shown_facts(each.because)}"


def _source(rows: Sequence[RowReference], citations: Sequence[Sourced]) -> str:
    """Return *ct/54-192h@2019-10-01, 2. Holding, hold row 4: CGS 54-192h(b) (verified …)*."""
    tables: dict[str, list[str]] = {}
    for row in rows:
        tables.setdefault(f"{_paragraph(row)}, {row.table}", []).append(row.row)
    places = [
        f"{table} {'row' if len(names) == 1 else 'rows'} {joined(names)}"
        for table, names in tables.items()
    ]
    return ": ".join(filter(None, ["; ".join(places), shown_citations(citations)]))


def _paragraph(row: RowReference) -> str:
    """Return the version and the heading under which the words stand that say so.

    The heading of the table itself is left out: its name is there already.
    """
    own = row.heading.partition(":")[0].strip() == row.table
    return str(row.text) if own or not row.heading else f"{row.text}, {plain(row.heading)}"


def _notes(citations: Sequence[Sourced], indent: str, noted: set[str]) -> Iterator[str]:
    """Yield why a citation is not verified, each note once."""
    for citation in citations:
        if citation.grade is not Grade.VERIFIED and citation.note not in {"", *noted}:
            noted.add(citation.note)
            yield paint(wrapped(plain(citation.note), indent), Style.FAINT)


def _also(said: Said) -> str:
    places = "; ".join(dict.fromkeys(map(_paragraph, said.rows))) or str(said.text)
    cites = "; ".join(dict.fromkeys(citation.cite for citation in said.citations))
    return f"also {places}: {shown_rulings(said.rulings)}{f' ({cites})' if cites else ''}"


def _changes(changes: Sequence[Change]) -> list[str]:
    """Return *would be may if warrant is yes or if conviction is none*, for each other ruling."""
    alike: dict[str, list[str]] = {}
    for change in changes:
        facts = {name: joined(answers, "or") for name, answers in change.facts.items()}
        alike.setdefault(shown_rulings(change.becomes), []).append(f"if {shown_facts(facts)}")
    return [f"would be {rulings} {joined(facts, 'or')}" for rulings, facts in alike.items()]
