"""The report of an import: what came in, what did not, who disappeared."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.formats import count_of, format_count, format_moment
from components.imports.rows import ROWS_PER_PAGE, row_pages
from components.imports.words import tile_words
from domain.access import Viewer
from domain.imports.model import Outcome
from domain.imports.views import Disappeared, RunView
from navigation import CASELOAD, IMPORTS

_CLICK = "import_disappeared_open"
_ROW_HEIGHT, _ROWS_IN_VIEW = 35, 8


def outcome_tiles(run: RunView, viewer: Viewer) -> None:
    """One number per outcome; what an undone import had done stays told."""
    if run.undone_at:
        when = format_moment(run.undone_at, viewer.time_zone, viewer.today)
        st.info(f"Cet import a été annulé {when}. Il avait fait ceci\u00a0:")
    for column, outcome in zip(st.columns(len(Outcome), gap="small"), Outcome, strict=True):
        count = run.counts.get(outcome, 0)
        column.metric(tile_words(outcome, count), format_count(count), border=True)


def next_steps() -> None:
    """Where to go from here."""
    st.page_link(CASELOAD.path, label="Ouvrir la file active", icon=CASELOAD.icon, width="content")
    st.page_link(IMPORTS.path, label="Importer un autre fichier", icon=IMPORTS.icon, width="content")


def rejected_title(count: int) -> None:
    """How many, and what to do with them."""
    words = count_of(count, "ligne n’a pas été importée", "lignes n’ont pas été importées")
    st.subheader(words, anchor=False)


def disappeared_title(count: int) -> None:
    """How many, and what it means."""
    words = count_of(count, "personne n’est plus dans la liste", "personnes ne sont plus dans la liste")
    st.subheader(words, anchor=False)
    st.caption(
        "Elles étaient dans une liste précédente et sont toujours suivies. Rien n’a changé dans leur dossier."
    )


def disappeared_table(people: Sequence[Disappeared]) -> int | None:
    """One page of them; returns the identifier of the one whose name was clicked, on that run only."""
    page = row_pages(len(people), "disappeared")
    shown = people[ROWS_PER_PAGE * (page - 1) : ROWS_PER_PAGE * page]
    name = st.column_config.ButtonColumn(
        "Personne", type="tertiary", alignment="left", width=300, key=_CLICK, help="Ouvrir le dossier"
    )
    frame = disappeared_frame(shown)
    frame["Personne"] = ":material/folder_open: " + frame["Personne"]
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * min(len(shown) + 1, _ROWS_IN_VIEW) + 3,
        column_config={
            "Personne": name,
            "Dans la liste du": st.column_config.DateColumn(format="DD/MM/YYYY"),
        },
        placeholder="—",
        alt="Personnes absentes du fichier, une par ligne",
    )
    clicked = st.session_state.get(_CLICK)
    return shown[clicked["row"]].beneficiary_id if clicked else None


def disappeared_frame(people: Sequence[Disappeared]) -> pd.DataFrame:
    """Under French names, to show or to export."""
    return pd.DataFrame(
        {
            "Personne": [person.name for person in people],
            "Référent·e": [person.referent or "Sans référent·e" for person in people],
            "Dans la liste du": [person.last_seen_on for person in people],
        }
    )
