"""« Vos engagements »: who reads what, in which order; the alert appears and disappears at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.commissions import promises
from db.actions.records import change_record
from db.models.accounts import Professional
from db.models.audit import ChangeHistory
from db.models.cases import Commitment
from db.models.consortia import Consortium
from db.models.indicators import AlertFact
from db.models.paths import PlanAction
from db.queries.commissions.commitments import count_commitments, list_commitment_choices, list_commitments
from domain.alerts import AlertRule
from domain.commissions.promises import NewDeadline, PromiseFilters, PromiseState
from domain.commissions.words import MeetingState
from domain.errors import EditConflictError, InvalidInputError, NotFoundError
from domain.follow_up import ActionOrigin, ActionStatus
from domain.path_drafts import ActionDraft
from tests.commission_factories import make_meeting
from tests.db.furnished_commissions import _commitment
from tests.db.meeting_days import act, make_day, read, shown, start, stored
from tests.factories import NOW, TODAY, make_professional, viewer_for

ALL = PromiseFilters()


@pytest.fixture
def made(session):
    day = make_day(session)
    owner = session.get_one(Professional, (day.body.consortium_id, day.referent.professional_id))
    for case, point in zip(day.cases, day.points, strict=True):
        _commitment(session, point, case, owner)
    late = session.scalars(select(PlanAction).order_by(PlanAction.id.desc())).first()
    late.deadline_on = TODAY - timedelta(days=3)
    session.commit()
    return day


def stranger_of(session, made):
    consortium = session.get_one(Consortium, made.body.consortium_id)
    return viewer_for(session, make_professional(session, consortium))


def facts(session, person_id):
    session.expire_all()
    rule = (AlertFact.rule == AlertRule.COMMITMENT_OVERDUE, AlertFact.beneficiary_id == person_id)
    return session.scalars(select(AlertFact.fact_on).where(*rule)).all()


def test_overdue_first_then_by_deadline_those_done_last(made):
    first = read(made.referent, list_commitments, ALL)
    assert [one.state(TODAY) for one in first] == [PromiseState.LATE, PromiseState.TO_DO, PromiseState.TO_DO]
    act(made.referent, promises.keep_commitment, first[0].id, is_done=True)
    assert read(made.referent, list_commitments, ALL)[-1].id == first[0].id
    late = PromiseFilters(state=PromiseState.LATE)
    assert read(made.referent, count_commitments, late) == 0


def test_the_secretary_follows_the_body_and_another_structure_reads_nothing(session, made):
    assert read(made.secretary, count_commitments, ALL) == 3
    stranger = stranger_of(session, made)
    assert read(stranger, list_commitments, ALL) == []
    assert read(stranger, list_commitment_choices)["owner"] == {}
    one = read(made.secretary, list_commitments, ALL)[0]
    with pytest.raises(NotFoundError):
        act(stranger, promises.keep_commitment, one.id, is_done=True)


def test_done_takes_the_alert_away_and_not_done_brings_it_back(session, made):
    one = read(made.referent, list_commitments, ALL)[0]
    act(made.referent, promises.keep_commitment, one.id, is_done=True)
    assert facts(session, one.beneficiary_id) == []
    act(made.referent, promises.keep_commitment, one.id, is_done=False)
    assert facts(session, one.beneficiary_id) == [one.deadline_on]


def test_another_deadline_moves_the_alert_and_keeps_why(session, made):
    one, day = read(made.referent, list_commitments, ALL)[0], TODAY + timedelta(days=9)
    about = {"version": one.version, "draft": NewDeadline(day, "Le bailleur est fermé")}
    act(made.referent, promises.put_off_commitment, one.id, **about)
    assert facts(session, one.beneficiary_id) == [day]
    told = select(ChangeHistory.new_value).where(ChangeHistory.field == "deadline_reason")
    assert session.scalars(told).all() == ["Le bailleur est fermé"]
    with pytest.raises(EditConflictError):
        act(made.secretary, promises.put_off_commitment, one.id, version=one.version,
            draft=NewDeadline(day + timedelta(days=1), "Autre"))  # fmt: skip


@pytest.mark.parametrize(
    "draft", [NewDeadline(None, "x"), NewDeadline(TODAY, " "), NewDeadline(TODAY - timedelta(1), "x")]
)
def test_a_deadline_without_day_or_reason_or_already_past_is_refused(made, draft):
    one = read(made.referent, list_commitments, ALL)[0]
    with pytest.raises(InvalidInputError):
        act(made.referent, promises.put_off_commitment, one.id, version=one.version, draft=draft)


def test_the_list_is_one_statement_and_its_page_is_cut_in_sql(made, count_statements):
    with count_statements() as counted:
        assert len(read(made.secretary, list_commitments, ALL)) == 3
    assert len(counted) <= 2
    assert read(made.secretary, list_commitments, ALL, page=2) == []


def test_done_from_the_plan_of_her_file_the_alert_goes_too(session, made):
    one = read(made.referent, list_commitments, ALL)[0]
    action = session.scalar(select(PlanAction).join(Commitment, Commitment.action_id == PlanAction.id).where(
        Commitment.id == one.id))  # fmt: skip
    draft = ActionDraft(action.objective_id, one.title, made.referent.professional_id, one.deadline_on,
        ActionStatus.DONE, ActionOrigin.COMMISSION, TODAY)  # fmt: skip
    act(made.referent, change_record, action.id, version=one.version, draft=draft)
    assert facts(session, one.beneficiary_id) == []
    assert read(made.secretary, count_commitments, PromiseFilters(state=PromiseState.DONE)) == 1


def test_done_outside_the_room_is_done_on_the_shared_screen(session, made):
    """Three commitments of a former meeting, shown as the first point of the one of today."""
    former = make_meeting(session, made.body, state=MeetingState.CLOSED, starts_at=NOW - timedelta(days=30))
    for one in session.scalars(select(Commitment)):
        one.meeting_id = former.id
    session.commit()
    start(made)
    before = shown(session, made)
    assert [one.is_done for one in before.commitments] == [False] * 3
    act(made.referent, promises.keep_commitment, before.commitments[0].id, is_done=True)
    after = shown(session, made)
    assert [one.is_done for one in after.commitments] == [True, False, False]
    assert after.changes == stored(session, made).changes == before.changes + 1


def test_the_words_of_a_commitment_name_nobody_to_who_may_not_open_the_file(session, made):
    action = session.scalars(select(PlanAction).order_by(PlanAction.id)).first()
    action.title = "Appeler la mère de Zoulikha au 06 12 34 56 78"
    outside = make_professional(session, session.get_one(Consortium, made.body.consortium_id))
    action.owner_id = outside.id
    session.commit()
    [told] = read(viewer_for(session, outside), list_commitments, ALL)
    assert told.title == "Appeler la mère de la personne au …"
    hers = {one.title for one in read(made.secretary, list_commitments, ALL)}
    assert action.title in hers
