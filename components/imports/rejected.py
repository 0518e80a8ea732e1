"""The lines that did not come in, as a workbook to correct and drop again."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from components.exports import WORKBOOK, XLSX_TYPE, footer_of, watermark
from components.imports.words import cell_words
from domain import clock
from domain.access import Viewer
from domain.identifiers import new_id
from domain.imports.views import RowView, RunView

_ADDED = {"Ligne": 8, "À corriger": 60}  # ignored when the file is dropped again
_WIDTH = 18


def rejected_bytes(headings: Sequence[str], rows: Sequence[RowView], mark: str) -> bytes:
    """The columns of the dropped file behind ours; every cell is text, the wrong ones are coloured."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK) as workbook:
        text = workbook.add_format({"num_format": "@"})
        wrong = workbook.add_format({"num_format": "@", "bg_color": "#F8D7DA", "font_color": "#7A1620"})
        reason = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet("À corriger")
        _set_headings(sheet, headings, workbook.add_format({"bold": True, "bottom": 1}), text)
        for number, row in enumerate(rows, start=1):
            sheet.write_number(number, 0, row.line_number)
            sheet.write_string(number, 1, reason_of(row, headings), reason)
            for index, cell in enumerate(row.cells):
                sheet.write_string(
                    number, len(_ADDED) + index, cell, wrong if index in row.problems else text
                )
        sheet.set_footer(footer_of(mark))
    return content.getvalue()


def rejected_button(run: RunView, viewer: Viewer, *, take: Callable[..., list[RowView]]) -> None:
    """The lines left aside as a workbook, when it is asked for: `take(export_id=…)` reads and signs them."""

    def make() -> bytes:
        export_id = new_id()
        lines = take(export_id=export_id)
        return rejected_bytes(run.headings, lines, watermark(viewer, clock.now(), export_id))

    stem = run.file_name.rpartition(".")[0] or run.file_name
    st.download_button(
        "Télécharger les lignes à corriger",
        make,
        f"{stem} - à corriger.xlsx",
        XLSX_TYPE,
        key="import_rejected",
        icon=":material/download:",
        on_click="ignore",
        help="Corrigez les cellules en rouge dans ce fichier, puis déposez-le : "
        "seules ces lignes seront relues.",
    )


def reason_of(row: RowView, headings: Sequence[str]) -> str:
    """Why the line was left aside: cell by cell, else as a whole."""
    return cell_words(row.problems, headings) or row.reason or row.verdict.label


def _set_headings(sheet: Worksheet, headings: Sequence[str], bold: Any, text: Any) -> None:
    for number, (heading, width) in enumerate(_ADDED.items()):
        sheet.write_string(0, number, heading, bold)
        sheet.set_column(number, number, width)
    for number, heading in enumerate(headings, start=len(_ADDED)):
        sheet.write_string(0, number, heading, bold)
        sheet.set_column(number, number, _WIDTH, text)
    sheet.freeze_panes(1, len(_ADDED))
