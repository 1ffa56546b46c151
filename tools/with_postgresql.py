"""Run a command with a new, empty PostgreSQL as the product's database.

Example: .venv/bin/python tools/with_postgresql.py .venv/bin/python -m pytest tests/ledger
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from postgres import postgres  # noqa: E402 - after the path is set


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit code."""
    with postgres() as connection:
        parts = dict(pair.split("=", 1) for pair in connection.split())
        address = f"postgresql://{parts['user']}@/charteroak?host={quote(parts['host'], safe='')}"
        environment = {**os.environ, "CHARTEROAK_DATABASE": address}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
