"""Territoires: the 79 published territories, on a map and in a list."""

from dataclasses import replace

import streamlit as st

from components.exports import export_buttons
from components.formats import count_of
from components.identity import current_viewer
from components.territory_list import sheet_link, territory_filters, territory_frame, territory_table
from components.tile_map import tile_map
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.territories import list_departements, list_territories

viewer = current_viewer()
with read_session(viewer) as session:
    territories = list_territories(session, viewer)
    places = list_departements(session)


def sign_export(count: int, detail: str) -> None:
    """Keep a trace of who took the list."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="territories", count=count, detail=detail)


st.title("Territoires", anchor=False)
filters = territory_filters(sorted({region for territory in territories for region in territory.regions}))
shown = [territory for territory in territories if territory.matches(filters)]
listing, france = st.columns([3, 2], gap="large")

with france:
    clicked = tile_map(
        places, territories, shown={place.code for territory in shown for place in territory.places}
    )
if clicked:
    filters = replace(filters, departement_code=clicked)
    shown = [territory for territory in shown if territory.matches(filters)]

with listing:
    heading = st.container(horizontal=True, vertical_alignment="center")
    heading.text(f"{count_of(len(shown), 'territoire')} sur {len(territories)}")
    if shown:
        picked = territory_table(shown)
        export_buttons(
            lambda: territory_frame(shown), name="territoires", viewer=viewer, on_export=sign_export
        )
    else:
        picked = None
        st.info("Aucun territoire ne correspond à ces critères.")
with heading:
    sheet_link(territories, picked)
