"""Names as people search for them: no accents, no case, no hyphens."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"})
_SEPARATORS = str.maketrans({"-": " ", "'": " ", "’": " ", "ʼ": " ", ".": " ", "‐": " ", "‑": " "})


def normalise_name(text: str) -> str:
    """« Lefèvre-D’Œuvre » becomes « lefevre d oeuvre »; the same rule feeds the index and the search."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.lower().translate(_SEPARATORS).split())
