"""A table drawn as cells: what the browser receives, and the same on paper."""

from components.documents.board import board_pdf
from components.indicators.blocks import Board, HeatGrid
from components.indicators.heat import heat_spec, named
from components.indicators.workbook import board_xlsx

BLOCK = HeatGrid(
    "Besoins",
    ["Thème", "Nord", "Sud"],
    [["Mobilité", "12 / 3", "s / 1"], ["Santé", "0 / 2", "4 / 1"]],
    shades=[[1.0, None], [0.0, 0.5]],
    codes=[["need-mobilite.epci.1", ""], ["", "need-sante.epci.2"]],
    summary="Besoins : Mobilité à Nord.",
)


def test_a_hidden_cell_has_no_shade_and_the_fullest_is_the_darkest():
    cells = {(one["row"], one["column"]): one for one in heat_spec(BLOCK)["data"]["values"]}
    assert cells["Mobilité", "Sud"]["words"] == "s / 1"
    assert cells["Mobilité", "Sud"]["colour"] == "#d8d3ce"
    assert cells["Mobilité", "Nord"]["colour"] == "#0b3550"
    assert cells["Santé", "Nord"]["colour"] == "#f2f7fb"


def test_a_gap_is_circled_and_long_names_and_words_take_several_lines():
    name = "CC des Albères, de la Côte Vermeille et de l’Illibéris"
    block = HeatGrid(
        "Besoins",
        ["Thème", name],
        [["Mobilité", "12 / 0 · sans offre"]],
        shades=[[1.0]],
        codes=[["need.epci.1"]],
        sentences=[["12 personnes sans réponse"]],
        are_gaps=[[True]],
    )
    cell = heat_spec(block)["data"]["values"][0]
    assert (cell["is_gap"], cell["words"]) == (True, "12 / 0\nsans offre")
    assert (cell["area"], cell["column"].split()) == (name, name.split())
    assert max(map(len, cell["column"].splitlines())) <= 28
    assert dict(named(block)) == {"need.epci.1": f"Mobilité\u00a0: {name}"}


def test_the_browser_receives_no_code_and_clicks_only_where_there_are_lists():
    spec = heat_spec(BLOCK)
    assert "need-mobilite" not in str(spec)
    assert not spec["params"]
    assert heat_spec(BLOCK, is_clicked=True)["params"]


def test_each_list_is_named_after_its_theme_and_area():
    expected = {"need-mobilite.epci.1": "Mobilité\u00a0: Nord", "need-sante.epci.2": "Santé\u00a0: Sud"}
    assert dict(named(BLOCK)) == expected


def test_a_table_wider_than_the_page_is_printed_in_several():
    columns = ["Thème", *(f"Secteur {rank}" for rank in range(20))]
    wide = HeatGrid("Besoins", columns, [["Mobilité", *map(str, range(20))]])
    board = Board("Besoins et offre", "Tous", [], [wide])
    assert board_pdf(board).startswith(b"%PDF")
    assert board_xlsx(board)
