"""Alerts are read through indexes, as the application's role (see test_query_plans)."""

import pytest

from db.queries.alert_counts import count_alerts
from db.queries.alerts import list_alerted_people, list_file_alerts
from db.queries.followed_people import list_my_alerts
from domain.alert_lists import AlertFilters
from domain.alerts import AlertCode
from domain.caseload import CaseloadFilters
from domain.follow_up import Track
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of

__all__ = ["crowd"]  # a fixture, shared with the other query plans
FILTERS = {
    "nothing": AlertFilters(),
    "an alert": AlertFilters((AlertCode.NO_REFERENT,)),
    "put off": AlertFilters(is_put_off=True),
    "a track": AlertFilters(people=CaseloadFilters(tracks=(Track.SOCIAL,))),
}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", FILTERS)
def test_the_list_reads_no_table_whole(crowd, viewer, name):
    assert_indexed(plans_of(crowd, viewer, list_alerted_people, FILTERS[name]))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_file_a_day_and_the_counts_read_no_table_whole(crowd, viewer):
    for name in ("nothing", "a track"):
        assert_indexed(plans_of(crowd, viewer, count_alerts, FILTERS[name].people))
    assert_indexed(plans_of(crowd, viewer, list_my_alerts))
    assert_indexed(plans_of(crowd, viewer, list_file_alerts, crowd.person_id))
