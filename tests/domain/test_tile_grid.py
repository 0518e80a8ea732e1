"""The tile grid of France."""

from domain.tile_grid import TILES


def test_every_departement_has_a_square_of_its_own():
    assert len(TILES) == 101
    assert len(set(TILES.values())) == 101
    assert {"2A", "2B", "971", "972", "973", "974", "976"} <= TILES.keys()


def test_the_grid_looks_like_france():
    north, south, west, east = TILES["59"], TILES["66"], TILES["29"], TILES["67"]
    assert north.row < TILES["75"].row < TILES["63"].row < south.row
    assert west.column < TILES["35"].column < TILES["75"].column < east.column
    assert TILES["2B"].row < TILES["2A"].row
    assert TILES["33"].column < TILES["12"].column < TILES["06"].column


def test_neighbours_touch():
    pairs = [("66", "11"), ("2A", "2B"), ("75", "92"), ("75", "93"), ("75", "94"), ("67", "88"), ("29", "22")]
    for one, other in pairs:
        a, b = TILES[one], TILES[other]
        assert max(abs(a.column - b.column), abs(a.row - b.row)) == 1, (one, other)
