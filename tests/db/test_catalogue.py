"""The catalogue: words, each filter, around a place, pages, the map; as many statements as services."""

from datetime import timedelta

import pytest

from db.engine import read_session
from db.models.offer import OfferStructure, ServicePublic, ServiceTheme
from db.queries.catalogue import get_catalogue_options, list_services
from db.queries.catalogue_map import list_map_points
from db.queries.handouts import list_handouts
from domain.access import Role
from domain.offer.search import (
    PAGE_SIZE,
    CatalogueFilters,
    Circle,
    Reach,
    ServiceSort,
    circle_around,
)
from domain.offer.words import Fee, ServiceKind, ServiceState, WelcomeMode
from tests.factories import TODAY, make_consortium, make_professional, make_service, viewer_for

PERPIGNAN, PRADES, CABESTANY = "66136", "66149", "66028"
CENTRES = {PERPIGNAN: (42.70, 2.90), CABESTANY: (42.68, 2.94), PRADES: (42.61, 2.43)}


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


@pytest.fixture
def add(session, consortium):
    """A service, its themes and publics; its name is what is searched."""

    def make(name, *, themes=(), publics=(), **values):
        service = make_service(session, consortium, name=name, **values)
        key = {"consortium_id": consortium.id, "service_id": service.id}
        session.add_all(ServiceTheme(**key, theme=f"{one}--x", category=one) for one in themes)
        session.add_all(ServicePublic(**key, public=one) for one in publics)
        session.flush()
        return service

    return make


def found(viewer, **asked):
    """Names, in the order of the answer."""
    with read_session(viewer) as session:
        count, cards = list_services(session, viewer, CatalogueFilters(**asked))
    assert count == len(cards)
    return [card.name for card in cards]


def test_every_word_is_looked_for_without_accents_and_in_part(add, viewer):
    add("Préparer le permis de conduire")
    add("Permanence logement")
    assert found(viewer, search="PREPA permis") == ["Préparer le permis de conduire"]
    assert len(found(viewer, search="perm")) == 2
    assert found(viewer, search="permis logement") == found(viewer, search="100%") == []


def test_what_has_the_words_in_its_name_comes_first(session, add, viewer):
    add("Atelier").search_text = "atelier garage solidaire"
    add("Garage").search_text = "garage solidaire"
    session.flush()
    assert found(viewer, search="garage") == ["Garage", "Atelier"]
    assert found(viewer) == ["Atelier", "Garage"]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"themes": ["mobilite"]}, {"category": "mobilite"}),
        ({"publics": ["jeunes"]}, {"public": "jeunes"}),
        ({"publics": ["tous-publics"]}, {"public": "jeunes"}),
        ({"kind": ServiceKind.TRAINING}, {"kind": ServiceKind.TRAINING}),
        ({"fee": Fee.FREE}, {"fee": Fee.FREE}),
        ({"is_remote": True}, {"mode": WelcomeMode.REMOTE}),
        ({"is_on_site": True}, {"mode": WelcomeMode.ON_SITE}),
        ({"places": 2}, {"has_places": True}),
        ({"checked_on": TODAY}, {"checked_since": TODAY - timedelta(days=30)}),
        ({"state": ServiceState.CLOSED}, {"state": ServiceState.CLOSED}),
        ({"commune_code": PERPIGNAN}, {"commune_code": PERPIGNAN}),
    ],
)
def test_each_filter_keeps_what_answers_to_it(add, viewer, told, asked):
    add("Oui", **told)
    add("Non", publics=["seniors"], themes=["sante"], places=0, checked_on=TODAY - timedelta(days=60))
    assert found(viewer, **asked) == ["Oui"]


def test_a_closed_service_is_shown_only_when_it_is_asked(add, viewer):
    add("Ouvert")
    add("Fermé", state=ServiceState.CLOSED)
    assert found(viewer) == ["Ouvert"]
    assert found(viewer, state=None) == ["Fermé", "Ouvert"]


def test_around_a_centre_a_service_is_where_its_point_or_its_commune_is(add, viewer):
    add("Ici", latitude=42.71, longitude=2.91)
    add("Sans point", commune_code=CABESTANY)
    add("Loin", latitude=42.61, longitude=2.43)
    add("Nulle part")
    circle = circle_around(PERPIGNAN, 10, CENTRES)
    assert circle.codes == {PERPIGNAN, CABESTANY}
    assert found(viewer, circle=circle) == ["Ici", "Sans point"]
    wide = circle_around(PERPIGNAN, 50, CENTRES)
    assert found(viewer, circle=wide, sort=ServiceSort.NEAREST) == ["Ici", "Loin", "Sans point"]
    assert circle_around("66001", 10, CENTRES) is None


def test_a_distance_is_measured_in_kilometres(add, viewer):
    add("À Prades", latitude=42.61, longitude=2.43)
    with read_session(viewer) as reading:
        _, [card] = list_services(reading, viewer, CatalogueFilters(circle=Circle(42.70, 2.90, 50)))
    assert card.km == pytest.approx(39.7, abs=0.3)


def test_without_a_centre_around_means_commune_then_epci_then_departement(add, viewer):
    add("Perpignan", commune_code=PERPIGNAN)
    add("Cabestany", commune_code=CABESTANY)
    add("Prades", commune_code=PRADES)
    around = {"commune_code": PERPIGNAN}
    assert found(viewer, **around) == ["Perpignan"]
    assert found(viewer, **around, reach=Reach.EPCI) == ["Cabestany", "Perpignan"]
    assert found(viewer, **around, reach=Reach.DEPARTEMENT) == ["Cabestany", "Perpignan", "Prades"]


def test_a_page_holds_twenty_cards_and_the_count_is_of_all(add, viewer):
    for number in range(PAGE_SIZE + 2):
        add(f"Service {number:02}")
    with read_session(viewer) as session:
        count, cards = list_services(session, viewer, CatalogueFilters(), page=2)
    assert count == PAGE_SIZE + 2
    assert [card.name for card in cards] == ["Service 20", "Service 21"]


def test_other_orders(add, viewer):
    add("Ancien", checked_on=TODAY - timedelta(days=9), places=9)
    add("Jamais")
    add("Récent", checked_on=TODAY, places=1)
    assert found(viewer, sort=ServiceSort.CHECKED) == ["Récent", "Ancien", "Jamais"]
    assert found(viewer, sort=ServiceSort.PLACES) == ["Ancien", "Récent", "Jamais"]


@pytest.mark.parametrize("services", [1, 30])
def test_the_page_and_its_map_take_three_statements_whatever_they_hold(
    add, viewer, count_statements, services
):
    for number in range(services):
        add(
            f"Service {number}",
            themes=["sante", "mobilite"],
            publics=["jeunes"],
            latitude=42.7,
            longitude=2.9,
        )
    with read_session(viewer) as session, count_statements() as statements:
        get_catalogue_options(session, viewer)
        list_services(session, viewer, CatalogueFilters(category="sante", search="service"))
        list_map_points(session, viewer, CatalogueFilters(category="sante", search="service"))
    assert len(statements) == 3


def test_the_options_are_those_of_the_territory(session, add, viewer):
    service = add("Service")
    with read_session(viewer) as reading:
        options = get_catalogue_options(reading, viewer)
    carrier = session.get_one(OfferStructure, (viewer.consortium_id, service.offer_structure_id))
    assert options.structures == {carrier.id: carrier.name}
    assert options.communes[PRADES] == "Prades"
    assert (len(options.categories), options.check_months) == (16, 6)


def test_another_consortium_and_the_national_team_find_nothing(session, add, consortium):
    add("Service", latitude=42.7, longitude=2.9)
    others = [
        viewer_for(session, make_professional(session, make_consortium(session))),
        viewer_for(session, make_professional(session, consortium), Role.NATIONAL),
    ]
    for viewer in others:
        assert found(viewer) == []
        with read_session(viewer) as reading:
            assert list_map_points(reading, viewer, CatalogueFilters()) == []


def test_what_is_handed_says_what_its_structure_says_and_no_internal_note(session, add, viewer):
    service = add("Service", internal_note="Secret", local_contact="Contact interne")
    carrier = session.get_one(OfferStructure, (viewer.consortium_id, service.offer_structure_id))
    carrier.phone = "0468000000"
    session.flush()
    with read_session(viewer) as reading:
        [handout] = list_handouts(reading, viewer, [service.id, 1])
    assert handout.phone == "0468000000"
    assert "Secret" not in repr(handout)
