"""After a regulatory body: hearing, decision, notification, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.commissions import decisions
from db.queries.commissions.minutes import gather_content
from domain.commissions.decisions import (
    DecisionDraft,
    DecisionStep,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
)
from domain.commissions.words import CaseState, MeetingState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError
from tests.db.meeting_days import read
from tests.db.regulatory_days import decide, lines, make_opinion, write
from tests.factories import TODAY


@pytest.fixture
def held(session):
    return make_opinion(session)


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


def test_a_hearing_that_somebody_else_wrote_is_not_lost(held):
    [shown] = lines(held)
    write(held, decisions.record_hearing, HearingDraft(Hearing.ASKED))
    with pytest.raises(EditConflictError) as refused:
        write(held, decisions.record_hearing, HearingDraft(Hearing.NOT_WISHED), shown.case_version)
    told = [("Audition", Hearing.ASKED.label, Hearing.NOT_WISHED.label)]
    assert [tuple(one) for one in refused.value.differences] == told
    assert lines(held)[0].hearing is Hearing.ASKED


def test_a_hearing_is_noted_before_the_meeting(session, held):
    held.meeting.state, held.cases[1].state = MeetingState.CONVENED, CaseState.SCHEDULED
    held.cases[1].passed_on = None
    session.commit()
    assert [one.step for one in lines(held)] == [DecisionStep.TO_HEAR]
    write(held, decisions.record_hearing, HearingDraft(Hearing.ASKED))
    assert lines(held)[0].hearing is Hearing.ASKED


def test_nobody_decides_on_an_opinion_given_without_informing_in_time(session, held):
    held.cases[0].informed_on = TODAY - timedelta(days=14)
    session.commit()
    with pytest.raises(ForbiddenError, match="il en faut 15"):
        decide(held)
    held.cases[0].informed_on = None
    session.commit()
    with pytest.raises(ForbiddenError, match="pas été informée"):
        decide(held)


def test_a_notification_is_only_corrected_with_its_reason_and_its_day(held):
    decide(held)
    write(held, decisions.record_notification, NotificationDraft(TODAY, NotificationMeans.LETTER))
    again = NotificationDraft(TODAY, NotificationMeans.REGISTERED)
    with pytest.raises(InvalidInputError):
        write(held, decisions.record_notification, again)
    write(held, decisions.record_notification, replace(again, reason="Accusé de réception"))
    [line] = lines(held)
    assert line.means is NotificationMeans.REGISTERED
    assert line.notification_note.startswith(f"Corrigée le {TODAY:%d/%m/%Y}")
    assert "Lettre simple" in line.notification_note


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
