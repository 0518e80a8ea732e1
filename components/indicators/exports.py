"""A dashboard as a document: always protected at the wide threshold, whoever asks."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.documents.board import board_pdf
from components.exports import XLSX_TYPE
from components.indicators.blocks import Board
from components.indicators.workbook import board_xlsx
from domain.identifiers import new_id
from domain.secrecy import Medium

BoardOf = Callable[[Medium], Board]


def board_exports(board_of: BoardOf, name: str, *, sign: Callable[[str], None]) -> None:
    """XLSX and PDF, made at the click, long after the page maybe: `board_of` checks again who asks.

    `sign` writes the export in the journal, with its form and number.
    """
    forms = {
        "xlsx": ("Tableau (XLSX)", XLSX_TYPE, board_xlsx),
        "pdf": ("Document (PDF)", "application/pdf", board_pdf),
    }
    with st.popover("Exporter", icon=":material/download:"):
        for form, (label, kind, to_bytes) in forms.items():
            make = partial(_make, board_of, to_bytes, form, sign)
            file_name = f"{name}.{form}"
            st.download_button(label, make, file_name, kind, key=f"export_{file_name}", on_click="ignore")


def _make(
    board_of: BoardOf, to_bytes: Callable[[Board], bytes], form: str, sign: Callable[[str], None]
) -> bytes:
    content = to_bytes(board_of(Medium.DOCUMENT))
    sign(f"{form} {new_id()}")
    return content
