"""A dashboard as a document: always protected at the wide threshold, whoever asks."""

from collections.abc import Callable

import streamlit as st

from components.exports import XLSX_TYPE
from components.indicators.blocks import Board
from domain.identifiers import new_id
from domain.secrecy import Medium

BoardOf = Callable[[Medium], Board]


def board_exports(board_of: BoardOf, name: str, *, sign: Callable[[str], None]) -> None:
    """XLSX and PDF, made at the click, long after the page maybe: `board_of` checks again who asks.

    `sign` writes the export in the journal, with its form and number.
    """
    with st.popover("Exporter", icon=":material/download:"):
        _button("Tableau (XLSX)", f"{name}.xlsx", XLSX_TYPE, lambda: _make(board_of, _as_xlsx, "xlsx", sign))
        _button(
            "Document (PDF)", f"{name}.pdf", "application/pdf", lambda: _make(board_of, _as_pdf, "pdf", sign)
        )


def _button(label: str, file_name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(label, make, file_name, kind, key=f"export_{file_name}", on_click="ignore")


def _make(
    board_of: BoardOf, to_bytes: Callable[[Board], bytes], form: str, sign: Callable[[str], None]
) -> bytes:
    content = to_bytes(board_of(Medium.DOCUMENT))
    sign(f"{form} {new_id()}")
    return content


def _as_xlsx(board: Board) -> bytes:
    from components.indicators.workbook import board_xlsx

    return board_xlsx(board)


def _as_pdf(board: Board) -> bytes:
    from components.documents.board import board_pdf

    return board_pdf(board)
