"""The facts that raise an alert today for a whole consortium, read in their index alone."""

from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union_all

from db.models.indicators import AlertFact, AlertPutOff
from db.queries.scopes import is_not_reserved
from domain.access import Viewer
from domain.alerts import AlertRule, fact_span
from domain.thresholds import Thresholds


def facts_raised(viewer: Viewer, rule: AlertRule, thresholds: Thresholds) -> Select[Any]:
    """Those of one rule, not put off, of everybody whom the coordination may list."""
    span = fact_span(rule, viewer.today, thresholds)
    put_off = select(AlertPutOff.beneficiary_id).where(
        AlertPutOff.consortium_id == viewer.consortium_id,
        AlertPutOff.code == rule.code,
        AlertPutOff.until_on > viewer.today,
    )
    return select(AlertFact).where(
        AlertFact.consortium_id == viewer.consortium_id,
        AlertFact.rule == rule,
        AlertFact.fact_on <= span.last,
        *([AlertFact.fact_on >= span.first] if span.first else []),
        is_not_reserved(viewer, AlertFact.reserved_structure_id),
        AlertFact.beneficiary_id.not_in(put_off),  # they are few
    )


def people_raised(viewer: Viewer, rules: list[AlertRule], thresholds: Thresholds) -> CompoundSelect[Any]:
    """Person and structure of the facts of these rules: as many lines for a person as she has facts."""
    person = (AlertFact.beneficiary_id, AlertFact.structure_id)
    return union_all(*(facts_raised(viewer, rule, thresholds).with_only_columns(*person) for rule in rules))
