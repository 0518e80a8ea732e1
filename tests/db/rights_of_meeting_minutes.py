"""Rows of the rights matrix for minutes: who runs the body writes them, who sits in it reads the good one."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions import day, minutes
from db.queries.commissions.minutes import gather_content, list_minutes
from domain.access import Viewer
from domain.clock import set_clock
from tests.db.rights import Row
from tests.db.world import Side

RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}


def _made(session: Session, viewer: Viewer, here: Side) -> None:
    """The meeting ends and its minutes are made."""
    day.put_off_point(session, viewer, here.commission.point_id)
    day.end_meeting(session, viewer, here.commission.meeting_id)
    minutes.generate_minutes(session, viewer, here.commission.meeting_id)


def _validated(session: Session, viewer: Viewer, here: Side) -> None:
    _made(session, viewer, here)
    version = list_minutes(session, viewer, here.commission.meeting_id)[0].version
    minutes.validate_minutes(session, viewer, here.commission.meeting_id, version=version)


def _after(before: Any, act: Any, *about: Any, **values: Any) -> Row:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        before(session, viewer, here)
        act(session, viewer, here.commission.meeting_id, *about, **values)

    return Row(call, RUN)


def _taken(_session: Session, viewer: Viewer, here: Side) -> None:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    minutes.take_minutes(viewer, here.commission.meeting_id, 1)


MINUTES_READS = {
    "commissions.minutes.list_minutes": Row(
        lambda s, v, here: list_minutes(s, v, here.commission.meeting_id), RUN
    ),
    "commissions.minutes.gather_content": Row(
        lambda s, v, here: gather_content(s, v, here.commission.meeting_id), SEATED
    ),
}
MINUTES_WRITES = {
    "commissions.minutes.generate_minutes": Row(_made, RUN),
    "commissions.minutes.validate_minutes": Row(_validated, RUN),
    "commissions.minutes.correct_minutes": _after(
        _made, minutes.correct_minutes, None, shown="", typed="Un mot"
    ),
    "commissions.minutes.replace_minutes": _after(_validated, minutes.replace_minutes, reason="Un oubli"),
    "commissions.minutes.close_meeting": _after(_validated, minutes.close_meeting),
    "commissions.minutes.take_minutes": Row(_taken, RUN),
}
