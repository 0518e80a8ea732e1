"""The oldest alerts of a whole consortium, without reading them all."""

from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from db.models.indicators import AlertFact
from db.queries.alert_facts_raised import facts_raised
from db.queries.indicators.days import DaysBetween
from domain.access import Viewer
from domain.alert_lists import AlertFilters
from domain.alerts import AlertRule, fact_span
from domain.thresholds import Thresholds


def oldest_of_all(
    viewer: Viewer, filters: AlertFilters, thresholds: Thresholds, most: int
) -> Select[*tuple[Any, ...]]:
    """One line a person, since how many days she has an alert of those asked, and how many people there are.

    The first people of each rule, as many as `most`, in the order of its index: who is among the first of all
    is among them.
    """
    rules = [rule for rule in AlertRule if not filters.codes or rule.code in filters.codes]
    parts = (select(_oldest_of(viewer, rule, thresholds, most).subquery()) for rule in rules)
    first = union_all(*parts).subquery("first").c
    since = func.max(first.since).label("since")
    people = select(first.beneficiary_id, since, func.count().over().label("in_all"))
    return people.group_by(first.beneficiary_id).order_by(since.desc(), first.beneficiary_id)


def _oldest_of(
    viewer: Viewer, rule: AlertRule, thresholds: Thresholds, most: int
) -> Select[*tuple[Any, ...]]:
    last = fact_span(rule, viewer.today, thresholds).last
    since = DaysBetween(AlertFact.fact_on, literal(last)).label("since")
    return (
        facts_raised(viewer, rule, thresholds)
        .with_only_columns(AlertFact.beneficiary_id, since)
        .order_by(AlertFact.fact_on, AlertFact.beneficiary_id)
        .limit(most)
    )
