"""How many people each alert is about, for who lists them: counted as far as the list needs it."""

from typing import Any

from sqlalchemy import Select, and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from db.models.caseload import CaseloadEntry
from db.queries.alert_facts_raised import people_raised
from db.queries.caseload_filters import people_conditions
from db.queries.indicators.kept import thresholds_in_force
from domain.access import Viewer
from domain.alert_lists import COUNTED_AT_MOST
from domain.alerts import AlertCode, AlertRule
from domain.caseload import CaseloadFilters
from domain.thresholds import Thresholds


def count_alerts(session: Session, viewer: Viewer, people: CaseloadFilters) -> dict[AlertCode, int]:
    """People by alert that is not put off, whom the filters keep; beyond COUNTED_AT_MOST, one more."""
    thresholds = thresholds_in_force(session, viewer)
    counted = (
        select(literal(str(code.value)), func.count()).select_from(
            _people(viewer, code, people, thresholds).limit(COUNTED_AT_MOST + 1).subquery()
        )
        for code in AlertCode
    )
    return {AlertCode(code): count for code, count in session.execute(union_all(*counted))}


def _people(viewer: Viewer, code: AlertCode, people: CaseloadFilters, thresholds: Thresholds) -> Select[Any]:
    rules = [rule for rule in AlertRule if rule.code is code]
    raised = people_raised(viewer, rules, thresholds).subquery("raised")
    found = select(raised.c.beneficiary_id).distinct()
    if people == CaseloadFilters():
        return found
    is_here = CaseloadEntry.consortium_id == viewer.consortium_id
    same = and_(is_here, CaseloadEntry.beneficiary_id == raised.c.beneficiary_id)
    return found.join(CaseloadEntry, same).where(*people_conditions(viewer, people, viewer.today))
