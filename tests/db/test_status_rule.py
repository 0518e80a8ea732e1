"""The status that a list filters by is the one that domain.caseload computes, on both databases."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import select, update

from db.engine import read_session
from db.models.caseload import CaseloadEntry
from db.queries.caseload_filters import status_condition
from db.queries.caseloads import count_caseload
from domain.caseload import CaseloadFilters, status_on
from domain.follow_up import Status
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for

DAYS = (None, date(2026, 11, 19), TODAY, date(2026, 11, 21))
FACTS = [
    {"exited_on": exited_on, "paused_on": paused_on, "pause_ended_on": ended_on}
    for exited_on, paused_on, ended_on in product(DAYS, repeat=3)
    if paused_on or not ended_on
]


@pytest.fixture
def viewer(session):
    """A professional who follows one person."""
    professional = make_professional(session, make_consortium(session))
    make_person(session, professional)
    return viewer_for(session, professional)


def test_every_combination_of_dates_has_the_same_one_status_in_python_and_in_sql(session, viewer):
    for facts in FACTS:
        session.execute(update(CaseloadEntry).values(**facts))
        found = [
            status
            for status in Status
            if session.scalar(select(CaseloadEntry.beneficiary_id).where(status_condition(status, TODAY)))
        ]
        assert found == [status_on(TODAY, **facts)], facts
    assert viewer


def test_asking_for_no_status_or_for_all_lists_everybody(session, viewer):
    for facts in FACTS:
        session.execute(update(CaseloadEntry).values(**facts))
        with read_session(viewer) as reading:
            for statuses in ((), tuple(Status)):
                assert count_caseload(reading, viewer, CaseloadFilters(statuses=statuses)) == 1
