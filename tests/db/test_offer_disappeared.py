"""Services that a complete file of their source does not hold any more: noted, back again, or closed."""

import pytest

from db.actions.offer.loads import close_missing_services
from db.engine import read_session, write_session
from db.queries.offer_loads import list_missing_services
from domain.access import Role
from domain.errors import ForbiddenError, NotFoundError
from domain.offer.words import ServiceState
from tests.db.offer_loading import V1, counts, load, offer, sample, service, structure
from tests.factories import make_professional, viewer_for


def test_only_a_complete_file_says_what_has_disappeared_and_it_may_come_back(session, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={}))
    assert service(session, coordinator, "voiture").missing_since_on is None
    load_id = load(coordinator, offer(voiture={}), is_complete=True)
    assert counts(coordinator, load_id) == {"unchanged": 5, "missing": 1}
    assert service(session, coordinator, "voiture").missing_since_on == coordinator.today
    load(coordinator, sample(V1))
    assert service(session, coordinator, "voiture").missing_since_on is None


def test_a_rejected_line_has_not_disappeared(session, coordinator):
    load(coordinator, sample(V1))
    load_id = load(coordinator, offer(voiture={"date_maj": "hier"}), is_complete=True)
    assert counts(coordinator, load_id) == {"unchanged": 5, "error": 1}
    assert service(session, coordinator, "voiture").missing_since_on is None


def test_what_has_disappeared_is_closed_when_asked(session, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={}, permis={}), is_complete=True)
    with write_session(coordinator) as writing:
        missing = list_missing_services(writing, coordinator)
        assert [one.name for one in missing] == [
            "Location solidaire de voiture",
            "Préparer le permis de conduire",
        ]
        assert close_missing_services(writing, coordinator, [missing[0].id]) == 1
    assert service(session, coordinator, "voiture").state == ServiceState.CLOSED
    with read_session(coordinator) as reading:
        assert len(list_missing_services(reading, coordinator)) == 1


def test_a_service_still_told_by_its_source_is_not_closed_here(session, coordinator):
    load(coordinator, sample(V1))
    key = service(session, coordinator, "voiture").id
    with pytest.raises(NotFoundError), write_session(coordinator) as writing:
        close_missing_services(writing, coordinator, [key])


def test_a_manager_closes_what_her_structure_or_nobody_here_carries(session, consortium, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={}, ordinateur={}), is_complete=True)
    structure(session, coordinator, "mobilite").structure_id = coordinator.structure_id
    session.flush()
    manager = viewer_for(session, make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,)))
    keys = [service(session, coordinator, name).id for name in ("voiture", "ordinateur")]
    with pytest.raises(ForbiddenError), write_session(manager) as writing:
        close_missing_services(writing, manager, keys)
    with write_session(manager) as writing:
        assert close_missing_services(writing, manager, keys[1:]) == 1
    assert service(session, coordinator, "voiture").state == ServiceState.OPEN
