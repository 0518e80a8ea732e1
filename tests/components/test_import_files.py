"""The files that an import gives back: an empty model, the lines to correct."""

import io

import openpyxl
import pytest

from components.imports.found import found_words, summary_of
from components.imports.rejected import rejected_bytes
from components.imports.template import template_bytes
from domain.imports.headings import match_headings
from domain.imports.model import FileRefusedError, ImportField, ReadingChoices, Verdict
from domain.imports.reading import read_table
from tests.db.importing import sample
from tests.services.import_views import COLUMNS, HEADINGS, row_view

ENTRANTS = "01_entrants_windows1252.csv"
LINES = [
    row_view(verdict=Verdict.ERROR, problems={2: "Cette date n’existe pas."}),
    row_view(line_number=9, cells=["=HYPERLINK(1)", "+33", "@x", "00123"], reason="Même ligne que 8"),
]


def returned():
    return rejected_bytes(HEADINGS, LINES, "Diffusion restreinte")


def test_the_model_holds_every_field_under_a_heading_that_is_understood():
    sheet = openpyxl.load_workbook(io.BytesIO(template_bytes())).active
    headings = [cell.value for cell in sheet[1]]
    assert match_headings(headings, {}) == [each for each in ImportField if each is not ImportField.JALONS_ID]
    assert sheet.max_row == 1


def test_the_empty_model_is_refused_in_words():
    with pytest.raises(FileRefusedError, match="Aucune ligne sous les titres"):
        read_table(template_bytes(), "modele.xlsx", ReadingChoices())


def test_returned_lines_say_why_in_front_and_colour_the_wrong_cell():
    sheet = openpyxl.load_workbook(io.BytesIO(returned())).active
    rows = list(sheet.values)
    assert rows[0] == ("Ligne", "À corriger", *HEADINGS)
    assert rows[1] == (2, "Né le\u00a0: Cette date n’existe pas.", "ROCA", "Inès", "31/02/1990", "06600")
    assert sheet["E2"].fill.fgColor.rgb == "FFF8D7DA"
    assert sheet["F2"].fill.fgColor.rgb != "FFF8D7DA"


def test_returned_cells_stay_text():
    sheet = openpyxl.load_workbook(io.BytesIO(returned())).active
    assert [(cell.value, cell.data_type) for cell in sheet[3][2:]] == [
        (text, "s") for text in ("=HYPERLINK(1)", "+33", "@x", "00123")
    ]


def test_returned_lines_are_read_again_without_our_own_columns():
    table = read_table(returned(), "à corriger.xlsx", ReadingChoices())
    assert match_headings(table.headings, {}) == [None, None, *COLUMNS]
    assert table.lines[0].cells[2:] == LINES[0].cells


def test_what_was_found_is_said_and_kept_small():
    found = summary_of(read_table(sample(ENTRANTS), ENTRANTS, ReadingChoices()), "clé")
    assert found_words(found) == "Texte Windows-1252 · point-virgule · titres en ligne 3 · 60\u00a0lignes"
    assert found.samples[1] == ["Fatoumata", "Inès", "Maëlle"]
    assert len(found.first_lines) == 3
