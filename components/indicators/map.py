"""Areas shaded by number of people: from contours given by the server, without any outside map."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import streamlit as st

from components.formats import count_of, format_count
from components.indicators.address import ask_figure, key_of
from components.indicators.bars import values_frame
from components.indicators.blocks import HIDDEN, Bar
from components.indicators.contours import Shapes
from components.indicators.words import SECRET

_BOUNDS = (1, 10, 25, 50, 100, 250, 500, 1000)  # first number of each shade
_SHADES = ("#f2f7fb", "#dbe9f4", "#bdd7ea", "#94c0dd", "#67a6cd", "#418bba", "#2a6f97", "#1b5479", "#0b3550")
_GREY = "#a39e98"
HIDDEN_WORDS = f"{HIDDEN} (secret statistique)"
_EDGE = "#6b6b6b"
_OPENED, _DATA = "ouvert", "communes"
_CLICK = {"name": _OPENED, "select": {"type": "point", "fields": ["label"]}, "views": [_DATA]}
_TOOLTIP = [
    {"field": "label", "type": "nominal", "title": "Commune"},
    {"field": "words", "type": "nominal", "title": "Personnes"},
]
_SIZES = {False: (13, 460), True: (24, 820)}  # words, height


def show_map(title: str, bars: Mapping[str, Bar], shapes: Shapes, *, is_large: bool) -> None:
    """The map, and its values; a click on an area that has a list asks for it."""
    st.subheader(title, anchor=False)
    has_lists = not is_large and any(bar.code for bar in bars.values())
    spec = map_spec(bars, shapes, is_large=is_large, is_clicked=has_lists)
    key = key_of("map")
    options: dict[str, Any] = {"key": key, "on_select": _asker(bars, key)} if has_lists else {}
    st.vega_lite_chart(spec, alt=map_summary(title, bars), **options)
    if not is_large:
        _show_values(bars, has_lists)


def map_spec(
    bars: Mapping[str, Bar], shapes: Shapes, *, is_large: bool = False, is_clicked: bool = False
) -> dict[str, Any]:
    """What the browser receives: of a hidden area, its contour and « s », no number."""
    size, height = _SIZES[is_large]
    mark = {"type": "geoshape", "stroke": _EDGE, "strokeWidth": 0.6}
    area = {
        "name": _DATA,
        "data": {"values": _features(bars, shapes)},
        "mark": mark | {"cursor": "pointer" if is_clicked else "default"},
        "encoding": {"color": _colour(shades_of(bars), size), "tooltip": _TOOLTIP},
    }
    return {
        "height": height,
        "projection": {"type": "identity", "reflectY": True},
        "layer": [area],
        "params": [_CLICK] if is_clicked else [],
    }


def _colour(shades: Mapping[str, str], size: int) -> dict[str, Any]:
    legend = {
        "title": "Personnes",
        "labelFontSize": size,
        "titleFontSize": size,
        "labelLimit": 0,
        "symbolSize": 16 * size,
        "symbolStrokeWidth": 1,
        "symbolType": "square",
    }
    scale = {"domain": list(shades), "range": list(shades.values())}
    return {"field": "shade", "type": "nominal", "scale": scale, "legend": legend}


def map_summary(title: str, bars: Mapping[str, Bar]) -> str:
    """The map in one sentence."""
    told = [f"{bar.label} {bar.words}" for bar in bars.values() if bar.value][:5]
    hidden = sum(bar.value is None for bar in bars.values())
    most = f"le plus de personnes à {', '.join(told)}" if told else "aucun nombre de personnes"
    masked = count_of(hidden, "commune masquée", "communes masquées")
    return f"{title}\u00a0: {most}{f' ; {masked} ({SECRET.lower()})' if hidden else ''}."


def _features(bars: Mapping[str, Bar], shapes: Shapes) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": shapes[code],
            "label": bar.label,
            "words": bar.words,
            "shade": shade_of(bar),
        }
        for code, bar in bars.items()
        if code in shapes
    ]


def shade_of(bar: Bar) -> str:
    """The words of its shade, as the legend says them."""
    if bar.value is None:
        return HIDDEN_WORDS
    return _names()[sum(bar.value >= bound for bound in _BOUNDS)]


def _names() -> list[str]:
    between = pairwise(_BOUNDS)
    steps = [f"{format_count(first)} à {format_count(after - 1)}" for first, after in between]
    return ["0", *steps, f"{format_count(_BOUNDS[-1])} et plus"]


def shades_of(bars: Mapping[str, Bar]) -> dict[str, str]:
    """Words → colour, up to the darkest that is used."""
    used = {shade_of(bar) for bar in bars.values()}
    last = max((rank for rank, name in enumerate(_names()) if name in used), default=0)
    shades = dict(zip(_names()[: last + 1], _SHADES, strict=False))
    return shades | {HIDDEN_WORDS: _GREY} if HIDDEN_WORDS in used else shades


def _asker(bars: Mapping[str, Bar], key: str) -> Callable[[], None]:
    codes = {bar.label: bar.code for bar in bars.values()}

    def ask() -> None:
        clicked = st.session_state[key].selection.get(_OPENED, [])
        if clicked and (code := codes.get(clicked[0].get("label", ""))):
            ask_figure(code)

    return ask


def _show_values(bars: Mapping[str, Bar], has_lists: bool) -> None:
    lines, opened = list(bars.values()), key_of("values_map")
    with st.expander("Voir les chiffres"):
        name = st.column_config.ButtonColumn("Groupe", type="tertiary", alignment="left", key=opened)
        st.dataframe(
            values_frame(lines, "personnes"),
            hide_index=True,
            column_config={"Groupe": name} if has_lists else {},
            alt="Personnes par commune, une commune par ligne",
        )
    clicked = st.session_state.get(opened) if has_lists else None
    if clicked and (code := lines[clicked["row"]].code):
        ask_figure(code)
        st.rerun()
