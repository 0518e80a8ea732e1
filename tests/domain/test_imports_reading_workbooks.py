"""The cells of a workbook as text: what a person sees in Excel, without its traps."""

import pytest

from domain.imports.model import ReadingChoices, Table
from domain.imports.reading import read_table
from tests.dropped.texts import PEOPLE, TABLE
from tests.dropped.workbooks import values, workbook


def read(content: bytes) -> Table:
    return read_table(content, "liste.xlsx", ReadingChoices())


@pytest.mark.parametrize("from_1904", [False, True])
def test_each_value_is_written_as_a_person_would(from_1904):
    line = read(values(from_1904=from_1904)).lines[0]
    moment = ["1990-01-31", "2026-03-29 14:30:00"]
    assert line.cells == ["Marty", *moment, "66000", "1234567890123460", "12.5", "vrai", "#N/A", ""]


def test_lines_have_the_number_that_excel_shows():
    table = read(workbook(rows=[["Extraction"], [], TABLE[0], PEOPLE[0], [], PEOPLE[1]]))
    assert (table.heading_line, [line.number for line in table.lines]) == (3, [4, 6])


def test_the_sheet_that_is_read_is_the_first_with_our_headings():
    def two_sheets(book, sheet):
        sheet.write_row(0, 0, ["Mode d’emploi", "Version 3"])
        people = book.add_worksheet("Personnes")
        for number, row in enumerate(TABLE):
            people.write_row(number, 0, row)

    assert read(workbook(two_sheets, [])).sheet == "Personnes"


def test_a_heading_merged_over_two_columns_names_both():
    def merge(_, sheet):
        sheet.merge_range(0, 2, 0, 3, "Contact")

    table = read(workbook(merge, [["NOM", "Prénom"], ["a", "b", "c", "d"]]))
    assert table.headings == ["NOM", "Prénom", "Contact", "Contact (2)"]
