"""The oldest alerts of a whole consortium, without reading them all."""

from typing import Any

from sqlalchemy import Select, and_, func, literal, select, union_all

from db.models.caseload import CaseloadEntry
from db.models.indicators import AlertFact
from db.queries.alert_conditions import is_put_off, is_raised
from db.queries.indicators.days import DaysBetween
from db.queries.scopes import is_not_reserved, visible_caseload
from domain.access import Viewer
from domain.alert_lists import AlertFilters
from domain.alerts import AlertRule, fact_span
from domain.thresholds import Thresholds


def oldest_of_all(
    viewer: Viewer, filters: AlertFilters, thresholds: Thresholds, most: int
) -> Select[*tuple[Any, ...]]:
    """One line a person, since how many days she has an alert of those asked, and how many people there are.

    The first people of each rule, in the order of its index: who is among the first of all is among them.
    """
    rules = [rule for rule in AlertRule if not filters.codes or rule.code in filters.codes]
    parts = (select(_oldest_of(viewer, rule, thresholds, most).subquery()) for rule in rules)
    first = union_all(*parts).subquery("first").c
    since = func.max(first.since).label("since")
    in_all = _count(viewer, filters, rules, thresholds).scalar_subquery().label("in_all")
    people = select(first.beneficiary_id, since, in_all).group_by(first.beneficiary_id)
    return people.order_by(since.desc(), first.beneficiary_id)


def _oldest_of(
    viewer: Viewer, rule: AlertRule, thresholds: Thresholds, most: int
) -> Select[*tuple[Any, ...]]:
    span = fact_span(rule, viewer.today, thresholds)
    bounds = [AlertFact.fact_on >= span.first] if span.first else []
    since = DaysBetween(AlertFact.fact_on, literal(span.last)).label("since")
    return (
        visible_caseload(viewer)
        .join(AlertFact, _of_person())
        .where(
            AlertFact.rule == rule,
            AlertFact.fact_on <= span.last,
            *bounds,
            ~is_put_off(AlertFact, viewer.today),
        )
        .with_only_columns(AlertFact.beneficiary_id, since)
        .order_by(AlertFact.fact_on, AlertFact.beneficiary_id)
        .limit(most)
    )


def _count(
    viewer: Viewer, filters: AlertFilters, rules: list[AlertRule], thresholds: Thresholds
) -> Select[int]:
    """Read person by person in the facts alone: those whom she may not list are few."""
    reserved = select(CaseloadEntry.beneficiary_id).where(
        CaseloadEntry.consortium_id == viewer.consortium_id,
        ~is_not_reserved(viewer, CaseloadEntry.reserved_structure_id),
    )
    people = select(AlertFact.beneficiary_id).where(
        AlertFact.consortium_id == viewer.consortium_id,
        is_raised(AlertFact, viewer.today, thresholds),
        ~is_put_off(AlertFact, viewer.today),
        AlertFact.beneficiary_id.not_in(reserved),
        *([AlertFact.rule.in_(rules)] if filters.codes else []),
    )
    return select(func.count()).select_from(people.group_by(AlertFact.beneficiary_id).subquery())


def _of_person() -> Any:
    same = AlertFact.beneficiary_id == CaseloadEntry.beneficiary_id
    return and_(AlertFact.consortium_id == CaseloadEntry.consortium_id, same)
