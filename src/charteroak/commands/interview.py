"""The interview at a terminal: one question at a time, nothing lost on the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charteroak.commands.answer_text import answer_lines
from charteroak.commands.dialog import BACK, Back, Choice, Dialog, Leave
from charteroak.commands.options import compiled, texts_in_force
from charteroak.commands.words import shown_paper
from charteroak.core.answer import Question, answer, question_at
from charteroak.core.errors import CharterOakError
from charteroak.core.facts import (
    Line,
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.library import Library
from charteroak.core.measures import Measure
from charteroak.core.memo import (
    Paper,
)
from charteroak.core.situation import Request, known_papers, resolve
from charteroak.core.space import NOT_SURE
from charteroak.terminal import Style, paint, plain, wrapped

EVERYTHING = "everything"
COUNTED = frozenset({Measure.NUMBER, Measure.WHOLE_NUMBER})


def hold_interview(
    library: Library, text: str | None, day: date, request: Request, dialog: Dialog | None = None
) -> None:
    """Choose a text, ask what is asked for, then the facts; print the answer.

    Args:
        library: the texts to choose from.
        text: the text that answers; None lets the person choose.
        day: the day of the request.
        request: what is known already.
        dialog: where to ask.

    Raises:
        CharterOakError: the text cannot be found or read, or the request contradicts itself.
    """
    dialog = dialog or Dialog()
    try:
        name = text if text is not None else _chosen_text(dialog, library, day)
        guidance = compiled(library, name, day)
        Interview(dialog, guidance, request).hold()
    except Leave:
        dialog.tell("Stopped; nothing was kept.")
    except EOFError:
        dialog.tell("\nStopped; nothing was kept.")


class Interview:
    """One person's answers, in the order in which they were asked."""

    def __init__(self, dialog: Dialog, guidance: Guidance, request: Request) -> None:
        """Begin with what ``request`` says already.

        Raises:
            CharterOakError: the request contradicts itself, or names what does not exist.
        """
        resolve(guidance, request)
        self.dialog, self.guidance, self.request = dialog, guidance, request
        self.papers = _papers(guidance)
        several = len(self.papers) + len(guidance.acts) > 1
        self.chooses = several and not request.acts and request.paper is None
        self.asked_for = ""
        self.answers: dict[str, str] = {}

    def hold(self) -> None:
        """Ask until the answer is settled and the person does not go back any more."""
        if self.chooses:
            self._choose_request()
        fact = ""
        while True:
            question = self._question(fact)
            if question is None:
                self._print_answer()
                if not self._goes_back():
                    return
                fact = self._before("")
                continue
            try:
                self._ask(question)
                fact = ""
            except Back:
                fact = self._before(question.fact)

    def _question(self, fact: str) -> Question | None:
        """Return the question about ``fact``, or the next one; None where all is settled."""
        space = self.guidance.space
        for level in range(len(space)):
            if fact and space.name(level) == fact:
                return question_at(self.guidance, level)
        return answer(self.guidance, self._request(), reasons=False).next

    def _request(self, **further: str) -> Request:
        """Return the request with all that was answered, and ``further`` facts."""
        return replace(self.request, facts={**self.request.facts, **self.answers, **further})

    def _ask(self, question: Question) -> None:
        """Ask one question until its answer can be understood, and keep the answer."""
        order = list(self.answers)
        index = order.index(question.fact) if question.fact in order else len(order)
        choice = Choice(
            names=[*question.answers, NOT_SURE],
            help=_help(question),
            numbered=not self._is_number(question),
            free=question.free,
            kept=self.answers.get(question.fact, ""),
        )
        while True:
            given = self.dialog.choose(_words(question), choice, f"{index + 1}. ")
            if wrong := self._wrong(question.fact, given):
                self.dialog.tell(wrapped(wrong, "   "))
            else:
                self.answers[question.fact] = given
                return

    def _is_number(self, question: Question) -> bool:
        """Tell whether a number that is typed is the answer itself, not that of an answer."""
        facts = [d.fact for d in self.guidance.space.domains]
        names = [self.guidance.space.name(level) for level in range(len(facts))]
        answers = facts[names.index(question.fact)].answers
        return isinstance(answers, Line) and answers.measure in COUNTED

    def _wrong(self, fact: str, given: str) -> str:
        """Return what is wrong with an answer, or nothing."""
        try:
            resolve(self.guidance, self._request(**{fact: given}))
        except CharterOakError as error:
            return str(error)
        return ""

    def _before(self, fact: str) -> str:
        """Return the fact that was asked before ``fact``, which keeps its answer.

        Before the first stands what is asked for, which is chosen again if it was chosen here.
        """
        order = list(self.answers)
        index = order.index(fact) if fact in order else len(order)
        if index > 0:
            return order[index - 1]
        if self.chooses:
            self._choose_request()
            return ""
        self.dialog.tell("   This is the first question.")
        return fact

    def _choose_request(self) -> None:
        """Ask which paper is shown or which act is asked for."""
        titles = {paper.name: shown_paper(paper) for paper in self.papers}
        ruled = [(name, self.guidance.act(name)) for name in self.guidance.acts]
        others = {name: act.question if act else "" for name, act in ruled}
        others[EVERYTHING] = "all acts that this guidance rules on"
        choice = Choice(
            names=[*titles, *others],
            descriptions=[*titles.values(), *others.values()],
            headings={next(iter(others)): "no paper, or none of these:"} if titles else {},
            kept=self.asked_for,
            first=True,
        )
        question = "Which paper is shown, or what is asked?" if titles else "What is asked?"
        picked = self.asked_for = self.dialog.choose(question, choice)
        acts = () if picked in titles or picked == EVERYTHING else (picked,)
        self.request = replace(self.request, paper=picked if picked in titles else None, acts=acts)
        self._drop_contradicted()

    def _drop_contradicted(self) -> None:
        """Forget the answers that the paper now chosen contradicts."""
        for fact in list(self.answers):
            given = self.answers.pop(fact)
            if self._wrong(fact, given):
                self.dialog.tell(wrapped(f"The paper settles {fact} otherwise.", "   "))
            else:
                self.answers[fact] = given

    def _print_answer(self) -> None:
        self.dialog.tell("")
        for line in answer_lines(answer(self.guidance, self._request()), self.guidance.memo):
            self.dialog.tell(line)

    def _goes_back(self) -> bool:
        """Ask whether the person wants to change an answer after all."""
        if not self.answers and not self.chooses:
            return False
        self.dialog.tell("")
        self.dialog.tell(paint("Enter ends; b changes an answer.", Style.FAINT))
        try:
            return key(self.dialog.ask("> ")) in BACK
        except EOFError:
            return False


def _words(question: Question) -> str:
    """Return what is asked, and how far it is to the end where that is more than a question."""
    left = round(question.expected)
    return plain(question.question) + (f" (about {left} questions to go)" if left > 1 else "")


def _help(question: Question) -> list[str]:
    """Return how to tell, why it is asked and who decides."""
    parts = {
        "How to tell": question.how_to_tell,
        "Why we ask": question.why,
        "Who decides": question.decided_by,
    }
    return [f"{name}: {plain(words)}" for name, words in parts.items() if words]


def _papers(guidance: Guidance) -> list[Paper]:
    """Return the papers that ask for something that the guidance rules on, or for nothing."""
    ruled = set(guidance.acts)
    papers = known_papers(guidance)
    return [paper for paper in papers if not paper.asks_for or ruled & set(paper.asks_for)]


def _chosen_text(dialog: Dialog, library: Library, day: date) -> str:
    """Let the person choose among the texts in force."""
    texts = texts_in_force(library, day)
    if not texts:
        message = f"no text is in force on {day}"
        raise CharterOakError(message)
    choice = Choice(names=list(texts), descriptions=list(texts.values()), first=True)
    return dialog.choose("Which guidance?", choice)
