"""A dashboard on paper: its figures, its bars with their values, their definitions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

from components.documents.fitted import fitted_pdf
from components.documents.layout import (
    BLUE,
    BODY,
    CELL,
    GREY,
    LONG,
    MARGIN,
    PALE,
    SMALL,
    TITLE,
    Letterhead,
    labelled,
    pdf_bytes,
    section,
    table,
    text,
)
from components.documents.map import DrawnMap
from components.documents.text import BOLD, FONT
from components.indicators.blocks import Bar, Bars, Block, Board, Grid, Map

_WIDTH = A4[0] - 2 * MARGIN
_TILES, _SHEET_TILES, _ROOM = 3, 5, 110  # a row; what the first lines of a block need under their title
_BAR, _THICKNESS = HexColor("#2a6f97"), 9  # the colour of the screen
_SHARES = (0.3, 0.24, 0.17, 0.29)  # of the page: name, bar, value, what it is made of
_WIDTHS, _OF_SENTENCES = (11, 45), (17, 80)  # least and most signs on a line of a column
_MOST_COLUMNS = 5  # after the first one, which names the line
_NAME = ParagraphStyle("tile_name", BODY, fontSize=10, leading=13, spaceAfter=0)
_VALUE = ParagraphStyle("tile_value", BODY, fontName=BOLD, fontSize=17, leading=22, textColor=BLUE)
_DETAIL = ParagraphStyle("tile_detail", SMALL, fontSize=9, leading=12, spaceAfter=0)
_CHANGE = ParagraphStyle("tile_change", _DETAIL, fontName=BOLD)
_WORDS = ParagraphStyle("bar_words", CELL, fontName=BOLD)
_ABOUT = ParagraphStyle("definition", SMALL, fontSize=9, leading=12.5, spaceAfter=4)
_NOTHING = "Rien à montrer avec ces filtres."
_CARDS: list[Any] = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("GRID", (0, 0), (-1, -1), 0.75, PALE),
]
_ROWS: list[Any] = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), 1, GREY),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, PALE),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
]


def board_pdf(board: Board) -> bytes:
    """The board as it was told: nothing is computed here, so what is hidden is nowhere in the document."""
    letterhead = Letterhead(board.source or "Jalons", "", board.made_on)
    if board.is_sheet:
        return fitted_pdf(lambda _is_brief: _story(board), letterhead, title=board.title)
    return pdf_bytes(_story(board), letterhead, title=board.title)


def _story(board: Board) -> list[Flowable]:
    story: list[Flowable] = [text(board.title, TITLE), text(board.perimeter, SMALL)]
    story += [text(board.message)] if board.message else []
    story += _tiles(board)
    story += [text(board.secrecy, SMALL)] if board.secrecy else []
    for block in board.blocks:
        story += section(block.title, _block(block), room=_ROOM)
    if definitions := _definitions(board):
        story += section("Définitions", [labelled(*one, _ABOUT) for one in definitions.items()])
    return story


def _tiles(board: Board) -> list[Flowable]:
    cells: list[Any] = [
        [
            text(tile.title, _NAME),
            text(tile.value, _VALUE),
            text(tile.detail, _DETAIL),
            *([text(tile.change, _CHANGE)] if tile.change else []),
        ]
        for tile in board.tiles
    ]
    if not cells:
        return []
    width = min(_SHEET_TILES if board.is_sheet else _TILES, len(cells))
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    rows[-1] += [""] * (width - len(rows[-1]))
    is_split = _is_long(f"{tile.title} {tile.detail}" for tile in board.tiles)
    widths = [_WIDTH / width] * width
    return [Table(rows, widths, splitInRow=is_split, style=_CARDS, spaceBefore=8, spaceAfter=8)]


def _is_long(words: Iterable[str]) -> int:
    return int(any(len(one) > LONG for one in words))


def _block(block: Block) -> list[Flowable]:
    if isinstance(block, Map):
        return [DrawnMap(block), text(block.summary, SMALL)]
    if isinstance(block, Bars):
        return [_bars(block)] if block.bars else [text(_NOTHING, SMALL)]
    if not block.rows:
        return [text(_NOTHING, SMALL)]
    note = [text(block.note, SMALL)] if block.note else []
    parts = [table(one.columns, one.rows, _shares(one)) for one in _parts(block)]
    return [*parts, *note]


def _parts(block: Grid) -> Iterator[Grid]:
    """A table too wide for the page, in several that repeat the names of its lines."""
    first, *others = range(len(block.columns))
    for start in range(0, max(len(others), 1), _MOST_COLUMNS):
        kept = [first, *others[start : start + _MOST_COLUMNS]]
        columns = [block.columns[rank] for rank in kept]
        rows = [[row[rank] for rank in kept] for row in block.rows]
        yield Grid(block.title, columns, rows, is_text=block.is_text)


def _shares(block: Grid) -> Sequence[float]:
    """A column is as wide as its words ask, within reason."""
    sizes = [max(map(len, column)) for column in zip(block.columns, *block.rows, strict=True)]
    least, most = _OF_SENTENCES if block.is_text else _WIDTHS
    wished = [min(max(size, least), most) for size in sizes]
    return [one / sum(wished) for one in wished]


def _bars(block: Bars) -> Table:
    """The chart and its table in one: a name, its length, its value and what it is made of."""
    longest = max((bar.value or 0 for bar in block.bars), default=0)
    rows: list[list[Any]] = [[text(name, _WORDS) for name in ("Groupe", "", _headed(block), "Détail")]]
    rows += [_row(bar, longest) for bar in block.bars]
    widths = [share * _WIDTH for share in _SHARES]
    is_split = _is_long(words for bar in block.bars for words in (bar.label, bar.detail))
    return Table(rows, widths, repeatRows=1, splitInRow=is_split, style=_ROWS, spaceAfter=8)


def _headed(block: Bars) -> str:
    return block.unit_words[:1].upper() + block.unit_words[1:]


def _row(bar: Bar, longest: float) -> list[Any]:
    length = bar.value / longest if bar.value and longest else 0
    return [text(bar.label, CELL), _Length(length), text(bar.words, _WORDS), text(bar.detail, _DETAIL)]


def _definitions(board: Board) -> dict[str, str]:
    """What is defined, once each: tiles, then charts whose figure has no tile."""
    said = {tile.title: tile.definition for tile in board.tiles if tile.definition}
    for block in board.blocks:
        if isinstance(block, Bars) and block.definition and block.definition not in said.values():
            said[block.title] = block.definition
    return said


class _Length(Flowable):  # type: ignore[misc]
    """A bar, as a part of the longest one."""

    def __init__(self, part: float) -> None:
        super().__init__()
        self.part = part

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The height of a line of words."""
        self.width, self.height = width, CELL.leading
        return self.width, self.height

    def draw(self) -> None:
        """Nothing when there is no value to draw."""
        if self.part:
            self.canv.setFillColor(_BAR)
            bottom = (self.height - _THICKNESS) / 2 - 1
            self.canv.rect(0, bottom, self.part * self.width, _THICKNESS, stroke=0, fill=1)
