"""From lines of text to typed values, with the problems and the warnings of each cell."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from domain.beneficiaries import birth_problem
from domain.dates import past_problem, planned_problem
from domain.imports.cell import NIR_REMOVED, TOO_LONG, Cell, is_national_number
from domain.imports.choices import (
    read_civility,
    read_contract_kind,
    read_publics,
    read_referent,
    read_structure,
    read_track,
)
from domain.imports.contacts import read_address, read_email, read_phone
from domain.imports.dates import read_date, read_moment
from domain.imports.model import IDENTIFIER_FIELDS, MAX_CELL, ImportField, KnownNames, Line, ReadRow
from domain.imports.names import read_name
from domain.imports.numbers import read_caf_number, read_identifier, read_jalons_id
from domain.imports.places import PlaceReader
from domain.imports.row_rules import check_contract, settle_names

_CellReader = Callable[[str], Cell]


class RowReader:
    """Reads the lines of one file; build it once: a cell written the same in a column is understood once."""

    def __init__(self, columns: Sequence[ImportField | None], known: KnownNames, today: date) -> None:
        self._today = today
        self._towns = PlaceReader(known)
        readers = _readers(known, self._towns, today)
        self._columns = [
            (place, field, readers[field]) for place, field in enumerate(columns) if field in readers
        ]
        self._understood: list[dict[str, Cell]] = [{} for _ in columns]
        self._places = {field: place for place, field in reversed(list(enumerate(columns))) if field}

    def read(self, line: Line) -> ReadRow:
        """The values of a line; what is wrong is said by column. Its cells come back without any NIR."""
        row = self._without_national_number(line)
        if line.problem:
            return row
        for place, field, reader in self._columns:
            if place < len(row.line.cells) and (raw := row.line.cells[place]):
                self._keep(row, place, field, self._cell(place, raw, reader))
        self._keep_commune(row)
        settle_names(row, self._places)
        check_contract(row, self._places, self._today)
        return row

    def _without_national_number(self, line: Line) -> ReadRow:
        """In any column, even one that is not read: the line is kept until the import is confirmed."""
        own = self._places.get(ImportField.JALONS_ID)  # our numbers have as many digits
        found = {
            place: NIR_REMOVED
            for place, raw in enumerate(line.cells)
            if len(raw) > 12 and place != own and is_national_number(raw)
        }
        if found:
            line = replace(line, cells=["" if n in found else raw for n, raw in enumerate(line.cells)])
        return ReadRow(line, {}, {}, found)

    def _cell(self, place: int, raw: str, reader: _CellReader) -> Cell:
        understood = self._understood[place]
        cell = understood.get(raw)
        if cell is None:
            cell = understood[raw] = reader(raw) if len(raw) <= MAX_CELL else Cell(problem=TOO_LONG)
        return cell

    def _keep(self, row: ReadRow, place: int, field: ImportField, cell: Cell) -> None:
        value, problem, warning = cell
        if value is not None:
            former = row.values.get(field)
            if isinstance(value, frozenset) and isinstance(former, frozenset):
                value |= former  # publics in several columns
            row.values[field] = value
        if problem:
            row.problems[place] = problem
        if warning:
            row.warnings[place] = warning

    def _keep_commune(self, row: ReadRow) -> None:
        """Read after the postal code, which tells apart two communes of one name."""
        place = self._places.get(ImportField.COMMUNE)
        if place is None or place >= len(row.line.cells):
            return
        postal_code = row.values.get(ImportField.POSTAL_CODE)
        raw = row.line.cells[place][:MAX_CELL]
        cell, mismatch = self._towns.commune(raw, str(postal_code) if postal_code else None)
        self._keep(row, place, ImportField.COMMUNE, cell)
        if mismatch:
            row.warnings.setdefault(self._places[ImportField.POSTAL_CODE], mismatch)


def read_row(line: Line, columns: Sequence[ImportField | None], known: KnownNames, today: date) -> ReadRow:
    """One line alone; for a whole file, build a RowReader once."""
    return RowReader(columns, known, today).read(line)


def _readers(known: KnownNames, towns: PlaceReader, today: date) -> dict[ImportField, _CellReader]:
    """How the cells of each field are read, but for the commune, read with its postal code."""
    born = partial(birth_problem, today=today)
    past = partial(past_problem, today=today)
    planned = partial(planned_problem, today=today)
    return {
        **dict.fromkeys(IDENTIFIER_FIELDS, read_identifier),
        ImportField.JALONS_ID: read_jalons_id,
        ImportField.ID_CAF: read_caf_number,
        ImportField.CIVILITY: read_civility,
        **dict.fromkeys((ImportField.BIRTH_NAME, ImportField.USUAL_NAME, ImportField.FIRST_NAMES), read_name),
        ImportField.PHONE: read_phone,
        ImportField.EMAIL: read_email,
        ImportField.ADDRESS: read_address,
        ImportField.POSTAL_CODE: towns.postal_code,
        ImportField.PUBLICS: read_publics,
        ImportField.STRUCTURE: partial(read_structure, known=known.structures),
        ImportField.REFERENT: partial(read_referent, known=known.professionals),
        ImportField.TRACK: read_track,
        ImportField.BIRTH_DATE: partial(read_date, rule=born),
        **dict.fromkeys((ImportField.ENTERED_ON, ImportField.ORIENTED_ON), partial(read_date, rule=past)),
        ImportField.CONTRACT_KIND: read_contract_kind,
        ImportField.CONTRACT_STARTS_ON: partial(read_date, rule=planned),
        ImportField.CONTRACT_ENDS_ON: partial(read_date, rule=planned),
        ImportField.LAST_APPOINTMENT: partial(read_moment, rule=past),
        ImportField.NEXT_APPOINTMENT: partial(_read_next, rule=planned, today=today),
    }


def _read_next(raw: str, rule: Callable[[date], str | None], today: date) -> Cell:
    cell = read_moment(raw, rule)
    if isinstance(cell.value, datetime) and cell.value.date() < today:
        return Cell(warning="Ce rendez-vous est passé : laissé de côté.")
    return cell
