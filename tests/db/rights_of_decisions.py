"""Rows of the rights matrix for decisions: only who runs the regulatory body reads and writes them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions import decisions
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionBody, CommissionMeeting
from db.models.settings import ConsortiumSetting
from db.queries.commissions.decisions import list_decisions, list_meeting_decisions
from db.queries.commissions.papers import read_decision_letter
from domain.access import Viewer
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import (
    DecisionDraft,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
)
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.identifiers import new_id
from tests.db.rights import Row
from tests.db.world import Side

RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}


def _opinion(session: Session, here: Side, decided_on: date | None = None) -> int:
    """The furnished meeting ended on an opinion, such bodies are switched on; the version of the point.

    Who is of another consortium finds nothing to prepare on PostgreSQL: she asks all the same.
    """
    key = here.consortium.id
    point = session.get(AgendaPoint, (key, here.commission.point_id))
    if point is None:
        return 1
    point.decided_on = decided_on
    point.conclusion, point.conclusion_words = Conclusion.OPINION, "Avis favorable"
    session.get_one(CommissionMeeting, (key, point.meeting_id)).state = MeetingState.TO_VALIDATE
    session.get_one(CommissionBody, (key, here.commission.body_id)).family = CommissionFamily.REGULATORY
    session.add(ConsortiumSetting(consortium_id=key, id=new_id(), code=REGULATORY_ON, value=1))
    session.flush()
    return point.version


def _seen(session: Session, viewer: Viewer, here: Side) -> bool:
    _opinion(session, here)
    return here.commission.point_id in {one.point_id for one in list_decisions(session, viewer)}


def _seen_beside_minutes(session: Session, viewer: Viewer, here: Side) -> bool:
    _opinion(session, here)
    lines = list_meeting_decisions(session, viewer, here.commission.meeting_id)
    return here.commission.point_id in {one.point_id for one in lines}


def _letter(session: Session, viewer: Viewer, here: Side) -> Any:
    _opinion(session, here, viewer.today)
    about = (here.commission.meeting_id, here.commission.point_id)
    return read_decision_letter(session, viewer, *about)


def _of_point(act: Any, draft: Any, *, decided: bool = False, of_case: bool = False) -> Row:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        version = _opinion(session, here, viewer.today if decided else None)
        version = 1 if of_case else version
        act(session, viewer, here.commission.point_id, version=version, draft=draft(viewer))

    return Row(call, RUN)


def _decision(viewer: Viewer) -> DecisionDraft:
    return DecisionDraft("Avis favorable", "Présidence", viewer.today)


def _notification(viewer: Viewer) -> NotificationDraft:
    return NotificationDraft(viewer.today, NotificationMeans.LETTER)


DECISION_READS = {
    "commissions.decisions.list_decisions": Row(_seen, RUN),
    "commissions.decisions.list_meeting_decisions": Row(_seen_beside_minutes, SEATED),
    "commissions.papers.read_decision_letter": Row(_letter, SEATED),
}
DECISION_WRITES = {
    "commissions.decisions.record_hearing": _of_point(
        decisions.record_hearing, lambda _viewer: HearingDraft(Hearing.ASKED), of_case=True
    ),
    "commissions.decisions.record_decision": _of_point(decisions.record_decision, _decision),
    "commissions.decisions.record_notification": _of_point(
        decisions.record_notification, _notification, decided=True
    ),
}
UNSCOPED_DECISION_ACTIONS = {
    "commissions.decisions.take_decisions": "reads list_decisions again, which has a row",
    "commissions.papers.take_decision_letter": "signs and reads read_decision_letter, which has a row",
    "commissions.papers.take_meeting_decisions": "signs and reads list_meeting_decisions, which has a row",
    "commissions.decisions.sign_decisions": "signs that lines left",
}
