"""Bars of a dashboard, drawn and in a table; what is hidden is in neither."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.indicators.address import ask_figure, key_of
from components.indicators.blocks import Bars

_BLUE = "#2a6f97"  # 3:1 on both backgrounds, for who does not tell colours too
_WORDS = "#257bb9"  # 4.5:1 on both backgrounds: Altair would write in black on the dark one
_ROOM = 1.25  # of the longest bar, for its words
_COLUMNS_AT_MOST, _SHORT = 24, 12  # months stand side by side; what is longer to read, one under another
_SIZES = {False: (13, 24, 230), True: (24, 42, 420)}  # of words, of a bar, of its name
_STANDING = 240  # pixels
_OPENED, _DATA = "ouvert", "bars"
_CLICK = {"name": _OPENED, "select": {"type": "point", "fields": ["label"]}, "views": [_DATA]}


def show_bars(block: Bars, *, is_large: bool, rank: int) -> None:
    """The chart, then its values; a click on a bar that has a list asks for it."""
    st.subheader(block.title, anchor=False, help=block.definition or None)
    if not block.bars:
        st.markdown("Rien à montrer avec ces filtres.")
        return
    has_lists = not is_large and any(bar.code for bar in block.bars)
    spec = bars_spec(block, is_large=is_large, is_clicked=has_lists)
    spec, key = {**spec, "datasets": {_DATA: bars_frame(block)}}, key_of(f"chart_{rank}")
    if has_lists:
        st.vega_lite_chart(spec, alt=block.summary, key=key, on_select=_asker(block, key))
    else:
        st.vega_lite_chart(spec, alt=block.summary)
    if not is_large:
        _show_values(block, rank, has_lists)


def bars_frame(block: Bars) -> pd.DataFrame:
    """A line a bar: what the browser receives. Words are written at `end`, where nothing has a length too."""
    lengths = pd.Series([bar.value for bar in block.bars], dtype="float")
    return pd.DataFrame(
        {
            "label": [bar.label for bar in block.bars],
            "value": lengths,
            "end": lengths.fillna(0),
            "words": [bar.words for bar in block.bars],
            "detail": [bar.detail for bar in block.bars],
        }
    )


def bars_spec(block: Bars, *, is_large: bool = False, is_clicked: bool = False) -> dict[str, Any]:
    """Bars in the order of the block, with their words; short ordered names stand side by side.

    Written as Vega-Lite reads it: Altair would take 30 ms a chart to make the same.
    """
    stands = _stands(block)
    size, step, _room = _SIZES[is_large]
    names, lengths = ("x", "y") if stands else ("y", "x")
    longest = max(bar.value or 0 for bar in block.bars)
    length = {"type": "quantitative", "axis": None, "scale": {"domain": [0, _ROOM * longest or 1]}}
    place = {"dy": -4, "baseline": "bottom"} if stands else {"align": "left", "dx": 4}
    # The chart has its sentence and its table: its marks say nothing by themselves.
    bar = {"type": "bar", "aria": False, "color": _BLUE, "cursor": "pointer" if is_clicked else "default"}
    words = {"type": "text", "aria": False, "color": _WORDS, "fontWeight": "bold", "fontSize": size, **place}
    return {
        "data": {"name": _DATA},
        "height": _STANDING if stands else {"step": step},
        "encoding": {names: _names(block, is_large), "tooltip": _tooltip(block)},
        "layer": [
            {"name": _DATA, "mark": bar, "encoding": {lengths: {"field": "value", **length}}},
            {"mark": words, "encoding": {lengths: {"field": "end", **length}, "text": {"field": "words"}}},
        ],
        "params": [_CLICK] if is_clicked else [],
    }


def _names(block: Bars, is_large: bool) -> dict[str, Any]:
    size, _step, room = _SIZES[is_large]
    axis = {
        "title": None,
        "labelLimit": room,
        "labelFontSize": size,
        "labelAngle": 0,
        "ticks": False,
        "domain": False,
    }
    return {"field": "label", "type": "nominal", "sort": [bar.label for bar in block.bars], "axis": axis}


def _stands(block: Bars) -> bool:
    longest = max(len(bar.label) for bar in block.bars)
    return block.is_ordered and longest <= _SHORT and len(block.bars) <= _COLUMNS_AT_MOST


def _tooltip(block: Bars) -> list[dict[str, str]]:
    titles = {"label": "Groupe", "words": block.unit_words.capitalize(), "detail": "Détail"}
    return [{"field": name, "type": "nominal", "title": title} for name, title in titles.items()]


def _asker(block: Bars, key: str) -> Callable[[], None]:
    codes = {bar.label: bar.code for bar in block.bars}

    def ask() -> None:
        clicked = st.session_state[key].selection.get(_OPENED, [])
        if clicked and codes.get(clicked[0].get("label", "")):
            ask_figure(codes[clicked[0]["label"]])

    return ask


def _show_values(block: Bars, rank: int, has_lists: bool) -> None:
    opened = key_of(f"values_{rank}")
    with st.expander("Voir les chiffres"):
        config = st.column_config
        name = config.ButtonColumn("Groupe", type="tertiary", alignment="left", key=opened)
        st.dataframe(
            values_frame(block.bars, block.unit_words),
            hide_index=True,
            column_config={"Groupe": name} if has_lists else {},
            alt=f"{block.title}\u00a0: un groupe par ligne",
        )
    clicked = st.session_state.get(opened) if has_lists else None
    if clicked and (code := block.bars[clicked["row"]].code):
        ask_figure(code)
        st.rerun()


def values_frame(bars: Any, unit_words: str) -> pd.DataFrame:
    """The same values, in words."""
    lines = [(bar.label, bar.words, bar.detail) for bar in bars]
    return pd.DataFrame(lines, columns=["Groupe", unit_words.capitalize(), "Détail"])
