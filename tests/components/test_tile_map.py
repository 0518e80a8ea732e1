"""The tile grid of France: words, colours, clicks."""

import pandas as pd
import pytest

from components.tile_map import NO_TERRITORY, SEVERAL, tile_chart, tile_frame, tile_summary
from domain.territories import Place, TerritoryView

PLACES = [Place("66", "Pyrénées-Orientales", "Occitanie"), Place("67", "Bas-Rhin", "Grand Est")]
PLACES += [Place("34", "Hérault", "Occitanie"), Place("988", "Nouvelle-Calédonie", "Nouvelle-Calédonie")]


def territory(name, wave, *places):
    return TerritoryView(f"{wave}-01", wave, name, name, None, "avril 2021", places, None, False)


@pytest.fixture
def tiles():
    territories = [
        territory("Pyrénées-Orientales", 3, PLACES[0]),
        territory("Bas-Rhin", 1, PLACES[1]),
        territory("Alsace", 2, PLACES[1]),
    ]
    return tile_frame(PLACES, territories, shown={"66"}).set_index("code", drop=False)


def test_a_square_is_coloured_by_wave_several_or_none(tiles):
    assert tiles["category"].to_dict() == {"66": "Vague 3", "67": SEVERAL, "34": NO_TERRITORY}


def test_what_other_filters_hide_is_dimmed_but_not_what_was_never_there(tiles):
    assert tiles["is_shown"].to_dict() == {"66": True, "67": False, "34": True}


def test_the_map_is_said_in_one_sentence(tiles):
    words = tile_summary(tiles).replace("\u00a0", " ")
    assert words == (
        "Sur 3 départements, 2 sont dans un territoire ; 1 est dans plusieurs (67) ; 1 ne sont dans aucun."
    )


def test_a_square_tells_its_territories_in_french(tiles):
    assert tiles.loc["67", "territories"] == ("Bas-Rhin, vague 1 (avril 2021) ; Alsace, vague 2 (avril 2021)")


def test_the_chart_selects_a_departement_and_has_a_fixed_legend(tiles):
    chart = tile_chart(pd.DataFrame(tiles)).to_dict()
    (parameter,) = chart["params"]
    assert (parameter["name"], parameter["select"]["fields"]) == ("departement", ["code"])
    colour = chart["layer"][0]["encoding"]["color"]
    assert colour["scale"]["domain"] == ["Vague 1", "Vague 2", "Vague 3", SEVERAL, NO_TERRITORY]
    assert [tooltip["title"] for tooltip in chart["layer"][0]["encoding"]["tooltip"]] == [
        "Département",
        "Territoire",
    ]
