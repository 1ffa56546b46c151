"""Words on a terminal: colour, width, wrapping, and nothing that a text could send it."""

from __future__ import annotations

import io
import os

import pytest

from charteroak import terminal
from charteroak.terminal import (
    Style,
    coloured,
    column,
    interactive,
    is_terminal,
    paint,
    plain,
    safe,
    width,
    wrapped,
)


class Screen(io.StringIO):
    """A stream at which a person is."""

    def isatty(self) -> bool:
        return True


def sit_down(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a person at standard input and output, in a terminal with colour."""
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setattr("sys.stdin", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return screen


# ---- who is there ----------------------------------------------------------------------------


def test_a_person_is_asked_only_where_input_and_output_are_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = sit_down(monkeypatch)
    assert interactive()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert not interactive()
    monkeypatch.setattr("sys.stdin", screen)
    monkeypatch.setattr("sys.stdout", None)
    assert not interactive()


def test_nobody_is_at_a_stream_that_is_closed() -> None:
    closed = Screen()
    closed.close()

    assert not is_terminal(closed)
    assert not is_terminal(None)


# ---- colour ----------------------------------------------------------------------------------


def test_colour_is_shown_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch)

    assert coloured()
    assert paint("stop", Style.STRONG, Style.RED) == "\x1b[1;31mstop\x1b[0m"
    assert paint("stop") == "stop"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_person_can_switch_colour_off(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sit_down(monkeypatch)
    monkeypatch.setenv(name, value)

    assert paint("stop", Style.RED) == "stop"


def test_an_empty_no_color_switches_nothing_off(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "")

    assert coloured()


def test_a_file_gets_no_colour() -> None:
    assert not coloured(io.StringIO())


# ---- width -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "expected"), [("60", 60), ("200", 88), ("5", 24), ("0", 88), ("wide", 88), ("", 88)]
)
def test_the_width_is_that_of_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(terminal, "_columns", lambda: 88)

    assert width() == expected


def test_without_a_terminal_lines_have_the_most_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: int) -> os.terminal_size:
        raise OSError

    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", nowhere)
    assert width() == 88
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((50, 20)))
    assert width() == 50


# ---- wrapping --------------------------------------------------------------------------------


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrap at 24 columns."""
    monkeypatch.setenv("COLUMNS", "24")


@pytest.mark.usefixtures("narrow")
def test_lines_are_wrapped_with_an_indent() -> None:
    text = "one two   three\nfour five six seven"

    assert wrapped(text, "    ", "  - ") == "  - one two three four\n    five six seven"
    assert wrapped("", "    ", "  - ") == "  - "


@pytest.mark.usefixtures("narrow")
def test_a_long_word_is_left_whole_so_that_it_can_be_copied() -> None:
    anchor = "#a-very-long-anchor-that-is-no-line"

    assert wrapped(f"see {anchor}") == f"see\n{anchor}"


@pytest.mark.usefixtures("narrow")
def test_a_painted_beginning_takes_no_more_room_than_it_shows() -> None:
    painted = "\x1b[1m1. \x1b[0m"

    assert wrapped("one two three four five", "   ", painted) == (
        f"{painted}one two three four\n   five"
    )


def test_two_columns_become_one_where_the_screen_is_narrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    assert column("hold:", "must not, or may, or refer to counsel", 8) == (
        "hold:   must not, or may, or refer to\n        counsel"
    )
    assert column("hold:", "must not, or may, or refer to counsel", 30) == (
        "hold: must not, or may, or refer to\n    counsel"
    )


# ---- what a text could hold ------------------------------------------------------------------


def test_control_characters_are_shown_as_what_they_are_not() -> None:
    assert safe("a\x1b[31mb\x07\x9b\u202e") == "a�[31mb���"
    assert safe("“é” 木") == "“é” 木"
    assert "\x1b" not in wrapped("\x1b[2J")


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("answer *yes* or *not sure*", "answer “yes” or “not sure”"),
        ("**never** do it", "“never” do it"),
        ("call `make test`", "call make test"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
    ],
)
def test_emphasis_becomes_quotation_marks(markdown: str, shown: str) -> None:
    assert plain(markdown) == shown
