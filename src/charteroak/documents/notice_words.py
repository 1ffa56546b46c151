"""The words of the notice in three languages, each with the state of its translation.

The Spanish and the Portuguese are our own drafts and nobody has reviewed them; so the page says.
Whoever has them reviewed passes ``Translation.REVIEWED``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from charteroak.documents.dates import MONTHS, clock_words, zone_words


class Language(StrEnum):
    """A language that the notice speaks, by its BCP 47 tag."""

    ENGLISH = "en"
    SPANISH = "es"
    PORTUGUESE = "pt-BR"


class Translation(StrEnum):
    """How far a translation has been checked."""

    OFFICIAL = "official"
    REVIEWED = "reviewed"
    DRAFT = "draft"


class Asked(StrEnum):
    """What a federal authority asks of an agency that has somebody in custody."""

    HOLD = "hold"
    RELEASE_DATE = "tell release date"
    INTERVIEW = "allow interview"
    HAND_OVER = "hand over"
    INFORMATION = "give information"


class Decided(StrEnum):
    """What the agency means to do about it."""

    YES = "yes"
    NO = "no"
    IN_PART = "in part"
    OPEN = "not decided yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """All fixed words of the notice in one language."""

    months: tuple[str, ...]
    moment: str
    heading: str
    translation: dict[Translation, str]
    agency: str
    person: str
    reference: str
    received: str
    requester: str
    asked_heading: str
    asked_lead: str
    asked: dict[Asked, str]
    decision_heading: str
    decision_lead: str
    decided: dict[Decided, str]
    reason: str
    decided_at: str
    papers_heading: str
    papers_lead: str
    law_heading: str
    law_lead: str
    help_heading: str
    help_words: str
    delivered: str
    officer: str
    signature: str
    receipt: str

    def asked_words(self, asked: Asked | str) -> str:
        """Return what was asked in this language; other words than ``Asked`` stay as they are."""
        return self.asked[asked] if isinstance(asked, Asked) else asked

    def moment_words(self, moment: datetime) -> str:
        """Return a moment in this language, in its own time zone.

        Raises:
            ValueError: the moment has no time zone.
        """
        return self.moment.format(
            month=self.months[moment.month - 1],
            day=moment.day,
            year=moment.year,
            hour=moment.hour,
            minute=moment.minute,
            clock=clock_words(moment),
            zone=zone_words(moment),
        )


SPANISH_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
PORTUGUESE_MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
)  # fmt: skip

ENGLISH = NoticeWords(
    months=MONTHS,
    moment="{month} {day}, {year}, {clock} {zone}",
    heading="Notice to you about a federal immigration request",
    translation={
        Translation.OFFICIAL: "English: the official words of this agency.",
        Translation.REVIEWED: "English: reviewed.",
        Translation.DRAFT: "English: draft, not reviewed.",
    },
    agency="Agency",
    person="To",
    reference="Our number",
    received="Request received",
    requester="Who asks",
    asked_heading="What was asked",
    asked_lead="{requester} has asked us to:",
    asked={
        Asked.HOLD: "keep you in custody after you would otherwise go free",
        Asked.RELEASE_DATE: "say when you will be released",
        Asked.INTERVIEW: "let its officers question you",
        Asked.HAND_OVER: "hand you over to its officers",
        Asked.INFORMATION: "give information about you",
    },
    decision_heading="What we decided",
    decision_lead="Our answer to each request:",
    decided={
        Decided.YES: "We will do this.",
        Decided.NO: "We will not do this.",
        Decided.IN_PART: "We will do part of this.",
        Decided.OPEN: "We have not decided yet. We will tell you when we have.",
    },
    reason="Note",
    decided_at="Decided",
    papers_heading="Copies with this notice",
    papers_lead="We give you a copy of:",
    law_heading="The law on this notice",
    law_lead="You receive this notice under:",
    help_heading="Questions",
    help_words=(
        "You may show this notice and the copies to a lawyer. This notice is not legal advice. If "
        "you cannot read it, ask us to read it to you."
    ),
    delivered="Delivered (day and time)",
    officer="Delivered by (name and title)",
    signature="Signature of the officer",
    receipt=(
        "Signature of the person, to show only that the notice was received. Signing is not "
        "agreeing, and nobody has to sign."
    ),
)

SPANISH = NoticeWords(
    months=SPANISH_MONTHS,
    moment="{day} de {month} de {year}, {hour:02}:{minute:02} {zone}",
    heading="Aviso para usted sobre una solicitud federal de inmigración",
    translation={
        Translation.OFFICIAL: "Español: texto oficial de esta agencia.",
        Translation.REVIEWED: "Español: traducción revisada.",
        Translation.DRAFT: (
            "Español: BORRADOR, NO REVISADO. Si el texto en español y el texto en inglés no dicen "
            "lo mismo, guíese por el texto en inglés y pida un intérprete."
        ),
    },
    agency="Agencia",
    person="Para",
    reference="Nuestro número",
    received="Solicitud recibida",
    requester="Quién lo pide",
    asked_heading="Qué se pidió",
    asked_lead="{requester} nos ha pedido:",
    asked={
        Asked.HOLD: "mantenerle en custodia después del momento en que saldría en libertad",
        Asked.RELEASE_DATE: "decir cuándo saldrá usted en libertad",
        Asked.INTERVIEW: "permitir que sus agentes le hagan preguntas",
        Asked.HAND_OVER: "ponerle en manos de sus agentes",
        Asked.INFORMATION: "dar información sobre usted",
    },
    decision_heading="Qué decidimos",
    decision_lead="Nuestra respuesta a cada solicitud:",
    decided={
        Decided.YES: "Haremos esto.",
        Decided.NO: "No haremos esto.",
        Decided.IN_PART: "Haremos una parte de esto.",
        Decided.OPEN: "Todavía no lo hemos decidido. Se lo diremos cuando lo decidamos.",
    },
    reason="Nota",
    decided_at="Decidido",
    papers_heading="Copias que acompañan este aviso",
    papers_lead="Le damos una copia de:",
    law_heading="La ley sobre este aviso",
    law_lead="Usted recibe este aviso según:",
    help_heading="Preguntas",
    help_words=(
        "Puede mostrar este aviso y las copias a un abogado. Este aviso no es asesoría legal. Si "
        "no puede leerlo, pida que se lo leamos."
    ),
    delivered="Entregado (día y hora)",
    officer="Entregado por (nombre y cargo)",
    signature="Firma del oficial",
    receipt=(
        "Firma de la persona, solo para mostrar que recibió el aviso. Firmar no significa estar "
        "de acuerdo, y nadie está obligado a firmar."
    ),
)

PORTUGUESE = NoticeWords(
    months=PORTUGUESE_MONTHS,
    moment="{day} de {month} de {year}, {hour:02}:{minute:02} {zone}",
    heading="Aviso a você sobre um pedido federal de imigração",
    translation={
        Translation.OFFICIAL: "Português: texto oficial deste órgão.",
        Translation.REVIEWED: "Português: tradução revisada.",
        Translation.DRAFT: (
            "Português: RASCUNHO, NÃO REVISADO. Se o texto em português e o texto em inglês não "
            "disserem o mesmo, siga o texto em inglês e peça um intérprete."
        ),
    },
    agency="Órgão",
    person="Para",
    reference="Nosso número",
    received="Pedido recebido",
    requester="Quem pede",
    asked_heading="O que foi pedido",
    asked_lead="{requester} nos pediu:",
    asked={
        Asked.HOLD: "manter você sob custódia depois do momento em que ficaria livre",
        Asked.RELEASE_DATE: "dizer quando você sairá em liberdade",
        Asked.INTERVIEW: "permitir que seus agentes façam perguntas a você",
        Asked.HAND_OVER: "entregar você aos seus agentes",
        Asked.INFORMATION: "dar informações sobre você",
    },
    decision_heading="O que decidimos",
    decision_lead="Nossa resposta a cada pedido:",
    decided={
        Decided.YES: "Faremos isto.",
        Decided.NO: "Não faremos isto.",
        Decided.IN_PART: "Faremos uma parte disto.",
        Decided.OPEN: "Ainda não decidimos. Avisaremos você quando decidirmos.",
    },
    reason="Nota",
    decided_at="Decidido",
    papers_heading="Cópias que acompanham este aviso",
    papers_lead="Damos a você uma cópia de:",
    law_heading="A lei sobre este aviso",
    law_lead="Você recebe este aviso conforme:",
    help_heading="Perguntas",
    help_words=(
        "Você pode mostrar este aviso e as cópias a um advogado. Este aviso não é aconselhamento "
        "jurídico. Se não puder ler, peça que o leiamos para você."
    ),
    delivered="Entregue (dia e hora)",
    officer="Entregue por (nome e cargo)",
    signature="Assinatura do agente",
    receipt=(
        "Assinatura da pessoa, só para mostrar que recebeu o aviso. Assinar não é concordar, e "
        "ninguém é obrigado a assinar."
    ),
)

WORDS = {
    Language.ENGLISH: ENGLISH,
    Language.SPANISH: SPANISH,
    Language.PORTUGUESE: PORTUGUESE,
}
TRANSLATION_IN_ENGLISH = {
    Translation.OFFICIAL: "The translation is official.",
    Translation.REVIEWED: "The translation was reviewed.",
    Translation.DRAFT: (
        "The translation is a draft that nobody has reviewed. Where it differs, the English counts."
    ),
}
