"""From the Markdown of a text to its typed tree: ``read_memo`` and ``read_front_matter``.

A text is read in the order of need: its characters (``source``), its front matter, its blocks
(``blocks``), what its tables are (``sections``), its names (``facts``, ``annexes``), its decision
tables (``headers``, ``tables``, ``rows``), and last its guarantees and cases, which speak of all
the others.  Problems are gathered in one ``Report`` and raised together.
"""

from __future__ import annotations

from charteroak.core.reading.front_matter import Header, read_front_matter
from charteroak.core.reading.texts import read_memo

__all__ = ["Header", "read_front_matter", "read_memo"]
