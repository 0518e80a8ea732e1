"""Whom the viewer must see or call, among the people whose référent she is."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.queries.caseload_filters import caseload_conditions
from db.queries.scopes import is_named_in_group, visible_files
from domain.access import Viewer
from domain.caseload import CaseloadFilters
from domain.day import AHEAD_DAYS, SHOWN, SILENCE_DAYS, DayPerson, Listed
from domain.follow_up import Status


def list_reviews_due(session: Session, viewer: Viewer, *, limit: int = SHOWN) -> Listed[DayPerson]:
    """My people whose « point de situation » is late or due within AHEAD_DAYS, the most late first."""
    soon = CaseloadEntry.review_due_on <= viewer.today + timedelta(days=AHEAD_DAYS)
    statement = _followed(session, viewer).where(soon).order_by(CaseloadEntry.review_due_on)
    return _listed(session, statement, limit)


def list_silent_people(session: Session, viewer: Viewer, *, limit: int = SHOWN) -> Listed[DayPerson]:
    """My people whom nobody has reached for SILENCE_DAYS, those never reached first."""
    since = viewer.today - timedelta(days=SILENCE_DAYS)
    statement = _followed(session, viewer, no_contact_since=since)
    return _listed(session, statement.order_by(CaseloadEntry.last_contact_on.asc().nulls_first()), limit)


def count_followed(session: Session, viewer: Viewer) -> int:
    """How many people the viewer follows as référent, their follow-up neither paused nor over."""
    return session.scalar(_followed(session, viewer).with_only_columns(func.count())) or 0


def _followed(
    session: Session, viewer: Viewer, *, no_contact_since: date | None = None
) -> Select[*tuple[Any, ...]]:
    """The people whose référent I am: paused and exited ones are not asked for. As the caseload filters."""
    filters = CaseloadFilters(
        referent_id=viewer.professional_id, statuses=(Status.ACTIVE,), no_contact_since=no_contact_since
    )
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
