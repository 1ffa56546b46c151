"""The parts of the answer's screen, from the core's answer as data; ``screen.js`` mirrors it.

``record`` is what ``core.answer_record`` makes and what ``core/offline/answer.js`` returns, so
that both sides arrange the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from charteroak.core.facts import FactKey
from charteroak.core.guidance import Guidance
from charteroak.core.items import certain_rows
from charteroak.core.provenance import standing_in
from charteroak.core.render.markdown import Writer
from charteroak.core.render.markup import Html
from charteroak.core.situation import resolve
from charteroak.desk.asking import fact_named, level_of, request_of
from charteroak.desk.places import Clock
from charteroak.desk.room import Room
from charteroak.desk.state import State
from charteroak.desk.times import end_of, read_start, time_words

Data = dict[str, Any]
NOT_SURE = "not sure"
HEADINGS = {
    "direction": "Answer",
    "do": "Do",
    "say": "Say",
    "do not": "Do not",
    "call": "Call",
    "write down": "Write down",
}
# direction: what it says in large words, and the tone of its box
HEADS = {
    "must": ("Yes. You must.", "go"),
    "must not": ("No. You must not.", "stop"),
    "should": ("You should.", "go"),
    "should not": ("You should not.", "stop"),
    "may": ("You may.", "may"),
    "refer": ("Pass this on.", "pass"),
    "no rule": ("There is no rule on this.", "open"),
}
OPEN = ("Not settled yet.", "open")
BLANK = re.compile(r"[:,]?\s*\{([^{}]*)\}")
TELEPHONE = re.compile(r"\+?\(?\d[\d .()/-]{5,}\d")
EMPTY = {"", "-"}


def answer_parts(room: Room, state: State, record: Data) -> Data:
    """Return directions, blocks, duties and what stands folded below, for ``record``."""
    arranged = _Arranged(room, state, record)
    return {
        "blocks": [arranged.block(kind) for kind in room.place.order],
        "duties": arranged.duties(),
        "clocks": arranged.clocks(),
        "began": time_words(began) if (began := read_start(state.start)) else "",
        "start": state.start,
        "start_form": _start_form(state),
        "start_now_url": replace(state, start="now").address(),
        "open_facts": arranged.open_facts(),
        "languages": arranged.languages(),
        "english_url": replace(state, lang="", ask="").address() if state.lang else "",
        "fold": fold(room.guidance, record),
        "because": _because(room.guidance, record),
        "would_change": _would_change(room.guidance, record),
        "reasons": "because" in record,
    }


class _Arranged:
    """One answer being arranged."""

    def __init__(self, room: Room, state: State, record: Data) -> None:
        self.room, self.state, self.record = room, state, record
        self.situation = resolve(room.guidance, request_of(state))
        self.known: dict[tuple[str, str], set[str]] = {}

    def block(self, kind: str) -> Data:
        """Return one of the blocks: its heading, and what it holds."""
        if kind == "direction":
            return {
                "kind": "direction",
                "heading": HEADINGS[kind],
                "directions": _directions(self.room.guidance, self.record),
                "groups": [],
            }
        items = self.record["desk"][kind.replace(" ", "_")]
        return {
            "kind": kind.replace(" ", "-"),
            "heading": HEADINGS[kind],
            "directions": [],
            "groups": self.groups(items, kind),
        }

    def groups(self, items: Sequence[Data], kind: str) -> list[Data]:
        """Return items under the condition on which they apply, those without one first."""
        ordered = sorted(items, key=lambda item: not item["certain"])
        shown = [(self.when(item), self.item(item, kind)) for item in ordered]
        return [
            {"whens": [list(when)] if when else [], "items": [item for _, item in group]}
            for when, group in groupby(shown, key=lambda each: each[0])
        ]

    def when(self, item: Data) -> tuple[str, ...]:
        """Return on what an item depends, in words; empty where it applies for certain."""
        if item["certain"]:
            return ()
        facts = item["depends_on"]
        if len(facts) == 1:
            labels = _labels(self.room.guidance, facts[0])
            holds = [label for label in labels if key_of(item) in self.certain(facts[0], label)]
            if holds:
                return (f"Only if {' or '.join(holds)}:", _question(self.room.guidance, facts[0]))
        return ("Depends on:", *(_question(self.room.guidance, name) for name in facts))

    def certain(self, fact: str, label: str) -> set[str]:
        """Return the items that apply for certain where ``fact`` is ``label`` too."""
        found = self.known.get((fact, label))
        if found is None:
            level = level_of(self.room.guidance, fact)
            index = self.room.guidance.space.domains[level].index(label)
            more = replace(self.situation, answers={**self.situation.answers, level: index})
            rows = certain_rows(self.room.guidance, more)
            found = {f"{text} {anchor}" for text, anchor in rows}
            self.known[fact, label] = found
        return found

    def item(self, item: Data, kind: str) -> Data:
        """Return one thing to do, say, call or write down."""
        words, blanks = plain(item["words"])
        telephone = TELEPHONE.search(words) if kind == "call" else None
        row = f"{item['row']['table']} {item['row']['row']}"
        lines = self.room.translations.lines(item["row"]["text"], item["words"])
        say = kind == "say"
        return {
            "row": row,
            "words": words,
            "blanks": blanks,
            "tel": "tel:" + re.sub(r"[^\d+]", "", telephone.group()) if telephone else "",
            "lines": lines if say else [],
            "chosen": [each for each in lines if say and each["lang"] == self.state.lang],
            "url": replace(self.state, see="say", line=row, ask="").address() if say else "",
        }

    def duties(self) -> list[Data]:
        """Return what then has to be done, with who, for whom and by when."""
        return [
            {
                "words": plain(duty["words"])[0],
                "whens": [list(when)] if (when := self.when(duty)) else [],
                "details": [
                    {"name": name, "words": plain(duty[column])[0]}
                    for name, column in DETAILS
                    if duty.get(column, "") not in EMPTY
                ],
            }
            for duty in sorted(self.record["duties"], key=lambda each: not each["certain"])
        ]

    def clocks(self) -> list[Data]:
        """Return the clocks of the duties that apply for certain, with their ends if they began."""
        rules = {clock.row: clock for clock in self.room.clocks}
        duties = [duty for duty in self.record["duties"] if duty["certain"]]
        rows = [(duty, f"{duty['row']['table']} {duty['row']['row']}") for duty in duties]
        start = read_start(self.state.start)
        return with_first(
            [self.clock(duty, rules[row], start) for duty, row in rows if row in rules]
        )

    def clock(self, duty: Data, rule: Clock, start: datetime | None) -> Data:
        """Return one clock: how long, from when, what is left out, and when it ends."""
        end = end_of(rule, start, self.room.zone) if start else None
        return {
            "hours": rule.hours,
            "starts": rule.starts,
            "leave_out": list(rule.leave_out),
            "words": plain(duty["words"])[0],
            "ends": time_words(end) if end else "",
            "at": end.replace(tzinfo=None).isoformat() if end else "",
        }

    def open_facts(self) -> list[str]:
        """Return the facts on which things to do still depend and nobody has answered."""
        order = [kind.replace(" ", "_") for kind in self.room.place.order if kind != "direction"]
        items = [item for kind in order for item in self.record["desk"][kind]]
        names = (name for item in items if not item["certain"] for name in item["depends_on"])
        return [name for name in dict.fromkeys(names) if name not in self.record["given"]]

    def languages(self) -> list[Data]:
        """Return the languages in which something here can be said, each with its address."""
        lines = [
            line
            for item in self.record["desk"]["say"]
            for line in self.room.translations.lines(item["row"]["text"], item["words"])
        ]
        found = {line["lang"]: line["name"] for line in lines}
        return [
            {
                "lang": lang,
                "name": name,
                "chosen": lang == self.state.lang,
                "url": replace(self.state, lang=lang, ask="").address(),
            }
            for lang, name in found.items()
        ]


def with_first(clocks: list[Data]) -> list[Data]:
    """Say of each clock whether it is the one that ends first."""
    first = min((clock["at"] for clock in clocks), default="")
    return [{**clock, "first": bool(clock["at"]) and clock["at"] == first} for clock in clocks]


DETAILS = (
    ("Who", "who"),
    ("To whom", "to_whom"),
    ("By when", "by_when"),
    ("How it is proven", "how_proven"),
)


def key_of(item: Data) -> str:
    """Return what tells an item from every other."""
    return f"{item['row']['text']} {item['row']['anchor']}"


def _start_form(state: State) -> list[Data]:
    """Return what the form that asks for the start carries along."""
    pairs = replace(state, start="").pairs()
    return [{"name": name, "value": value} for name, value in pairs if value]


def plain(words: str) -> tuple[str, list[str]]:
    """Return words without the marks of Markdown and without open blanks, and those blanks."""
    return BLANK.sub("", words.replace("*", "").replace("`", "")), BLANK.findall(words)


def _directions(guidance: Guidance, record: Data) -> list[Data]:
    """Return the directions, the acts that are answered alike together."""
    found: dict[str, Data] = {}
    ordered = sorted(record["directions"].values(), key=lambda each: not each["settled"])
    for each in ordered:
        shown = _direction(guidance, each)
        together = found.setdefault(repr(list(shown.values())), {**shown, "questions": []})
        together["questions"].append(each["question"])
    return list(found.values())


def _direction(guidance: Guidance, each: Data) -> Data:
    head, tone = HEADS[each["direction"]] if each["settled"] else OPEN
    return {
        "head": head,
        "tone": tone,
        "rest": ", ".join(plain(words)[0] for words in each["bounds"]),
        "conflict": each["conflict"],
        "unsure": [_question(guidance, name) for name in each["depends_on"]]
        if each["by_fallback"]
        else [],
        "possible": [] if each["settled"] else [ruling_words(r) for r in each["possible"]],
    }


def ruling_words(ruling: Data) -> str:
    """Return a ruling as words: *must not*, *refer, to counsel*."""
    return ", ".join([ruling["direction"], *(plain(words)[0] for words in ruling["bounds"])])


def _question(guidance: Guidance, name: str) -> str:
    return fact_named(guidance, name).question


def _labels(guidance: Guidance, name: str) -> list[str]:
    fact = fact_named(guidance, name)
    level = guidance.space.level[FactKey.of(fact)]
    domain = guidance.space.domains[level]
    return [domain.label(index) for index in range(len(domain))]


# ---- what stands folded below -------------------------------------------------------------------


def fold(guidance: Guidance, record: Data) -> Data:
    """Return the paragraphs, citations and other texts behind the directions."""
    directions = list(record["directions"].values())
    rows = [row for each in directions for row in each["rows"]]
    return {
        "paragraphs": _once(_paragraph(guidance, row) for row in rows),
        "citations": _once(cite for each in directions for cite in each["citations"]),
        "also": _once(
            {
                "title": said["title"],
                "text": said["text"],
                "act": each["question"],
                "says": [ruling_words(ruling) for ruling in said["directions"]],
                "citations": [cite["text"] for cite in said["citations"]],
            }
            for each in directions
            for said in each["also"]
        ),
        "texts": record["texts"],
    }


def _once(things: Iterable[Data | None]) -> list[Data]:
    found: list[Data] = []
    for thing in things:
        if thing is not None and thing not in found:
            found.append(thing)
    return found


def _paragraph(guidance: Guidance, row: Data) -> Data | None:
    memo = next(text for text in guidance.texts if str(text.id) == row["text"])
    found = standing_in(memo, row["paragraph"])
    if found is None:
        return None
    anchor, title, markdown = found
    return {
        "text": row["text"],
        "title": title,
        "anchor": anchor,
        "html": paragraph_html(markdown),
    }


def paragraph_html(markdown: str) -> str:
    """Return a paragraph as safe HTML, the way the core writes a text."""
    whole = Writer(lambda text: f"#{text}").block(markdown, "", Html("")).markup
    return whole.replace(' id=""', "")


def _because(guidance: Guidance, record: Data) -> list[Data]:
    return [
        {
            "act": record["directions"][act]["question"],
            "facts": [
                {"question": _question(guidance, name), "answer": said}
                for name, said in facts.items()
            ],
        }
        for act, facts in record.get("because", {}).items()
        if facts
    ]


def _would_change(guidance: Guidance, record: Data) -> list[Data]:
    return [
        {
            "act": record["directions"][act]["question"],
            "facts": [
                {"question": _question(guidance, name), "answer": " or ".join(answers)}
                for name, answers in change["facts"].items()
            ],
            "becomes": [ruling_words(ruling) for ruling in change["becomes"]],
        }
        for act, changes in record.get("would_change", {}).items()
        for change in changes
    ]
