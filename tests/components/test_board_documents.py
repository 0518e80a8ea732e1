"""A dashboard on paper and as a workbook: everything told, nothing that is hidden, whatever its size."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from components.documents.board import board_pdf
from components.indicators.blocks import Bar, Bars, Board, Grid, Map, Tile
from components.indicators.workbook import board_xlsx
from tests.services.pdf import pdf_fonts, pdf_pages, pdf_title, pdf_words

PERIMETER, SECRECY = "Du 01/07/2026 au 30/09/2026", "s\u00a0: secret statistique — moins de 11 personnes."
BARS = Bars(
    "File active par structure",
    "",
    "personnes",
    [Bar("Maison <b>&", 1234, "1\u202f234", "sur 2 000"), Bar("=1+1", None, "s", "Secret statistique")],
    "Une définition de barres.",
)
GRID = Grid("Axes : 1/2 [tous]", ("Axe", "Où en est-on"), [("@Accueillir", "En cours")], "1 sur 3.")
TILES = [
    Tile("Sorties dynamiques", "62\u202f%", "62 sur 100", "Part des sorties.", change="Au 31/03\u00a0: 59"),
    Tile("Entrées", "s", "Secret statistique", "Nombre d’entrées."),
]
BOARD = Board("Page COPIL", PERIMETER, TILES, [BARS, GRID], SECRECY, "-Bonjour.", "SPIE", date(2026, 11, 22))
LONG = "Très long intitulé de structure du bassin de vie " * 60


def workbook(board):
    return load_workbook(io.BytesIO(board_xlsx(board)))


def cells(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_document_says_whose_it_is_of_when_over_whom_and_what_is_hidden():
    content = board_pdf(BOARD)
    words = pdf_words(content)
    for said in ("Page COPIL", PERIMETER, "s : secret statistique", "SPIE", "Édité le 22 novembre 2026"):
        assert said in words
    assert "page 1/1" in words
    assert pdf_title(content) == "Page COPIL"
    assert b"fr-FR" in content
    assert all("DejaVu" in font for font in pdf_fonts(content))


def test_a_document_tells_figures_bars_tables_then_definitions():
    words = pdf_words(board_pdf(BOARD))
    for said in ("Sorties dynamiques 62 % 62 sur 100 Au 31/03 : 59", "Maison <b>& 1 234 sur 2 000", "=1+1 s"):
        assert said in words
    assert "@Accueillir En cours" in words
    about = words.partition("Définitions")[2]
    assert "Part des sorties." in about
    assert "Une définition de barres." in about


@pytest.mark.parametrize("to_bytes", [board_pdf, board_xlsx])
@pytest.mark.parametrize(
    "board",
    [
        Board("Vide", PERIMETER, []),
        Board("Rien", PERIMETER, [], [Bars("Rien", "", "personnes", []), Grid("Rien", ("A", "B"), [])]),
        Board(
            LONG,
            LONG,
            [Tile(LONG, "s", LONG, LONG)],
            [Bars(LONG, "", "personnes", [Bar(LONG, None, "s", LONG)])],
        ),
        Board("Large", PERIMETER, [], [Grid(LONG, list("ABCDEFGH"), [[LONG] * 8] * 2)]),
    ],
    ids=["empty", "blocks of nothing", "long", "wide"],
)
def test_a_board_of_any_size_holds(to_bytes, board):
    assert len(to_bytes(board)) > 1000


def test_forty_bars_are_all_written_the_heading_on_each_page():
    bars = [Bar(f"Structure {n}", n, str(n)) for n in range(40)]
    pages = pdf_pages(board_pdf(Board("Vue", PERIMETER, TILES, [Bars("Barres", "", "personnes", bars)])))
    assert all(f"Structure {n} {n}" in " ".join(pages) for n in range(40))
    assert len([page for page in pages if "Groupe Personnes" in page]) == 2


def test_a_workbook_has_a_sheet_a_block_real_numbers_and_no_formula():
    """T088."""
    book = workbook(BOARD)
    assert book.sheetnames == ["Chiffres", "File active par structure", "Axes   1 2  tous"]
    bars = cells(book["File active par structure"])
    assert bars[:3] == ["File active par structure", PERIMETER, SECRECY]
    assert 1234 in bars
    assert bars[bars.index("=1+1") + 1] == "s"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_a_workbook_defines_each_figure():
    figures = cells(workbook(BOARD)["Chiffres"])
    assert figures[figures.index("Entrées") : figures.index("Entrées") + 4] == [
        "Entrées", "s", "Secret statistique", "Nombre d’entrées."
    ]  # fmt: skip
    assert {"-Bonjour.", "Au 31/03\u00a0: 59"} <= set(figures)


def test_two_blocks_of_one_name_have_their_own_sheets():
    blocks = [Grid("Chiffres", ("A",), []), Grid("chiffres", ("A",), []), Grid("[]", ("A",), [])]
    assert workbook(Board("Vue", PERIMETER, [], blocks)).sheetnames == [
        "Chiffres", "Chiffres 2", "chiffres 3", "Tableau"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Repères nationaux, et les nôtres par la même méthode", "Repères nationaux"),
        ("Contact de maintien à 3\u00a0mois\u00a0: par structure", "Contact de maintien à 3\u00a0mois"),
        ("De l’entrée à la première orientation", "De l’entrée à la première…"),
        ("x" * 40, "x" * 30 + "…"),
    ],
)
def test_a_sheet_has_a_short_name_that_ends_with_a_word(title, name):
    blocks = [Grid(title, ("Structure",), [])]
    assert workbook(Board("Vue", PERIMETER, [], blocks)).sheetnames == ["Chiffres", name]


SHAPES = {
    code: {
        "type": "MultiPolygon",
        "coordinates": [[[(x, 0), (x + 400, 0), (x + 400, 300), (x, 300), (x, 0)]]],
    }
    for code, x in (("66136", 0), ("66037", 400), ("66008", 800))
}
COMMUNES = {
    "66136": Bar("Perpignan", 1234, "1\u202f234"),
    "66037": Bar("Canet", 0, "0"),
    "66008": Bar("Argelès", None, "s", "Secret statistique"),
}
MAPPED = Board("Publics", PERIMETER, [], [Map("Carte", "Carte\u00a0: Perpignan.", COMMUNES, SHAPES)], SECRECY)


def test_a_map_tells_its_numbers_its_shades_and_what_it_hides():
    words = pdf_words(board_pdf(MAPPED))
    for said in ("Carte : Perpignan.", "Personnes", "1 000 et plus", "s (secret statistique)", "1 234"):
        assert said in words


def test_a_map_is_a_table_of_communes_in_a_workbook():
    told = cells(workbook(MAPPED)["Carte"])
    assert [one for one in told if one in ("Perpignan", 1234, "Canet", 0, "Argelès", "s")] == [
        "Perpignan", 1234, "Canet", 0, "Argelès", "s"
    ]  # fmt: skip
