"""The sections *Acts*, *Papers*, *Blanks*, *When not sure* and *Citations*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from charteroak.core.directions import Direction
from charteroak.core.errors import listing
from charteroak.core.facts import (
    Fact,
    FactKey,
    key,
)
from charteroak.core.memo import (
    Act,
    Blank,
    Citation,
    Fallback,
    Grade,
    Kind,
    Paper,
    Period,
    Status,
    Version,
)
from charteroak.core.reading.cells import read_answer
from charteroak.core.reading.front_matter import read_word
from charteroak.core.reading.names import NameBook, unknown
from charteroak.core.reading.parts import Piece, read_date, read_version, split
from charteroak.core.reading.pipe_tables import Sheet
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.rulings import decides_unverified, read_ruling
from charteroak.core.reading.scope import ACT, LONGEST_CITE, Scope
from charteroak.core.reading.sheets import Columns, Record, read_records
from charteroak.core.tables import (
    DUTY_COLUMNS,
    Items,
)

ACTS = Columns("Acts", ("act", "question"), ("group", "note"))
PAPERS = Columns(
    "Papers",
    ("paper", "title", "looks like", "signed by", "asks for", "settles", "cite"),
    ("in use",),
)
BLANKS = Columns("Blanks", ("blank",), ("meaning", "value"))
FALLBACKS = Columns("When not sure", ("act", "direction", "cite"))
CITATIONS = Columns("Citations", ("cite", "grade", "status"), ("text", "source", "note"))
GROUPS = ("police", "school", "court", "any")
STATUSES = ("in force", "challenged", "stayed", "not yet in force", "repealed")
ANY_OTHER = "any other act"
# Words that a table gives another meaning than the name of an act.
TAKEN = frozenset(
    {*(item.value for item in Items), "duties", *DUTY_COLUMNS, *(d.value for d in Direction)}
)


def read_citations(sheets: Iterable[Sheet], scope: Scope) -> tuple[Citation, ...]:
    """Return the entries of *Citations*."""
    for sheet in sheets:
        for record in read_records(sheet, CITATIONS, scope.report):
            entry = _citation(record, scope)
            if entry is None:
                continue
            if entry.cite in scope.citations:
                first = scope.citations[entry.cite].place.line
                fault = Fault(
                    f"“{entry.cite}” already has an entry on line {first}", "one entry each"
                )
                scope.report.at(record.cell("cite"), fault)
            scope.citations.setdefault(entry.cite, entry)
    return tuple(scope.citations.values())


def _citation(record: Record, scope: Scope) -> Citation | None:
    attempt = scope.report.attempt
    cite = attempt(record.cell("cite"), _read_cite)
    grade = attempt(record.cell("grade"), lambda text: read_word(text, Grade, "a grade"))
    statuses = attempt(record.cell("status"), _read_statuses)
    read_in: Version | None = None
    if record.text("text"):
        read_in = attempt(record.cell("text"), read_version)
    if grade is not None and grade is not Grade.VERIFIED and not record.text("note"):
        fault = Fault(
            f"“{shown(record.text('cite'))}” is {grade} without a reason", "why, in the column note"
        )
        scope.report.at(record.cell("note"), fault)
    if cite is None or grade is None or statuses is None:
        return None
    return Citation(
        cite=cite,
        grade=grade,
        statuses=statuses,
        read_in=read_in,
        source=record.text("source"),
        note=record.text("note"),
        place=scope.report.place(record.line.number),
    )


def _read_cite(text: str) -> str:
    if text in {"", "-"}:
        raise Fault("the citation is missing", "the citation as rows write it")
    if ";" in text:
        raise Fault(
            "an entry is for one citation", "a row for each citation", offset=text.index(";")
        )
    if len(text) > LONGEST_CITE:
        raise Fault(f"the citation is {len(text)} characters long", f"{LONGEST_CITE} characters")
    return " ".join(text.split())


def _read_statuses(text: str) -> tuple[Status, ...]:
    return tuple(_status(piece) for piece in split(text, ";"))


def _status(piece: Piece) -> Status:
    """Return ``challenged since 2025-12-01``."""
    words, since, day = piece.text.partition(" since ")
    if key(words) not in STATUSES:
        found = f"“{shown(piece.text)}” is not a status"
        allowed = f"{listing(STATUSES)}; perhaps with since YYYY-MM-DD"
        raise Fault(found, allowed, offset=piece.offset, word=words, candidates=STATUSES)
    return Status(
        key(words), _since(day, piece.offset + len(words) + len(since)) if since else None
    )


def _since(day: str, offset: int) -> date:
    try:
        return read_date(day.strip())
    except Fault as fault:
        fault.offset += offset
        raise


# ---- acts ---------------------------------------------------------------------------------------


def read_acts(sheets: Iterable[Sheet], scope: Scope) -> tuple[Act, ...]:
    """Return the acts of the text, and make them known."""
    acts = []
    for sheet in sheets:
        for record in read_records(sheet, ACTS, scope.report):
            act = _act(record, scope)
            if act is not None:
                acts.append(act)
                scope.acts[key(act.name)] = act
    return tuple(acts)


def _act(record: Record, scope: Scope) -> Act | None:
    cell = record.cell("act")
    group = record.text("group") or "any"
    if group not in GROUPS:
        fault = Fault(
            f"“{shown(group)}” is not a group", listing(GROUPS), word=group, candidates=GROUPS
        )
        scope.report.at(record.cell("group"), fault)
    if not record.text("question").endswith("?"):
        fault = Fault(
            f"“{shown(record.text('question'))}” is not a question", "a sentence that ends in ?"
        )
        scope.report.at(record.cell("question"), fault)
    if key(cell.text) in TAKEN:
        scope.report.at(
            cell, Fault(f"“{cell.text}” is a word of the language", "a verb phrase, such as hold")
        )
        return None
    name = scope.names.claim(cell, ACT, shadows=True)
    if name is None:
        return None
    place = scope.report.place(record.line.number)
    question, note = record.text("question"), record.text("note")
    return Act(name=name, question=question, group=group, note=note, place=place)


# ---- papers -------------------------------------------------------------------------------------


def read_papers(sheets: Iterable[Sheet], scope: Scope) -> tuple[Paper, ...]:
    """Return the papers of the text, and make them known; facts and acts are known by now."""
    book = NameBook(scope.report)
    papers = []
    for sheet in sheets:
        for record in read_records(sheet, PAPERS, scope.report):
            paper = _paper(record, scope, book)
            if paper is not None:
                papers.append(paper)
                scope.papers[key(paper.name)] = paper
    return tuple(papers)


def _paper(record: Record, scope: Scope, book: NameBook) -> Paper | None:
    attempt = scope.report.attempt
    name = book.claim(record.cell("paper"), "a paper")
    asks_for = attempt(record.cell("asks for"), scope.act_list)
    settles = attempt(record.cell("settles"), lambda text: tuple(_settled(text, scope)))
    in_use = attempt(record.cell("in use"), _read_in_use) if record.text("in use") else None
    cites = attempt(record.cell("cite"), scope.cites)
    if name is None or asks_for is None or settles is None or cites is None:
        return None
    return Paper(
        name=name,
        title=record.text("title"),
        looks_like=record.text("looks like"),
        signed_by=record.text("signed by"),
        asks_for=asks_for,
        settles=settles,
        in_use=in_use,
        cites=cites,
        place=scope.report.place(record.line.number),
    )


def _settled(text: str, scope: Scope) -> Iterator[tuple[FactKey, str]]:
    """Yield the facts that a paper settles: ``fact = answer; fact = answer``."""
    if text == "-":
        return
    for piece in split(text, ";"):
        name, sign, answer = piece.text.partition("=")
        if not sign:
            raise Fault(
                f"“{shown(piece.text)}” settles nothing", "fact = answer; or -", offset=piece.offset
            )
        offset = piece.offset + len(name) + 1 + len(answer) - len(answer.lstrip())
        try:
            fact = read_fact_name(name.strip(), scope)
        except Fault as fault:
            fault.offset = piece.offset
            raise
        try:
            yield FactKey.of(fact), read_answer(answer.strip(), fact.answers, fact.name)
        except Fault as fault:
            fault.offset += offset
            raise


def read_fact_name(name: str, scope: Scope) -> Fact:
    """Return the fact of this name, perhaps written with its text.

    Raises:
        Fault: there is none.
    """
    source = scope.known_input(name)
    if source is not None and isinstance(source[0], FactKey):
        return scope.qualified[source[0]]
    names = [fact.name for fact in scope.facts.values()]
    raise unknown(name, "a fact", names, listing(names))


def _read_in_use(text: str) -> Period:
    """Return ``from DATE``, ``DATE to DATE`` or ``to DATE``."""
    if text.startswith("from "):
        return Period(_since(text[5:], 5))
    if text.startswith("to "):
        return Period(date.min, _since(text[3:], 3))
    first, to, last = text.partition(" to ")
    if not to:
        raise Fault(f"“{shown(text)}” is not a time of use", "from DATE, DATE to DATE, or to DATE")
    period = Period(_since(first, 0), _since(last, len(first) + len(to)))
    if period.end is not None and period.end < period.start:
        raise Fault("the time of use ends before it begins", "the earlier date first")
    return period


# ---- blanks and fallbacks -----------------------------------------------------------------------


def read_blanks(sheets: Iterable[Sheet], scope: Scope) -> tuple[Blank, ...]:
    """Return the blanks that a memo names, or that a plan fills in."""
    book = NameBook(scope.report)
    blanks = []
    filled = scope.header.kind is Kind.PLAN
    wanted = "value" if filled else "meaning"
    for sheet in sheets:
        for record in read_records(sheet, BLANKS, scope.report):
            name = book.claim(record.cell("blank"), "a blank")
            if not record.text(wanted):
                fault = Fault(
                    f"the blank has no {wanted}", f"a column {wanted} with a text in each row"
                )
                scope.report.at(record.cell(wanted), fault)
            elif name is not None:
                value = record.text("value") or None
                place = scope.report.place(record.line.number)
                scope.blanks[key(name)] = name
                blanks.append(
                    Blank(name=name, meaning=record.text("meaning"), value=value, place=place)
                )
    return tuple(blanks)


def read_fallbacks(sheets: Iterable[Sheet], scope: Scope) -> tuple[Fallback, ...]:
    """Return what applies when a person is not sure."""
    fallbacks: dict[str | None, Fallback] = {}
    for sheet in sheets:
        for record in read_records(sheet, FALLBACKS, scope.report):
            fallback = _fallback(record, scope)
            if fallback is None:
                continue
            if fallback.act in fallbacks:
                fault = Fault(f"“{record.text('act')}” has two directions", "one row for each act")
                scope.report.at(record.cell("act"), fault)
            fallbacks[fallback.act] = fallback
    return tuple(fallbacks.values())


def _fallback(record: Record, scope: Scope) -> Fallback | None:
    cell = record.cell("act")
    other = key(cell.text) == ANY_OTHER
    act = None if other else scope.report.attempt(cell, scope.act)
    ruling = scope.report.attempt(record.cell("direction"), lambda text: read_ruling(text, scope))
    cites = scope.report.attempt(record.cell("cite"), scope.cites)
    if ruling is None or cites is None or (act is None and not other):
        return None
    if fault := decides_unverified(ruling, cites, scope):
        scope.report.at(record.cell("direction"), fault)
    place = scope.report.place(record.line.number)
    return Fallback(act=act, ruling=ruling, cites=cites, place=place)
