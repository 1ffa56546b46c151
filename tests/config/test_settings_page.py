"""Every setting is described where an operator looks for it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
READ = re.compile(r'\b(?:words|flag|number|listed|folder)\(\s*"([A-Z_]+)"')


def test_every_setting_is_on_the_page_and_no_other() -> None:
    read = set(READ.findall((ROOT / "src/charteroak/config/settings.py").read_text("utf-8")))
    listed = set(re.findall(r"^\| `CHARTEROAK_([A-Z_]+)`", PAGE.read_text("utf-8"), re.MULTILINE))

    assert listed == read | {"GUIDANCE"}
