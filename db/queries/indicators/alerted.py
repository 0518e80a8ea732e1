"""Whom alerts are about today: one row a person, with the alerts that are raised for her."""

from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Subquery, case, cast, func, or_, select

from db.models.indicators import AlertFact, PathLine
from db.queries.alert_conditions import is_put_off, is_raised
from db.queries.indicators.populations import counted_stays, is_present, stands_at
from domain.access import Role, Viewer
from domain.alerts import AlertCode, AlertRule
from domain.indicators.model import Perimeter
from domain.thresholds import in_force

_BITS = {rule: 1 << rank for rank, rule in enumerate(AlertRule)}
_RULES = cast(func.sum(case(_BITS, value=AlertFact.rule)), BigInteger).label("rules")


def alerted(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """Of today, whatever the reference date: who is present, and who has an alert though she left."""
    today, person = viewer.today, PathLine
    stays = counted_stays(viewer, replace(perimeter, reference_on=today))
    raised = _raised(viewer, perimeter, stays)
    same = raised.c.beneficiary_id == person.beneficiary_id
    return (
        stays.outerjoin(raised, same)
        .where(stands_at(person, today), or_(is_present(person, today), raised.c.rules.is_not(None)))
        .with_only_columns(
            *person.__table__.c,
            person.first_diagnosis_on.label("validated_on"),
            raised.c.rules,
            maintain_column_froms=True,
        )
        .subquery("person")
    )


def is_alerted(person: Any, code: AlertCode) -> ColumnElement[bool]:
    """True when this alert is raised for this row of `alerted`."""
    rules = sum(bit for rule, bit in _BITS.items() if rule.code is code)
    return func.coalesce(person.rules, 0).bitwise_and(rules) != 0


def _raised(viewer: Viewer, perimeter: Perimeter, stays: Select[Any]) -> Subquery:
    """A line a person, the rules that raise an alert as bits: one fact a rule, so their sum is their set."""
    today, fact = viewer.today, AlertFact
    raised = select(fact.beneficiary_id, _RULES).where(
        fact.consortium_id == viewer.consortium_id,
        is_raised(fact, today, in_force(dict(perimeter.thresholds))),
        ~is_put_off(fact, today),
    )
    if not viewer.has(Role.COORDINATOR, Role.STEERING):  # few people: their facts only
        raised = raised.where(fact.beneficiary_id.in_(stays.with_only_columns(PathLine.beneficiary_id)))
    return raised.group_by(fact.beneficiary_id).subquery("raised")
