"""Campaigns: over nobody's appointments, within rights, all at once, once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from db.actions.records import add_record
from db.actions.review_campaigns import confirm_campaign
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.models.exchanges import Appointment
from db.queries.audit_chain import find_broken_line
from db.queries.review_campaigns import preview_campaign
from domain.access import Role
from domain.audit import AuditEvent
from domain.campaign_slots import CampaignDraft
from domain.caseload import MAX_BULK
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.exchange_drafts import AppointmentDraft
from domain.follow_up import AppointmentStatus
from domain.identifiers import new_id
from domain.review_campaigns import PURPOSE, LeftOut, PlanChangedError
from tests.db.crowd import fill, meet
from tests.db.plans import sent
from tests.db.test_query_plans import assert_indexed, crowd, plans_of
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for

__all__ = ["crowd"]  # a fixture, shared with the other query plans
MONDAY = date(2026, 11, 23)
DRAFT = CampaignDraft(MONDAY, MONDAY, frozenset(range(5)), time(9), time(12), 30)
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
HALF = timedelta(minutes=30)


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def people(session, referent):
    return [make_person(session, referent, first_names=f"Alix {number}").id for number in range(3)]


def preview(viewer, people, draft=DRAFT):
    with read_session(viewer) as session:
        return preview_campaign(session, viewer, draft, people)


def confirm(viewer, plan, numbers=None):
    numbers = numbers or {one.person.beneficiary_id: new_id() for one in plan.meetings}
    with write_session(viewer) as session:
        return confirm_campaign(session, viewer, DRAFT, shown=plan, record_ids=numbers)


def starts(plan):
    return [meeting.starts_at for meeting in plan.meetings]


def meet_at(viewer, person_id, starts_at, *, purpose="", status=AppointmentStatus.PLANNED):
    draft = AppointmentDraft(starts_at, 45, "", purpose, viewer.professional_id, None, status, False)
    with write_session(viewer) as session:
        add_record(session, viewer, person_id, record_id=new_id(), draft=draft)


def test_what_is_shown_is_created_at_once_signed_and_only_once(session, viewer, people):
    plan = preview(viewer, people)
    assert starts(plan) == [NINE, NINE + HALF, NINE + 2 * HALF]
    numbers = {one.person.beneficiary_id: new_id() for one in plan.meetings}
    assert confirm(viewer, plan, numbers) == 3
    assert confirm(viewer, plan, numbers) == 0
    created = session.scalars(select(Appointment).order_by(Appointment.starts_at)).all()
    assert [one.id for one in created] == list(numbers.values())
    assert {(one.purpose, one.place, one.takes_place_on) for one in created} == {
        (PURPOSE, "Structure d’essai", MONDAY)
    }
    signed = select(AuditEntry.object_id, AuditEntry.beneficiary_id).where(
        AuditEntry.event == AuditEvent.CREATE, AuditEntry.object_kind == "appointment"
    )
    assert {tuple(row) for row in session.execute(signed)} == {(n, who) for who, n in numbers.items()}
    assert find_broken_line(session, viewer.consortium_id) is None


def test_an_agenda_filled_meanwhile_creates_nothing(session, viewer, people):
    plan = preview(viewer, people)
    meet_at(viewer, people[0], NINE + timedelta(minutes=15))
    with pytest.raises(PlanChangedError):
        confirm(viewer, plan)
    assert len(session.scalars(select(Appointment)).all()) == 1
    assert starts(preview(viewer, people))[0] == NINE + 2 * HALF


def test_a_second_campaign_leaves_out_who_has_her_appointment(viewer, people):
    confirm(viewer, preview(viewer, people[:2]))
    plan = preview(viewer, people)
    assert starts(plan) == [NINE + 2 * HALF]
    assert [reason for _, reason in plan.left_out] == [LeftOut.PLANNED] * 2


def test_a_cancelled_appointment_takes_no_time(viewer, people):
    meet_at(viewer, people[0], NINE, status=AppointmentStatus.CANCELLED, purpose=PURPOSE)
    assert starts(preview(viewer, people[:1])) == [NINE]


def test_an_agenda_counts_whoever_s_people_fill_it(session, consortium, viewer, people):
    other = make_professional(session, consortium)
    theirs = make_person(session, other, first_names="Autre")
    draft = AppointmentDraft(
        NINE, 45, "", "", other.id, viewer.professional_id, AppointmentStatus.PLANNED, False
    )
    with write_session(other_viewer := viewer_for(session, other)) as own:
        add_record(own, other_viewer, theirs.id, record_id=new_id(), draft=draft)
    assert starts(preview(viewer, people[:1])) == [NINE + 2 * HALF]


def test_a_partner_plans_nothing_for_somebody_else_s_people(session, consortium, viewer, people):
    colleague = make_professional(session, consortium)
    partner = viewer_for(session, colleague)
    with pytest.raises(NotFoundError):
        preview(partner, people)
    share_with(session, session.get_one(Beneficiary, (consortium.id, people[0])), colleague)
    plan = preview(partner, people[:1])
    assert [reason for _, reason in plan.left_out] == [LeftOut.FORBIDDEN]
    with pytest.raises(ForbiddenError):
        confirm(partner, preview(viewer, people[:1]))


def test_a_manager_plans_for_her_structure_and_the_coordination_for_all(viewer, people):
    for role in (Role.STRUCTURE_MANAGER, Role.COORDINATOR):
        someone = replace(viewer, professional_id=new_id(), roles=frozenset({role}))
        assert len(preview(someone, people).meetings) == 3


@pytest.mark.parametrize("count", [0, MAX_BULK + 1])
def test_nobody_or_too_many_people_is_refused(viewer, count):
    with pytest.raises(InvalidInputError) as refusal:
        preview(viewer, range(count), replace(DRAFT, weekdays=frozenset()))
    assert refusal.value.problems.keys() == {"people", "weekdays"}


@pytest.mark.parametrize("people", [10, 400])
def test_a_preview_is_two_statements_whatever_the_size(connection, people):
    fill(connection, people)
    place = meet(connection)
    with read_session(place.viewers["coordinator"]) as session, sent() as statements:
        preview_campaign(session, place.viewers["coordinator"], DRAFT, [place.person_id])
    assert sum(sql.startswith("SELECT") for sql, _ in statements) == 2


def test_a_preview_reads_no_table_whole(crowd):
    assert_indexed(plans_of(crowd, "coordinator", preview_campaign, DRAFT, [crowd.person_id]))
