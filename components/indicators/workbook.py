"""A dashboard as a workbook: its figures with their definitions, then a sheet for each chart or table."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from components.exports import WORKBOOK, footer_of
from components.formats import format_date
from components.indicators.blocks import Bar, Bars, Block, Board, Map

_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'+|'+$")  # in the name of a sheet
_AFTER = re.compile(r",|\u00a0:| —| \(")  # what is said after it only makes the title clearer
_NAME, _CELL = 31, 32_767  # characters that a spreadsheet takes in the name of a sheet, and in a cell
_LITTLE = 3  # letters of a word that ends no name: « de », « par », « la »
_FIGURES = "Chiffres"
_WIDTHS = (42, 18, 60, 60, 100)
_FIRST = 5  # row of the names of columns, under the heading


def board_xlsx(board: Board) -> bytes:
    """The board as it was told: real numbers, « s » where a figure is hidden, and never a formula."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK) as workbook:
        bold = workbook.add_format({"bold": True})
        names = [_FIGURES]
        _figures(_sheet(workbook, _FIGURES, board, board.title, bold), board, bold)
        for block in board.blocks:
            names.append(_sheet_name(block.title, names))
            sheet = _sheet(workbook, names[-1], board, block.title, bold)
            _write_lines(sheet, *_lines(block), bold)
    return content.getvalue()


def _sheet(workbook: Any, name: str, board: Board, title: str, bold: Any) -> Worksheet:
    """Every sheet says over whom and when it is, and what is hidden."""
    sheet: Worksheet = workbook.add_worksheet(name)
    edition = f"Édité le {format_date(board.made_on)}" if board.made_on else ""
    about = " — ".join(filter(None, (board.source, edition)))
    for row, words in enumerate((title, board.perimeter, board.secrecy, about)):
        _write(sheet, row, 0, words, bold if row == 0 else None)
    sheet.freeze_panes(_FIRST + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer_of(board.title))
    return sheet


def _figures(sheet: Worksheet, board: Board, bold: Any) -> None:
    changes = any(tile.change for tile in board.tiles)
    columns = ["Chiffre", "Valeur", "Détail", *(["Comparaison"] if changes else []), "Définition"]
    lines = [
        [tile.title, tile.value, tile.detail, *([tile.change] if changes else []), tile.definition]
        for tile in board.tiles
    ]
    _write_lines(sheet, columns, lines, bold)
    if board.message:
        _write(sheet, _FIRST + len(lines) + 2, 0, board.message)


def _lines(block: Block) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
    if isinstance(block, Map):
        return ["Commune", "Personnes", "Détail"], map(_line, block.bars.values())
    if not isinstance(block, Bars):
        return block.columns, [*block.rows, *([[], [block.note]] if block.note else [])]
    unit, lines = block.unit_words[:1].upper() + block.unit_words[1:], [*map(_line, block.bars)]
    return ["Groupe", unit, "Détail"], [*lines, *([[], [block.definition]] if block.definition else [])]


def _line(bar: Bar) -> list[Any]:
    return [bar.label, bar.words if bar.value is None else bar.value, bar.detail]


def _write_lines(sheet: Worksheet, columns: Sequence[str], lines: Iterable[Sequence[Any]], bold: Any) -> None:
    for number, column in enumerate(columns):
        _write(sheet, _FIRST, number, column, bold)
        sheet.set_column(number, number, _WIDTHS[min(number, len(_WIDTHS) - 1)])
    for row, line in enumerate(lines, start=_FIRST + 1):
        for number, value in enumerate(line):
            _write(sheet, row, number, value)


def _write(sheet: Worksheet, row: int, column: int, value: Any, style: Any = None) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, round(value, 1), style)
    elif value:
        sheet.write_string(row, column, str(value)[:_CELL], style)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """What a spreadsheet takes, once: it does not tell capitals apart."""
    name = _REFUSED.sub(" ", _short(title)).strip(" '") or "Tableau"
    others, number, free = {one.casefold() for one in taken}, 1, name
    while free.casefold() in others:
        number += 1
        free = f"{name[: _NAME - len(str(number)) - 1]} {number}"
    return free


def _short(title: str) -> str:
    """What comes before a comma when all is too long, then whole words: the title is above the table."""
    name = title if len(title) <= _NAME else _AFTER.split(title)[0]
    if len(name) <= _NAME:
        return name
    words = name[:_NAME].rpartition(" ")[0].split(" ") if " " in name[:_NAME] else [name[: _NAME - 1]]
    while len(words) > 1 and (len(words[-1]) <= _LITTLE or words[-1].endswith("’")):
        words.pop()
    return f"{' '.join(words)}…"
