"""How many people each alert is about, structure by structure, for who counts a whole consortium.

The same people as `alerted`, which serves every other question and the lists: tests compare both.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from db.models.indicators import AlertFact, PathLine
from db.queries.alert_facts_raised import facts_raised, people_raised
from db.queries.indicators.populations import counted_stays, is_present, stands_at
from domain.access import Role, Viewer
from domain.alerts import IN_JOB_RULES, AlertCode, AlertRule
from domain.caseload import CaseloadFilters
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter, Scope
from domain.thresholds import Thresholds, in_force


def counts_everybody(viewer: Viewer, perimeter: Perimeter, kinds: tuple[Breakdown, ...]) -> bool:
    """True when nothing but structures tells these people apart, and she counts all of them."""
    sees_all = viewer.has(Role.COORDINATOR) and perimeter.scope is Scope.LISTED
    counts_all = viewer.has(Role.COORDINATOR, Role.STEERING) and perimeter.scope is Scope.CONSORTIUM
    is_of_all = (
        replace(perimeter.people, structure_id=None) == CaseloadFilters() and not perimeter.seniorities
    )
    return kinds == (Breakdown.STRUCTURE,) and is_of_all and (sees_all or counts_all)


def alert_figures(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicators: Iterable[Indicator]
) -> dict[Indicator, ByGroup]:
    """Each alert by structure, out of who is present or has an alert though she left; one statement."""
    asked = {AlertCode(indicator.variant): indicator for indicator in indicators}
    thresholds = in_force(dict(perimeter.thresholds))
    parts = [_raised(viewer, code, thresholds, perimeter.scope) for code in asked]
    parts += [_present(viewer, perimeter), _gone(viewer, perimeter, thresholds)]
    counts: dict[str, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for code, structure_id, count in session.execute(union_all(*parts)):
        if perimeter.people.structure_id in (None, structure_id):
            counts[code][structure_id] += count
    return {
        indicator: {key: Figure(counts[code.value][key], people) for key, people in counts[_AMONG].items()}
        for code, indicator in asked.items()
    }


_AMONG = "among"


def _raised(viewer: Viewer, code: AlertCode, thresholds: Thresholds, scope: Scope) -> Select[Any]:
    rules = [rule for rule in AlertRule if rule.code is code]
    raised = people_raised(viewer, rules, thresholds, scope).subquery().c
    person: Any = raised.beneficiary_id  # of two rules of one code, but for jobs, a person meets one
    count = func.count(person.distinct() if set(rules) & {*IN_JOB_RULES.values()} else person)
    return select(literal(str(code.value)), raised.structure_id, count).group_by(raised.structure_id)


def _present(viewer: Viewer, perimeter: Perimeter) -> Select[Any]:
    stays = counted_stays(viewer, replace(perimeter, reference_on=viewer.today))
    present = stays.where(is_present(PathLine, viewer.today))
    columns: tuple[Any, ...] = (literal(_AMONG), PathLine.structure_id, func.count())
    return present.with_only_columns(*columns).group_by(PathLine.structure_id)


def _gone(viewer: Viewer, perimeter: Perimeter, thresholds: Thresholds) -> Select[Any]:
    """Alerts about a job are the only ones of people who left (db/actions/alert_facts.py): few lines."""
    rules = list(IN_JOB_RULES.values())
    parts = (
        facts_raised(viewer, rule, thresholds, perimeter.scope).with_only_columns(AlertFact.beneficiary_id)
        for rule in rules
    )
    has_left = (stands_at(PathLine, viewer.today), ~is_present(PathLine, viewer.today))
    stays = counted_stays(viewer, replace(perimeter, reference_on=viewer.today))
    gone = stays.where(PathLine.beneficiary_id.in_(union_all(*parts)), *has_left)
    columns: tuple[Any, ...] = (literal(_AMONG), PathLine.structure_id, func.count())
    return gone.with_only_columns(*columns).group_by(PathLine.structure_id)
