"""A page costs the same number of statements whether ten or a thousand people are there (performance.md)."""

import pytest

from db.engine import read_session
from db.queries.caseloads import count_caseload, list_caseload
from db.queries.directory import list_filter_options, list_professionals
from db.queries.file_headers import get_header
from db.queries.files import list_group, list_records
from db.queries.timelines import list_timeline
from domain.caseload import CaseloadFilters
from domain.path_drafts import ActionDraft, ObjectiveDraft
from tests.db.crowd import fill, meet

SIZES = (10, 1000)


def show_caseload(session, viewer, _person_id):
    """First page, count and what it can be filtered by."""
    list_caseload(session, viewer, CaseloadFilters())
    count_caseload(session, viewer, CaseloadFilters())
    list_filter_options(session, viewer)


def search(session, viewer, _person_id):
    """As typed: the page and its count."""
    list_caseload(session, viewer, CaseloadFilters(search="tanver"))
    count_caseload(session, viewer, CaseloadFilters(search="tanver"))


def open_file(session, viewer, person_id):
    """Header, group, path, plan and whom one may choose."""
    get_header(session, viewer, person_id)
    list_group(session, viewer, person_id)
    list_timeline(session, viewer, person_id)
    list_records(session, viewer, person_id, ObjectiveDraft)
    list_records(session, viewer, person_id, ActionDraft)
    list_professionals(session, viewer)


@pytest.mark.parametrize("people", SIZES)
def test_a_page_sends_as_many_statements_for_ten_people_as_for_a_thousand(
    connection, count_statements, people
):
    fill(connection, people)
    crowd = meet(connection)
    for viewer in (crowd.viewers["coordinator"], crowd.viewers["caseworker"]):
        sent = []
        for show in (show_caseload, search, open_file):
            with count_statements() as statements, read_session(viewer) as session:
                show(session, viewer, crowd.person_id)
            sent.append(len(statements))
        assert sent == [3, 2, 8]  # at most 3, 2 and 10
