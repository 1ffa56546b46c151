"""The answer as plain data, as the command line prints it and programs read it."""

from __future__ import annotations

from typing import Any

from charteroak.core.answer import ActAnswer, Answer, Question, Said
from charteroak.core.directions import Ruling
from charteroak.core.items import Item
from charteroak.core.provenance import RowReference, Sourced
from charteroak.core.tables import (
    Items,
)

Data = dict[str, Any]


def answer_record(answer: Answer) -> Data:
    """Return ``answer`` as JSON-able data; the keys are listed in docs/reference/answer.md."""
    return {
        "memo": str(answer.memo),
        "title": answer.title,
        "draft": answer.draft,
        "on": answer.day.isoformat(),
        "texts": [str(text) for text in answer.texts],
        "given": dict(answer.given),
        "settled": answer.settled,
        "directions": {each.act: _direction(each) for each in answer.directions},
        "duties": [_item(item) for item in answer.items if item.kind is Items.DUTY],
        "desk": {
            kind.value.replace(" ", "_"): [
                _item(item) for item in answer.items if item.kind is kind
            ]
            for kind in Items
            if kind is not Items.DUTY
        },
        "because": {each.act: dict(each.because) for each in answer.directions if each.settled},
        "would_change": {each.act: _changes(each) for each in answer.directions if each.settled},
        "next": _question(answer.next) if answer.next else None,
    }


def _direction(each: ActAnswer) -> Data:
    return {
        "question": each.question,
        "settled": each.settled,
        "direction": each.ruling.direction.value if each.ruling else None,
        "bounds": list(each.ruling.bounds) if each.ruling else [],
        "text": str(each.binding) if each.binding else None,
        "by_fallback": each.by_fallback,
        "rows": [_row(row) for row in each.rows],
        "citations": [_citation(citation) for citation in each.citations],
        "also": [_said(said) for said in each.also],
        "conflict": each.conflict,
        "possible": [_ruling(ruling) for ruling in each.possible],
        "depends_on": list(each.depends_on),
    }


def _said(said: Said) -> Data:
    return {
        "text": str(said.text),
        "title": said.title,
        "directions": [_ruling(ruling) for ruling in said.rulings],
        "rows": [_row(row) for row in said.rows],
        "citations": [_citation(citation) for citation in said.citations],
    }


def _ruling(ruling: Ruling) -> Data:
    return {"direction": ruling.direction.value, "bounds": list(ruling.bounds)}


def _row(row: RowReference) -> Data:
    return {
        "text": str(row.text),
        "table": row.table,
        "row": row.row,
        "anchor": row.anchor,
        "paragraph": row.section,
        "heading": row.heading,
        "line": row.line,
    }


def _citation(citation: Sourced) -> Data:
    return {
        "text": citation.cite,
        "grade": citation.grade.value,
        "status": citation.status,
        "source": citation.source,
        "note": citation.note,
    }


def _item(item: Item) -> Data:
    return {
        "words": item.words,
        **{name.replace(" ", "_"): words for name, words in item.columns.items()},
        "certain": item.certain,
        "depends_on": list(item.depends_on),
        "row": _row(item.row),
        "citations": [_citation(citation) for citation in item.citations],
    }


def _changes(each: ActAnswer) -> list[Data]:
    return [
        {
            "facts": {name: list(answers) for name, answers in change.facts.items()},
            "becomes": [_ruling(ruling) for ruling in change.becomes],
        }
        for change in each.would_change
    ]


def _question(question: Question) -> Data:
    return {
        "fact": question.fact,
        "question": question.question,
        "answers": [*question.answers, "not sure"],
        "how_to_tell": question.how_to_tell,
        "why": question.why,
        "decided_by": question.decided_by,
        "expected_questions": round(question.expected, 4),
        "provably_fewest": question.exact,
    }
