"""What is ticked in the catalogue, taken away for the person."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.documents.layout import Letterhead
from components.documents.services import handout_frame, handout_pdf
from components.exports import XLSX_TYPE, watermark, xlsx_bytes
from components.formats import count_of
from components.offer.catalogue_state import choose_nothing, chosen_services
from domain import clock
from domain.access import Viewer
from domain.identifiers import new_id
from domain.offer.handouts import Handout

Take = Callable[[Sequence[int]], list[Handout]]
Sign = Callable[[int, str], None]
_HOW = "Cochez «\u00a0Pour la personne\u00a0» sur les offres à lui remettre."


def handout_buttons(viewer: Viewer, *, take: Take, sign: Sign) -> None:
    """PDF and XLSX of what is ticked, read again and signed at the click; no name is on them."""
    chosen = tuple(chosen_services())
    label = f"Pour la personne ({len(chosen)})"
    with st.popover(label, icon=":material/print:", key="offer_catalogue_handout"):
        if not chosen:
            st.caption(_HOW)
            return
        st.caption(
            f"{count_of(len(chosen), 'offre cochée', 'offres cochées')}, en mots simples, sans note interne."
        )
        _downloads(viewer, chosen, take, sign)
        st.button("Tout décocher", key="offer_catalogue_nothing", on_click=choose_nothing)


def _downloads(viewer: Viewer, chosen: Sequence[int], take: Take, sign: Sign) -> None:
    st.download_button(
        "Imprimer (PDF)",
        lambda: _pdf(viewer, chosen, take, sign),
        "solutions.pdf",
        "application/pdf",
        key="offer_catalogue_pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        type="primary",
    )
    st.download_button(
        "Exporter en XLSX",
        lambda: _xlsx(viewer, chosen, take, sign),
        "solutions.xlsx",
        XLSX_TYPE,
        key="offer_catalogue_xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def _pdf(viewer: Viewer, chosen: Sequence[int], take: Take, sign: Sign) -> bytes:
    services = take(chosen)
    sign(len(services), f"pdf {new_id()}")
    return handout_pdf(services, Letterhead(viewer.consortium_name, viewer.scheme_name, _today(viewer)))


def _xlsx(viewer: Viewer, chosen: Sequence[int], take: Take, sign: Sign) -> bytes:
    services, export_id = take(chosen), new_id()
    sign(len(services), f"xlsx {export_id}")
    return xlsx_bytes(handout_frame(services, _today(viewer)), watermark(viewer, clock.now(), export_id))


def _today(viewer: Viewer) -> date:
    return clock.date_in(viewer.time_zone, clock.now())
