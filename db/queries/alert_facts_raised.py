"""The facts that raise an alert today, rule by rule, read in their index alone."""

from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union_all

from db.models.indicators import AlertFact, AlertPutOff
from db.queries.scopes import visible_facts
from domain.access import Viewer
from domain.alerts import AlertRule, fact_span
from domain.indicators.model import Scope
from domain.thresholds import Thresholds


def facts_raised(
    viewer: Viewer, rule: AlertRule, thresholds: Thresholds, scope: Scope = Scope.LISTED
) -> Select[Any]:
    """Those of one rule, not put off, of everybody whom she may list, or count in this scope."""
    span = fact_span(rule, viewer.today, thresholds)
    put_off = select(AlertPutOff.beneficiary_id).where(
        AlertPutOff.consortium_id == viewer.consortium_id,
        AlertPutOff.code == rule.code,
        AlertPutOff.until_on > viewer.today,
    )
    return visible_facts(viewer, scope).where(
        AlertFact.rule == rule,
        AlertFact.fact_on <= span.last,
        *([AlertFact.fact_on >= span.first] if span.first else []),
        AlertFact.beneficiary_id.not_in(put_off),  # they are few
    )


def people_raised(
    viewer: Viewer, rules: list[AlertRule], thresholds: Thresholds, scope: Scope = Scope.LISTED
) -> CompoundSelect[Any]:
    """Person and structure of the facts of these rules: as many lines for a person as she has facts."""
    person = (AlertFact.beneficiary_id, AlertFact.structure_id)
    parts = (facts_raised(viewer, rule, thresholds, scope) for rule in rules)
    return union_all(*(part.with_only_columns(*person) for part in parts))
