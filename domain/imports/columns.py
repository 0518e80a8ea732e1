"""Whether the matched columns are enough to know whom each line is about, and who wrote the file."""

from collections.abc import Sequence

from domain.imports.model import IDENTIFIER_FIELDS, ImportField
from domain.people import IdentifierOrigin

Columns = Sequence[ImportField | None]
_NAMES = {ImportField.BIRTH_NAME, ImportField.FIRST_NAMES}


def repeated_columns(columns: Columns) -> dict[int, str]:
    """Index of a column → why it cannot hold its field; only publics may stand in several columns."""
    problems = {}
    for index, field in enumerate(columns):
        if field is None or field is ImportField.PUBLICS or columns.count(field) == 1:
            continue
        problems[index] = f"Deux colonnes pour « {field.label} » : gardez-en une."
    return problems


def identity_problem(columns: Columns) -> str | None:
    """What is missing to tell who each line is about; None when nothing is."""
    found = set(columns)
    if found >= _NAMES or ImportField.JALONS_ID in found or found & IDENTIFIER_FIELDS.keys():
        return None
    return (
        "Il manque de quoi reconnaître chaque personne : indiquez la colonne du nom de naissance "
        "et celle des prénoms, ou celle d’un numéro."
    )


def guess_origin(columns: Columns) -> IdentifierOrigin:
    """Who gives the first number that the file holds."""
    origins = (IDENTIFIER_FIELDS[field] for field in columns if field in IDENTIFIER_FIELDS)
    return next(origins, IdentifierOrigin.OTHER)
