"""Cells that say how to reach somebody: phone, e-mail, address."""

import re

from domain.beneficiaries import phone_problem
from domain.imports.cell import (
    INVISIBLE_REMOVED,
    Cell,
    has_invisible,
    is_formula,
    says_nothing,
    tidy,
    without_decimals,
)

MAX_ADDRESS = 300
MAX_EMAIL = 200
_PHONE_SIGNS = re.compile(r"\(0\)|[\s.\-()/_,'’]")
_NATIONAL = re.compile(r"0[1-9][0-9]{8}")
# Overseas numbers are dialled with ten digits too, except where the plan has six or eight.
_FROM_ABROAD = re.compile(r"\+(?:33|262|590|594|596)0?([1-9][0-9]{8})")
_ABROAD = re.compile(r"\+(?!33|262|590|594|596|508|687|689)[1-9][0-9]{7,14}")
_ABROAD_FRENCH = re.compile(r"\+(?:508[0-9]{6}|687[0-9]{6}|689[0-9]{8})")
_NO_ZERO = re.compile(r"[1-9][0-9]{8}")
_NO_PLUS = re.compile(r"33[1-9][0-9]{8}")
_SEVERAL = re.compile(r"[/;,|]| ou | et |\s-\s", re.IGNORECASE)
_EMAIL = re.compile(r"\w[\w.+'&%-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def read_phone(raw: str) -> Cell:
    """« 06 12 34 56 78 », or « +… » for a number that only dials so; anything else is dropped."""
    text = tidy(raw)
    if says_nothing(text):
        return Cell()
    number, warning = _number(text)
    if number:
        return Cell(number, warning=warning)
    numbers = sorted(filter(None, (_number(part)[0] for part in _SEVERAL.split(text))), key=_is_landline)
    if numbers:
        return Cell(numbers[0], warning=f"Un seul numéro est gardé : {numbers[0]}.")
    reason = phone_problem(text) or "Ce numéro n’existe pas."
    return Cell(warning=f"{reason.removesuffix('.')} : laissé vide.")


def read_email(raw: str) -> Cell:
    """An address with its domain in small letters; anything else is dropped with a warning."""
    text = tidy(raw).removeprefix("mailto:")
    if says_nothing(text):
        return Cell()
    parts = [part for part in re.split(r"[;,/|\s]+", text) if _EMAIL.fullmatch(part)]
    if not parts or len(parts[0]) > MAX_EMAIL:
        return Cell(warning="Cette adresse de courriel est incomplète : laissée vide.")
    local, domain = parts[0].split("@")
    email = f"{local}@{domain.lower()}"
    return Cell(email, warning="" if parts[0] == text else f"Une seule adresse est gardée : {email}.")


def read_address(raw: str) -> Cell:
    """An address on one line, as written: it is shown as text everywhere, so that signs are harmless."""
    text = tidy(raw)
    if says_nothing(text):
        return Cell()
    if is_formula(text):
        return Cell(problem="Une formule à la place de l’adresse.")
    if len(text) > MAX_ADDRESS:
        return Cell(problem=f"{MAX_ADDRESS} signes au plus.")
    return Cell(text, warning=INVISIBLE_REMOVED if has_invisible(raw) else "")


def _number(text: str) -> tuple[str, str]:
    """The number as Jalons keeps it, "" when there is none, and what was repaired in it."""
    digits = _PHONE_SIGNS.sub("", without_decimals(text.strip()))
    if _NATIONAL.fullmatch(digits):
        return _in_pairs(digits), ""
    if _NO_ZERO.fullmatch(digits):
        return _in_pairs(f"0{digits}"), "Le zéro du début manquait : il est remis."
    if _NO_PLUS.fullmatch(digits):
        return _in_pairs(f"0{digits[2:]}"), "Le « + » de « +33 » manquait : numéro lu comme français."
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if found := _FROM_ABROAD.fullmatch(digits):
        return _in_pairs(f"0{found[1]}"), ""
    is_dialled_so = _ABROAD.fullmatch(digits) or _ABROAD_FRENCH.fullmatch(digits)
    return (digits, "") if is_dialled_so else ("", "")


def _in_pairs(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))


def _is_landline(number: str) -> bool:
    return not number.startswith(("06", "07"))
