"""The alerts raised today: whom they are about, why, and which ones are put off."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, cast, func, literal, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.indicators import AlertFact, AlertPutOff
from db.models.settings import ConsortiumSetting
from db.queries.alert_conditions import days_since, is_put_off, is_raised, put_off_by, with_put_off
from db.queries.caseload_filters import people_conditions
from db.queries.indicators.kept import thresholds_in_force
from db.queries.oldest_alerts import oldest_of_all
from db.queries.scopes import is_named_in_group, visible_caseload, visible_files
from domain.access import Role, Viewer
from domain.alert_lists import COUNTED_AT_MOST, PEOPLE_A_PAGE, AlertedPeople, AlertedPerson, AlertFilters
from domain.alerts import Alert, AlertRule, fact_span
from domain.caseload import CaseloadFilters
from domain.thresholds import Thresholds, in_force

_referent = aliased(Professional)
_TITLED = (AlertRule.NO_NEXT_STEP, AlertRule.STEP_NOT_STARTED)  # what they tell is in the file
ALERT_COLUMNS = (
    AlertFact.rule,
    AlertFact.fact_on,
    AlertFact.about,
    AlertPutOff.until_on,
    AlertPutOff.reason,
    (put_off_by.first_name + " " + put_off_by.last_name).label("author"),
)


def list_alerted_people(
    session: Session,
    viewer: Viewer,
    filters: AlertFilters,
    *,
    page: int | None = 1,
    is_beyond_count: bool = False,
) -> AlertedPeople:
    """A page (PEOPLE_A_PAGE; None: everybody) of the people with an alert, the oldest breach first.

    One statement, another for thresholds. People are those whom the viewer may list; what a step or a reason
    says is blank when she may not open the file. `is_beyond_count`: an alert alone is known to be about more
    people than are counted, so that only those shown are looked for.
    """
    thresholds = thresholds_in_force(session, viewer)
    is_of_all = (
        viewer.has(Role.COORDINATOR) and filters.people == CaseloadFilters() and not filters.is_put_off
    )
    if page is not None and is_of_all:
        shown = PEOPLE_A_PAGE * page
        most = shown if is_beyond_count else max(shown, COUNTED_AT_MOST + 1)
        chosen = oldest_of_all(viewer, filters, thresholds, most)
    else:
        chosen = _chosen(viewer, filters, thresholds)
    if page is not None:
        chosen = chosen.limit(PEOPLE_A_PAGE).offset(PEOPLE_A_PAGE * (page - 1))
    rows: Sequence[Any] = session.execute(_told(viewer, chosen, filters, thresholds)).all()
    people = tuple(_person(list(of_person)) for _, of_person in groupby(rows, lambda row: row.beneficiary_id))
    in_all = rows[0].in_all if rows else 0
    if page is not None:
        in_all = COUNTED_AT_MOST + 1 if is_beyond_count else min(in_all, COUNTED_AT_MOST + 1)
    return AlertedPeople(in_all, people)


def list_file_alerts(session: Session, viewer: Viewer, beneficiary_id: int) -> list[Alert]:
    """The alerts of a file the viewer may open, those put off included; one statement, thresholds with it."""
    rows: Sequence[Any] = session.execute(
        with_put_off(
            visible_files(viewer).where(Beneficiary.id == beneficiary_id), viewer, Beneficiary.id
        ).with_only_columns(*ALERT_COLUMNS, own_thresholds(viewer), maintain_column_froms=True)
    ).all()
    return alerts_of(rows, viewer.today, thresholds_of(rows))


def own_thresholds(viewer: Viewer) -> Any:
    """The consortium's own thresholds as one more column: a statement less; see thresholds_of."""
    told = ConsortiumSetting.code + "=" + cast(ConsortiumSetting.value, String)
    own = select(func.aggregate_strings(told, "\n")).where(
        ConsortiumSetting.consortium_id == viewer.consortium_id
    )
    return own.scalar_subquery().label("own_thresholds")


def thresholds_of(rows: Sequence[Any]) -> Thresholds:
    """The thresholds in force, from the column that goes with these rows."""
    told = rows[0].own_thresholds if rows else None
    pairs = (line.rpartition("=") for line in (told or "").splitlines())
    return in_force({code: int(value) for code, _, value in pairs})


def alerts_of(rows: Sequence[Any], today: date, thresholds: Thresholds) -> list[Alert]:
    """The alerts of a person that are raised today, put off or not, the oldest fact first."""
    return _alerts([row for row in rows if fact_span(row.rule, today, thresholds).holds(row.fact_on)])


def _chosen(viewer: Viewer, filters: AlertFilters, thresholds: Thresholds) -> Select[*tuple[Any, ...]]:
    """One line a person, since how many days she has an alert of those asked."""
    rules = [rule for rule in AlertRule if rule.code in filters.codes]
    put_off = is_put_off(AlertFact, viewer.today)
    since = func.max(days_since(viewer.today, thresholds)).label("since")
    return (
        visible_caseload(viewer)
        .join(AlertFact, _is_of(AlertFact, CaseloadEntry.beneficiary_id))
        .where(
            is_raised(AlertFact, viewer.today, thresholds),
            put_off if filters.is_put_off else ~put_off,
            *([AlertFact.rule.in_(rules)] if rules else []),
            *people_conditions(viewer, filters.people, viewer.today),
        )
        .with_only_columns(AlertFact.beneficiary_id, since, func.count().over().label("in_all"))
        .group_by(AlertFact.beneficiary_id)
        .order_by(since.desc(), AlertFact.beneficiary_id)
    )


def _told(
    viewer: Viewer, chosen: Select[*tuple[Any, ...]], filters: AlertFilters, thresholds: Thresholds
) -> Select[Any]:
    people = chosen.subquery("people")
    raised = is_raised(AlertFact, viewer.today, thresholds)
    told = with_put_off(
        visible_caseload(viewer).join(people, people.c.beneficiary_id == CaseloadEntry.beneficiary_id),
        viewer,
        CaseloadEntry.beneficiary_id,
    )
    return (
        told.join(Beneficiary, _is_here(Beneficiary, CaseloadEntry.beneficiary_id))
        .outerjoin(_referent, _is_here(_referent, CaseloadEntry.referent_id))
        .outerjoin(Structure, _is_here(Structure, CaseloadEntry.structure_id))
        .where(raised, AlertPutOff.id.is_not(None) if filters.is_put_off else AlertPutOff.id.is_(None))
        .with_only_columns(
            people.c.in_all,
            CaseloadEntry.beneficiary_id,
            Beneficiary,
            (_referent.first_name + " " + _referent.last_name).label("referent_name"),
            Structure.name.label("structure_name"),
            _may_open(viewer).label("may_open"),
            *ALERT_COLUMNS,
            maintain_column_froms=True,
        )
        .order_by(people.c.since.desc(), CaseloadEntry.beneficiary_id, AlertFact.fact_on, AlertFact.rule)
    )


def _is_of(table: Any, beneficiary_id: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == CaseloadEntry.consortium_id, table.beneficiary_id == beneficiary_id)


def _is_here(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == CaseloadEntry.consortium_id, table.id == key)


def _may_open(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.has(Role.COORDINATOR):
        return literal(True)
    return is_named_in_group(viewer, CaseloadEntry.beneficiary_id)


def _person(rows: list[Row[Any]]) -> AlertedPerson:
    first, person = rows[0], rows[0].Beneficiary
    return AlertedPerson(
        beneficiary_id=person.id,
        first_names=person.first_names,
        last_name=person.last_name,
        referent_name=first.referent_name or "",
        structure_name=first.structure_name or "",
        may_open=bool(first.may_open),
        alerts=tuple(_alerts(rows, is_open=bool(first.may_open))),
    )


def _alerts(rows: Sequence[Row[Any]], *, is_open: bool = True) -> list[Alert]:
    """Put off twice, in two files now joined: until the later day."""
    found: dict[AlertRule, Alert] = {}
    for row in sorted(rows, key=lambda row: row.until_on or row.fact_on):
        about = row.about if is_open or row.rule not in _TITLED else ""
        reason = (row.reason or "") if is_open else ""
        found[row.rule] = Alert(row.rule, row.fact_on, about, row.until_on, reason, row.author or "")
    return sorted(found.values(), key=lambda alert: alert.fact_on)
