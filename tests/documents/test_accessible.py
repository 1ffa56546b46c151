"""Every document is PDF/UA-1 and PDF/A-3a: tagged, titled, in a language, always the same."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from documents.samples import MAKERS, made, read

NAMES = sorted(MAKERS)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_tagged_titled_and_in_a_language(name: str) -> None:
    document = read(made(name))
    root = document.root

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] in {"en", "es", "pt-BR"}
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.reader.metadata is not None
    assert document.reader.metadata.title
    assert "pdfuaid:part>1<" in document.xmp
    assert "pdfaid:part>3<" in document.xmp


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_on_letter_paper_and_not_legal_advice(name: str) -> None:
    document = read(made(name))
    sizes = {tuple(map(float, page.mediabox)) for page in document.reader.pages}
    words = document.text

    assert sizes == {(0.0, 0.0, 612.0, 792.0)}
    assert "is not legal advice" in words


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    assert MAKERS[name]() == made(name)


@pytest.mark.slow
def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from documents.samples import made;"
        "print([hashlib.sha256(made(n)).hexdigest() for n in ('letter', 'desk card')])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert len(runs) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_words(name: str) -> None:
    """A screen reader reads what a code leads to."""
    figures = [each for each in structure(read(made(name)).root) if each.get("/S") == "/Figure"]

    assert figures or name.startswith("notice")
    assert all("QR code" in str(figure["/Alt"]) for figure in figures)


@pytest.mark.parametrize("name", ["letter", "memo", "statement"])
def test_tables_have_header_cells(name: str) -> None:
    kinds = [str(each.get("/S")) for each in structure(read(made(name)).root)]

    assert "/Table" in kinds
    assert kinds.count("/TH") >= kinds.count("/Table") * 2


def structure(root: Any) -> list[dict[str, object]]:
    """Return all elements of the structure tree."""
    found: list[dict[str, object]] = []
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                waiting.append(node["/K"])
    return found
