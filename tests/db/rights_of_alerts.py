"""Rows of the rights matrix for alerts: who lists whom, whose alerts are put off by whom."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from db.actions import alert_exports, alerts, pauses
from db.engine import read_session, write_session
from db.queries.alert_counts import count_alerts
from db.queries.alerts import list_alerted_people, list_file_alerts
from db.queries.indicators import kept
from domain.access import Viewer
from domain.alert_lists import AlertFilters
from domain.alerts import AlertCode
from domain.caseload import CaseloadFilters
from domain.identifiers import new_id
from tests.db.rights import FILE, LIST, LOCAL, Row
from tests.db.rights_to_day import LATER
from tests.db.world import Side


def _late(viewer: Viewer, here: Side) -> Viewer:
    """The same, once the person's follow-up has started again, and nobody has called since."""
    referent = here.viewers["referent"]
    with write_session(referent) as session:
        pauses.resume(session, referent, here.person.id, ended_on=date(2026, 10, 2))
    kept.forget()
    return replace(viewer, now=LATER)


def _listed(_session: Session, viewer: Viewer, here: Side) -> bool:
    later = _late(viewer, here)
    with read_session(later) as session:
        found = list_alerted_people(session, later, AlertFilters())
    return here.person.id in {one.beneficiary_id for one in found.people}


def _of_file(_session: Session, viewer: Viewer, here: Side) -> Any:
    later = _late(viewer, here)
    with read_session(later) as session:
        return list_file_alerts(session, later, here.person.id)


def _counted(_session: Session, viewer: Viewer, here: Side) -> bool:
    later = _late(viewer, here)
    with read_session(later) as session:
        return count_alerts(session, later, CaseloadFilters())[AlertCode.NO_CONTACT] > 0


def _put_off(session: Session, viewer: Viewer, here: Side) -> None:
    until_on = viewer.today + timedelta(days=30)
    values = {"code": AlertCode.NO_CONTACT, "until_on": until_on, "reason": "En cure jusque-là."}
    alerts.put_off(session, viewer, here.person.id, record_id=new_id(), **values)  # type: ignore[arg-type]


def _take_up(session: Session, viewer: Viewer, here: Side) -> None:
    """What her référent put off."""
    _put_off(session, here.viewers["referent"], here)
    alerts.take_up_again(session, viewer, here.person.id, code=AlertCode.NO_CONTACT)


ALERT_READS = {
    "alerts.list_alerted_people": Row(_listed, LIST),
    "alerts.list_file_alerts": Row(_of_file, FILE),
    "alert_counts.count_alerts": Row(_counted, LIST),
}
ALERT_WRITES = {
    "alerts.put_off": Row(_put_off, FILE),
    "alerts.take_up_again": Row(_take_up, FILE),
    "alert_exports.sign_alerts": Row(
        lambda _, viewer, __: alert_exports.sign_alerts(viewer, rows=1, detail="csv"), LOCAL
    ),
}
STATEMENT = "a statement or a condition, run only by reads that have a row"
UNSCOPED_ALERT_QUERIES = dict.fromkeys(
    (
        "derived_checks.find_stale_lines",
        "alert_conditions.days_since",
        "alert_conditions.is_put_off",
        "alert_conditions.is_raised",
        "alert_conditions.with_put_off",
        "alerts.alerts_of",
        "oldest_alerts.oldest_of_all",
        "alerts.own_thresholds",
        "alerts.thresholds_of",
        "alert_facts_raised.facts_raised",
        "alert_facts_raised.people_raised",
        "indicators.alert_counts.alert_figures",
        "indicators.alert_counts.counts_everybody",
        "indicators.alerted.alerted",
        "indicators.alerted.is_alerted",
    ),
    STATEMENT,
)
UNSCOPED_ALERT_ACTIONS = {
    "alert_facts.alert_facts": STATEMENT,
    "derived_lines.recomputed_lines": STATEMENT,
    "alert_exports.take_alerts": "ask_again, then list_alerted_people, which has a row",
}
