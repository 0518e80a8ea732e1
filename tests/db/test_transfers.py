"""The caseload of somebody who leaves, handed over whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.transfers import transfer_caseload
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import GroupMember, ReferentAssignment
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.queries.audit_chain import find_broken_line
from db.queries.transfers import count_transfer, list_caseload_holders, list_successors
from domain.access import Role
from domain.errors import InvalidInputError, NotFoundError
from domain.follow_up import AppointmentStatus
from domain.identifiers import new_id
from domain.transfers import TransferCounts
from tests.db.crowd import fill, meet
from tests.db.world import HERE, build_side
from tests.factories import NOW, TODAY, make_person, meeting_times, share_with


@pytest.fixture
def side(session):
    return build_side(session, HERE)


def transfer(side, to="colleague", by="administrator"):
    viewer = side.viewers[by]
    with write_session(viewer) as session:
        return transfer_caseload(
            session,
            viewer,
            leaver_id=side.professionals["referent"].id,
            successor_id=side.professionals[to].id,
        )


def counts(side, to="colleague", by="administrator"):
    pair = {"leaver_id": side.professionals["referent"].id, "successor_id": side.professionals[to].id}
    with read_session(side.viewers[by]) as session:
        return count_transfer(session, side.viewers[by], **pair)


def plan(session, side, *, days=3, first="referent", second=None):
    """A planned appointment of the person; negative days are past."""
    entry = session.get_one(CaseloadEntry, (side.consortium.id, side.person.id))
    meeting = Appointment(
        consortium_id=side.consortium.id,
        id=new_id(),
        support_period_id=entry.support_period_id,
        professional_id=side.professionals[first].id,
        second_professional_id=side.professionals[second].id if second else None,
        **meeting_times(NOW + timedelta(days=days)),
        duration_minutes=30,
        status=AppointmentStatus.PLANNED,
    )
    session.add(meeting)
    session.flush()
    return meeting


def held_by(session, side, meeting):
    row = session.get_one(Appointment, (side.consortium.id, meeting.id), populate_existing=True)
    names = {one.id: name for name, one in side.professionals.items()}
    return names[row.professional_id], names.get(row.second_professional_id)


def test_the_successor_becomes_the_referent_and_joins_the_group(session, side):
    assert transfer(side) == 1
    colleague = side.professionals["colleague"]
    entry = session.get_one(CaseloadEntry, (side.consortium.id, side.person.id), populate_existing=True)
    assert (entry.referent_id, entry.structure_id) == (colleague.id, colleague.structure_id)
    assignments = session.scalars(select(ReferentAssignment).order_by(ReferentAssignment.started_on)).all()
    assert [(one.professional_id, one.ended_on) for one in assignments] == [
        (side.professionals["referent"].id, TODAY),
        (colleague.id, None),
    ]
    live = select(GroupMember.professional_id).where(GroupMember.ended_on.is_(None))
    names = {one.id: name for name, one in side.professionals.items()}
    assert {names[one] for one in session.scalars(live)} == {"colleague", "partner", "nobody"}


def test_somebody_already_in_the_group_is_not_named_twice(session, side):
    transfer(side, to="partner")
    named = select(GroupMember).where(GroupMember.professional_id == side.professionals["partner"].id)
    assert len(session.scalars(named).all()) == 1


@pytest.mark.parametrize(
    ("planned", "after"),
    [
        ({}, ("colleague", None)),
        ({"second": "partner"}, ("colleague", "partner")),
        ({"second": "colleague"}, ("colleague", None)),
        ({"first": "partner", "second": "referent"}, ("partner", "colleague")),
        ({"first": "colleague", "second": "referent"}, ("colleague", None)),
        ({"days": -3}, ("referent", None)),
    ],
)
def test_planned_appointments_follow_and_past_ones_stay(session, side, planned, after):
    meeting = plan(session, side, **planned)
    assert counts(side) == TransferCounts(1, 0 if "days" in planned else 1, 0)
    transfer(side)
    assert held_by(session, side, meeting) == after


def test_a_double_click_is_harmless(session, side):
    assert (transfer(side), transfer(side)) == (1, 0)
    assert len(session.scalars(select(ReferentAssignment)).all()) == 2


def test_each_file_keeps_its_own_line_in_an_unbroken_journal(session, side):
    make_person(session, side.professionals["referent"], birth_name="Autre")
    transfer(side)
    lines = session.scalars(
        select(AuditEntry.beneficiary_id).where(AuditEntry.object_kind == "referent_assignment")
    ).all()
    assert len(set(lines)) == 2
    assert find_broken_line(session, side.consortium.id) is None


def test_who_refuses_to_share_outside_her_structure_stays_with_her_referent(session, side):
    side.person.reserved_structure_id, side.person.sharing_objected_on = side.structure.id, TODAY
    entry = session.get_one(CaseloadEntry, (side.consortium.id, side.person.id))
    entry.reserved_structure_id = side.structure.id
    session.flush()
    assert counts(side, to="neighbour") == TransferCounts(0, 0, 1)
    assert transfer(side, to="neighbour") == 0
    assert transfer(side, to="colleague") == 1


def test_who_objected_to_the_successor_stays_with_her_referent(session, side):
    share_with(session, side.person, side.professionals["neighbour"], objected_on=TODAY)
    assert counts(side, to="neighbour").kept == 1
    assert transfer(side, to="neighbour") == 0


def test_a_manager_hands_over_inside_her_structure_only(side):
    with pytest.raises(NotFoundError):
        transfer(side, to="neighbour", by="manager")
    assert transfer(side, by="manager") == 1


def test_a_manager_does_not_hand_over_the_people_of_another_structure(session, side):
    make_person(session, side.professionals["neighbour"])
    manager = side.viewers["manager"]
    pair = {"leaver_id": side.professionals["neighbour"].id, "successor_id": manager.professional_id}
    with pytest.raises(NotFoundError), write_session(manager) as writing:
        transfer_caseload(writing, manager, **pair)


def test_nobody_who_has_left_nor_the_leaver_herself_takes_over(session, side):
    side.professionals["colleague"].is_active = False
    session.flush()
    with pytest.raises(NotFoundError):
        transfer(side)
    with pytest.raises(InvalidInputError):
        transfer(side, to="referent")


def test_those_who_left_are_listed_with_how_many_people_wait(session, side):
    side.professionals["referent"].is_active = False
    session.flush()
    viewer = side.viewers["administrator"]
    with read_session(viewer) as reading:
        (holder,) = list_caseload_holders(reading, viewer)
        successors = list_successors(reading, viewer)
    assert (holder.people, holder.is_active) == (1, False)
    assert side.professionals["referent"].id not in successors


@pytest.mark.parametrize("people", [80, 1600])
def test_a_transfer_counts_in_the_same_number_of_statements(connection, count_statements, people):
    fill(connection, people)
    viewer = replace(meet(connection).viewers["coordinator"], roles=frozenset({Role.ADMINISTRATOR}))
    with read_session(viewer) as session:
        leaver, other = list_caseload_holders(session, viewer)[:2]
    with count_statements() as statements, write_session(viewer) as session:
        pair = {"leaver_id": leaver.professional_id, "successor_id": other.professional_id}
        assert transfer_caseload(session, viewer, **pair) == leaver.people
    assert len(statements) <= 25  # thirteen of them for the lines of dashboards and alerts
