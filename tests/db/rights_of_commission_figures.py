"""Rows of the rights matrix for the follow-up of commissions: figures by body, and the lines behind."""

from datetime import date

from sqlalchemy.orm import Session

from db.models.commissions import CommissionMeeting
from db.queries.indicators import commission_lines, commissions, kept
from domain.access import Viewer
from domain.commissions.words import MeetingState
from domain.indicators.commissions import ON_TIME
from domain.indicators.model import Perimeter
from domain.indicators.told_commissions import Sitting
from tests.db.rights import LOCAL, Row
from tests.db.world import Side

EVER = Perimeter(date(2020, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
RUNNERS = frozenset({"coordinator", "commission_secretary"})
_OTHERS = (LOCAL | {"national"}) - RUNNERS


def _close(session: Session, here: Side) -> None:
    key = (here.consortium.id, here.commission.meeting_id)
    meeting = session.get(CommissionMeeting, key)
    if meeting:  # behind the wall of PostgreSQL for who is of another consortium: she asks all the same
        meeting.state = MeetingState.CLOSED
        session.flush()
    kept.forget()


def _told(session: Session, viewer: Viewer, here: Side) -> bool:
    _close(session, here)
    told = commissions.tell_commissions(session, viewer, EVER, Sitting())
    return here.commission.body_id in told.by_body[ON_TIME].by_group


def _held(session: Session, viewer: Viewer, here: Side) -> bool:
    _close(session, here)
    found = commissions.list_held(session, viewer, EVER, Sitting())
    return here.commission.meeting_id in {one.id for one in found}


def _named(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.commission.body_id in commissions.list_body_names(session, viewer)


def _behind(session: Session, viewer: Viewer, here: Side) -> bool:
    _close(session, here)
    found = commission_lines.list_commission_lines(session, viewer, EVER, Sitting(), ON_TIME)
    return bool(found) and viewer.consortium_id == here.consortium.id


COMMISSION_FIGURE_READS = {
    "indicators.commissions.tell_commissions": Row(_told, RUNNERS, _OTHERS - {"steering"}),
    "indicators.commissions.list_body_names": Row(_named, RUNNERS | {"steering"}, _OTHERS - {"steering"}),
    "indicators.commissions.list_held": Row(_held, RUNNERS, _OTHERS),
    "indicators.commission_lines.list_commission_lines": Row(_behind, RUNNERS, _OTHERS),
}
UNSCOPED_COMMISSION_FIGURES = dict.fromkeys(
    (f"indicators.commissions.{name}" for name in ("held", "examined", "promised", "seated")),
    "a statement, run only by reads that have a row",
) | dict.fromkeys(("indicators.commissions.same", "indicators.commissions.of_meeting"), "no database")
UNSCOPED_COMMISSION_FIGURES["commissions.day.list_case_commitments"] = "of cases that list_person_cases read"
UNSCOPED_COMMISSION_SIGNING = {
    "commission_exports.take_commission_lines": "reads list_commission_lines again, which has a row",
    "commission_exports.sign_commission_lines": "signs that lines left",
    "commissions.screen.tell_kept": "last part of keep_commitment and put_off_commitment, which have rows",
}
