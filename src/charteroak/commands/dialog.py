"""Asks a person at a terminal to pick one of several answers, by its number or its name."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from charteroak.core.errors import nearest
from charteroak.core.facts import (
    key,
)
from charteroak.terminal import Style, is_terminal, paint, wrapped

BACK = frozenset({"b", "back"})
HELP = frozenset({"?", "help"})
QUIT = frozenset({"q", "quit", "exit"})
SHORTEST = 3  # letters from which the beginning of an answer is enough
SHORT = {"y": "yes", "n": "no"}


class Leave(Exception):  # noqa: N818 - not an error: the person ends the interview
    """The person wants to stop."""


class Back(Exception):  # noqa: N818 - not an error: the person goes one question back
    """The person wants to change the answer before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Answers to pick from.

    ``descriptions`` stand beside the names and ``headings`` before some of them; ``help`` is shown
    when asked for.  ``numbered`` is false where a number that is typed is itself the answer;
    ``free`` lets any other words through; ``kept`` is the answer that an empty line keeps.
    """

    names: Sequence[str]
    descriptions: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    help: Sequence[str] = ()
    numbered: bool = True
    free: bool = False
    kept: str = ""
    first: bool = False


class Dialog:
    """A conversation line by line; ``ask`` and ``tell`` can be replaced in tests."""

    def __init__(
        self, ask: Callable[[str], str] | None = None, tell: Callable[[str], None] = print
    ) -> None:
        """Read answers with ``ask``, or from the terminal, and write with ``tell``."""
        if ask is None:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401, PLC0415 - lets input() edit its line
        self.ask, self.tell = ask or _line, tell

    def choose(self, question: str, choice: Choice, number: str = "") -> str:
        """Ask a question, list the answers and return the one that is picked.

        Raises:
            Back: the person wants to go back.
            Leave: the person wants to stop.
            EOFError: there is nobody any more.
        """
        self.tell("")
        words = wrapped(question, " " * len(number), paint(number, Style.STRONG) if number else "")
        self.tell(words if number else paint(words, Style.STRONG))
        digits = len(str(len(choice.names)))
        rows = zip_longest(choice.names, choice.descriptions, fillvalue="")
        for index, (name, beside) in enumerate(rows, start=1):
            if name in choice.headings:
                self.tell(wrapped(choice.headings[name], "  "))
            mark = f"{index:>{digits}}" if choice.numbered else "-"
            words = f"{name}: {beside}" if beside else name
            self.tell(wrapped(words, " " * (digits + 5), f"   {mark}  "))
        if choice.free:
            self.tell(wrapped("Type the value itself, or one of these.", "   "))
        if choice.kept:
            self.tell(wrapped(f"Enter keeps “{choice.kept}”.", "   "))
        return self._picked(choice)

    def _picked(self, choice: Choice) -> str:
        """Read until one of the answers is picked, by its number or its name."""
        while True:
            typed = " ".join(self.ask("> ").split())
            if found := _meant(typed, choice):
                return found
            word = key(typed)
            if word in QUIT:
                raise Leave
            if word in BACK and not choice.first:
                raise Back
            if word in BACK:
                self.tell("   This is the first question.")
            elif word in HELP:
                for line in (*choice.help, _how_to_answer(choice)):
                    self.tell(wrapped(line, "   "))
            elif not typed:
                self.tell(wrapped(_how_to_answer(choice), "   "))
            elif choice.free:
                return typed
            else:
                self.tell(wrapped(_not_one(typed, choice), "   "))


def _line(prompt: str) -> str:
    """Read a line from standard input; one from a pipe is written down, as a terminal does.

    Raises:
        EOFError: there is no more, or standard input is closed.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise EOFError
    line = input(prompt)
    if not is_terminal(sys.stdin):
        print(line)
    return line


def _meant(typed: str, choice: Choice) -> str:
    """Return the answer that was typed: in words, by its number or by its beginning."""
    if not typed:
        return choice.kept
    word = key(typed)
    by_key = {key(name): name for name in choice.names}
    numbers = {str(i): name for i, name in enumerate(choice.names, 1)} if choice.numbered else {}
    if found := by_key.get(word) or by_key.get(SHORT.get(word, "")) or numbers.get(typed):
        return found
    begun = [name for name in choice.names if key(name).startswith(word)]
    return begun[0] if len(begun) == 1 and len(word) >= SHORTEST else ""


def _how_to_answer(choice: Choice) -> str:
    """Return what can be typed."""
    if choice.free:
        number = "the number or the words of an" if choice.numbered else "the words of an"
        answer = f"Type the value itself, or {number} answer."
    else:
        answer = "Type the number or the answer."
    keeps = f" Enter keeps “{choice.kept}”." if choice.kept else ""
    return f"{answer}{keeps} b goes back, ? helps, q stops."


def _not_one(typed: str, choice: Choice) -> str:
    close = nearest(typed, choice.names)
    hint = f" Did you mean “{close}”?" if close else ""
    return f"“{typed}” is not one of the answers.{hint} Type 1 to {len(choice.names)}."
