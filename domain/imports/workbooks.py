"""A workbook (.xlsx): the sheet that holds the people, its cells as text."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from domain.imports.archives import DAMAGED, inflated_parts, with_errors_as_text
from domain.imports.model import FileRefusedError
from domain.imports.tables import HEADING_ROWS, Found, Row, best_known, filled_rows

_Cell = int | float | str | bool | date | datetime | time | timedelta
_HALF_SECOND = timedelta(microseconds=500_000)


def read_workbook(content: bytes) -> Found:
    """The first visible sheet with headings that we know, else the first one that is not empty.

    Formulas give their last computed value. Links to other files are never followed.
    """
    content = with_errors_as_text(content, inflated_parts(content))
    try:
        with load_workbook(io.BytesIO(content)) as book:
            return _best_sheet(book)
    except CalamineError as error:
        raise FileRefusedError(DAMAGED) from error


def _best_sheet(book: CalamineWorkbook) -> Found:
    first: Found | None = None
    for sheet in _visible_sheets(book):
        rows = filled_rows(_records(sheet))
        if not rows:
            continue
        found = Found(rows, _titles(rows, sheet), sheet=sheet.name)
        if best_known(found.titles):
            return found
        first = first or found
    if first is None:
        raise FileRefusedError("Classeur vide : aucune feuille visible ne contient de tableau.")
    return first


def _visible_sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            yield book.get_sheet_by_index(index)


def _records(sheet: CalamineSheet) -> Iterator[list[str]]:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for values in sheet.iter_rows():
        yield left + [value if type(value) is str else _text(value) for value in values]


def _titles(rows: Sequence[Row], sheet: CalamineSheet) -> list[Row]:
    """The first rows, where each place of a merged cell holds its text: « Contact » above two columns."""
    titles = {row.number: list(row.cells) for row in rows[:HEADING_ROWS]}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top + 1 not in titles:
            continue
        text = titles[top + 1][left] if left < len(titles[top + 1]) else ""
        for number in range(top + 1, min(bottom + 1, max(titles)) + 1):
            if number in titles:
                places = titles[number][left : right + 1]
                titles[number][left : right + 1] = [place or text for place in places]
    return [Row(number, cells) for number, cells in titles.items()]


def _text(value: _Cell) -> str:
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, timedelta):
        hours, rest = divmod(round(value.total_seconds()), 3600)
        return f"{hours:02}:{rest // 60:02}"
    return value if isinstance(value, str) else value.isoformat()


def _digits(value: float) -> str:
    """As Excel keeps it, 15 significant digits, never « 1,23E+12 »: an identifier stays readable."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _moment(value: datetime) -> str:
    exact = (value + _HALF_SECOND).replace(microsecond=0)  # Excel counts in fractions of a day
    return exact.date().isoformat() if exact.time() == time() else exact.isoformat(sep=" ")
