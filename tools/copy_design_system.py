"""Copy the parts of USWDS that our pages use into var/assets/uswds; run by ``make setup``.

Of the style sheet only the rules stay whose classes occur in a template, a script or a module of
ours, so that a page on a slow telephone waits for a tenth of it.  Of the other files only those
stay that these rules, or our templates, name.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules" / "@uswds" / "uswds" / "dist"
TARGET = ROOT / "var" / "assets" / "uswds"
OURS = ("*.html", "*.py", "*.js")
NAMED = re.compile(r"uswds/((?:img|js|fonts)/[\w./-]+)")
CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
SEPARATOR = re.compile(r",(?![^(]*\))")  # not within :not(a, b)
WORD = re.compile(r"[\w:-]+")
ADDRESS = re.compile(r"url\(\"?(?:\.\./)([^)\"?#]+)")


def main() -> None:
    """Write var/assets/uswds anew."""
    words = used_words()
    style = "".join(kept(rules((SOURCE / "css" / "uswds.min.css").read_text("utf-8")), words))
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "css").mkdir(parents=True)
    (TARGET / "css" / "uswds.css").write_text(style, encoding="utf-8")
    names = set(ADDRESS.findall(style)) | named_files()
    for name in sorted(names):
        if (SOURCE / name).is_file():
            (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SOURCE / name, TARGET / name)
    print(f"USWDS: {len(style) // 1024} kB of styles and {len(names)} files in {TARGET}")


def used_words() -> set[str]:
    """Return every word of our templates, scripts and modules; a class that is used is one."""
    return {word for text in our_texts() for word in WORD.findall(text)}


def named_files() -> set[str]:
    """Return the files of USWDS that our templates name."""
    return {name for text in our_texts() for name in NAMED.findall(text)}


def our_texts() -> Iterator[str]:
    """Yield the text of each file in which a class can be used."""
    for pattern in OURS:
        for path in sorted((ROOT / "src" / "charteroak").rglob(pattern)):
            yield path.read_text(encoding="utf-8")


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield each top-level rule of a style sheet: what stands before its brace, and within."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    start = depth = 0
    opened = 0
    for at, letter in enumerate(style):
        if letter == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield style[start:opened].strip(), style[opened + 1 : at]
                start = at + 1
        elif letter == ";" and depth == 0:
            start = at + 1  # @charset and the like


def kept(found: Iterator[tuple[str, str]], words: set[str]) -> Iterator[str]:
    """Yield the rules that can apply to a page of ours."""
    for head, body in found:
        if head.startswith(("@media", "@supports")):
            if inner := "".join(kept(rules(body), words)):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [each for each in SEPARATOR.split(head) if applies(each, words)]:
            yield f"{','.join(selectors)}{{{body}}}"


def applies(selector: str, words: set[str]) -> bool:
    """Return whether every class of the selector is used somewhere."""
    return all(name.replace("\\", "") in words for name in CLASS.findall(selector))


if __name__ == "__main__":
    main()
