"""A small world to read cells in: some communes, two structures, three professionals."""

from datetime import date

from domain.imports.cells import RowReader
from domain.imports.model import ImportField, KnownNames, Line, ReadRow

TODAY = date(2026, 11, 20)
KNOWN = KnownNames(
    communes={
        "perpignan": ("66136",),
        "ceret": ("66049",),
        "prades": ("43155", "66149"),
        "saint cyprien": ("19195", "66171"),
        "l hay les roses": ("94038",),
        "argeles sur mer": ("66008",),
        "paris 12e arrondissement": ("75112",),
        "paris": ("75056",),
        "ajaccio": ("2A004",),
    },
    postal_codes={
        "66000": frozenset({"66136"}),
        "06600": frozenset({"06004"}),
        "66400": frozenset({"66049"}),
        "66500": frozenset({"66149"}),
        "66750": frozenset({"66171"}),
        "75012": frozenset({"75056", "75112"}),
        "20000": frozenset({"2A004"}),
        "66700": frozenset({"66008"}),
    },
    structures={"mission locale": (1,), "ccas": (2, 3)},
    professionals={"ines roca": (7,), "roca ines": (7,), "i roca@exemple fr": (7,), "leo puig": (8, 9)},
)


def read(cells: dict[ImportField | None, str]) -> ReadRow:
    """A line of these cells, in columns of these fields."""
    return RowReader(list(cells), KNOWN, TODAY).read(Line(2, list(cells.values())))


def verdict(field: ImportField, text: str) -> tuple[object, str, str]:
    """Value, problem and warning of one cell, in the line of somebody well named."""
    named = {ImportField.BIRTH_NAME: "Roca", ImportField.FIRST_NAMES: "Inès"}
    cells: dict[ImportField | None, str] = {**named, field: text}
    row, place = read(cells), list(cells).index(field)
    return row.values.get(field), row.problems.get(place, ""), row.warnings.get(place, "")
