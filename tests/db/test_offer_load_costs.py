"""Statements of a load: the same number for a few services and for many, of a batch."""

from db.actions.offer.loads import confirm_load
from db.engine import read_session, write_session
from db.queries.offer_loads import get_load, list_load_rows, list_loads, list_missing_services
from db.queries.offer_records import read_catalogue
from domain.offer.loads import LoadVerdict
from tests.db.offer_loading import V1, load, many, preview, sample


def cost(viewer, count_statements, content):
    """Statements of the preview, and of the confirmation."""
    found = []
    with count_statements() as statements:
        load_id = preview(viewer, content, is_complete=True)
        found.append(len(statements))
    with write_session(viewer) as session, count_statements() as statements:
        confirm_load(session, viewer, load_id)
        found.append(len(statements))
    return found


def test_a_load_runs_as_many_statements_for_many_services_as_for_few(session, coordinator, count_statements):
    load(coordinator, sample(V1))
    few = cost(coordinator, count_statements, many(2))
    session.expire_all()
    assert cost(coordinator, count_statements, many(300)) == few
    assert few[0] <= 16
    assert few[1] <= 24


def test_reading_loads_runs_few_statements(coordinator, count_statements):
    load_id = load(coordinator, sample(V1))
    with read_session(coordinator) as session, count_statements() as statements:
        list_loads(session, coordinator)
        get_load(session, coordinator, load_id)
        list_load_rows(session, coordinator, load_id, verdict=LoadVerdict.NEW)
        list_missing_services(session, coordinator)
        assert len(statements) == 4
        read_catalogue(session, coordinator)
        assert len(statements) == 9
