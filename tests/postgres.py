"""A PostgreSQL of our own for a test run: a new cluster in a temporary folder, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

BINARIES = Path("/usr/lib/postgresql")
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off"


@contextmanager
def postgres() -> Iterator[str]:
    """Yield how to connect to a new, empty cluster; skip the test where there is no PostgreSQL."""
    found = _binary("pg_ctl")
    if found is None:
        _missing("PostgreSQL is not installed: apt-get install postgresql")
        return
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        # The server refuses to run as root; its own user must own its folder.
        user = _own(Path(folder))
        data = f"{folder}/data"
        initdb = str(found.with_name("initdb"))
        run([initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], user)
        server = [str(found), "-D", data, "-w", "-l", f"{folder}/log"]
        run([*server, "-o", f"-k {folder} {OPTIONS}", "start"], user)
        try:
            yield f"host={folder} user=postgres dbname=postgres"
        finally:
            run([*server, "-m", "immediate", "stop"], user)


def run(command: Sequence[str], user: str | None) -> None:
    """Run a command, as another user where one is named."""
    prefix = ["runuser", "-u", user, "--"] if user else []
    subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/")


def _binary(name: str) -> Path | None:
    versions = sorted(BINARIES.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which(name)
    return versions[-1] if versions else Path(on_path) if on_path else None


def _own(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    if shutil.which("runuser") is None:
        _missing("PostgreSQL does not run as root, and runuser is not installed")
    shutil.chown(folder, "postgres")
    return "postgres"


def _missing(reason: str) -> None:
    """Skip for a person, fail for a machine: what is not tested must be known."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
