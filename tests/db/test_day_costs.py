"""« Ma journée » costs at most six statements, as many for ten people as for a thousand, through indexes."""

import pytest

from db.engine import read_session
from db.queries.appointments import get_appointment, list_my_appointments
from db.queries.changes import list_changes_since
from db.queries.day_starts import read_day_start
from db.queries.diagnosis_lists import list_waiting_today
from db.queries.followed_people import list_my_alerts, list_reviews_due
from domain.day import AGENDA_DAYS, changes_since
from tests.db.crowd import fill, meet
from tests.db.plans import sent
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of

__all__ = ["crowd"]  # a fixture, shared with the other query plans


def changes(session, viewer):
    """Since whenever."""
    return list_changes_since(session, viewer, changes_since(viewer, None))


def appointment(session, viewer):
    """The one that a slip is made of."""
    listed = list_my_appointments(session, viewer, days=AGENDA_DAYS)
    return get_appointment(session, viewer, listed[0].id)


READS = {
    read.__name__: read
    for read in (
        list_my_appointments,
        list_reviews_due,
        list_my_alerts,
        read_day_start,
        changes,
        appointment,
    )
}


def show_day(session, viewer):
    """As pages/day/day.py."""
    list_my_appointments(session, viewer)
    list_reviews_due(session, viewer)
    list_my_alerts(session, viewer)
    read_day_start(session, viewer)
    changes(session, viewer)
    list_waiting_today(session, viewer)


@pytest.mark.parametrize("people", [10, 1000])
def test_six_statements_whatever_the_size(connection, people):
    fill(connection, people)
    for viewer in meet(connection).viewers.values():
        with read_session(viewer) as session, sent() as statements:
            show_day(session, viewer)
        assert sum(sql.startswith("SELECT") for sql, _ in statements) == 6


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", READS)
def test_a_list_of_the_day_reads_no_table_whole(crowd, name, viewer):
    assert_indexed(plans_of(crowd, viewer, READS[name]))


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("read", [list_reviews_due, list_my_alerts])
def test_my_people_are_found_by_their_referent_or_by_my_groups(crowd, read, viewer):
    (lines,) = plans_of(crowd, viewer, read)
    assert any("referent_id" in line or "group_member" in line for line in lines)
