"""A dropped file is read in a process of its own, which its limits can stop."""

import pytest

from domain.imports.isolation import read_apart
from domain.imports.model import Encoding, FileRefusedError, ReadingChoices, Separator
from domain.imports.reading import read_table
from tests.dropped.texts import HEADINGS, PEOPLE, csv_file
from tests.dropped.workbooks import bomb, workbook

AS_DETECTED = ReadingChoices()
CHOSEN = ReadingChoices(encoding=Encoding.WINDOWS_1252, separator=Separator.COMMA, heading_line=2)


@pytest.mark.parametrize("content", [csv_file(), workbook()], ids=["text", "workbook"])
@pytest.mark.parametrize("choices", [AS_DETECTED, CHOSEN], ids=["detected", "chosen"])
def test_the_table_is_the_same_as_read_here(content, choices):
    assert read_apart(content, "liste", choices) == read_table(content, "liste", choices)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Fichier vide"), (bomb(), "trop lourd une fois ouvert")],
    ids=["empty", "bomb"],
)
def test_a_refusal_keeps_its_words(content, words):
    with pytest.raises(FileRefusedError, match=words):
        read_apart(content, "liste.csv", AS_DETECTED)


def test_a_sheet_with_one_cell_at_its_far_end_stops_at_the_limit_of_memory():
    content = workbook(lambda _, sheet: sheet.write(1_048_575, 16_383, "x"))
    with pytest.raises(FileRefusedError, match="trop lourd ou trop long à lire"):
        read_apart(content, "liste.xlsx", AS_DETECTED)


@pytest.mark.parametrize("limit", [{"seconds": 0}, {"memory": 20_000_000}], ids=["time", "memory"])
def test_a_reading_beyond_its_limits_is_stopped_and_said(limit):
    """T093."""
    with pytest.raises(FileRefusedError, match="trop lourd ou trop long à lire"):
        read_apart(csv_file([HEADINGS, *PEOPLE * 500]), "liste.csv", AS_DETECTED, **limit)
