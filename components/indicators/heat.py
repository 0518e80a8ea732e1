"""A table drawn as cells, the darker the more, and the same in words."""

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Any, NamedTuple

import streamlit as st

from components.indicators.address import ask_figure, key_of
from components.indicators.blocks import HeatGrid
from components.markdown import md_escape

_SHADES = ("#f2f7fb", "#dbe9f4", "#bdd7ea", "#94c0dd", "#67a6cd", "#2a6f97", "#0b3550")
_DARK, _PALE, _GREY = "#1a1a1a", "#ffffff", "#d8d3ce"
_FIRST_PALE = 5  # shade from which words are pale
_GAP = "#b3261e"
_SIZES = {False: (11, 36, 260), True: (16, 50, 420)}  # of words, of a line, of the names of lines
_NAME = 28  # characters in a line of the name of a column
_OPENED, _DATA = "ouvert", "cells"
_TOOLTIP = [
    {"field": name, "type": "nominal", "title": title}
    for name, title in (("row", "Thème"), ("area", "Secteur"), ("sentence", "Chiffres"))
]
_NEW_LINE = " · "
_CLICK = {"name": _OPENED, "select": {"type": "point", "fields": ["row", "column"]}, "views": [_DATA]}


def show_heat(block: HeatGrid, *, is_large: bool, rank: int) -> None:
    """The cells, what they mean, then the table; a click on a cell that has a list asks for it."""
    st.subheader(block.title, anchor=False)
    if not block.rows:
        st.markdown("Rien à montrer avec ces filtres.")
        return
    has_lists = not is_large and any(code for codes in block.codes for code in codes)
    key = key_of(f"heat_{rank}")
    options: dict[str, Any] = {"key": key, "on_select": _asker(block, key)} if has_lists else {}
    spec = heat_spec(block, is_large=is_large, is_clicked=has_lists)
    st.vega_lite_chart(spec, alt=block.summary, **options)
    if block.note:
        st.caption(md_escape(block.note))
    if not is_large:
        with st.expander("Voir les chiffres"):
            columns = list(map(str, block.columns))
            lines = [dict(zip(columns, row, strict=True)) for row in block.rows]
            st.dataframe(lines, hide_index=True, column_order=columns, alt=block.title)


def named(block: HeatGrid) -> Iterator[tuple[str, str]]:
    """The code of each cell that has a list, and its words."""
    for cell in _cells(block):
        if cell.code:
            yield cell.code, f"{cell.row}\u00a0: {cell.column}"


def heat_spec(block: HeatGrid, *, is_large: bool = False, is_clicked: bool = False) -> dict[str, Any]:
    """What the browser receives: of a hidden cell, « s » and no shade."""
    size, step, room = _SIZES[is_large]
    return {
        "data": {"values": [_value(cell) for cell in _cells(block)]},
        "config": {"lineBreak": "\n"},
        "height": {"step": step},
        "encoding": {
            "x": _axis("column", map(_wrapped, block.columns[1:]), size, 400, **_SLANTED),
            "y": _axis("row", [row[0] for row in block.rows], size, room),
            "tooltip": _TOOLTIP,
        },
        "layer": _layers(size, is_clicked, any(_NEW_LINE in cell.words for cell in _cells(block))),
        "params": [_CLICK] if is_clicked else [],
    }


_SLANTED = {"labelAngle": -40, "orient": "top", "labelOverlap": False, "labelLineHeight": 13}


def _wrapped(name: str) -> str:
    """On as many lines as its words need to be read whole."""
    return "\n".join(wrap(name, _NAME))


def _layers(size: int, is_clicked: bool, has_lines: bool) -> list[dict[str, Any]]:
    cell = {"type": "rect", "aria": False, "stroke": _PALE, "cursor": "pointer" if is_clicked else "default"}
    words = {"type": "text", "aria": False, "fontSize": size, "fontWeight": "bold"}
    if has_lines:  # the first one stands where a single one would
        words |= {"dy": -0.6 * size}
    told = {"field": "words", "type": "nominal"}
    circled = {"type": "rect", "aria": False, "filled": False, "stroke": _GAP, "strokeWidth": 2}
    return [
        {"name": _DATA, "mark": cell, "encoding": {"color": _as_it_is("colour")}},
        {"mark": circled, "transform": [{"filter": "datum.is_gap"}]},
        {"mark": words, "encoding": {"text": told, "color": _as_it_is("ink")}},
    ]


def _axis(field: str, names: Any, size: int, room: int, **more: Any) -> dict[str, Any]:
    axis = {"title": None, "labelFontSize": size, "labelLimit": room, "ticks": False, "domain": False}
    return {"field": field, "type": "nominal", "sort": list(names), "axis": axis | more}


def _as_it_is(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


class _Cell(NamedTuple):
    row: str
    column: str
    words: str
    code: str
    shade: float | None
    sentence: str
    is_gap: bool


def _cells(block: HeatGrid) -> Iterator[_Cell]:
    for rank, row in enumerate(block.rows):
        sentences = block.sentences[rank] if block.sentences else row[1:]
        gaps = block.are_gaps[rank] if block.are_gaps else [False] * len(sentences)
        about = (block.columns[1:], row[1:], block.codes[rank], block.shades[rank], sentences, gaps)
        for cell in zip(*about, strict=True):
            yield _Cell(row[0], *cell)


def _value(cell: _Cell) -> dict[str, str | bool]:
    step = None if cell.shade is None else min(int(cell.shade * len(_SHADES)), len(_SHADES) - 1)
    return {
        "row": cell.row,
        "column": _wrapped(cell.column),
        "area": cell.column,
        "words": cell.words.replace(_NEW_LINE, "\n"),
        "sentence": cell.sentence,
        "colour": _GREY if step is None else _SHADES[step],
        "ink": _PALE if step is not None and step >= _FIRST_PALE else _DARK,
        "is_gap": cell.is_gap,
    }


def _asker(block: HeatGrid, key: str) -> Callable[[], None]:
    codes = {(cell.row, _wrapped(cell.column)): cell.code for cell in _cells(block)}

    def ask() -> None:
        clicked = st.session_state[key].selection.get(_OPENED, [])
        if clicked and (code := codes.get((clicked[0].get("row", ""), clicked[0].get("column", "")))):
            ask_figure(code)

    return ask
