"""Cells that hold somebody's number: Jalons' own, or the one that an organisation gives."""

import re

from domain.imports.cell import Cell, quoted, says_nothing, tidy, without_decimals

MAX_JALONS_ID = 2**53  # see domain/identifiers.py
_DIGITS_LOST = re.compile(r"[0-9]+(?:[.,][0-9]+E\+?|E\+)[0-9]+")
_SHAPE = re.compile(r"[0-9A-Z][0-9A-Z./_-]{0,39}")
_SHORT_CAF = re.compile(r"[0-9]{5,6}")


def read_jalons_id(raw: str) -> Cell:
    """The number of a file, as our exports write it."""
    written = tidy(raw)
    if says_nothing(written):
        return Cell()
    text = without_decimals(written.replace(" ", "")).upper().removeprefix("J")  # see `written_id`
    if re.fullmatch(r"[0-9]{1,16}", text) and 0 < int(text) <= MAX_JALONS_ID:
        return Cell(int(text))
    return Cell(problem=f"{quoted(text)} n’est pas un numéro de Jalons : corrigez ou videz la cellule.")


def read_identifier(raw: str) -> Cell:
    """Digits and capitals without blanks; a number that a spreadsheet rounded is refused."""
    written = tidy(raw)
    if says_nothing(written):
        return Cell()
    text = without_decimals(written).replace(" ", "").upper()
    if _DIGITS_LOST.fullmatch(text):
        return Cell(problem=f"{text} : le tableur a perdu des chiffres. Écrivez le numéro entier, en texte.")
    if not any("0" <= sign <= "9" for sign in text):
        return Cell(warning=f"{quoted(text)} n’est pas un numéro : laissé vide.")
    if not _SHAPE.fullmatch(text):
        return Cell(problem="Un numéro s’écrit en chiffres et en lettres, 40 signes au plus.")
    return Cell(text)


def read_caf_number(raw: str) -> Cell:
    """Seven digits: a spreadsheet takes out the zeros of the beginning, and two numbers would not match."""
    cell = read_identifier(raw)
    if isinstance(cell.value, str) and _SHORT_CAF.fullmatch(cell.value):
        whole = cell.value.zfill(7)
        return Cell(whole, warning=f"{cell.value} : lu {whole}, un numéro d’allocataire a sept chiffres.")
    return cell
