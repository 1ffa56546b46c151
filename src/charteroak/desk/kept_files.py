"""The files that a telephone keeps so that the desk opens without a network."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
SCRIPTS = HERE / "static" / "desk"
EVALUATOR = HERE.parent / "core" / "offline"
OAK = HERE.parent / "web" / "static" / "web" / "oak.svg"
# Where the script that draws looks for the templates; only a telephone that keeps them has it.
TEMPLATES_URL = "/desk/templates.json"

KEPT = {".js", ".css"}
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
COMMENT = re.compile(r"^\s*(?://.*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
AROUND = re.compile(r"\s*([{};,])\s*")
INDENT = re.compile(r"^ +", re.MULTILINE)


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
    own = {f"desk/{file.name}": file for file in sorted(SCRIPTS.iterdir()) if file.suffix in KEPT}
    evaluator = {f"evaluator/{file.name}": file for file in sorted(EVALUATOR.glob("*.js"))}
    return {**own, **evaluator, "web/oak.svg": OAK}


@lru_cache(maxsize=1)
def program() -> bytes:
    """Return these files in one piece, compressed: a slow network brings them with one request.

    Each is ``{"urls", "type", "text"}``: a file has the address that pages name it by and, where
    scripts import it, its own.  Lines of comment are left out.
    """
    files = [_file(name, file) for name, file in static_files().items()]
    templates = json.dumps(screen_templates(), ensure_ascii=False)
    files.append({"urls": [TEMPLATES_URL], "type": "application/json", "text": templates})
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def _file(name: str, file: Path) -> dict[str, object]:
    text = file.read_text(encoding="utf-8")
    if file.suffix in KEPT:
        text = INDENT.sub("", COMMENT.sub("", text))
    if file.suffix == ".css":
        text = AROUND.sub(r"\1", text)
    urls = dict.fromkeys([static(name), f"{settings.STATIC_URL}{name}"])
    return {"urls": list(urls), "type": TYPES[file.suffix], "text": text}


@lru_cache(maxsize=1)
def version() -> str:
    """Return what changes whenever any of these files or templates does."""
    whole = hashlib.sha256()
    for folder in (TEMPLATES, SCRIPTS, EVALUATOR):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            whole.update(file.read_bytes())
    return whole.hexdigest()[:16]
