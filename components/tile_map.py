"""The tile grid of France: one square for each département, coloured by the wave of its territories."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.formats import count_of
from domain.territories import Place, TerritoryView
from domain.tile_grid import TILES

NO_TERRITORY = "Aucun territoire"
SEVERAL = "Plusieurs territoires"
# White or dark text keeps 4.5:1 on each; they differ in lightness for who does not tell hues apart.
_FILLS = {
    "Vague 1": "#123a5e",
    "Vague 2": "#2a7a94",
    "Vague 3": "#a1550b",
    SEVERAL: "#74408c",
    NO_TERRITORY: "#d5dbe1",
}
_PICKED = "#e0a100"
_TILE_SIZE = 31
_DIMMED = 0.3


def tile_map(
    places: Sequence[Place],
    territories: Sequence[TerritoryView],
    *,
    shown: Collection[str],
    key: str = "tile_map",
) -> str | None:
    """Draw the map and return the code of the clicked département, if any.

    `shown` are the codes that the other filters keep: the other territories are dimmed.
    """
    tiles = tile_frame(places, territories, shown)
    summary = tile_summary(tiles)
    st.text(summary)
    event = st.altair_chart(
        tile_chart(tiles),
        on_select="rerun",
        selection_mode="departement",
        width="content",
        alt=summary,
        key=key,
    )
    st.caption("Cliquez sur un département pour ne voir que ses territoires, à côté pour les revoir tous.")
    clicked = event.get("selection", {}).get("departement") or []
    return str(clicked[0]["code"]) if clicked else None


def tile_frame(
    places: Sequence[Place], territories: Sequence[TerritoryView], shown: Collection[str]
) -> pd.DataFrame:
    """One row for each département: its place, its colour, its words."""
    by_code: dict[str, list[TerritoryView]] = defaultdict(list)
    for territory in territories:
        for place in territory.places:
            by_code[place.code].append(territory)
    return pd.DataFrame(
        {
            "code": place.code,
            "departement": f"{place.name} ({place.code})",
            "territories": " ; ".join(_words(territory) for territory in by_code[place.code]) or NO_TERRITORY,
            "category": _category(by_code[place.code]),
            "column": TILES[place.code].column,
            "row": TILES[place.code].row,
            "has_territory": bool(by_code[place.code]),
            "is_shown": place.code in shown or not by_code[place.code],
        }
        for place in places
        if place.code in TILES
    )


def tile_summary(tiles: pd.DataFrame) -> str:
    """The map in one sentence, for who does not see it."""
    without = int((tiles["category"] == NO_TERRITORY).sum())
    several = tiles.loc[tiles["category"] == SEVERAL, "code"]
    in_several = f" ; {count_of(len(several), 'est', 'sont')} dans plusieurs ({', '.join(several)})"
    return (
        f"Sur {count_of(len(tiles), 'département')}, {len(tiles) - without} sont dans un territoire"
        f"{in_several if len(several) else ''} ; {without} ne sont dans aucun."
    )


def tile_chart(tiles: pd.DataFrame) -> alt.LayerChart:
    """Squares and their codes. Expects the columns of `tile_frame`."""
    picked = alt.selection_point(name="departement", fields=["code"], on="click", toggle=False)
    base = alt.Chart(tiles).encode(
        alt.X("column:O").axis(None).scale(paddingInner=0.06),
        alt.Y("row:O").axis(None).scale(paddingInner=0.06),
        tooltip=[
            alt.Tooltip("departement:N").title("Département"),
            alt.Tooltip("territories:N").title("Territoire"),
        ],
    )
    side = alt.Step(_TILE_SIZE)
    layers: Any = alt.layer(_squares(base, picked), _codes(base))
    chart: alt.LayerChart = layers.properties(width=side, height=side).configure_view(stroke=None)
    return chart


def _squares(base: alt.Chart, picked: alt.Parameter) -> alt.Chart:
    legend = alt.Legend(title=None, orient="bottom", columns=3)
    squares: alt.Chart = base.mark_rect(cornerRadius=3, cursor="pointer").encode(
        alt.Color("category:N").scale(domain=list(_FILLS), range=list(_FILLS.values())).legend(legend),
        stroke=alt.condition(picked, alt.value(_PICKED), alt.value("transparent"), empty=False),
        strokeWidth=alt.value(3),
        opacity=alt.condition("datum.is_shown", alt.value(1), alt.value(_DIMMED)),
    )
    return squares.add_params(picked)


def _codes(base: alt.Chart) -> alt.Chart:
    is_on_dark = "datum.is_shown && datum.has_territory"
    codes: alt.Chart = base.mark_text(fontSize=11, cursor="pointer").encode(
        alt.Text("code:N"), color=alt.condition(is_on_dark, alt.value("white"), alt.value("#0e1822"))
    )
    return codes


def _words(territory: TerritoryView) -> str:
    return f"{territory.name}, vague {territory.wave} ({territory.selected_label})"


def _category(territories: Sequence[TerritoryView]) -> str:
    if len(territories) > 1:
        return SEVERAL
    return f"Vague {territories[0].wave}" if territories else NO_TERRITORY
