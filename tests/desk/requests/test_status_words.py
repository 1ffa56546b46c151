"""Words that tell somebody's immigration status are refused, in three languages; others are not."""

from __future__ import annotations

import time

import pytest

from charteroak.desk.requests.status_words import Says, explain, find_status_words

REFUSED = """
he is undocumented
She's undocumented.
undocumented student in room 4
The mother may be un\N{ZERO WIDTH SPACE}documented
UNDOCUMENTED
They said the father is an illegal alien.
illegal immigrant
two illegals in the van
the driver is here illegally
she entered the country without inspection
He came to the U.S. illegally
living in the United States unlawfully
lawfully present
Lawful permanent resident since 2010
he is a permanent resident
LPR
green card holder
has a green-card
Visa overstay
he overstayed his visa
overstayed on a tourist visa
She is here on a student visa
on an F-1 visa
H-1B visa
her visa expired
no visa
has no valid visa
DACA recipient
a Dreamer
TPS from Honduras
asylum seeker
granted asylum
a refugee from Syria
work permit
He is an immigrant
the migrant family on Elm Street
the student has no papers
the family has no immigration papers
crossed the border in 2019
out of status
immigration status: unknown
They asked about her immigration status.
legal status
not a citizen
he is not a US citizen
She is a citizen
U.S. citizen
American citizen
non-citizen
noncitizen
naturalized in 2004
citizen of Guatemala
claims citizenship
His citizenship is Brazilian
Mexican national
a Chinese national
foreign national
Guatemalan citizen
Mexican passport
foreign-born
nationality: Honduran
country of birth: Ecuador
Country of Origin
place of birth
birthplace
born in Guatemala
born in Hartford
born abroad
he is from Guatemala
she came from El Salvador
originally from Brazil
previously deported
deported in 2015
final order of removal
under a final order
has a removal order
ordered deported
ordered removed
the student does not have papers
the family is without papers
the driver is illegal
removal proceedings
her asylum case
pending immigration case
A-number 123
A# 098765432
A098-765-432
A123456789
alien registration number
es indocumentado
la madre es indocumentada
Está aquí ilegalmente
es ilegal
vive sin papeles
son inmigrantes
es ciudadano mexicano
no es ciudadana
ciudadana de Guatemala
ciudadanía americana
residente permanente
tarjeta verde
tiene visa vencida
con visa de turista
su nacionalidad
es extranjero
nació en Honduras
país de origen
lugar de nacimiento
situación migratoria
estatus migratorio
lo deportaron
orden de deportación
pidió asilo
cruzó la frontera
é indocumentado
está ilegal
vive sem papéis
é imigrante
não é cidadão
cidadã brasileira
cidadania
residente permanente desde 2010
visto vencido
tem visto de estudante
nasceu em Minas Gerais
país de nascimento
naturalidade
situação imigratória
foi deportado
ordem de deportação
refugiado
estrangeira
"""
KEPT = """
The court order removed the child from the home.
The visitor was illegally parked in the fire lane.
The student has papers to sign.
The parents have papers from the court.
He is a resident of Hartford.
The chief ordered the tape removed from the door.
An agent of the Department of Homeland Security, Citizenship and Immigration Services.
Two officers came at 10:14 and asked for a student.
They showed a form I-200 and said it was a warrant.
Badge 4471, gave the name Miller, would not give an office.
We called the superintendent, who called counsel.
They left a card and went to the parking lot.
The officers had no papers with them.
They came without papers.
The agents entered the building illegally, the principal said.
They stayed in the lobby without permission.
A man came to the desk; he had no papers to show.
He works at Citizens Bank on Main Street.
A concerned citizen called about the van.
Citizens Police Academy graduation is tonight.
A senior citizen was waiting in the lobby.
Lives at 12 Alien Avenue.
The visit went undocumented until the next day.
There were undocumented expenses of forty dollars.
He paid the bond with a Visa card.
Paid by Visa or Mastercard.
Agent of Immigration and Customs Enforcement, Hartford office.
The immigration officer asked us to hold the person.
The order was signed by an immigration judge, not by a court.
Warrant for Arrest of Alien, form I-200, signed by an officer.
Warrant of Removal/Deportation, form I-205.
Enforcement and Removal Operations, Boston.
He said he was from Homeland Security.
She is from New Britain.
He moved here from New Mexico.
The class trip to Mexico was cancelled.
The Mexican restaurant next door saw the van.
The National Guard was in the building for an event.
The national anthem was played.
A copy of the policy on national origin was handed over.
The student was born in 2010.
Born in May 2009.
The Immigrant Rights Clinic was called.
An immigrants' rights hotline called back.
The student council voted.
The removal of the car took an hour.
He removed his hat and left.
The final bell rang; the final order for lunch was in.
Counsel said to wait for a court order.
A judge of the Superior Court signed the warrant.
Legal said to refer to counsel.
We told them which areas are open to the public.
They asked for the release date.
The request came by telephone at 02:00.
The resident trooper was told.
The school resource officer stayed at the door.
The status of the request is open.
Case number A-2026-17.
Room A123 was empty.
The alarm code is A12.
El oficial llegó a las diez y pidió ver a un alumno.
La directora llamó al abogado.
Un ciudadano llamó por teléfono.
Los agentes vinieron sin papeles.
Um policial e um cidadão esperaram na entrada.
O agente chegou às dez e foi visto no estacionamento.
A diretora ligou para o advogado.
Eles vieram sem papéis.
Chamamos a polícia da cidade.
The visitor signed in and was given a pass.
She asked us to spell his name.
Turkey sandwiches were served at noon.
Jordan from the front office took the call.
They waited outside and were not let in.
He has a hearing in criminal court on Monday.
"""
# Innocent, and refused all the same; the page on requests says so.
PRICE = {
    "She held up a green card from the library.": Says.STATUS,
    "The twins were born in Hartford.": Says.ORIGIN,
    "The refugee relief drive collected coats.": Says.STATUS,
}


def lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


@pytest.mark.parametrize("sentence", lines(REFUSED))
def test_words_of_status_are_found(sentence: str) -> None:
    assert find_status_words(sentence)
    assert find_status_words(f"Notes. {sentence}, so we called counsel.")
    assert find_status_words(sentence.upper()) or "born in" in sentence.lower()


@pytest.mark.parametrize("sentence", lines(KEPT))
def test_innocent_sentences_are_kept(sentence: str) -> None:
    assert find_status_words(sentence) == []


@pytest.mark.parametrize("sentence", PRICE)
def test_where_it_is_unclear_the_words_are_refused(sentence: str) -> None:
    assert [found.says for found in find_status_words(sentence)] == [PRICE[sentence]]


def test_all_of_several_findings_are_told_at_once() -> None:
    found = find_status_words("He is undocumented, born in Guatemala, A098765432.")

    assert [each.says for each in found] == [Says.STATUS, Says.ORIGIN, Says.NUMBER]


def test_the_explanation_names_the_words_the_reason_and_what_to_write() -> None:
    (found,) = find_status_words("The father is undocumented.")

    words = explain(found)

    assert "“undocumented”" in words
    assert "whether somebody may be in the country" in words
    assert "Write what was said and done" in words


@pytest.mark.parametrize("letters", ["a", "is ", "his her ", "visa ", "born in ", "A1-"])
def test_a_long_text_is_searched_in_a_moment(letters: str) -> None:
    text = letters * (20_000 // len(letters))

    started = time.perf_counter()
    find_status_words(text)

    assert time.perf_counter() - started < 2
