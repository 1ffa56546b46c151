"""Random compiled guidance, made as trees and not as text, so that strange corners come up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place
from charteroak.core.facts import (
    YES_NO,
    Answers,
    Choice,
    ChoiceTest,
    Fact,
    FactKey,
    Line,
    LineTest,
    Test,
)
from charteroak.core.guidance import Guidance
from charteroak.core.measures import EVERYTHING, Measure, Span, cut_after, cut_before, show_point
from charteroak.core.memo import (
    Act,
    Blank,
    Citation,
    Fallback,
    Grade,
    Kind,
    Memo,
    Paper,
    Paragraph,
    Period,
    Section,
    Standing,
    Status,
    Version,
)
from charteroak.core.situation import Request
from charteroak.core.tables import (
    Input,
    InputKey,
    Items,
    LawAct,
    Output,
    OutputKey,
    Policy,
    Row,
    Table,
)

PLACE = Place(file="random.md", line=1)
DAY = date(2024, 2, 29)
ACTS = ("hold", "Tell release date", "hand over", "never ruled on")
BOUNDS = ("until 48 hours", "by {telephone}", "in writing", "until 12 hours")
WORDS = ("judicial", "watch list", "ß Straße", "O'Neil & Co.", "constructor", "no 7", "class A")


def seeded(seed: int) -> Random:
    """Return the numbers that follow from ``seed``, the same each time."""
    return Random(seed)


def random_guidance(random: Random) -> Guidance:
    """Return guidance of one to four texts over two to seven facts."""
    vocabulary = _vocabulary(random)
    kinds = [Kind.LAW, *random.sample([Kind.LAW, Kind.MEMO, Kind.PLAN], random.randint(0, 3))]
    order = {Kind.LAW: 0, Kind.MEMO: 1, Kind.PLAN: 2}
    kinds.sort(key=lambda kind: order[kind])
    texts = tuple(_text(random, kind, i, vocabulary) for i, kind in enumerate(kinds))
    return Guidance(random.choice(texts), texts, DAY)


def random_request(random: Random, guidance: Guidance) -> Request:
    """Return a request in which each fact is given, not sure or missing, at random."""
    facts: dict[str, str] = {}
    share = random.random()
    for level, domain in enumerate(guidance.space.domains):
        if random.random() < share:
            piece = random.randrange(len(domain))
            said = random.choice([domain.example(piece), domain.label(piece)])
            said = random.choice([said, said.upper(), f" {said} ", "not sure", said])
            facts[guidance.space.name(level)] = said
    acts = random.sample(guidance.acts, random.randint(0, len(guidance.acts)))
    papers = [paper.name for text in guidance.texts for paper in text.known_papers()]
    paper = random.choice(papers) if papers and random.random() < 0.3 else None
    if random.random() < 0.15:
        _spoil(random, facts, acts)
    return Request(acts=tuple(acts), facts=facts, paper=paper)


def _spoil(random: Random, facts: dict[str, str], acts: list[str]) -> None:
    """Misspell a fact, an answer or an act."""
    if facts and random.random() < 0.7:
        name = random.choice(list(facts))
        if random.random() < 0.5:
            facts[name[:-1] + "x"] = facts.pop(name)
        else:
            facts[name] = facts[name][:-1] + random.choice(["x", "", "é", " or so"])
    else:
        acts.append(
            random.choice(["holt", "hand ovr", "tell  RELEASE date", "never ruled on", "-"])
        )


def _vocabulary(random: Random) -> Memo:
    facts = tuple(_fact(random, number) for number in range(random.randint(2, 7)))
    acts = tuple(
        Act(name=name, question=f"May we {name}?", note="</script>", place=PLACE) for name in ACTS
    )
    papers = tuple(_paper(random, f"I-{200 + i}", facts) for i in range(random.randint(0, 3)))
    return _memo(
        Version("us/words", "2010-01-01"),
        Kind.VOCABULARY,
        "",
        facts=facts,
        acts=acts,
        papers=papers,
        law_levels=("statute", "rule"),
        guidance_levels=("memo", "plan"),
    )


def _fact(random: Random, number: int) -> Fact:
    lines = [
        Line(Measure.NUMBER, Span(cut_before(Fraction(0)), None), "miles"),
        Line(Measure.NUMBER, EVERYTHING),
        Line(Measure.WHOLE_NUMBER, Span(cut_before(Fraction(-3)), cut_before(Fraction(100)))),
        Line(Measure.DURATION, Span(cut_before(Fraction(0)), None)),
        Line(Measure.DATE, EVERYTHING),
    ]
    values = tuple(random.sample(WORDS, random.randint(2, 4)))
    kinds: list[Answers] = [YES_NO, YES_NO, Choice(values), *lines]
    answers = random.choice(kinds)
    name = f"{random.choice(WORDS)} {number}"
    return Fact(
        text="us/words",
        name=name,
        question=f"Is it {name}?",
        answers=answers,
        how_to_tell="Look\nat it. <b>",
        why=random.choice(["", "“Because”  "]),
        place=PLACE,
    )


def _paper(random: Random, name: str, facts: tuple[Fact, ...]) -> Paper:
    settled = random.sample(facts, random.randint(0, 2))
    return Paper(
        name=name,
        title="Form",
        looks_like="",
        signed_by="an officer",
        asks_for=tuple(random.sample(ACTS, random.randint(0, 2))),
        settles=tuple((FactKey.of(fact), _answer(random, fact)) for fact in settled),
        in_use=None,
        cites=("CGS 1(a)",),
        place=PLACE,
    )


def _answer(random: Random, fact: Fact) -> str:
    if isinstance(fact.answers, Choice):
        return random.choice(fact.answers.values)
    assert isinstance(fact.answers, Line)
    return show_point(_point(random, fact.answers.measure), fact.answers.measure)


def _point(random: Random, measure: Measure) -> Fraction:
    if measure is Measure.DATE:
        return Fraction((date(2019, 12, 30) + timedelta(days=random.randint(0, 3))).toordinal())
    if measure is Measure.NUMBER:
        return random.choice([Fraction(3, 2), Fraction(48), Fraction(1, 1000), Fraction(10**17)])
    return Fraction(random.choice([1, 48, 60, 2880]))


def _text(random: Random, kind: Kind, number: int, vocabulary: Memo) -> Memo:
    level = {Kind.LAW: ("statute", "rule")[min(number, 1)], Kind.MEMO: "memo", Kind.PLAN: "plan"}
    fact = replace(_fact(random, number), text=f"ct/{number}")
    own = (fact,) if random.random() < 0.3 else ()
    facts = (*own, *vocabulary.facts)
    value = _table(random, "kind", facts, [Output(name="kind", values=("x", "y"), place=PLACE)])
    tables = [value]
    for act in random.sample(ACTS[:3], random.randint(1, 3)):
        outputs = [Output(name=act, act=act, place=PLACE)]
        tables.append(_table(random, act, facts, outputs))
    for items in random.sample(list(Items), random.randint(0, 3)):
        outputs = [Output(name=items.value, items=items, place=PLACE)]
        tables.append(_table(random, f"to {items.value}", facts, outputs))
    return _memo(
        Version(f"ct/{number}", "2014-01-01"),
        kind,
        level[kind],
        facts=own,
        tables=tuple(tables),
        vocabularies=(vocabulary,),
        fallbacks=_fallbacks(random),
        citations=_citations(random),
        blanks=_blanks(kind),
        sections=(
            Section("rules", "Rules", 2, (Paragraph("rules-1", "The *rules*.", PLACE),), PLACE),
            Section("deeper", "Deeper", 3, (), PLACE),
        ),
    )


def _fallbacks(random: Random) -> tuple[Fallback, ...]:
    acts = random.sample([*ACTS[:3], None], random.randint(0, 3))
    return tuple(
        Fallback(act=act, ruling=_ruling(random), cites=("CGS 1(b)",), place=PLACE) for act in acts
    )


def _citations(random: Random) -> tuple[Citation, ...]:
    statuses = (
        Status("challenged", DAY - timedelta(days=1)),
        Status("stayed", DAY + timedelta(days=40)),
    )
    return (
        Citation(
            cite="CGS 1", grade=Grade.VERIFIED, statuses=random.choice([(), statuses]), place=PLACE
        ),
        Citation(
            cite="CGS 1(b)",
            grade=Grade.REPORTED,
            statuses=(),
            note="Newspaper.",
            place=PLACE,
            source="https://example.org/?a=1&b=2",
        ),
    )


def _blanks(kind: Kind) -> tuple[Blank, ...]:
    value = "860-555-0100" if kind is Kind.PLAN else None
    return (Blank(name="telephone", meaning="whom to ring", value=value, place=PLACE),)


def _ruling(random: Random) -> Ruling:
    bounds = random.sample(BOUNDS, random.choice([0, 0, 1, 2]))
    return Ruling(random.choice(list(Direction)), tuple(bounds))


def _table(
    random: Random,
    name: str,
    facts: tuple[Fact, ...],
    outputs: list[Output],
) -> Table:
    columns: list[tuple[InputKey, Fact | None]] = [
        (FactKey.of(fact), fact) for fact in random.sample(facts, min(3, len(facts)))
    ]
    if name != "kind" and random.random() < 0.5:
        columns.append((OutputKey("kind"), None))
    if name in {"hand over", "to do"} and random.random() < 0.3:
        columns.append((LawAct("hold"), None))
    items = outputs[0].items
    policy = (
        Policy.COLLECT if items else random.choice([Policy.FIRST, Policy.FIRST, Policy.PRIORITY])
    )
    rows = [_row(random, str(i + 1), columns, outputs[0]) for i in range(random.randint(1, 5))]
    section = random.choice(["rules", "deeper", "nowhere"])
    inputs = tuple(Input(written="", source=source, place=PLACE) for source, _ in columns)
    return Table(
        name=name,
        question="?",
        policy=policy,
        inputs=inputs,
        outputs=tuple(outputs),
        rows=tuple(rows),
        section=section,
        place=PLACE,
    )


def _row(
    random: Random, name: str, columns: list[tuple[InputKey, Fact | None]], output: Output
) -> Row:
    result: Ruling | str = random.choice(["x", "y"])
    if output.act:
        result = _ruling(random)
    elif output.items:
        result = random.choice(["Call {telephone}.", "Say “no” </script>.", "Wait"])
    asked = frozenset(random.sample(ACTS, 2)) if output.items and random.random() < 0.4 else None
    return Row(
        name=name,
        tests=tuple(_test(random, *column) for column in columns),
        cells=(),
        results=(result,),
        columns=(("by when", "{telephone} h"),) if output.items else (),
        asked=asked,
        cites=tuple(random.sample(["CGS 1", "CGS 1(b)", "CGS 1(b)(2)", "none"], 2)),
        see=random.choice(["", "rules-1"]),
        reason=random.choice(["", "", "local"]),
        anchor=f"row-{name}",
        place=PLACE,
    )


def _test(random: Random, source: InputKey, fact: Fact | None) -> Test:
    if random.random() < 0.4:
        return None
    if fact is None:
        values = ["x", "y"] if source == OutputKey("kind") else ["may", "must", "must not"]
        return ChoiceTest(frozenset(random.sample(values, 1)))
    if isinstance(fact.answers, Choice):
        values = list(fact.answers.values)
        return ChoiceTest(frozenset(random.sample(values, random.randint(1, len(values) - 1))))
    assert isinstance(fact.answers, Line)
    measure = fact.answers.measure
    point = _point(random, measure)
    cut = cut_before(point) if random.random() < 0.5 else cut_after(point, measure)
    return LineTest((Span(cut, None) if random.random() < 0.5 else Span(None, cut),))


def _memo(version: Version, kind: Kind, level: str, **parts: object) -> Memo:
    return Memo(
        id=version,
        kind=kind,
        level=level,
        title=f"Title of {version.text}",
        summary="",
        issued=date(2014, 1, 1),
        in_force=Period(date(2014, 1, 1), None),
        standing=Standing.ISSUED,
        **parts,  # type: ignore[arg-type]
    )
