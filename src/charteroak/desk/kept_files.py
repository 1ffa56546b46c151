"""The files that a telephone keeps so that the desk opens without a network."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
SCRIPTS = HERE / "static" / "desk"
EVALUATOR = HERE.parent / "core" / "offline"
OAK = HERE.parent / "web" / "static" / "web" / "oak.svg"
# Where the script that draws looks for the templates; only a telephone that keeps them has it.
TEMPLATES_URL = "/desk/templates.txt"
# What the worker hands out where the server does not answer.
SHELL_URL = "/desk/offline/"

KEPT = {".js", ".css"}
NAMED_BY_PAGES = {"desk/page.js", "desk/desk.css", "web/oak.svg"}
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
MEMORY_LEVELS = range(4, 10)
GZIP = 16  # asks zlib for the header of gzip
COMMENT = re.compile(r"(?<=[;,{}]) +// .*$|^\s*(?://.*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
AROUND = re.compile(r"\s*([{};,])\s*|(?<=[a-z]): ")
INDENT = re.compile(r"^\s+", re.MULTILINE)


@lru_cache(maxsize=1)
def screen_templates() -> dict[str, str]:
    """Return the templates that screens are drawn with, by name, for the script that draws them."""
    names = ["desk/screen.html"]
    for folder in ("desk/parts", "desk/screens"):
        names += [f"{folder}/{file.name}" for file in sorted((TEMPLATES / folder).glob("*.html"))]
    return {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in names}


@lru_cache(maxsize=1)
def static_files() -> dict[str, Path]:
    """Return the static files that are kept, by the name that ``{% static %}`` takes."""
    files = [file for file in sorted(SCRIPTS.iterdir()) if file.suffix in KEPT]
    own = {f"desk/{file.name}": file for file in files if file.name != "card.css"}
    evaluator = {f"evaluator/{file.name}": file for file in sorted(EVALUATOR.glob("*.js"))}
    return {**own, **evaluator, "web/oak.svg": OAK}


@lru_cache(maxsize=1)
def program() -> bytes:
    """Return these files in one piece, compressed: a slow network brings them with one request.

    The first line is JSON, ``[addresses, type, length]`` for each file; the texts follow one after
    another, each of so many UTF-16 units, as scripts count them.  Comments are left out.
    """
    files = [_file(name, file) for name, file in static_files().items()]
    templates = "".join(f"\f{name}\n{source}" for name, source in screen_templates().items())
    files.append(([TEMPLATES_URL], "text/plain", templates))
    files.append(([SHELL_URL], "text/html", _shell()))
    head = [[urls, kind, len(text.encode("utf-16-le")) // 2] for urls, kind, text in files]
    whole = [json.dumps(head, separators=(",", ":")), "\n", *(text for _, _, text in files)]
    return small("".join(whole).encode())


def _file(name: str, file: Path) -> tuple[list[str], str, str]:
    """Return the addresses, type and text of a file: those that pages name have two addresses."""
    text = file.read_text(encoding="utf-8")
    if file.suffix in KEPT:
        text = INDENT.sub("", COMMENT.sub("", text))
    if file.suffix == ".css":
        text = AROUND.sub(lambda found: found[1] or ":", text)
    urls = [static(name)] if name in NAMED_BY_PAGES else []
    return list(dict.fromkeys([*urls, f"{settings.STATIC_URL}{name}"])), TYPES[file.suffix], text


def _shell() -> str:
    """Return the empty page in which the script draws, as somebody who did not sign in sees it."""
    nobody = HttpRequest()
    nobody.user = AnonymousUser()
    return render_to_string("desk/offline.html", request=nobody)


def small(data: bytes) -> bytes:
    """Return ``data`` as gzip, as small as zlib makes it, the same each time.

    How much a block of the compressor holds decides over a hundredth, this way or that.
    """
    return min((_compressed(data, level) for level in MEMORY_LEVELS), key=len)


def _compressed(data: bytes, memory_level: int) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | GZIP, memory_level)
    return compressor.compress(data) + compressor.flush()


@lru_cache(maxsize=1)
def version() -> str:
    """Return what changes whenever any of these files or templates does."""
    whole = hashlib.sha256()
    for folder in (TEMPLATES, SCRIPTS, EVALUATOR):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            whole.update(file.read_bytes())
    return whole.hexdigest()[:16]
