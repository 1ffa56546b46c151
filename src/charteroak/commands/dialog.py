"""The interview at a terminal: one question at a time, nothing lost on the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from charteroak.commands.answer_text import answer_lines
from charteroak.core.answer import Answer, Question, answer
from charteroak.core.errors import CharterOakError, nearest
from charteroak.core.guidance import Guidance
from charteroak.core.memo import key
from charteroak.core.situation import Request, find_act, known_papers
from charteroak.core.space import NOT_SURE
from charteroak.terminal import Style, paint, safe, wrapped

BACK, HELP, QUIT = "b", "?", "q"


class Leave(Exception):  # noqa: N818 - not an error: the person ends the interview
    """The person wants to stop."""


class Back(Exception):  # noqa: N818 - not an error: the person goes one question back
    """The person wants to change the answer before."""


class Dialog:
    """Asks a person at a terminal; ``ask`` and ``tell`` can be replaced in tests."""

    def __init__(
        self, ask: Callable[[str], str] = input, tell: Callable[[str], None] = print
    ) -> None:
        """Read answers with ``ask`` and write with ``tell``."""
        self.ask, self.tell = ask, tell

    def choose(self, question: str, choices: Mapping[str, str]) -> str:
        """Let the person pick one of ``choices`` (name to description); return the name."""
        self.tell(paint(question, Style.STRONG))
        names = list(choices)
        for number, name in enumerate(names, start=1):
            self.tell(wrapped(safe(f"{name}: {choices[name]}"), "     ", f"  {number}  "))
        return self._picked(names, help_text="Type the number or the name. q stops.")

    def hold(self, guidance: Guidance, request: Request) -> int:
        """Hold the interview until the answer is settled, then print it; return the exit code."""
        try:
            if not request.acts and not request.paper:
                request = self._what_is_asked(guidance, request)
            self._interview(guidance, request)
        except (Leave, EOFError):
            self.tell("Stopped; nothing was kept.")
        return 0

    def _what_is_asked(self, guidance: Guidance, request: Request) -> Request:
        """Ask which paper is shown or which act is asked for."""
        choices = {paper.name: paper.title for paper in known_papers(guidance)}
        acts = {name: act.question for name in guidance.acts if (act := guidance.act(name))}
        self.tell(paint("Which paper is shown, or what is asked?", Style.STRONG))
        names = [*choices, *acts, "everything"]
        for number, name in enumerate(names, start=1):
            if number == len(choices) + 1:
                self.tell("  no paper, or none of these; somebody asks:")
            words = choices.get(name) or acts.get(name) or "all acts that this guidance rules on"
            self.tell(wrapped(safe(f"{name}: {words}"), "      ", f"  {number:>2}  "))
        picked = self._picked(names, help_text="Type the number or the name. q stops.")
        if picked in choices:
            return replace(request, paper=picked)
        acts_asked = () if picked == "everything" else (find_act(guidance, picked),)
        return replace(request, acts=acts_asked)

    def _interview(self, guidance: Guidance, request: Request) -> None:
        asked: list[str] = []
        while True:
            found = answer(guidance, request, reasons=False)
            if found.next is None:
                self._close(guidance, request)
                return
            try:
                given = self._answer_to(found, len(asked) + 1)
            except Back:
                request = self._without_last(request, asked)
                continue
            longer = replace(request, facts={**request.facts, found.next.fact: given})
            if wrong := what_is_wrong(guidance, longer):
                self.tell(wrapped(safe(str(wrong)), "   "))
                continue
            asked.append(found.next.fact)
            request = longer

    def _without_last(self, request: Request, asked: list[str]) -> Request:
        """Return ``request`` without the answer given last; the others are kept."""
        if not asked:
            self.tell("This is the first question.")
            return request
        last = asked.pop()
        facts = {name: value for name, value in request.facts.items() if name != last}
        return replace(request, facts=facts)

    def _answer_to(self, found: Answer, number: int) -> str:
        """Ask one question and return the answer as the guidance writes it."""
        question = found.next
        if question is None:
            raise Leave
        self.tell("")
        self.tell(wrapped(safe(question.question), "   ", paint(f"{number}. ", Style.STRONG)))
        choices = [*question.answers, NOT_SURE]
        for index, choice in enumerate(choices, start=1):
            self.tell(safe(f"   {index}  {choice}"))
        if question.free:
            self.tell("   or type the value itself")
        return self._picked(choices, help_text=_help(question), free=question.free)

    def _picked(self, names: Sequence[str], help_text: str, *, free: bool = False) -> str:
        """Read until one of ``names`` is picked, by number or by name; ``free`` takes any text."""
        while True:
            typed = self.ask("> ").strip()
            if typed == QUIT:
                raise Leave
            if typed == BACK:
                raise Back
            if typed in {HELP, ""}:
                self.tell(wrapped(safe(help_text), "   "))
                continue
            by_key = {key(name): name for name in names}
            if key(typed) in by_key:
                return by_key[key(typed)]
            if typed.isdecimal() and 1 <= int(typed) <= len(names):
                return names[int(typed) - 1]
            if free:
                return typed
            close = nearest(typed, names)
            hint = f" Did you mean “{close}”?" if close else ""
            self.tell(wrapped(safe(f"“{typed}” is not one of the answers.{hint}"), "   "))

    def _close(self, guidance: Guidance, request: Request) -> None:
        self.tell("")
        for line in answer_lines(answer(guidance, request)):
            self.tell(line)


def _help(question: Question) -> str:
    parts = []
    if question.how_to_tell:
        parts.append(f"How to tell: {question.how_to_tell}")
    if question.why:
        parts.append(f"Why we ask: {question.why}")
    if question.decided_by:
        parts.append(f"Who decides: {question.decided_by}")
    parts.append("Type a number or the answer. b goes back, q stops, ? shows this.")
    return " ".join(parts)


def what_is_wrong(guidance: Guidance, request: Request) -> CharterOakError | None:
    """Return what is wrong with ``request``, or None."""
    try:
        answer(guidance, request, interview=False, reasons=False)
    except CharterOakError as error:
        return error
    return None
