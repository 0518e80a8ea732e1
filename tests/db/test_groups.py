"""Who shares a person's file, and who is her référent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.groups import add_group_member, assign_referent, end_group_member, record_objection
from db.engine import read_session, write_session
from db.models.consortia import Consortium
from db.queries.caseloads import count_caseload
from db.queries.file_headers import get_header
from db.queries.files import list_group, list_referents
from domain.access import Role
from domain.caseload import CaseloadFilters
from domain.errors import NotFoundError
from domain.follow_up import SharePurpose
from domain.identifiers import new_id
from tests.factories import make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


@pytest.fixture
def colleague(session, person):
    return make_professional(session, session.get_one(Consortium, person.consortium_id))


def share(viewer, person, professional):
    record_id = new_id()
    with write_session(viewer) as session:
        add_group_member(
            session,
            viewer,
            person.id,
            record_id=record_id,
            structure_id=professional.structure_id,
            professional_id=professional.id,
            purpose=SharePurpose.SUPPORT,
        )
    return record_id


def assign(viewer, person, professional):
    with write_session(viewer) as session:
        assign_referent(session, viewer, person.id, record_id=new_id(), professional_id=professional.id)


def listed(viewer):
    with read_session(viewer) as session:
        return count_caseload(session, viewer, CaseloadFilters())


def test_a_share_opens_the_file_and_its_end_closes_it(session, viewer, person, colleague):
    member_id = share(viewer, person, colleague)
    theirs = viewer_for(session, colleague)
    assert listed(theirs) == 1
    with write_session(viewer) as writing:
        end_group_member(writing, viewer, member_id)
    assert listed(theirs) == 0


def test_an_objection_closes_the_file_at_once(session, viewer, person, colleague):
    member_id = share(viewer, person, colleague)
    with write_session(viewer) as writing:
        record_objection(writing, viewer, member_id)
    with pytest.raises(NotFoundError), read_session(viewer) as reading:
        get_header(reading, viewer_for(session, colleague), person.id)


def test_a_share_that_has_not_begun_opens_nothing(session, viewer, person, colleague):
    share(viewer, person, colleague)
    theirs = viewer_for(session, colleague)
    assert listed(replace(theirs, now=theirs.now - timedelta(days=1))) == 0


def test_a_structure_in_the_group_is_listed_by_its_manager_only(session, viewer, person, colleague):
    with write_session(viewer) as writing:
        add_group_member(
            writing,
            viewer,
            person.id,
            record_id=new_id(),
            structure_id=colleague.structure_id,
            professional_id=None,
            purpose=SharePurpose.STEP,
        )
    assert listed(viewer_for(session, colleague)) == 0
    assert listed(viewer_for(session, colleague, Role.STRUCTURE_MANAGER)) == 1


def test_a_new_referent_takes_over_and_the_former_one_is_remembered(viewer, person, colleague):
    assign(viewer, person, colleague)
    with read_session(viewer) as session:
        assert get_header(session, viewer, person.id).referent_id == colleague.id
        ended = [line.ended_on for line in list_referents(session, viewer, person.id)]
        group = {line.professional_id for line in list_group(session, viewer, person.id)}
    assert ended == [None, viewer.today]
    assert colleague.id in group


def test_a_manager_assigns_inside_her_structure_without_opening_the_file(session, person, caseworker):
    consortium = session.get_one(Consortium, person.consortium_id)
    newcomer = make_professional(session, consortium)
    newcomer.structure_id = caseworker.structure_id
    manager = make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,))
    manager.structure_id = caseworker.structure_id
    session.flush()
    viewer = viewer_for(session, manager)
    assign(viewer, person, newcomer)
    with pytest.raises(NotFoundError), read_session(viewer) as reading:
        get_header(reading, viewer, person.id)


def test_nobody_shares_a_file_with_another_consortium(session, viewer, person):
    stranger = make_professional(session, make_consortium(session))
    with pytest.raises(NotFoundError):
        share(viewer, person, stranger)
