"""A dashboard on screen: tiles, charts, their values, and what is behind the one that is asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from components.indicators.address import ask_figure, asked_figure
from components.indicators.bars import show_bars
from components.indicators.blocks import Bars, Block, Board, Grid, HeatGrid, Tile
from components.indicators.heat import named, show_heat
from components.indicators.presentation import is_presented
from components.markdown import md_escape

Piece = TypeVar("Piece", Tile, Block)
_TILES, _BLOCKS = 4, 2  # a row
_LIST, _DETAIL = "Voir la liste", "Voir le détail"  # who is told no list sees structures
_NARROW = 3  # columns of a table that half a page shows
# A row of tiles must leave room for the charts on a screen of 768 pixels.
_COMPACT = """<style>
[data-testid="stMetricValue"] { font-size: 1.75rem; line-height: 1.3; }
[class*="st-key-detail_of_"] button { min-height: 0; padding: 0; }
</style>"""
Detail = Callable[[str, str], None]  # the code asked, and the words of its bar


def show_board(board: Board, detail: Detail | None = None) -> None:
    """Tiles, then blocks; `detail` is drawn under the row whose figure is asked. Projected: no list."""
    is_large = is_presented()
    if board.message:
        st.text(board.message)
    asked = "" if is_large else asked_figure()
    for tiles in _rows(board.tiles, _row_of(len(board.tiles))):
        _show_tiles(tiles, is_large, _DETAIL if board.secrecy else _LIST)
        _show_detail(detail, asked, {tile.code: "" for tile in tiles})
    if board.secrecy:
        st.caption(md_escape(board.secrecy))
    ranks = {id(block): rank for rank, block in enumerate(board.blocks)}
    for blocks in _block_rows(board.blocks, 1 if is_large else _BLOCKS):
        for column, block in zip(
            st.columns(1 if _is_wide(blocks[0]) or is_large else _BLOCKS), blocks, strict=False
        ):
            with column:
                _show_block(block, is_large, ranks[id(block)])
        _show_detail(detail, asked, _codes(blocks))


def _rows(pieces: Sequence[Piece], width: int) -> list[Sequence[Piece]]:
    return [pieces[start : start + width] for start in range(0, len(pieces), width)]


def _block_rows(blocks: Sequence[Block], width: int) -> list[list[Block]]:
    """Side by side, in their order; a table of many columns alone."""
    rows: list[list[Block]] = []
    for block in blocks:
        if not rows or len(rows[-1]) == width or _is_wide(block) or _is_wide(rows[-1][0]):
            rows.append([])
        rows[-1].append(block)
    return rows


def _is_wide(block: Block) -> bool:
    return isinstance(block, Grid) and (block.is_text or len(block.columns) > _NARROW)


def _row_of(tiles: int) -> int:
    """Five side by side; more make even rows of four at most."""
    return tiles if tiles <= _TILES + 1 else -(-tiles // -(-tiles // _TILES))


def _show_tiles(tiles: Sequence[Tile], is_large: bool, words: str) -> None:
    st.html(_COMPACT)
    for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
        with column.container(border=True, height="stretch", gap=None):
            with st.container(horizontal=True, gap="xxsmall", wrap=False):
                st.markdown(md_escape(tile.title), width="stretch")
                st.markdown("", help=tile.definition, width="content")
            with st.container(
                horizontal=True, gap="xxsmall", horizontal_alignment="distribute", vertical_alignment="center"
            ):
                st.metric(tile.title, tile.value, label_visibility="collapsed", width="content")
                if tile.code and not is_large:
                    _detail_button(tile, words)
            st.caption(md_escape(tile.detail))
            if tile.change:
                st.caption(md_escape(tile.change))


def _detail_button(tile: Tile, words: str) -> None:
    st.button(
        f":small[{words}]",
        key=f"detail_of_{tile.code}",
        type="tertiary",
        on_click=ask_figure,
        args=(tile.code,),
    )


def _show_block(block: Block, is_large: bool, rank: int) -> None:
    if isinstance(block, Bars):
        show_bars(block, is_large=is_large, rank=rank)
    elif isinstance(block, HeatGrid):
        show_heat(block, is_large=is_large, rank=rank)
    elif isinstance(block, Grid):  # a map is drawn by its page
        _show_grid(block)


def _show_grid(block: Grid) -> None:
    st.subheader(block.title, anchor=False)
    columns = list(map(str, block.columns))
    lines = [dict(zip(columns, row, strict=True)) for row in block.rows]
    if block.is_text:  # read as markdown
        st.table(
            [{name: md_escape(cell) for name, cell in line.items()} for line in lines],
            hide_index=True,
            alt=block.title,
        )
    else:
        st.dataframe(lines, hide_index=True, column_order=columns, alt=block.title)
    if block.note:
        st.caption(md_escape(block.note))


def _codes(blocks: Sequence[Block]) -> dict[str, str]:
    charts = [block for block in blocks if isinstance(block, Bars)]
    bars = {bar.code: f"{chart.title}\u00a0: {bar.label}" for chart in charts for bar in chart.bars}
    return bars | {
        code: words for block in blocks if isinstance(block, HeatGrid) for code, words in named(block)
    }


def _show_detail(detail: Detail | None, asked: str, offered: Mapping[str, str]) -> None:
    if detail and asked and asked in offered:
        detail(asked, offered[asked])
