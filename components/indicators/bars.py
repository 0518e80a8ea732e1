"""Bars of a dashboard, drawn and in a table; what is hidden is in neither."""

from collections.abc import Callable
from typing import Any

import altair as alt
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
_OPENED = "ouvert"


def show_bars(block: Bars, *, is_large: bool, rank: int) -> None:
    """The chart, then its values; a click on a bar that has a list asks for it."""
    st.subheader(block.title, anchor=False, help=block.definition or None)
    if not block.bars:
        st.markdown("Rien à montrer avec ces filtres.")
        return
    has_lists = not is_large and any(bar.code for bar in block.bars)
    chart, key = bars_chart(block, is_large=is_large, is_clicked=has_lists), key_of(f"chart_{rank}")
    if has_lists:
        st.altair_chart(chart, alt=block.summary, key=key, on_select=_asker(block, key))
    else:
        st.altair_chart(chart, alt=block.summary)
    if not is_large:
        _show_values(block, rank, has_lists)


def bars_frame(block: Bars) -> pd.DataFrame:
    """A line a bar: what the browser receives. Words are written at `end`, where nothing has a length too."""
    lines = [(bar.label, bar.value, bar.value or 0, bar.words, bar.detail) for bar in block.bars]
    frame = pd.DataFrame(lines, columns=["label", "value", "end", "words", "detail"])
    return frame.astype({"value": "float", "end": "float"})


def bars_chart(block: Bars, *, is_large: bool = False, is_clicked: bool = False) -> alt.LayerChart:
    """Bars in the order of the block, with their words; short ordered names stand side by side."""
    frame, stands = bars_frame(block), _stands(block)
    size, step, room = _SIZES[is_large]
    names = alt.Axis(title=None, labelLimit=room, labelFontSize=size, labelAngle=0, ticks=False, domain=False)
    label = (alt.X if stands else alt.Y)("label:N").sort(list(frame["label"])).axis(names)
    length = alt.Y if stands else alt.X
    scale = alt.Scale(domain=[0, _ROOM * frame["end"].max() or 1])
    base = alt.Chart(frame).encode(label, tooltip=_tooltip(block))
    bars = base.encode(length("value:Q").axis(None).scale(scale))
    bars = bars.mark_bar(color=_BLUE, cursor="pointer" if is_clicked else "default")
    if is_clicked:
        bars = bars.add_params(alt.selection_point(name=_OPENED, fields=["label"]))
    place = {"dy": -4, "baseline": "bottom"} if stands else {"align": "left", "dx": 4}
    words = base.encode(length("end:Q").axis(None).scale(scale), alt.Text("words:N"))
    words = words.mark_text(color=_WORDS, fontWeight="bold", fontSize=size, **place)
    layers: Any = alt.layer(bars, words)
    chart: alt.LayerChart = layers.properties(height=_STANDING if stands else alt.Step(step))
    return chart


def _stands(block: Bars) -> bool:
    longest = max(len(bar.label) for bar in block.bars)
    return block.is_ordered and longest <= _SHORT and len(block.bars) <= _COLUMNS_AT_MOST


def _tooltip(block: Bars) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N").title("Groupe"),
        alt.Tooltip("words:N").title(block.unit_words.capitalize()),
        alt.Tooltip("detail:N").title("Détail"),
    ]


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
