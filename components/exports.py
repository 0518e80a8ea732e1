"""Exports of a list: CSV and XLSX, made when clicked, marked with who took them and when."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from components.formats import format_moment
from domain import clock
from domain.access import Viewer
from domain.identifiers import new_id

# A spreadsheet runs a cell that starts so as a formula, full-width signs and leading blanks included.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_WIDTHS = (8, 40)
_SAMPLE = 200  # rows looked at to set the width of a column
WORKBOOK = {
    "in_memory": True,  # nothing personal is written on the server's disk
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_buttons(
    make_frame: Callable[[], pd.DataFrame],
    *,
    name: str,
    viewer: Viewer,
    on_export: Callable[[int, str], None],
) -> None:
    """Two buttons; on click, `make_frame` reads what is exported and `on_export(rows, detail)` audits it.

    Both run outside the page, possibly long after it was shown: `make_frame` must check again who asks.
    The frame's columns carry their French names.
    """

    def make(form: str, to_bytes: Callable[[pd.DataFrame, str], bytes]) -> bytes:
        frame, export_id = make_frame(), new_id()
        on_export(len(frame), f"{form} {export_id}")
        return to_bytes(frame, watermark(viewer, clock.now(), export_id))

    with st.container(horizontal=True, width="content"):
        st.download_button(
            "Exporter en XLSX",
            lambda: make("xlsx", xlsx_bytes),
            f"{name}.xlsx",
            XLSX_TYPE,
            key=f"{name}_xlsx",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "CSV",
            lambda: make("csv", csv_bytes),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            help="Exporter en CSV",
            icon=":material/download:",
            on_click="ignore",
        )


def watermark(viewer: Viewer, instant: datetime, export_id: int) -> str:
    """The line that goes with every export."""
    when = format_moment(instant, viewer.time_zone, viewer.today)
    who = f"{viewer.display_name} ({viewer.structure_name or viewer.consortium_name})"
    return f"Diffusion restreinte — exporté par {who}, {when}, export n° {export_id}"


def footer_of(mark: str) -> str:
    """The foot of each printed page; « &G » is a picture there, even when its sign is doubled."""
    return f"&L{mark[:200].replace('&', '＆')}&RPage &P sur &N"


def csv_bytes(frame: pd.DataFrame, mark: str) -> bytes:
    """What a French spreadsheet opens at once: BOM, semicolons, CRLF; the mark is the last line."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(str(column)) for column in frame.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in frame.itertuples(index=False, name=None))
    writer.writerow([_harmless(mark)])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, mark: str) -> bytes:
    """A sheet with real dates, a fixed header and a filter; the mark has its sheet and is printed below."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK) as workbook:
        sheet = workbook.add_worksheet("Liste")
        dates = workbook.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        moments = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        bold = workbook.add_format({"bold": True, "bottom": 1})
        for row_number, row in enumerate(frame.itertuples(index=False, name=None), start=1):
            for column_number, value in enumerate(row):
                _write_cell(sheet, row_number, column_number, value, dates, moments)
        _set_header(sheet, frame, bold)
        sheet.set_footer(footer_of(mark))
        workbook.add_worksheet("À propos").write_string(0, 0, mark)
    return content.getvalue()


def _set_header(sheet: Worksheet, frame: pd.DataFrame, bold: Any) -> None:
    for number, column in enumerate(frame.columns):
        sheet.write_string(0, number, str(column), bold)
        longest = max((len(_csv_cell(value)) for value in frame[column].head(_SAMPLE)), default=0)
        sheet.set_column(number, number, min(max(longest, len(str(column)), _WIDTHS[0]) + 2, _WIDTHS[1]))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, dates: Any, moments: Any) -> None:
    if pd.isna(value):
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), moments)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, dates)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _words(value))


def _csv_cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}".replace(".", ",")
    return _harmless(_words(value))


def _words(value: Any) -> str:
    """Text as it is; a yes or no in French."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)


def _harmless(text: str) -> str:
    """The same text, kept as text by a spreadsheet."""
    return f"'{text}" if _FORMULA.match(text) else text
