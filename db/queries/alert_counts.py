"""How many people each alert is about, for who lists them: counted as far as the list needs it."""

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from db.models.caseload import CaseloadEntry
from db.models.indicators import AlertFact
from db.queries.alert_conditions import is_put_off, is_raised
from db.queries.alert_facts_raised import people_raised
from db.queries.caseload_filters import people_conditions
from db.queries.indicators.kept import thresholds_in_force
from db.queries.scopes import visible_facts
from domain.access import Role, Viewer
from domain.alert_lists import COUNTED_AT_MOST
from domain.alerts import AlertCode, AlertRule
from domain.caseload import CaseloadFilters
from domain.thresholds import Thresholds


def count_alerts(session: Session, viewer: Viewer, people: CaseloadFilters) -> dict[AlertCode, int]:
    """People by alert that is not put off, whom the filters keep; beyond COUNTED_AT_MOST, one more.

    Of a whole consortium, alert by alert, each until there are enough; of fewer people, at once from them.
    """
    thresholds = thresholds_in_force(session, viewer)
    is_of_all = viewer.has(Role.COORDINATOR)
    counted = (_each_apart if is_of_all else _at_once)(viewer, people, thresholds)
    found = {AlertCode(code): count for code, count in session.execute(counted)}
    return {code: min(found.get(code, 0), COUNTED_AT_MOST + 1) for code in AlertCode}


def _at_once(viewer: Viewer, people: CaseloadFilters, thresholds: Thresholds) -> Any:
    code = case({rule: literal(str(rule.code.value)) for rule in AlertRule}, value=AlertFact.rule)
    is_here = (is_raised(AlertFact, viewer.today, thresholds), ~is_put_off(AlertFact, viewer.today))
    found = _filtered(visible_facts(viewer).where(*is_here), AlertFact, viewer, people)
    count = func.count(AlertFact.beneficiary_id.distinct())
    return found.with_only_columns(code, count, maintain_column_froms=True).group_by(code)


def _each_apart(viewer: Viewer, people: CaseloadFilters, thresholds: Thresholds) -> Any:
    return union_all(
        *(
            select(literal(str(code.value)), func.count()).select_from(
                _people(viewer, code, people, thresholds).limit(COUNTED_AT_MOST + 1).subquery()
            )
            for code in AlertCode
        )
    )


def _people(viewer: Viewer, code: AlertCode, people: CaseloadFilters, thresholds: Thresholds) -> Select[Any]:
    rules = [rule for rule in AlertRule if rule.code is code]
    raised = people_raised(viewer, rules, thresholds).subquery("raised").c
    return _filtered(select(raised.beneficiary_id).distinct(), raised, viewer, people)


def _filtered(found: Select[Any], row: Any, viewer: Viewer, people: CaseloadFilters) -> Select[Any]:
    if people == CaseloadFilters():
        return found
    is_here = CaseloadEntry.consortium_id == viewer.consortium_id
    same = and_(is_here, CaseloadEntry.beneficiary_id == row.beneficiary_id)
    return found.join(CaseloadEntry, same).where(*people_conditions(viewer, people, viewer.today))
