"""One cell: its text made clean, and what was understood of it."""

import re
from typing import NamedTuple

from domain.beneficiaries import looks_like_nir
from domain.imports.model import Value
from domain.names import normalise_name
from domain.text import clean_text

NIR_REMOVED = "Un numéro de sécurité sociale ne s’enregistre pas : cellule laissée vide."
INVISIBLE_REMOVED = "Des signes invisibles ont été retirés."
TOO_LONG = "Cette cellule est trop longue : raccourcissez-la."

# Controls, zero-width and direction signs: invisible, they make two equal names differ or read backwards.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufe00-\ufe0f\ud800-\udfff\U000e0000-\U000e01ef]"
)
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_WHOLE_NUMBER = re.compile(r"[0-9]+[.,]0+")
_OTHER_SIGNS = re.compile(r"[\W_]+")
# What software and people write for « nothing ». The first ones are also surnames: see names.py.
_EMPTY_OR_NAME = {"null", "na", "nan", "none", "nil", "undefined"}
_EMPTY = {"#n/a", "n/a", "n.a.", "<na>", "nat", "(null)", "#ref!", "#valeur!", "#value!", "#nom?", "#name?"}
_EMPTY |= {
    "#div/0!",
    "#nul!",
    "#null!",
    "#nombre!",
    "#num!",
    "-",
    "--",
    "—",
    "–",
    ".",
    "?",
    "/",
    "néant",
    "nc",
}
_EMPTY |= {"non renseigné", "non renseignée", "inconnu", "inconnue", "non communiqué", "sans objet", "aucun"}
_EMPTY |= {"aucune", "n.c.", "nr", "vide"}


class Cell(NamedTuple):
    """What was understood: a value or none, and a French sentence when it is refused, or was repaired."""

    value: Value | None = None
    problem: str = ""
    warning: str = ""


def tidy(raw: str) -> str:
    """The text without invisible signs, its blanks made single."""
    if not raw.isascii():
        raw = clean_text(raw)
    if not raw.isprintable():
        raw = _INVISIBLE.sub("", raw)
    text = " ".join(raw.split())
    # Our own CSV exports put this mark before what a spreadsheet would run.
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def has_invisible(raw: str) -> bool:
    """True when `tidy` takes out something that nobody sees."""
    return not raw.isprintable() and bool(_INVISIBLE.search(raw))


def says_nothing(text: str, *, may_be_a_name: bool = False) -> bool:
    """True for « NULL », « #N/A », « non renseigné »…; `may_be_a_name` leaves « Null » or « NA » alone."""
    word = text.casefold()
    return not word or word in _EMPTY or (word in _EMPTY_OR_NAME and not may_be_a_name)


def is_formula(text: str) -> bool:
    """True when a spreadsheet would run this text."""
    return bool(_FORMULA.match(text))


def is_national_number(raw: str) -> bool:
    """True for a cell that holds a NIR and nothing else, as people and spreadsheets write it."""
    if not 13 <= len(raw) <= 40 or raw.lstrip(" '\xa0")[:1] not in ("1", "2"):
        return False
    return looks_like_nir(re.sub(r"[-/']", "", without_decimals(raw.strip())))


def without_decimals(text: str) -> str:
    """« 4933192.0 » becomes « 4933192 »: what a spreadsheet adds to a number kept as a decimal one."""
    return re.split("[.,]", text)[0] if _WHOLE_NUMBER.fullmatch(text) else text


def plain_words(text: str) -> str:
    """Letters and digits only: « Socio-pro. » and « socio pro » are the same words."""
    return " ".join(_OTHER_SIGNS.sub(" ", normalise_name(text)).split())


def quoted(text: str) -> str:
    """What was written, between French quotes, cut when it is long."""
    return f"« {text if len(text) <= 40 else text[:39] + '…'} »"
