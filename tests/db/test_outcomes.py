"""What a meeting says of a situation and who promises what: kept at once, never lost between two people."""

from datetime import timedelta

import pytest

from db.actions.commissions import commitments, day, outcomes
from db.models.cases import Commitment
from db.models.paths import Objective, PlanAction
from db.queries.commissions.day import list_commitments, list_former_commitments
from domain.commissions.commitments import CommitmentDraft, Owner
from domain.commissions.words import Conclusion, PointState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import ActionOrigin, ActionStatus
from domain.identifiers import new_id
from tests.commission_factories import make_meeting, make_point
from tests.db.meeting_days import act, make_day, read, shown, start, start_on_situation
from tests.factories import NOW, TODAY

SOON = TODAY + timedelta(days=30)


@pytest.fixture
def held(session):
    return make_day(session)


def say(held, point, field, typed, before=""):
    act(held.secretary, outcomes.record_outcome, point.id, field, shown=before, typed=typed)


def promise(held, point, title="Appeler le bailleur", deadline_on=SOON, **values):
    record_id = new_id()
    draft = CommitmentDraft(title, deadline_on=deadline_on, **values)
    act(held.secretary, commitments.add_commitment, point.id, record_id=record_id, draft=draft)
    return record_id


def action_of(session, commitment_id):
    session.expire_all()
    taken = session.query(Commitment).filter_by(id=commitment_id).one()
    return session.query(PlanAction).filter_by(id=taken.action_id).one()


def test_a_conclusion_is_one_of_the_list_of_the_body(session, held):
    point = start_on_situation(held)
    say(held, point, "conclusion_words", "Piste retenue")
    session.refresh(point)
    assert (point.conclusion, shown(session, held).outcome.conclusion) == (Conclusion.FOUND, "Piste retenue")
    with pytest.raises(NotFoundError):
        say(held, point, "conclusion_words", "Autre chose", "Piste retenue")


def test_two_secretaries_who_write_differently_both_read_it(held):
    """T111."""
    point = start_on_situation(held)
    say(held, point, "comment", "Voir le bailleur")
    with pytest.raises(EditConflictError) as refused:
        say(held, point, "comment", "Voir la CAF")
    assert [tuple(one) for one in refused.value.differences] == [
        ("Commentaire", "Voir le bailleur", "Voir la CAF")
    ]


def test_two_fields_at_once_are_both_kept(session, held):
    point = start_on_situation(held)
    say(held, point, "comment", "Voir le bailleur")
    say(held, point, "conclusion_words", "À approfondir")
    session.refresh(point)
    assert (point.comment, point.conclusion_words) == ("Voir le bailleur", "À approfondir")


def test_who_stands_aside_is_a_member_and_is_named_to_the_room(session, held):
    point = start_on_situation(held)
    say(held, point, "aside", [held.members[1].id], [])
    assert shown(session, held).outcome.aside == ("Inès Membre",)
    with pytest.raises(NotFoundError):
        say(held, point, "aside", [new_id()], [held.members[1].id])


def test_only_a_regulatory_body_votes(session, held):
    with pytest.raises(NotFoundError):
        say(held, start_on_situation(held), "votes_for", 3, None)
    body = make_day(session, family="regulatory")
    point = start_on_situation(body)
    say(body, point, "votes_for", 3, None)
    assert shown(session, body).outcome.votes_for == 3


def test_a_situation_concluded_after_it_was_left_is_treated(session, held):
    point = start_on_situation(held)
    act(held.secretary, day.go_to_point, held.points[1].id)
    say(held, point, "conclusion_words", "Piste retenue")
    session.refresh(point)
    assert point.state == PointState.TREATED


def test_nothing_is_written_once_the_meeting_has_ended(session, held):
    point = start_on_situation(held)
    session.refresh(held.meeting)
    held.meeting.state = "to_validate"
    session.flush()
    with pytest.raises(ForbiddenError):
        say(held, point, "comment", "Trop tard")


def test_a_commitment_is_an_action_of_her_plan(session, held):
    taken = action_of(session, promise(held, start_on_situation(held)))
    assert (taken.origin, taken.deadline_on, taken.owner_id) == (ActionOrigin.COMMISSION, SOON, None)
    objective = session.query(Objective).filter_by(id=taken.objective_id).one()
    assert objective.title == f"Décisions de la commission du {held.meeting.meets_on:%d/%m/%Y}"
    assert objective.support_period_id == held.cases[0].support_period_id


def test_two_commitments_share_the_objective_of_the_meeting(session, held):
    point = start_on_situation(held)
    first, second = promise(held, point), promise(held, point, "Visiter")
    assert action_of(session, first).objective_id == action_of(session, second).objective_id


def test_a_double_click_promises_once(held):
    point, values = start_on_situation(held), {"record_id": new_id(), "draft": CommitmentDraft("Visiter")}
    for _ in range(2):
        act(held.secretary, commitments.add_commitment, point.id, **values)
    assert len(read(held.secretary, list_commitments, held.meeting.id)) == 1


@pytest.mark.parametrize(
    "draft", [CommitmentDraft(" "), CommitmentDraft("A", deadline_on=TODAY - timedelta(1))]
)
def test_an_empty_promise_or_a_past_one_is_refused(held, draft):
    point = start_on_situation(held)
    with pytest.raises(InvalidInputError):
        act(held.secretary, commitments.add_commitment, point.id, record_id=new_id(), draft=draft)


def test_an_owner_of_another_consortium_is_answered_like_an_absent_one(session, held):
    stranger = make_day(session).referent
    with pytest.raises(NotFoundError):
        promise(held, start_on_situation(held), owner=Owner(stranger.professional_id))


def test_who_does_it_changes_and_a_conflict_names_both(held):
    taken = promise(held, start_on_situation(held))
    about = (held.meeting.id, taken, "owner")
    professional, structure = Owner(held.referent.professional_id), Owner(None, held.referent.structure_id)
    act(held.secretary, commitments.change_commitment, *about, shown=Owner(), typed=professional)
    with pytest.raises(EditConflictError) as refused:
        act(held.secretary, commitments.change_commitment, *about, shown=Owner(), typed=structure)
    assert refused.value.differences[0].typed == "Structure d’essai"


def test_done_it_is_dated_and_may_be_undone(session, held):
    taken = promise(held, start_on_situation(held))
    act(held.secretary, commitments.mark_commitment, held.meeting.id, taken, is_done=True)
    assert (action_of(session, taken).status, action_of(session, taken).done_on) == (ActionStatus.DONE, TODAY)
    act(held.secretary, commitments.mark_commitment, held.meeting.id, taken, is_done=False)
    assert action_of(session, taken).done_on is None


def test_removed_it_leaves_the_plan_too(session, held):
    taken = promise(held, start_on_situation(held))
    act(held.secretary, commitments.remove_commitment, held.meeting.id, taken)
    assert session.query(PlanAction).filter_by(origin=ActionOrigin.COMMISSION).count() == 0


def test_the_meeting_does_not_end_while_a_commitment_has_no_deadline(held):
    point = start_on_situation(held)
    promise(held, point, deadline_on=None)
    with pytest.raises(ForbiddenError, match="1\xa0engagement sans responsable ou sans échéance"):
        act(held.secretary, day.end_meeting, held.meeting.id)


def test_the_first_point_brings_back_what_was_promised_before(session, held):
    former = make_meeting(session, held.body, NOW - timedelta(days=40), state="open")
    promise_point = make_point(session, former, held.cases[2], number=1)
    late = promise(held, promise_point, "Écrire à la CAF", deadline_on=TODAY)
    former.state = "closed"
    session.flush()
    start(held)
    (due,) = read(held.secretary, list_former_commitments, held.meeting.id)
    assert (due.line.id, due.person) == (late, "Martin Clothilde")
    assert [one.title for one in shown(session, held).commitments] == ["Écrire à la CAF"]
    act(held.secretary, commitments.mark_commitment, held.meeting.id, late, is_done=True)
    assert shown(session, held).commitments[0].is_done
