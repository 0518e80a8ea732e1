"""What the columns of a file hold, from their headings alone."""

import re
from collections.abc import Mapping, Sequence

from domain.imports.cell import plain_words
from domain.imports.heading_words import LEFT_OUT, NEVER_READ, WORDS
from domain.imports.model import ImportField

_LONG_FORMS = {
    "no": "n",
    "num": "n",
    "numero": "n",
    "nbr": "n",
    "tel": "telephone",
    "rdv": "rendez vous",
    "rdvs": "rendez vous",
    "dat": "date",
}
_SMALL_WORDS = frozenset({"de", "du", "d", "des", "la", "le", "l", "les", "s", "e", "dans", "sur"})
_DEGREE = re.compile(r"n\s*[°º]|№", re.IGNORECASE)


def heading_key(heading: str) -> str:
    """« N° d’allocataire » and « NUM D'ALLOCATAIRE » are one key: the memory of headings has it."""
    words = plain_words(_DEGREE.sub("n ", heading)).split()
    return " ".join(_LONG_FORMS.get(word, word) for word in words)


def match_headings(
    headings: Sequence[str], remembered: Mapping[str, ImportField | None]
) -> list[ImportField | None]:
    """The field of each column, None when it is ignored or unknown; one column per field, but for publics.

    What the consortium remembers wins over our words; of two columns for one field, the best named one wins,
    then the first. « Nom » is the birth name, unless another column says it is: then it is the usual name.
    """
    keys = [heading_key(heading) for heading in headings]
    fields: list[ImportField | None] = [None] * len(keys)
    for place, key in enumerate(keys):
        field = None if is_never_read(key) else remembered.get(key)
        fields[place] = field if field is ImportField.PUBLICS or field not in fields else None
    free = [place for place, key in enumerate(keys) if key not in remembered and not is_never_read(key)]
    for field in ImportField:
        for place in _columns_of(field, keys, free, is_taken=field in fields):
            fields[place] = field
            free.remove(place)
    return fields


def is_never_read(heading: str) -> bool:
    """True for our own « À corriger » and for a national identification number."""
    return _compact(heading_key(heading)) in _NEVER_READ


def is_left_out(heading: str) -> bool:
    """True for a column that needs no choice: Jalons wrote it for people to read, not to read it back."""
    return _compact(heading_key(heading)) in _LEFT_OUT


def _columns_of(field: ImportField, keys: list[str], free: list[int], *, is_taken: bool) -> list[int]:
    ranks = _RANKS[field]
    named = [(rank, place) for place in free if (rank := _rank(keys[place], ranks)) is not None]
    if field is ImportField.PUBLICS:
        return [place for _, place in named]
    return [] if is_taken or not named else [min(named)[1]]


def _rank(key: str, ranks: Mapping[str, int]) -> int | None:
    """Both writings: « N° DE » means something that « N° » does not."""
    found = [ranks[word] for word in (key.replace(" ", ""), _compact(key)) if word in ranks]
    return min(found, default=None)


def _compact(key: str) -> str:
    """« date de naissance » becomes « datenaissance », as « DateNaissance » does."""
    return "".join(word for word in key.split() if word not in _SMALL_WORDS)


def _split(words: str) -> list[str]:
    return [word.replace(" ", "") for word in words.split(", ")]


def _ranks_of(field: ImportField) -> dict[str, int]:
    """The rank of each word, our own label last unless it is one of them."""
    words = [*_split(WORDS[field]), _compact(heading_key(field.label))]
    return {word: rank for rank, word in reversed(list(enumerate(words)))}


_RANKS = {field: _ranks_of(field) for field in ImportField}
_LEFT_OUT = frozenset(_split(LEFT_OUT))
_NEVER_READ = frozenset(_split(NEVER_READ))
