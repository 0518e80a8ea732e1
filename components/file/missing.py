"""Which file is asked for, and what is said when there is none to show."""

from collections.abc import Callable

import streamlit as st

from components.address import asked_id
from components.file.urgent import urgent_form
from domain.access import Viewer
from navigation import CASELOAD


def asked_person() -> int:
    """The identifier in the address; NotFoundError when there is none that could exist."""
    return asked_id("personne")


def show_missing_file(viewer: Viewer, *, ask: Callable[[int, str], None]) -> None:
    """The same answer for a file that does not exist and for one that is not shared.

    So is « Accès urgent »: asked for somebody whom the viewer does not list, it gives that answer too.
    """
    st.title("Dossier", anchor=False)
    st.info(
        "Ce dossier n’existe pas ou ne vous est pas accessible. Si vous accompagnez cette personne, "
        "demandez à son référent ou à sa référente de vous ajouter à son groupe de suivi."
    )
    st.page_link(CASELOAD.path, label="Revenir à la file active", icon=CASELOAD.icon)
    if (asked := st.query_params.get("personne", "")).isdecimal():
        urgent_form(viewer, int(asked), ask=ask)
