"""Whom the viewer must see or call, among the people whose référent she is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, func
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.queries.alert_conditions import with_put_off
from db.queries.alerts import ALERT_COLUMNS, alerts_of, own_thresholds, thresholds_of
from db.queries.caseload_filters import caseload_conditions, status_condition
from db.queries.scopes import is_named_in_group, visible_files
from domain.access import Viewer
from domain.alerts import days_raised
from domain.caseload import CaseloadFilters
from domain.day import AHEAD_DAYS, SHOWN, DayAlerts, DayPerson, Listed
from domain.follow_up import Status
from domain.thresholds import Thresholds


def list_reviews_due(session: Session, viewer: Viewer, *, limit: int = SHOWN) -> Listed[DayPerson]:
    """My people whose « point de situation » is late or due within AHEAD_DAYS, the most late first."""
    soon = CaseloadEntry.review_due_on <= viewer.today + timedelta(days=AHEAD_DAYS)
    statement = (
        _followed(session, viewer)
        .where(soon, status_condition(Status.ACTIVE, viewer.today))
        .order_by(CaseloadEntry.review_due_on)
    )
    return _listed(session, statement, limit)


def list_my_alerts(session: Session, viewer: Viewer, *, limit: int = SHOWN) -> DayAlerts:
    """The alerts of those whose référent I am, put off ones aside; one statement, thresholds with it."""
    rows: Sequence[Any] = session.execute(
        with_put_off(_followed(session, viewer), viewer, Beneficiary.id)
        .add_columns(*ALERT_COLUMNS, own_thresholds(viewer))
        .order_by(CaseloadEntry.sort_name, CaseloadEntry.beneficiary_id)
    ).all()
    by_person = [list(group) for _, group in groupby(rows, lambda row: row.CaseloadEntry.beneficiary_id)]
    thresholds = thresholds_of(rows)
    people = [_alerted(of_person, viewer.today, thresholds) for of_person in by_person]
    alerted = sorted((one for one in people if one[1].alerts), key=lambda one: -one[0])
    counts = Counter(code for _, one in alerted for code in {alert.code for alert in one.alerts})
    return DayAlerts(Listed([one for _, one in alerted[:limit]], len(alerted)), dict(counts), len(people))


def _alerted(rows: Sequence[Any], today: date, thresholds: Thresholds) -> tuple[int, DayPerson]:
    """The person, and since how many days her oldest alert is raised."""
    alerts = [alert for alert in alerts_of(rows, today, thresholds) if not alert.put_off_until]
    since = max((days_raised(alert, today, thresholds) for alert in alerts), default=0)
    return since, replace(_person(rows[0]), alerts=tuple(alerts))


def _followed(session: Session, viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """The people whose référent I am and who have not left. As the caseload filters."""
    filters = CaseloadFilters(referent_id=viewer.professional_id)
    return (
        visible_files(viewer)
        .join(CaseloadEntry, _is_line)
        .where(*caseload_conditions(session, viewer, filters))
        .with_only_columns(
            Beneficiary,
            CaseloadEntry,
            is_named_in_group(viewer, Beneficiary.id).label("is_group_member"),
            func.count().over().label("in_all"),
            maintain_column_froms=True,
        )
    )


def _listed(session: Session, statement: Select[*tuple[Any, ...]], limit: int) -> Listed[DayPerson]:
    rows = session.execute(statement.order_by(CaseloadEntry.sort_name).limit(limit)).all()
    return Listed([_person(row) for row in rows], rows[0].in_all if rows else 0)


def _person(row: Any) -> DayPerson:
    person, entry = row.Beneficiary, row.CaseloadEntry
    return DayPerson(
        beneficiary_id=person.id,
        first_names=person.first_names,
        last_name=person.last_name,
        phone=person.phone,
        review_due_on=entry.review_due_on,
        last_contact_on=entry.last_contact_on,
        entered_on=entry.entered_on,
        is_group_member=bool(row.is_group_member),
    )


_is_line = and_(
    CaseloadEntry.consortium_id == Beneficiary.consortium_id, CaseloadEntry.beneficiary_id == Beneficiary.id
)
