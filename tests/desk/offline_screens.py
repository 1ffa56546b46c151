"""Makes screens in Node, from the bundle of a place, with the scripts that browsers get."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from charteroak.desk.bundles import bundle_of
from charteroak.desk.furnished import furniture
from charteroak.desk.kept_files import EVALUATOR, SCRIPTS, screen_templates
from desk.quick_desk import TODAY

RUNNER = Path(__file__).parents[1] / "javascript" / "screens.mjs"


def served(folder: Path) -> Path:
    """Put the scripts side by side as they are served; return the folder."""
    shutil.copytree(SCRIPTS, folder / "desk", dirs_exist_ok=True)
    shutil.copytree(EVALUATOR, folder / "evaluator", dirs_exist_ok=True)
    return folder


def in_node(
    folder: Path,
    place: str,
    addresses: Sequence[str],
    *,
    paragraphs: Sequence[str] = (),
    today: date = TODAY,
) -> dict[str, Any]:
    """Return the screens at ``addresses`` with their HTML, and ``paragraphs`` as HTML."""
    found = furniture().desk.place(place)
    assert found is not None
    bundle = bundle_of(found, today)
    assert bundle is not None
    job = {
        "bundle": bundle.plain.decode(),
        "today": today.isoformat(),
        "addresses": list(addresses),
        "templates": screen_templates(),
        "paragraphs": list(paragraphs),
    }
    run = subprocess.run(
        ["node", str(RUNNER), str(served(folder))],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    made: dict[str, Any] = json.loads(run.stdout)
    return made
