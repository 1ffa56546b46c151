"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
from datetime import date


def day_option(text: str) -> date:
    """Read the value of an option that is a day.

    Raises:
        argparse.ArgumentTypeError: it is not written as a day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” is not a day; write it as 2020-03-01"
        raise argparse.ArgumentTypeError(message) from error


def today() -> date:
    """Return the day at the desk, which is not that of UTC."""
    return date.today()  # noqa: DTZ011 - the local day is what is meant
