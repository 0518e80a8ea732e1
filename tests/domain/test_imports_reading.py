"""Any dropped file becomes the same table, or a sentence in French: never an error, never a shifted line."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.imports.model import Encoding, FileRefusedError, ReadingChoices, Separator, Table
from domain.imports.reading import read_table
from tests.dropped import texts, workbooks
from tests.dropped.texts import HEADINGS, PEOPLE, TABLE, csv_file, csv_text

SAMPLES = Path(__file__).parents[1] / "samples"


def read(content: bytes, name: str = "liste.csv", **choices) -> Table:
    return read_table(content, name, ReadingChoices(**choices))


def cells(table: Table) -> list[list[str]]:
    return [line.cells for line in table.lines]


def problems(table: Table) -> dict[int, str]:
    return {line.number: line.problem for line in table.lines if line.problem}


@pytest.mark.parametrize("content", texts.DISGUISES.values(), ids=texts.DISGUISES)
def test_the_same_people_are_read_in_every_disguise_of_a_text(content):
    """T082."""
    table = read(content)
    assert [name.strip() for name in table.headings] == HEADINGS
    assert cells(table) == PEOPLE
    assert not problems(table)


@pytest.mark.parametrize("content", workbooks.DISGUISES.values(), ids=workbooks.DISGUISES)
@pytest.mark.parametrize("name", ["liste.xlsx", "liste.csv", "liste"])
def test_the_same_people_are_read_in_every_disguise_of_a_workbook(content, name):
    """T082."""
    table = read(content, name)
    assert (table.headings, cells(table)) == (HEADINGS, PEOPLE)


@pytest.mark.parametrize(("content", "words"), texts.REFUSED.values(), ids=texts.REFUSED)
@pytest.mark.parametrize("name", ["liste.csv", "liste.xls"])
def test_a_damaged_text_is_refused_with_words(content, words, name):
    with pytest.raises(FileRefusedError, match=re.escape(words)):
        read(content, name)


@pytest.mark.parametrize(("content", "words"), workbooks.REFUSED.values(), ids=workbooks.REFUSED)
def test_a_hostile_workbook_is_refused_with_words(content, words):
    with pytest.raises(FileRefusedError, match=re.escape(words)):
        read(content, "liste.xlsx")


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"NOM;Nom\r\n"]))
@settings(deadline=None)
def test_whatever_the_bytes_there_is_a_table_or_a_refusal(content, start):
    """T080."""
    with suppress(FileRefusedError):
        assert read(start + content).lines


def test_the_samples_have_the_lines_and_the_headings_that_people_see():
    first = read((SAMPLES / "01_entrants_windows1252.csv").read_bytes())
    assert (first.encoding, first.separator) == (Encoding.WINDOWS_1252, Separator.SEMICOLON)
    assert (first.heading_line, first.headings[0], first.headings[-1]) == (3, "NOM", "Public")
    assert (len(first.lines), first.lines[0].number) == (60, 4)
    second = read((SAMPLES / "02_france_travail.xlsx").read_bytes())
    assert (second.encoding, second.sheet, len(second.lines)) == (None, "Sheet", 35)
    assert second.lines[0].cells[2:4] == ["1981-06-30", "66500"]
    third = read((SAMPLES / "03_lignes_fautives.csv").read_bytes())
    assert (third.encoding, third.separator) == (Encoding.UTF_8, Separator.COMMA)
    assert [line.number for line in third.lines] == list(range(2, 13))


@pytest.mark.parametrize("name", ["04_vide.csv", "05_faux_classeur.xlsx"])
def test_the_samples_that_hold_nobody_are_refused_as_expected(name):
    expected = json.loads((SAMPLES / "expected.json").read_text())[name]["refused"]
    with pytest.raises(FileRefusedError) as refusal:
        read((SAMPLES / name).read_bytes(), name)
    assert expected in str(refusal.value).lower().replace("’", "'").replace("excel", "Excel")


def test_a_text_named_as_a_workbook_is_read_when_its_headings_are_ours():
    assert cells(read(csv_text(separator="\t").encode("utf-16"), "export.xls")) == PEOPLE
    with pytest.raises(FileRefusedError, match="n’est pas un classeur Excel"):
        read(b"a;b\r\n1;2\r\n", "export.xlsx")


@pytest.mark.parametrize("row", [[*PEOPLE[4], "x"], PEOPLE[4][:-1], ["Total : 20"]])
def test_a_line_of_another_length_is_broken_and_the_others_stay_in_place(row):
    table = read(csv_file([*TABLE[:5], row, *TABLE[6:]]))
    assert problems(table) == {6: f"{len(row)} cellules au lieu de 5 : un séparateur de trop, ou qui manque."}
    assert cells(table)[5:] == PEOPLE[5:]


def test_empty_cells_too_many_at_the_end_of_a_line_are_forgiven():
    assert cells(read(csv_file([*TABLE[:5], [*PEOPLE[4], "", " "], *TABLE[6:]]))) == PEOPLE


def test_a_text_of_several_lines_within_a_cell_makes_one_row_as_in_a_spreadsheet():
    table = read(csv_file([HEADINGS, ["Marty", "Yann\r\nZoé\nInès", *PEOPLE[0][2:]], [], *PEOPLE]))
    assert table.lines[0].cells[1] == "Yann\r\nZoé\nInès"
    assert [line.number for line in table.lines[:2]] == [2, 4]


def test_a_cell_too_long_breaks_its_line_only():
    for long in ("x" * 5_001, "x" * 1_000_000):
        table = read(csv_file([*TABLE, [long, *PEOPLE[0][1:]]]))
        assert problems(table) == {22: f"« NOM » : texte de {len(long)} signes, pour 5000 au plus."}
    assert not problems(read(csv_file([*TABLE, ["x" * 5_000, *PEOPLE[0][1:]]])))


def test_a_null_sign_within_a_workbook_breaks_its_line_only():
    table = read(workbooks.workbook(rows=[*TABLE, ["Mar\x00ty", *PEOPLE[0][1:]]]))
    assert problems(table) == {22: "« NOM » : signe interdit, à effacer dans le fichier."}


def test_the_same_heading_twice_is_told_apart():
    table = read(csv_file([["Nom", "Téléphone", "TÉLÉPHONE", "Téléphone (2)"], ["a", "1", "2", "3"]]))
    assert table.headings == ["Nom", "Téléphone", "TÉLÉPHONE (2)", "Téléphone (2) (2)"]


def test_a_column_without_title_keeps_its_place_and_says_its_letter():
    table = read(csv_file([["NOM", "", "Prénom"], ["Marty", "note", "Yann"]]))
    assert (table.headings, cells(table)) == (
        ["NOM", "Colonne B (sans titre)", "Prénom"],
        [["Marty", "note", "Yann"]],
    )


def test_unknown_headings_are_the_row_with_the_most_words():
    table = read(csv_file([["Liste", "", ""], ["Alpha", "Bravo", "Charlie"], ["x", "12", "01/02/2020"]]))
    assert (table.heading_line, table.headings) == (2, ["Alpha", "Bravo", "Charlie"])


def test_50_001_lines_are_too_many_and_50_000_are_not():
    rows = [HEADINGS, *[PEOPLE[0]] * 50_000]
    assert len(read(csv_file(rows)).lines) == 50_000
    with pytest.raises(FileRefusedError, match="50 000 lignes au plus"):
        read(csv_file([*rows, PEOPLE[0]]))


def test_more_than_ten_megabytes_are_refused_before_anything_else():
    """T080."""
    with pytest.raises(FileRefusedError, match="10 Mo au plus"):
        read(b"x" * 10_000_001)


def test_what_was_detected_can_be_corrected():
    content = csv_text([["a,b", "c"], ["1,2", "3"], ["4,5", "6"]]).encode()
    assert read(content, separator=Separator.COMMA).headings == ["a", "b;c"]
    assert read(content, heading_line=2).headings == ["1,2", "3"]
    accents = read(csv_file(), encoding=Encoding.WINDOWS_1252)
    assert accents.headings[1] == "PrÃ©nom"
    with pytest.raises(FileRefusedError, match="La ligne 40 ne peut pas porter les titres"):
        read(content, heading_line=40)
