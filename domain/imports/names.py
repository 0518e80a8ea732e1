"""Cells that hold a person's name."""

import re
import unicodedata

from domain.beneficiaries import name_problem
from domain.imports.cell import INVISIBLE_REMOVED, Cell, has_invisible, is_formula, quoted, says_nothing, tidy

# How software writes an absent value. « Null » and « NA », as people write them, are surnames.
_WRITTEN_BY_SOFTWARE = frozenset({"NULL", "null", "nan", "NaN", "None", "none", "undefined", "nil"})
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS_OF_NAMES = str.maketrans("", "", " '’ʼ-‐‑.,()")


def read_name(raw: str) -> Cell:
    """A name as Jalons keeps it. All in capitals or all in small letters, it is written the French way.

    What software writes for « nothing » is kept as a name, with a warning: `is_absent` decides with the row.
    """
    text = tidy(raw)
    if says_nothing(text, may_be_a_name=True):
        return Cell()
    if is_formula(text):
        return Cell(problem="Une formule à la place du nom.")
    name = written_the_french_way(text)
    problem = name_problem(name, None) or _sign_problem(name)
    if problem:
        return Cell(problem=problem)
    return Cell(name, warning=_warning(raw, text))


def is_absent(raw: str, row: list[str], *, is_required: bool) -> bool:
    """True when « NULL » and its like stand for nothing: elsewhere in the row too, or where none is needed.

    A surname spelled as software spells « nothing » stays when the rest of the row is filled otherwise.
    """
    text = raw.strip()
    if not is_required and text == "NA":
        return True
    if text not in _WRITTEN_BY_SOFTWARE:
        return False
    return not is_required or sum(cell.strip() == text for cell in row) > 1


def written_the_french_way(text: str) -> str:
    """« BEN ALI » becomes « Ben Ali », « d’œuvre » « D’Œuvre »; mixed cases are somebody's choice."""
    return _WORD.sub(_capitalised, text) if text.isupper() or text.islower() else text


def _capitalised(word: re.Match[str]) -> str:
    first, others = word[0][0], word[0][1:]
    capital = first.upper() if len(first.upper()) == 1 else first  # « ß » has no single capital
    return capital + others.lower().replace("i\u0307", "i")  # the Turkish dotted capital


def _sign_problem(name: str) -> str | None:
    core = name.translate(_SIGNS_OF_NAMES)
    if core.isalpha():
        return None
    strange = [sign for sign in core if not sign.isalpha() and unicodedata.category(sign)[0] != "M"]
    if not strange:
        return None
    if strange[0].isdigit():
        return "Un nom s’écrit sans chiffre."
    return f"Un nom ne contient pas le signe {quoted(strange[0])}."


def _warning(raw: str, text: str) -> str:
    if text in _WRITTEN_BY_SOFTWARE:
        return f"{quoted(text)} est gardé comme nom : videz la cellule si le nom manque."
    return INVISIBLE_REMOVED if has_invisible(raw) else ""
