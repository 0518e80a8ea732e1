"""Exports open as they should in a spreadsheet, and never run as formulas."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pandas as pd
import pytest

from components.exports import csv_bytes, watermark, xlsx_bytes
from domain.access import Role, Viewer

MARK = "Diffusion restreinte — exporté par A. Martin (MLJ), mar. 3 mars à 14 h 30, export n° 42"
FORMULAS = [
    '=HYPERLINK("https://exemple.test";"cliquez")',
    "+33612345678",
    "-5",
    "@SUM(A1)",
    "  =1+1",
    "\u00a0=1+1",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋33",
    "－5",
    "＠SUM(A1)",
]
FRAME = pd.DataFrame(
    {
        "Nom": ["Lefèvre", "Œuvre ; d’Ille"],
        "Naissance": [date(1985, 4, 3), None],
        "Âge": pd.array([40, None], dtype="Int64"),
        "Rendez-vous": [datetime(2026, 3, 3, 14, 30), None],  # noqa: DTZ001 (shown as local)
        "En retard": [True, False],
    },
    dtype=object,
)


def _csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_a_french_spreadsheet() -> None:
    content = csv_bytes(FRAME, MARK)
    assert content.startswith(b"\xef\xbb\xbfNom;Naissance;")
    assert content.endswith(b"42\r\n")
    assert _csv_rows(content) == [
        ["Nom", "Naissance", "Âge", "Rendez-vous", "En retard"],
        ["Lefèvre", "03/04/1985", "40", "03/03/2026 14:30", "oui"],
        ["Œuvre ; d’Ille", "", "", "", "non"],
        [MARK],
    ]


@pytest.mark.parametrize("typed", FORMULAS)
def test_csv_cells_never_start_as_formulas(typed: str) -> None:
    """T088."""
    rows = _csv_rows(csv_bytes(pd.DataFrame({typed: [typed]}), typed))
    assert rows == [[f"'{typed}"]] * 3


@pytest.mark.parametrize("typed", ["Lefèvre", "D’Œuvre-Ben Ali", "a=b", "3 + 4", "", "0601020304"])
def test_csv_leaves_ordinary_text_alone(typed: str) -> None:
    assert _csv_rows(csv_bytes(pd.DataFrame({"Nom": ["x"], "Autre": [typed]}), MARK))[1][1] == typed


@pytest.mark.parametrize("typed", [*FORMULAS, "https://exemple.test", "00123"])
def test_xlsx_cells_are_text(typed: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(pd.DataFrame({"Nom": [typed]}), MARK)))
    cell = book["Liste"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert str(cell.value).replace("_x000D_", "\r") == typed


def test_xlsx_has_real_dates_a_fixed_header_and_its_mark() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(FRAME, MARK)))
    sheet = book["Liste"]
    assert [cell.value for cell in sheet[2]] == [
        "Lefèvre",
        datetime(1985, 4, 3),  # noqa: DTZ001 (a cell has no zone)
        40,
        datetime(2026, 3, 3, 14, 30),  # noqa: DTZ001
        "oui",
    ]
    assert (sheet["B2"].number_format, sheet.freeze_panes) == ("dd/mm/yyyy", "A2")
    assert book["À propos"]["A1"].value == MARK


@pytest.mark.parametrize("to_bytes", [csv_bytes, xlsx_bytes])
def test_empty_list_is_still_a_file(to_bytes: object) -> None:
    assert callable(to_bytes)
    assert to_bytes(FRAME.head(0), MARK)


def test_mark_says_who_when_and_which() -> None:
    viewer = Viewer(
        professional_id=1,
        consortium_id=66,
        structure_id=7,
        roles=frozenset({Role.CASEWORKER}),
        field=None,
        session_id=1,
        display_name="Alice Martin",
        structure_name="Mission locale",
        consortium_name="Pyrénées-Orientales",
        time_zone="Europe/Paris",
        now=datetime(2026, 3, 3, 13, 30, tzinfo=UTC),
    )
    mark = watermark(viewer, viewer.now, 42).replace("\u00a0", " ")
    assert mark == (
        "Diffusion restreinte — exporté par Alice Martin (Mission locale), "
        "mar. 3 mars à 14 h 30, export n° 42"
    )
