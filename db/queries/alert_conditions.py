"""Which facts raise their alert today, since when, and which ones are put off: conditions in SQL."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, literal, select
from sqlalchemy.orm import aliased

from db.models.accounts import Professional
from db.models.indicators import AlertFact, AlertPutOff
from db.queries.indicators.days import DaysBetween
from domain.access import Viewer
from domain.alerts import AlertRule, fact_span
from domain.thresholds import Thresholds

put_off_by = aliased(Professional)


def is_raised(fact: Any, today: date, thresholds: Thresholds) -> ColumnElement[bool]:
    """True for the facts that raise their alert today; the same spans as domain.alerts.

    Compared with one date by rule: as alternatives, each fact is tried against ten of them.
    """
    spans = {rule: fact_span(rule, today, thresholds) for rule in AlertRule}
    last = {rule: literal(span.last) for rule, span in spans.items()}
    first = {rule: literal(span.first) for rule, span in spans.items() if span.first}
    return and_(
        fact.fact_on <= case(last, value=fact.rule),
        fact.fact_on >= case(first, value=fact.rule, else_=date.min),
    )


def is_put_off(fact: Any, today: date) -> ColumnElement[bool]:
    """True for those that somebody puts off until a later day."""
    return select(AlertPutOff.id).where(_puts_off(fact, today)).correlate(fact).exists()


def days_since(today: date, thresholds: Thresholds) -> ColumnElement[int]:
    """Days since the alert is raised: those of the fact beyond the last one that raises it."""
    last = {rule: literal(fact_span(rule, today, thresholds).last) for rule in AlertRule}
    return DaysBetween(AlertFact.fact_on, case(last, value=AlertFact.rule))


def with_put_off(people: Select[Any], viewer: Viewer, beneficiary_id: Any) -> Select[Any]:
    """The facts of these people, with who puts their alert off."""
    return (
        people.join(
            AlertFact,
            and_(AlertFact.consortium_id == viewer.consortium_id, AlertFact.beneficiary_id == beneficiary_id),
        )
        .outerjoin(AlertPutOff, _puts_off(AlertFact, viewer.today))
        .outerjoin(
            put_off_by,
            and_(
                put_off_by.consortium_id == AlertPutOff.consortium_id,
                put_off_by.id == AlertPutOff.professional_id,
            ),
        )
    )


def _puts_off(fact: Any, today: date) -> ColumnElement[bool]:
    codes = {rule: literal(rule.code, AlertPutOff.code.type) for rule in AlertRule}
    return and_(
        AlertPutOff.consortium_id == fact.consortium_id,
        AlertPutOff.beneficiary_id == fact.beneficiary_id,
        AlertPutOff.code == case(codes, value=fact.rule),
        AlertPutOff.until_on > today,
    )
