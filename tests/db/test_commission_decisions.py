"""After a regulatory body: hearing, decision, notification, on both databases."""

import pytest

from db.actions.commissions import decisions
from db.models.cases import AgendaPoint
from db.models.settings import ConsortiumSetting
from db.queries.commissions.decisions import list_decisions
from db.queries.commissions.minutes import gather_content
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import (
    DecisionDraft,
    DecisionStep,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
)
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.meeting_days import act, make_day, read
from tests.factories import TODAY


@pytest.fixture
def held(session):
    """A regulatory meeting that ended on one opinion."""
    held = make_day(session, family=CommissionFamily.REGULATORY)
    point = held.points[0]
    point.conclusion, point.conclusion_words = Conclusion.OPINION, "Avis favorable"
    held.meeting.state = MeetingState.TO_VALIDATE
    key = {"consortium_id": held.body.consortium_id, "id": new_id()}
    session.add(ConsortiumSetting(**key, code=REGULATORY_ON, value=1))
    session.commit()
    return held


def write(held, action, draft, version=None):
    [line] = lines(held)
    version = line.version if version is None else version
    act(held.secretary, action, line.point_id, version=version, draft=draft)


def lines(held, viewer=None):
    return read(viewer or held.secretary, list_decisions)


def decide(held, words="Avis favorable", reason=""):
    write(held, decisions.record_decision, DecisionDraft(words, "Présidence", TODAY, reason))


def test_from_opinion_to_notification(held):
    assert [one.step for one in lines(held)] == [DecisionStep.TO_DECIDE]
    write(held, decisions.record_hearing, HearingDraft(Hearing.HEARD, TODAY))
    decide(held, "Maintien", "Des faits nouveaux")
    assert [one.step for one in lines(held)] == [DecisionStep.TO_NOTIFY]
    write(held, decisions.record_notification, NotificationDraft(TODAY, NotificationMeans.REGISTERED))
    assert [one.step for one in lines(held)] == [DecisionStep.NOTIFIED]
    first = read(held.secretary, gather_content, held.meeting.id).situations[0]
    assert first.hearing.startswith("A été entendue")
    assert "Des faits nouveaux" in first.decision
    assert first.notified.startswith("Lettre recommandée")


def test_a_different_decision_without_reason_is_refused(held):
    with pytest.raises(InvalidInputError):
        decide(held, "Suspension")


def test_a_notified_decision_does_not_change(held):
    decide(held)
    write(held, decisions.record_notification, NotificationDraft(TODAY, NotificationMeans.HANDED))
    with pytest.raises(ForbiddenError):
        decide(held, "Autre", "Parce que")


def test_what_somebody_else_wrote_is_not_lost(held):
    decide(held)
    with pytest.raises(EditConflictError):
        write(held, decisions.record_decision, DecisionDraft("Avis favorable", "Autre", TODAY), version=0)


def test_nothing_of_it_when_switched_off(session, held):
    session.query(ConsortiumSetting).delete()
    session.commit()
    assert lines(held) == []
    point = session.get_one(AgendaPoint, (held.body.consortium_id, held.points[0].id))
    draft = DecisionDraft("Avis favorable", "Présidence", TODAY)
    with pytest.raises(NotFoundError):
        act(held.secretary, decisions.record_decision, point.id, version=point.version, draft=draft)


def test_who_does_not_run_the_body_reads_no_decision(held):
    assert lines(held, held.referent) == []
