"""Names as people search for them: no accents, no case, no hyphens."""

import unicodedata

from domain.text import clean_text

# Letters that Unicode does not decompose into a plain one and an accent.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_SEPARATORS = str.maketrans({"-": " ", "'": " ", "’": " ", "ʼ": " ", ".": " ", "‐": " ", "‑": " "})


def normalise_name(text: str) -> str:
    """« Lefèvre-D’Œuvre » becomes « lefevre d oeuvre »; the same rule feeds the index and the search."""
    text = clean_text(text)
    plain = text.lower() if text.isascii() else _without_accents(text)
    return " ".join(plain.translate(_SEPARATORS).split())


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.lower().translate(_LETTERS)
