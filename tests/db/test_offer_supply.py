"""The offer that an area reaches, on both databases: what is suggested to its people, and nothing else."""

import pytest

from db.engine import read_session
from db.models.offer import ServiceTheme, ServiceZone
from db.queries.indicators import kept
from db.queries.offer_reaching import list_reaching_services
from db.queries.offer_supply import get_supply
from domain.access import Role
from domain.caseload import Area, AreaKind
from domain.offer.supply import Supply
from domain.offer.words import ServiceState
from tests.factories import TODAY, make_consortium, make_professional, make_service, viewer_for

PERPIGNAN, CERET = Area(AreaKind.COMMUNE, "66136"), Area(AreaKind.COMMUNE, "66049")
AROUND_PERPIGNAN = Area(AreaKind.EPCI, "200027183")


@pytest.fixture
def add(session, consortium):
    """A service of mobility with these zones."""

    def make(*zones, home=consortium, **values):
        service = make_service(session, home, **values)
        key = {"consortium_id": home.id, "service_id": service.id}
        session.add(ServiceTheme(**key, theme="mobilite--permis", category="mobilite"))
        session.add(ServiceTheme(**key, theme="mobilite--velo", category="mobilite"))
        session.add_all(ServiceZone(**key, code=zone) for zone in zones)
        session.flush()

    return make


@pytest.fixture
def supply_of(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium), Role.STEERING)

    def read():
        kept.forget()
        with read_session(viewer) as reading:
            return get_supply(reading, viewer)

    return read


@pytest.fixture
def list_of(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium), Role.STEERING)

    def read(theme, area):
        kept.forget()
        with read_session(viewer) as reading:
            return list_reaching_services(reading, viewer, theme, area)

    return read


@pytest.mark.parametrize(
    ("zones", "values", "reached"),
    [
        (["66136"], {}, (1, 1, 0)),
        (["200027183"], {}, (1, 1, 0)),
        (["66"], {}, (1, 1, 1)),
        (["france"], {}, (1, 1, 1)),
        (["75"], {}, (0, 0, 0)),
        (["75"], {"is_remote": True}, (1, 1, 1)),
        ([], {"commune_code": "66049"}, (1, 1, 1)),
        ([], {"commune_code": "75056"}, (0, 0, 0)),
        (["66", "66136", "200027183"], {}, (1, 1, 1)),
        (["66"], {"state": ServiceState.CLOSED}, (0, 0, 0)),
    ],
)
def test_a_service_is_counted_once_wherever_it_can_be_reached(add, supply_of, zones, values, reached):
    add(*zones, **values)
    supply = supply_of()
    areas = (PERPIGNAN, AROUND_PERPIGNAN, CERET)
    assert tuple(supply.of("mobilite", area).services for area in areas) == reached


def test_places_and_checks_are_added_up(add, supply_of):
    add("66", places=3, checked_on=TODAY)
    add("66", places=0, checked_on=None)
    add("66")
    assert supply_of().of("mobilite", PERPIGNAN) == Supply(3, 3, 2, full=1)


@pytest.mark.parametrize(
    ("zones", "values"),
    [
        (["66136"], {}),
        (["66"], {"places": 0}),
        (["75"], {"is_remote": True}),
        ([], {"commune_code": "66049"}),
        (["75"], {}),
        ([], {"commune_code": "75056"}),
        (["66"], {"state": ServiceState.CLOSED}),
    ],
)
def test_the_services_listed_are_those_counted(add, supply_of, list_of, zones, values):
    add(*zones, **values)
    for area in (None, PERPIGNAN, AROUND_PERPIGNAN, CERET):
        assert len(list_of("mobilite", area)) == supply_of().of("mobilite", area).services
    assert not list_of("sante", None)


def test_full_services_are_listed_last(add, list_of):
    add("66", name="A", places=0)
    add("66", name="B")
    add("66", name="C", places=2)
    assert [one.name for one in list_of("mobilite", PERPIGNAN)] == ["B", "C", "A"]


def test_the_offer_of_another_consortium_is_not_counted(session, add, supply_of):
    add("66", home=make_consortium(session))
    assert supply_of().of("mobilite") == Supply()


def test_the_offer_is_read_in_two_statements(add, supply_of, count_statements):
    add("66")
    with count_statements() as statements:
        supply_of()
    assert len(statements) <= 4  # with the version of the data and the thresholds
