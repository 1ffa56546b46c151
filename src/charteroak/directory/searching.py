"""How agencies are found by words: a column that the database keeps, and a table of its words.

The column holds the words of name, town, postal city, numbers and state in small letters.  The
table holds each word beside its agency, so that the beginning of a word is a range of an index on
SQLite and PostgreSQL alike.  An agency remembers for which words it stands in the table; one whose
column has changed since is found by its column until `index_words` has caught up, so that no
writer can make a search wrong.  Decision 0017 tells why.
"""

from __future__ import annotations

import unicodedata

from django.db.models import Expression, F, Func, TextField, Value
from django.db.models.functions import Lower, Replace, StrIndex
from django.db.models.lookups import GreaterThan

SEARCHED = ("name", "town", "postal_city", "ori", "nces_id", "ipeds_id", "state")
# What stands between words, and what stands within one, as in "St. Mary's".
BETWEEN_WORDS = "-/.,(&"
WITHIN_WORDS = "'"
LONGEST_WORD = 40
MOST_WORDS = 8


def search_column() -> Expression:
    """Return what the database computes of an agency, to be searched."""
    columns = [part for name in SEARCHED for part in (Value(" "), F(name))]
    # Django's Concat nests once a column, which is deeper than SQLite reads.
    words: Expression = Func(
        *columns, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField()
    )
    for mark in BETWEEN_WORDS:
        words = Replace(words, Value(mark), Value(" "), output_field=TextField())
    for mark in WITHIN_WORDS:
        words = Replace(words, Value(mark), output_field=TextField())
    return Lower(words, output_field=TextField())


def begins_a_word(word: str) -> GreaterThan:
    """Return the condition that a word of the column begins so."""
    return GreaterThan(StrIndex(F("search"), Value(f" {word}")), 0)


def words_of(text: str) -> list[str]:
    """Return the different words of a query or of the column, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("\x00", ""))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    for mark in WITHIN_WORDS:
        plain = plain.replace(mark, "")
    for mark in BETWEEN_WORDS:
        plain = plain.replace(mark, " ")
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in plain.split()))
