"""The map of the catalogue: few points, close services together, opened by their box."""

import pytest

from db.engine import read_session
from db.queries.catalogue_map import list_map_points
from domain.offer.search import Box, CatalogueFilters
from tests.factories import make_professional, make_service, viewer_for


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


@pytest.fixture
def add(session, consortium):
    return lambda name, **values: make_service(session, consortium, name=name, **values)


def test_close_services_are_one_point_and_a_box_opens_it(add, viewer):
    for number in range(3):
        add(f"Près {number}", latitude=42.70 + number / 10_000, longitude=2.90)
    far = add("Loin", latitude=42.45, longitude=2.10)
    add("Sans point")
    with read_session(viewer) as session:
        points = sorted(list_map_points(session, viewer, CatalogueFilters()), key=lambda one: one.count)
        close = list_map_points(session, viewer, CatalogueFilters(box=points[1].box))
    assert [(one.count, one.name) for one in points] == [(1, "Loin"), (3, "Près 0")]
    assert points[0].service_id == far.id
    assert sum(one.count for one in close) == len(close) == 3
    assert points[1].box == Box(42.70, 2.90, pytest.approx(42.7002), 2.90)


def test_services_at_one_address_stay_one_point(add, viewer):
    for number in range(2):
        add(f"Ensemble {number}", latitude=42.70, longitude=2.90)
    with read_session(viewer) as session:
        [point] = list_map_points(session, viewer, CatalogueFilters())
    assert point.count == 2
