"""The files of this project, for the tests that read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "charteroak"
CORE = SOURCE / "core"


def code_files(*suffixes: str) -> list[Path]:
    """Return the files of code, those of the tests, benchmarks and tools included."""
    folders = ("src", "tests", "bench", "tools")
    found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in suffixes)


def committed_files() -> list[Path]:
    """Return every file that is in git or would be after `git add`; outside git, every file."""
    if (ROOT / ".git").exists() and (git := shutil.which("git")):
        listed = subprocess.run(
            [git, "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return [path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file()]
    skipped = {".venv", ".venv-bench", "__pycache__"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not (skipped | {".git"}) & set(path.relative_to(ROOT).parts)
    ]


def shown(path: Path) -> str:
    """Return the path as a person would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
