"""Rows of the rights matrix for decisions: only who runs the regulatory body reads and writes them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions import decisions
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionBody, CommissionMeeting
from db.models.settings import ConsortiumSetting
from db.queries.commissions.decisions import list_decisions
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


def _of_point(act: Any, draft: Any, *, decided: bool = False) -> Row:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        version = _opinion(session, here, viewer.today if decided else None)
        act(session, viewer, here.commission.point_id, version=version, draft=draft(viewer))

    return Row(call, RUN)


def _decision(viewer: Viewer) -> DecisionDraft:
    return DecisionDraft("Avis favorable", "Présidence", viewer.today)


def _notification(viewer: Viewer) -> NotificationDraft:
    return NotificationDraft(viewer.today, NotificationMeans.LETTER)


DECISION_READS = {"commissions.decisions.list_decisions": Row(_seen, RUN)}
DECISION_WRITES = {
    "commissions.decisions.record_hearing": _of_point(
        decisions.record_hearing, lambda _viewer: HearingDraft(Hearing.ASKED)
    ),
    "commissions.decisions.record_decision": _of_point(decisions.record_decision, _decision),
    "commissions.decisions.record_notification": _of_point(
        decisions.record_notification, _notification, decided=True
    ),
}
UNSCOPED_DECISION_ACTIONS = {
    "commissions.decisions.take_decisions": "reads list_decisions again, which has a row",
    "commissions.decisions.sign_decisions": "signs that lines left",
}
