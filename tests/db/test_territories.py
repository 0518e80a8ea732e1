"""The list of territories, and whose sheet it leads to."""

import pytest

from db.engine import read_session
from db.queries.territories import list_departements, list_territories
from domain.access import Role
from domain.territories import TerritoryFilters
from tests.factories import make_consortium, make_professional, viewer_for


@pytest.fixture
def viewer(session):
    """Somebody of the Pyrénées-Orientales; another consortium exists."""
    make_consortium(session, territory_id="3-29")
    return viewer_for(session, make_professional(session, make_consortium(session, territory_id="3-24")))


def territories_for(viewer):
    with read_session(viewer) as session:
        return list_territories(session, viewer)


def test_they_come_in_the_published_order_with_their_places(viewer):
    territories = territories_for(viewer)
    assert len(territories) == 79
    assert [territory.id for territory in territories[:2]] == ["1-01", "1-02"]
    brittany = next(territory for territory in territories if territory.id == "1-13")
    assert [place.code for place in brittany.places] == ["22", "29", "35", "56"]
    assert brittany.regions == ["Bretagne"]


def test_they_lead_to_the_viewers_own_sheet_only(viewer):
    led = [
        (territory.id, territory.is_own) for territory in territories_for(viewer) if territory.consortium_id
    ]
    assert led == [("3-24", True)]


@pytest.mark.usefixtures("viewer")
def test_they_lead_the_national_team_to_every_sheet(session):
    national = viewer_for(session, make_professional(session, make_consortium(session)), Role.NATIONAL)
    led = [
        (territory.id, territory.is_own) for territory in territories_for(national) if territory.consortium_id
    ]
    assert led == [("3-24", False), ("3-29", False)]


def test_searching_pyrenees_without_accents_finds_three_of_them(viewer):
    found = [one.id for one in territories_for(viewer) if one.matches(TerritoryFilters(search="pyrenees"))]
    assert found == ["3-22", "3-23", "3-24"]


def test_the_list_takes_two_statements_whatever_it_holds(viewer, count_statements):
    with count_statements() as statements:
        territories_for(viewer)
    assert len(statements) == 2


def test_departements_carry_their_region(viewer):
    with read_session(viewer) as session:
        places = {place.code: place.region for place in list_departements(session)}
    assert len(places) == 109
    assert places["66"] == "Occitanie"
