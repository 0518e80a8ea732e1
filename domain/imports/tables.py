"""From rows of cells to a table: where its headings are, what stands under each, which lines are broken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from domain.imports.headings import match_headings
from domain.imports.model import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_LINES,
    Encoding,
    FileRefusedError,
    Line,
    Separator,
    Table,
)

HEADING_ROWS = 30  # headings are looked for among these first rows
MAX_TEXT = 40_000_000  # signs in all: a small workbook may repeat one long text in every cell
MAX_HEADING = 200
EMPTY = "Fichier vide : vérifiez l’export, puis déposez-le à nouveau."


class Row(NamedTuple):
    """Cells as written, with the number that a spreadsheet shows in its margin."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Found:
    """What a file holds. `titles` are its first rows, where a merged cell says its text in each place."""

    rows: list[Row]
    titles: list[Row]
    encoding: Encoding | None = None
    separator: Separator | None = None
    sheet: str | None = None


def filled_rows(records: Iterable[list[str]]) -> list[Row]:
    """The rows that hold something; a text of several lines within a cell still makes one row."""
    rows: list[Row] = []
    signs = 0
    for number, cells in enumerate(records, start=1):
        text = "".join(cells)
        signs += len(text)
        if text and not text.isspace():
            rows.append(Row(number, cells))
        if len(rows) > MAX_LINES + HEADING_ROWS or signs > MAX_TEXT:
            raise _too_many()
    return rows


def known_headings(row: Row) -> int:
    """How many different fields this row names, when it does look like headings; else 0."""
    written = [cell for cell in row.cells if cell.strip()][:MAX_COLUMNS]
    fields = set(match_headings(written, {})) - {None}
    return len(fields) if len(fields) > 1 else 0


def best_known(rows: Sequence[Row]) -> int:
    """How many fields the most telling of these rows names."""
    return max(map(known_headings, rows), default=0)


def make_table(found: Found, heading_line: int | None) -> Table:
    """The table under the headings, detected or chosen by their line; a line of another length is broken."""
    if not found.rows:
        raise FileRefusedError(EMPTY)
    titles = _heading_row(found.titles, heading_line)
    headings = [" ".join(cell.split())[:MAX_HEADING] for cell in titles.cells]
    if found.separator:
        headings = _without_empty_end(headings)
    rows = [row for row in found.rows if row.number > titles.number and row.cells != titles.cells]
    if not rows:
        raise FileRefusedError(
            f"Aucune ligne sous les titres (ligne {titles.number}) : ce fichier ne contient personne."
        )
    if len(rows) > MAX_LINES:
        raise _too_many()
    kept, lines = _kept_columns(headings, [_line(row, headings) for row in rows])
    if len(kept) > MAX_COLUMNS:
        raise FileRefusedError(
            f"Trop de colonnes : {MAX_COLUMNS} au plus. Supprimez celles qui sont inutiles."
        )
    return Table(found.encoding, found.separator, found.sheet, titles.number, _distinct(kept), lines)


def _heading_row(titles: Sequence[Row], chosen: int | None) -> Row:
    if chosen is not None:
        for row in titles:
            if row.number == chosen:
                return row
        raise FileRefusedError(f"La ligne {chosen} ne peut pas porter les titres : vide ou trop bas.")
    telling = max(titles, key=known_headings)
    return telling if known_headings(telling) else max(titles, key=_words)


def _words(row: Row) -> int:
    return len({cell for cell in row.cells if any(map(str.isalpha, cell))})


def _without_empty_end(headings: list[str]) -> list[str]:
    last = max(index for index, heading in enumerate(headings) if heading)
    return headings[: last + 1]


def _line(row: Row, headings: Sequence[str]) -> Line:
    """More cells than headings is forgiven when they are empty; anything else may be shifted."""
    width, cells = len(headings), row.cells
    if len(cells) < width or any(map(str.strip, cells[width:])):
        problem = f"{len(cells)} cellules au lieu de {width} : un séparateur de trop, ou qui manque."
        return Line(row.number, cells, problem)
    cells = cells[:width]
    return Line(row.number, cells, _cell_problem(cells, headings))


def _cell_problem(cells: Sequence[str], headings: Sequence[str]) -> str:
    text = "".join(cells)
    if len(text) <= MAX_CELL and "\x00" not in text:
        return ""
    for heading, cell in zip(headings, cells, strict=True):
        if len(cell) > MAX_CELL:
            return f"« {heading} » : texte de {len(cell)} signes, pour {MAX_CELL} au plus."
        if "\x00" in cell:
            return f"« {heading} » : signe interdit, à effacer dans le fichier."
    return ""


def _kept_columns(headings: list[str], lines: list[Line]) -> tuple[list[str], list[Line]]:
    """Without the columns that have no title and nothing in any line."""
    width = len(headings)
    whole = [line for line in lines if len(line.cells) == width]
    kept = [
        index
        for index, heading in enumerate(headings)
        if heading or any(line.cells[index].strip() for line in whole)
    ]
    titled = [headings[index] or f"Colonne {_letters(index)} (sans titre)" for index in kept]
    if len(kept) == width:
        return titled, lines
    return titled, [
        Line(line.number, [line.cells[index] for index in kept], line.problem)
        if len(line.cells) == width
        else line
        for line in lines
    ]


def _letters(index: int) -> str:
    """The name of a column in a spreadsheet: A, Z, then AA."""
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _distinct(headings: Sequence[str]) -> list[str]:
    """« Téléphone » twice becomes « Téléphone » and « Téléphone (2) », so that each can be named."""
    taken: dict[str, str] = {}
    for heading in headings:
        names = (heading if rank == 1 else f"{heading} ({rank})" for rank in count(1))
        name = next(name for name in names if name.casefold() not in taken)
        taken[name.casefold()] = name
    return list(taken.values())


def _too_many() -> FileRefusedError:
    return FileRefusedError(
        f"Fichier trop long : {MAX_LINES // 1_000} 000 lignes au plus. Coupez-le en plusieurs fichiers."
    )
