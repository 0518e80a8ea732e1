"""Filters and table of the territories."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.markdown import md_escape
from domain.territories import TerritoryFilters, TerritoryView
from navigation import CONSORTIUM_SHEET

SHEET_PARAMETER = "territoire"  # key of the choice on the sheet page, and so its name in the address
_COLUMNS = ["Territoire", "Dépt", "Vague", "Sélection", "Appel à projets", "Région", "Départements"]
_HEIGHT, _ROW_HEIGHT = 520, 35
_WAVES = {"Vague 1": 1, "Vague 2": 2, "Vague 3": 3}


def territory_filters(regions: Sequence[str]) -> TerritoryFilters:
    """Search, waves and region, kept in the address of the page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Rechercher",
            placeholder="Territoire, département ou numéro",
            key="recherche",
            type="search",
            live=True,
            bind="query-params",
        )
        region = st.selectbox(
            "Région", regions, index=None, placeholder="Toutes", key="region", bind="query-params"
        )
        waves = st.pills("Vague", list(_WAVES), selection_mode="multi", key="vague", bind="query-params")
    return TerritoryFilters(search or "", frozenset(_WAVES[wave] for wave in waves), region)


def territory_frame(territories: Sequence[TerritoryView]) -> pd.DataFrame:
    """One row for each territory, under the French names of columns that are shown and exported."""
    lines = [
        (
            territory.name,
            ", ".join(place.code for place in territory.places),
            territory.wave,
            territory.selected_label,
            territory.call_on,
            ", ".join(territory.regions),
            ", ".join(place.name for place in territory.places),
        )
        for territory in territories
    ]
    return pd.DataFrame(lines, columns=_COLUMNS)


def territory_table(
    territories: Sequence[TerritoryView], *, key: str = "territory_table"
) -> TerritoryView | None:
    """The list; the territory of the selected row when the viewer may open other sheets than her own."""
    can_pick = any(territory.consortium_id and not territory.is_own for territory in territories)
    event: Any = st.dataframe(
        territory_frame(territories),
        hide_index=True,
        height=min(_HEIGHT, (len(territories) + 1) * _ROW_HEIGHT + 2),
        column_config={
            "Territoire": st.column_config.TextColumn(width=170),
            "Vague": st.column_config.NumberColumn(width=60, alignment="center"),
            "Sélection": st.column_config.TextColumn(
                help="La date de la vague 3 n’est connue que par la presse."
            ),
            "Appel à projets": st.column_config.DateColumn(
                format="DD/MM/YYYY",
                help="Date de l’appel à manifestation d’intérêt ; la vague 1 n’en a pas eu.",
            ),
        },
        placeholder="aucun",
        on_select="rerun" if can_pick else "ignore",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"] if can_pick else []
    return territories[rows[0]] if rows and rows[0] < len(territories) else None


def sheet_link(territories: Sequence[TerritoryView], picked: TerritoryView | None) -> None:
    """The way to the sheet of the picked territory's consortium, else to the viewer's own."""
    own = next((territory for territory in territories if territory.is_own), None)
    target = picked if picked and picked.consortium_id else own
    if target is None:
        st.caption(
            f"{md_escape(picked.name)}\u00a0: pas encore de consortium."
            if picked
            else "Sélectionnez une ligne pour ouvrir la fiche de son consortium."
        )
        return
    st.page_link(
        CONSORTIUM_SHEET.path,
        label=f"Fiche du consortium : {md_escape(target.name)}",
        icon=CONSORTIUM_SHEET.icon,
        query_params={} if target.is_own else {SHEET_PARAMETER: target.name},
    )
