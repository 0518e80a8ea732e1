"""Contours of communes: read once, thinned without gaps, refused with words; the map that they make."""

import json

import pytest

from components.indicators import contours
from components.indicators.blocks import Bar
from components.indicators.contours import ContoursError, read_contours
from components.indicators.map import map_spec, map_summary

CODES = frozenset({"66001", "66002"})
LEFT = [[0.0, 45.0], [1.0, 45.0], [1.0, 46.0], [0.0, 46.0], [0.0, 45.0]]
RIGHT = [[1.0, 45.0], [2.0, 45.0], [2.0, 46.0], [1.0001, 46.0], [1.0, 45.0]]
BARS = {"66001": Bar("Ici", 60.0, "60"), "66002": Bar("Là", None, "s")}


@pytest.fixture
def put(tmp_path):
    """Write a file of contours; returns its path."""

    def write(features, name="communes.geojson"):
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def feature(code, ring, kind="Polygon", name="code"):
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"properties": {name: code}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_neighbours_keep_the_same_border_on_the_grid(put):
    path = put(
        [feature("66001", LEFT), feature("66002", RIGHT, "MultiPolygon", "INSEE_COM"), feature("1", LEFT)]
    )
    found = read_contours(path, CODES)
    assert found.keys() == CODES
    points = {code: set(map(tuple, shape["coordinates"][0][0])) for code, shape in found.items()}
    assert len(points["66001"] & points["66002"]) == 2
    assert all(isinstance(number, int) for ring in points.values() for point in ring for number in point)


def test_a_commune_too_small_for_the_grid_is_still_there(put):
    tiny = [[0.5, 45.5], [0.50001, 45.5], [0.50001, 45.50001], [0.5, 45.5]]
    assert read_contours(put([feature("66001", LEFT), feature("66002", tiny)]), CODES)["66002"]["coordinates"]


def test_no_file_is_no_map_and_a_changed_file_is_read_again(put, tmp_path):
    assert read_contours(tmp_path / "absent.geojson", CODES) is None
    path = put([feature("66001", LEFT)])
    assert read_contours(path, CODES).keys() == {"66001"}
    put([feature("66001", LEFT), feature("66002", RIGHT)])
    assert read_contours(path, CODES).keys() == CODES


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "[" * 100_000, '{"features": 3}', '{"features": [{"properties": {"code": "66001"}}]}'],
)
def test_what_is_not_geojson_is_refused(tmp_path, content):
    path = tmp_path / "bad.geojson"
    path.write_text(content)
    with pytest.raises(ContoursError, match="GeoJSON lisible"):
        read_contours(path, CODES)


@pytest.mark.parametrize(
    "ring", [[], [[1.0]], [["a", "b"]], [[float("nan"), 1.0]], [[float("inf"), 1.0]], LEFT[0]]
)
def test_a_contour_that_is_none_is_refused(put, ring):
    with pytest.raises(ContoursError, match="GeoJSON lisible"):
        read_contours(put([feature("66001", ring)]), CODES)


def test_a_file_too_big_or_of_elsewhere_is_refused(put, monkeypatch):
    path = put([feature("75056", LEFT)])
    with pytest.raises(ContoursError, match="aucune commune"):
        read_contours(path, CODES)
    monkeypatch.setattr(contours, "BYTES_AT_MOST", 10)
    with pytest.raises(ContoursError, match="20 Mo"):
        read_contours(path, CODES)


def test_a_hidden_area_has_a_contour_and_no_number(put):
    spec = map_spec(BARS, read_contours(put([feature("66001", LEFT), feature("66002", RIGHT)]), CODES))
    sent = {one["label"]: one for one in spec["layer"][0]["data"]["values"]}
    assert sent["Là"]["words"] == "s"
    assert sent["Là"]["shade"] == "s (secret statistique)"
    assert sent["Ici"]["shade"] == "50 à 99"
    assert sent["Là"].keys() == {"type", "geometry", "label", "words", "shade"}
    assert "1\u00a0commune masquée" in map_summary("Carte", BARS)
