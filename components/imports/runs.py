"""The former imports, newest first."""

from collections.abc import Sequence

import streamlit as st

from components.formats import format_moment
from components.imports.words import counts_words, run_words
from components.markdown import md_escape
from domain.access import Viewer
from domain.imports.model import UNDONE_WITHIN, RunStatus
from domain.imports.views import RunView
from navigation import IMPORT

PARAMETER = "import"
_COLOURS = {RunStatus.PREVIEWED: "orange", RunStatus.DONE: "green"}
_WHAT_UNDOING_DOES = (
    "Les personnes ajoutées par cet import sont retirées et les valeurs complétées reviennent à ce qu’elles "
    "étaient. Un dossier modifié depuis est gardé tel quel."
)


def run_list(runs: Sequence[RunView], viewer: Viewer) -> RunView | None:
    """One line per import; returns the one to undo."""
    st.subheader("Imports précédents", anchor=False)
    if not runs:
        st.caption("Aucun import pour l’instant.")
    undone = None
    for run in runs:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _line(run, viewer)
            if undo_popover(run, viewer):
                undone = run
    return undone


def state_badge(run: RunView) -> None:
    """Where the import stands, in words."""
    st.badge(run.status.label, color=_COLOURS.get(run.status, "gray"))  # type: ignore[arg-type]


def undo_popover(run: RunView, viewer: Viewer) -> bool:
    """« Annuler l’import », while it is possible: what it does and until when; True when it is asked."""
    if not run.may_undo or run.confirmed_at is None:
        return False
    until = format_moment(run.confirmed_at + UNDONE_WITHIN, viewer.time_zone, viewer.today)
    with st.popover("Annuler cet import", icon=":material/undo:", key=f"import_undo_{run.id}"):
        st.markdown(f"{_WHAT_UNDOING_DOES}\n\nPossible jusqu’au **{until}**.")
        return st.button("Tout annuler", key=f"import_undo_now_{run.id}", type="primary")


def undone_words(kept: int) -> str:
    """What undoing has left in place."""
    if not kept:
        return "Import annulé : tout est revenu comme avant."
    files = (
        "1 dossier modifié depuis a été gardé"
        if kept == 1
        else f"{kept} dossiers modifiés depuis ont été gardés"
    )
    return f"Import annulé ; {files}."


def _line(run: RunView, viewer: Viewer) -> None:
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                IMPORT.path,
                label=f"**{md_escape(run.file_name)}**",
                query_params={PARAMETER: str(run.id)},
                width="content",
            )
            state_badge(run)
            st.markdown(counts_words(run))
        st.caption(run_words(run, viewer))
