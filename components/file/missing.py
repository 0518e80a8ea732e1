"""Which file is asked for, and what is said when there is none to show."""

import streamlit as st

from components.address import asked_id
from navigation import CASELOAD


def asked_person() -> int:
    """The identifier in the address; NotFoundError when there is none that could exist."""
    return asked_id("personne")


def show_missing_file() -> None:
    """The same answer for a file that does not exist and for one that is not shared."""
    st.title("Dossier", anchor=False)
    st.info(
        "Ce dossier n’existe pas ou ne vous est pas accessible. Si vous accompagnez cette personne, "
        "demandez à son référent ou à sa référente de vous ajouter à son groupe de suivi."
    )
    st.page_link(CASELOAD.path, label="Revenir à la file active", icon=CASELOAD.icon)
