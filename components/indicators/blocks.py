"""What a dashboard is made of: drawn on screen, projected, printed and exported from the same blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

HIDDEN = "s"  # statistical secrecy


@dataclass(frozen=True)
class Tile:
    """One figure in words: its value (« 62 % », « s », « — »), what it is made of, its definition."""

    title: str
    value: str
    detail: str
    definition: str
    code: str = ""  # of the list behind it; empty: no list for this viewer
    change: str = ""  # since an earlier date, in words


@dataclass(frozen=True)
class Bar:
    """One group: `value` None when it is hidden or cannot be computed (the words say which)."""

    label: str
    value: float | None
    words: str
    detail: str = ""
    code: str = ""  # of the list behind it


@dataclass(frozen=True)
class Bars:
    """A figure by group (ranked, or in the order of ages, months…); `is_ordered`: the order is theirs."""

    title: str
    summary: str  # one sentence in words, for who does not see the chart
    unit_words: str  # « personnes », « % », « jours »: heads the column of values
    bars: Sequence[Bar]
    definition: str = ""
    is_ordered: bool = False


@dataclass(frozen=True)
class Grid:
    """A plain table: every cell in words; `is_text`: sentences, shown whole."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class HeatGrid(Grid):
    """A table drawn as cells, the darker the more: `shades` from 0 to 1, None when hidden, `codes` of lists.

    `sentences` say each cell in full, `are_gaps` circle some. All are by row, then by column after the first
    one, which names the row. « · » starts another line in the words of a cell.
    """

    shades: Sequence[Sequence[float | None]] = ()
    codes: Sequence[Sequence[str]] = ()
    summary: str = ""
    sentences: Sequence[Sequence[str]] = ()
    are_gaps: Sequence[Sequence[bool]] = ()


@dataclass(frozen=True)
class Map:
    """Areas shaded by their number, on documents: `bars` by code, most first; `shapes` on a plane."""

    title: str
    summary: str
    bars: Mapping[str, Bar]
    shapes: Mapping[str, Any]


Block = Bars | Grid | Map


@dataclass(frozen=True)
class Board:
    """A whole dashboard: its perimeter in words (always shown), tiles, blocks and the note on secrecy.

    `message`: typed by somebody, above the figures; `source`, `made_on`: whose document it is, of when;
    `is_sheet`: to be given out, on one page or two.
    """

    title: str
    perimeter: str
    tiles: Sequence[Tile]
    blocks: Sequence[Block] = field(default=())
    secrecy: str = ""
    message: str = ""
    source: str = ""
    made_on: date | None = None
    is_sheet: bool = False
