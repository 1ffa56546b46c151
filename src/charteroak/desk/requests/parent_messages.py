"""The words of the two messages to parents; the templates are data, in ``parent_messages.toml``.

They are our own, promise nothing, hold no names, and tell nobody to do anything about the visit.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from charteroak.desk.requests.models import Request

FILE = Path(__file__).with_name("parent_messages.toml")
LANGUAGES = ("en", "es", "pt-BR")


def words_for(request: Request, *, kind: str, names_agency: bool) -> dict[str, str]:
    """Return the message in each language, by its BCP 47 tag.

    Args:
        request: what happened.
        kind: ``present`` or ``departed``.
        names_agency: say which agency came; otherwise it is one that nobody has confirmed.
    """
    return {tag: _words(request, tag, kind, names_agency=names_agency) for tag in LANGUAGES}


def translation_state(tag: str) -> str:
    """Return how far the words in a language were checked, for the page that shows them."""
    return str(_templates()[tag]["state"])


def language_name(tag: str) -> str:
    """Return a language's own name."""
    return str(_templates()[tag]["language"])


def _words(request: Request, tag: str, kind: str, *, names_agency: bool) -> str:
    template = _templates()[tag]
    named = str(template["named"]).replace("{agency}", request.requester_agency)
    visitors = named if names_agency else template["unconfirmed"]
    local = request.received_at.astimezone(request.zone)
    with override(tag):
        day = date_format(local, template["date"], use_l10n=False)
    filled = {
        "{school}": request.agency.name,
        "{visitors}": visitors,
        "{date}": day.lower() if template.get("small_months") else day,
        "{telephone}": request.agency.telephone or template["office"],
    }
    text = str(template[kind]).strip()
    for blank, words in filled.items():
        text = text.replace(blank, words)
    return text


@lru_cache(maxsize=1)
def _templates() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
