"""A regulatory meeting that ended on an opinion, and what is written after it."""

from db.actions.commissions import decisions
from db.models.settings import ConsortiumSetting
from db.queries.commissions.decisions import list_decisions
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import (
    DecisionDraft,
    HearingDraft,
)
from domain.commissions.words import CaseState, CommissionFamily, Conclusion, MeetingState
from domain.identifiers import new_id
from tests.db.meeting_days import act, make_day, read
from tests.factories import TODAY


def make_opinion(session):
    """A regulatory meeting that ended on one opinion, such bodies switched on."""
    held = make_day(session, family=CommissionFamily.REGULATORY)
    point = held.points[0]
    point.conclusion, point.conclusion_words = Conclusion.OPINION, "Avis favorable"
    for case in held.cases:
        case.state, case.passed_on = CaseState.EXAMINED, TODAY
    held.meeting.state = MeetingState.TO_VALIDATE
    key = {"consortium_id": held.body.consortium_id, "id": new_id()}
    session.add(ConsortiumSetting(**key, code=REGULATORY_ON, value=1))
    session.commit()
    return held


def write(held, action, draft, version=None):
    """Beside the version that is read now, unless one is given."""
    [line] = lines(held)
    shown = line.case_version if isinstance(draft, HearingDraft) else line.version
    version = shown if version is None else version
    act(held.secretary, action, line.point_id, version=version, draft=draft)


def lines(held, viewer=None):
    """What the secretary reads, or this viewer."""
    return read(viewer or held.secretary, list_decisions)


def decide(held, words="Avis favorable", reason=""):
    """The authority decides today."""
    write(held, decisions.record_decision, DecisionDraft(words, "Présidence", TODAY, reason))
