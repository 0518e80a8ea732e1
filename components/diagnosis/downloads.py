"""What leaves of a diagnosis: the paper of its person, the text for another tool."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.documents.diagnosis import diagnosis_pdf
from components.file.plain_text import copy_button
from domain.diagnosis.sheet import DiagnosisSheet


def diagnosis_downloads(
    diagnosis_id: int,
    *,
    take_sheet: Callable[[int], DiagnosisSheet],
    take_text: Callable[[int], str],
    key: str,
) -> None:
    """The two buttons; what they give is read, and signed, when they are clicked."""
    with st.container(horizontal=True):
        st.download_button(
            "Document pour la personne (PDF)",
            lambda: diagnosis_pdf(take_sheet(diagnosis_id)),
            "diagnostic-partage.pdf",
            "application/pdf",
            key=f"{key}_sheet",
            help="À relire puis à remettre à la personne. Ses mots et ce qui est décidé, sans aucune note.",
            icon=":material/print:",
            on_click="ignore",
        )
        copy_button(key, partial(take_text, diagnosis_id), left_out="Les notes réservées et les coordonnées")
