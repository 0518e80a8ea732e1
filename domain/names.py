"""Names as people search for them: no accents, no case, no hyphens."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from domain.text import clean_text

# Letters that Unicode does not decompose into a plain one and an accent.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]")  # the usual accents, apart from their letter
_SEPARATORS = str.maketrans({"-": " ", "'": " ", "’": " ", "ʼ": " ", ".": " ", "‐": " ", "‑": " "})


def normalise_name(text: str) -> str:
    """« Lefèvre-D’Œuvre » becomes « lefevre d oeuvre »; the same rule feeds the index and the search."""
    text = clean_text(text)
    plain = text.lower() if text.isascii() else _without_accents(text)
    return " ".join(plain.translate(_SEPARATORS).split())


def told_apart(names: Mapping[int, str], details: Mapping[int, str]) -> dict[int, str]:
    """Namesakes get a detail, then a number: two equal labels of a list would be one choice on screen."""
    many, told, seen = Counter(names.values()), {}, Counter[str]()
    for one, name in names.items():
        label = f"{name} ({details[one]})" if many[name] > 1 and details.get(one) else name
        seen[label] += 1
        told[one] = label if seen[label] == 1 else f"{label} n°\u00a0{seen[label]}"
    return told


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    plain = _MARKS.sub("", decomposed)
    if not plain.isascii():  # rarer marks, or none
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.lower().translate(_LETTERS)
