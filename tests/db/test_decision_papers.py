"""What is decided after an opinion: in papers, in her file, kept when such bodies are switched off."""

from datetime import timedelta

import pytest

from db.actions.commissions import decisions, meetings, minutes
from db.actions.commissions.cases import submit_case
from db.models.cases import AgendaPoint
from db.models.consortia import Consortium
from db.models.settings import ConsortiumSetting
from db.queries.commissions.decisions import list_meeting_decisions
from db.queries.commissions.minutes import list_minutes
from db.queries.commissions.papers import read_decision_letter
from db.queries.timelines import list_timeline
from domain.clock import local_time
from domain.commissions.cases import CaseDraft
from domain.commissions.decision_words import USUAL_REMEDIES
from domain.commissions.decisions import (
    DecisionDraft,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
)
from domain.commissions.preparing import MeetingDraft
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.meeting_days import act, read
from tests.db.regulatory_days import decide, lines, make_opinion, write
from tests.factories import TODAY, make_professional, viewer_for


@pytest.fixture
def held(session):
    return make_opinion(session)


def test_what_is_decided_after_the_minutes_has_its_papers_and_enters_the_next_number(held):
    act(held.secretary, minutes.generate_minutes, held.meeting.id)
    first = read(held.secretary, list_minutes, held.meeting.id)[0]
    act(held.secretary, minutes.validate_minutes, held.meeting.id, version=first.version)
    decide(held, "Maintien", "Des faits nouveaux")
    assert read(held.secretary, list_minutes, held.meeting.id)[0].content == first.content
    [line] = read(held.referent, list_meeting_decisions, held.meeting.id)
    assert (line.decision, line.remedies) == ("Maintien", USUAL_REMEDIES)
    letter = read(held.secretary, read_decision_letter, held.meeting.id, line.point_id)
    assert (letter.line.decision, letter.letter.person.split()[0]) == ("Maintien", "Zoulikha")
    act(held.secretary, minutes.replace_minutes, held.meeting.id, reason="La décision est prise")
    last = read(held.secretary, list_minutes, held.meeting.id)[0]
    assert "Des faits nouveaux" in last.content.situations[0].decision


def test_no_letter_before_the_decision(held):
    with pytest.raises(NotFoundError):
        read(held.secretary, read_decision_letter, held.meeting.id, held.points[0].id)


def test_her_file_tells_the_information_the_hearing_the_decision_and_its_notification(session, held):
    write(held, decisions.record_hearing, HearingDraft(Hearing.HEARD, TODAY))
    decide(held, "Maintien", "Des faits nouveaux")
    write(held, decisions.record_notification, NotificationDraft(TODAY, NotificationMeans.HANDED))
    told = read(held.referent, list_timeline, held.people[0].id)
    steps = told[told["lane"] == "Étape d’avis"]
    assert sorted(label.partition("\u00a0")[0] for label in steps["label"]) == [
        "Audition", "Décision après l’avis d’une commission", "Décision notifiée",
        "Personne informée avant une commission",
    ]  # fmt: skip
    assert "Maintien" in set(steps["detail"])
    consortium = session.get_one(Consortium, held.body.consortium_id)
    stranger = viewer_for(session, make_professional(session, consortium))
    assert read(stranger, list_timeline, held.people[0].id).empty


def test_nothing_of_it_when_switched_off(session, held):
    session.query(ConsortiumSetting).delete()
    session.commit()
    assert lines(held) == []
    point = session.get_one(AgendaPoint, (held.body.consortium_id, held.points[0].id))
    draft = DecisionDraft("Avis favorable", "Présidence", TODAY)
    with pytest.raises(NotFoundError):
        act(held.secretary, decisions.record_decision, point.id, version=point.version, draft=draft)


def test_switched_off_a_regulatory_body_takes_nothing_new_and_keeps_what_it_did(session, held):
    decide(held)
    starts_at = local_time(held.secretary.time_zone, held.secretary.now + timedelta(days=20))
    new = {"record_id": new_id(), "draft": MeetingDraft(held.body.id, starts_at)}
    session.query(ConsortiumSetting).delete()
    session.commit()
    with pytest.raises(ForbiddenError, match="ne sont pas activées"):
        act(held.secretary, meetings.create_meeting, **new)
    case = CaseDraft(held.body.id, "Autre", "Que faire ?", presenter_id=held.referent.professional_id)
    with pytest.raises(InvalidInputError, match="ne sont pas activées"):
        act(held.referent, submit_case, held.people[0].id, record_id=new_id(), draft=case)
    [kept] = read(held.referent, list_meeting_decisions, held.meeting.id)
    assert kept.decision == "Avis favorable"


def test_who_does_not_run_the_body_reads_no_decision(held):
    assert lines(held, held.referent) == []
