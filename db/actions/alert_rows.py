"""What every fact behind an alert is made of: a row of the caseload's line of its person."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, select, type_coerce

from db.models.base import table_of
from db.models.caseload import CaseloadEntry
from db.models.indicators import AlertFact, PathLine
from domain.alerts import AlertRule

entry = CaseloadEntry
_RULE = table_of(AlertFact).c.rule.type


def fact(rule: AlertRule, fact_on: Any, about: Any = "") -> Select[Any]:
    """One row: the rule, its date, what it is about, and whose figures it counts in."""
    about = literal(about) if isinstance(about, str) else about
    of_line = select(PathLine.structure_id).where(of_stay(PathLine))
    return select(
        entry.consortium_id,
        entry.beneficiary_id,
        type_coerce(literal(str(rule.value)), _RULE).label("rule"),
        fact_on.label("fact_on"),
        about.label("about"),
        of_line.correlate(entry).scalar_subquery().label("structure_id"),
        entry.reserved_structure_id,
    )


def of_stay(source: Any) -> ColumnElement[bool]:
    """True for the rows of the same stay."""
    return and_(
        source.consortium_id == entry.consortium_id, source.support_period_id == entry.support_period_id
    )


def has(table: Any, *conditions: Any) -> ColumnElement[bool]:
    """True when the stay has such a row."""
    return select(table.id).where(of_stay(table), *conditions).exists()
