"""A new référent for several people at once: all of them or nobody."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db.actions.bulk import change_referent
from db.actions.follow_up import close_follow_up
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import ReferentAssignment
from db.models.consortia import Structure
from db.queries.caseloads import count_caseload
from domain.access import Role
from domain.caseload import MAX_BULK, CaseloadFilters
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import ExitReason
from tests.factories import make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def coordinator(session, consortium):
    return viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))


@pytest.fixture
def colleague(session, referent, consortium):
    structure = session.get_one(Structure, (referent.consortium_id, referent.structure_id))
    return make_professional(session, consortium, structure=structure)


@pytest.fixture
def manager(session, colleague):
    return replace(viewer_for(session, colleague), roles=frozenset({Role.STRUCTURE_MANAGER}))


@pytest.fixture
def people(session, referent):
    return [make_person(session, referent, first_names=f"Alix {number}").id for number in range(3)]


def change(viewer, people, professional):
    with write_session(viewer) as session:
        return change_referent(session, viewer, people, professional_id=professional.id)


def followed_by(viewer, professional):
    with read_session(viewer) as session:
        return count_caseload(session, viewer, CaseloadFilters(referent_id=professional.id))


@pytest.mark.parametrize("who", ["coordinator", "manager"])
def test_everybody_changes_hands_and_each_file_says_so(session, request, people, colleague, who):
    viewer = request.getfixturevalue(who)
    assert change(viewer, people, colleague) == 3
    assert followed_by(viewer, colleague) == 3
    signed = select(AuditEntry.beneficiary_id).where(
        AuditEntry.object_kind == ReferentAssignment.__tablename__
    )
    assert sorted(session.scalars(signed)) == sorted(people)


def test_a_second_click_changes_nothing(session, coordinator, people, colleague):
    change(coordinator, people, colleague)
    assert change(coordinator, people, colleague) == 0
    assert session.scalar(select(func.count()).select_from(ReferentAssignment)) == 6


def test_the_new_referent_opens_the_files_and_the_former_one_still_does(
    session, coordinator, people, referent, colleague
):
    change(coordinator, people, colleague)
    assert followed_by(viewer_for(session, colleague), colleague) == 3
    assert followed_by(viewer_for(session, referent), colleague) == 3


def test_one_person_out_of_reach_and_nobody_changes(session, coordinator, people, colleague):
    elsewhere = make_person(session, make_professional(session, make_consortium(session)))
    with pytest.raises(NotFoundError):
        change(coordinator, [*people, elsewhere.id], colleague)
    assert followed_by(coordinator, colleague) == 0


def test_one_follow_up_that_is_over_and_nobody_changes(coordinator, people, colleague):
    with write_session(coordinator) as writing:
        over = {"exited_on": coordinator.today, "reason": ExitReason.OTHER}
        close_follow_up(writing, coordinator, people[1], **over)
    with pytest.raises(ForbiddenError, match="terminé pour 1"):
        change(coordinator, people, colleague)
    assert followed_by(coordinator, colleague) == 0


def test_a_manager_names_nobody_of_another_structure(session, manager, people, consortium):
    outsider = make_professional(session, consortium)
    with pytest.raises(NotFoundError):
        change(manager, people, outsider)
    assert followed_by(manager, outsider) == 0


def test_a_manager_moves_nobody_of_another_structure(session, manager, people, colleague, consortium):
    unknown = make_person(session, make_professional(session, consortium))
    with pytest.raises(NotFoundError):
        change(manager, [*people, unknown.id], colleague)


def test_a_caseworker_does_not_move_even_her_own_people(session, people, referent, colleague):
    with pytest.raises(ForbiddenError):
        change(viewer_for(session, referent), people, colleague)


@pytest.mark.parametrize("count", [0, MAX_BULK + 1])
def test_a_gesture_has_its_limits(coordinator, colleague, count):
    with pytest.raises(InvalidInputError):
        change(coordinator, range(1, count + 1), colleague)


def test_statements_grow_by_at_most_fourteen_a_person(coordinator, people, colleague, count_statements):
    sent = []
    for some in (people[:1], people[1:]):
        with count_statements() as statements:
            change(coordinator, some, colleague)
        sent.append(len(statements))
    assert sent[1] - sent[0] <= 14
