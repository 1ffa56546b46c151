"""What can be said, in other languages: data beside the texts, each sentence tied to its English.

``guidance/ct/schools/2026-11-23.es.toml`` translates the things to say of that version.  A sentence
whose English has changed since is stale: it is not shown, and a test names it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from charteroak.core.errors import CharterOakError
from charteroak.core.memo import Memo
from charteroak.core.tables import Items

KEYS = {"text", "language", "name", "state", "say"}
SENTENCE = {"row", "english", "words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One version's things to say in one language.  ``state`` says who has read it.

    ``language`` is a BCP 47 tag, ``name`` what speakers call it; ``lines`` map English to words.
    """

    text: str
    language: str
    name: str
    state: str
    lines: Mapping[str, str]
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """All translations, by ``text@version``."""

    by_text: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)

    def of(self, text: str) -> tuple[Translation, ...]:
        """Return the translations of one version."""
        return self.by_text.get(text, ())

    def lines(self, text: str, english: str) -> list[dict[str, str]]:
        """Return what ``english`` is in each language that has it, with the translation's state."""
        return [
            {
                "lang": each.language,
                "name": each.name,
                "state": each.state,
                "words": each.lines[english],
            }
            for each in self.of(text)
            if english in each.lines
        ]


def read_translations(root: Path) -> Translations:
    """Return all translations under ``root``: files named ``VERSION.LANGUAGE.toml``.

    Raises:
        CharterOakError: a file has a fault; says where and what it needs.
    """
    found: dict[str, list[Translation]] = {}
    for file in sorted(root.rglob("*-*-*.*.toml")):
        translation = _read(file)
        found.setdefault(translation.text, []).append(translation)
    return Translations(by_text={text: tuple(each) for text, each in found.items()})


def stale(translation: Translation, memo: Memo) -> Iterator[str]:
    """Yield what is wrong with a translation: sentences that changed, and those without one."""
    said = {str(row.results[0]): name for name, (_, row) in memo.item_rows(Items.SAY).items()}
    for english in translation.lines:
        if english not in said:
            yield f"{translation.file}: {translation.text} no longer says “{english}”"
    for english, row in said.items():
        if english not in translation.lines:
            yield f"{translation.file}: row {row} has no translation: “{english}”"


def _read(file: Path) -> Translation:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{file} is not a TOML file: {error}"
        raise CharterOakError(message) from error
    if set(data) != KEYS or not all(set(each) == SENTENCE for each in data["say"]):
        message = (
            f"{file}: a translation has {', '.join(sorted(KEYS))}, "
            f"and each [[say]] has {', '.join(sorted(SENTENCE))}"
        )
        raise CharterOakError(message)
    return Translation(
        text=data["text"],
        language=data["language"],
        name=data["name"],
        state=data["state"],
        lines={each["english"]: each["words"] for each in data["say"]},
        file=str(file),
    )
