"""Whom alerts are about today: one row a person, with the alerts that are raised for her."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_

from db.models.indicators import AlertFact, PathLine
from db.queries.alert_conditions import is_put_off, is_raised
from db.queries.indicators.populations import counted_stays, is_present, stands_at
from domain.access import Viewer
from domain.alerts import AlertCode, AlertRule
from domain.indicators.model import Perimeter
from domain.thresholds import in_force


def alerted(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """Of today, whatever the reference date: who is present, and who has an alert though she left."""
    today, person = viewer.today, PathLine
    raised = and_(
        AlertFact.consortium_id == person.consortium_id,
        AlertFact.beneficiary_id == person.beneficiary_id,
        is_raised(AlertFact, today, in_force(dict(perimeter.thresholds))),
        ~is_put_off(AlertFact, today),
    )
    return (
        counted_stays(viewer, replace(perimeter, reference_on=today))
        .outerjoin(AlertFact, raised)
        .where(stands_at(person, today), or_(is_present(person, today), AlertFact.rule.is_not(None)))
        .group_by(person.consortium_id, person.support_period_id)
        .with_only_columns(
            *person.__table__.c,
            person.first_diagnosis_on.label("validated_on"),
            *(_has(code).label(column_of(code)) for code in AlertCode),
            maintain_column_froms=True,
        )
        .subquery("person")
    )


def column_of(code: AlertCode | str) -> str:
    """Where the row of a person says whether this alert is raised: 1, or null."""
    return f"alert_{code}"


def _has(code: AlertCode) -> ColumnElement[Any]:
    rules = [rule for rule in AlertRule if rule.code is code]
    return func.max(case((AlertFact.rule.in_(rules), 1)))
