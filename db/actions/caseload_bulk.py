"""Dates of the caseload that one setting moves for everybody: computed by the database, in one statement."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select, update
from sqlalchemy.orm import Session

from db.actions.derived_lines import refresh_alert_facts, refresh_review_lapses
from db.actions.path_lines import rhythm_of_track
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.exchanges import Review
from db.models.indicators import PathLine
from db.queries.indicators.days import DaysAfter
from domain import clock
from domain.alerts import AlertRule


def refresh_review_due_dates(session: Session, consortium_id: int) -> None:
    """Apply domain.reviews.review_due_on to everybody, from the rhythms stored; call it once one has changed.

    One statement for the caseload's lines (row by row, 100,000 people would hold the write lock for half a
    minute), one for dashboards' lines, then lapses and the facts of this alert. Only what moves is written.
    """
    session.flush()
    start = func.coalesce(CaseloadEntry.last_review_on, CaseloadEntry.entered_on)
    due_on = func.coalesce(_agreed_on(), DaysAfter(start, _rhythm_days(CaseloadEntry)))
    rhythm_days = _rhythm_days(PathLine)
    session.execute(
        update(CaseloadEntry)
        .where(
            CaseloadEntry.consortium_id == consortium_id, CaseloadEntry.review_due_on.is_distinct_from(due_on)
        )
        .values(review_due_on=due_on, refreshed_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(PathLine)
        .where(PathLine.consortium_id == consortium_id, PathLine.rhythm_days != rhythm_days)
        .values(rhythm_days=rhythm_days)
        .execution_options(synchronize_session=False)
    )
    refresh_review_lapses(session, consortium_id)
    refresh_alert_facts(session, consortium_id, AlertRule.REVIEW)


def _rhythm_days(line: type[CaseloadEntry] | type[PathLine]) -> Any:
    """The person's rhythm, else her track's, else the consortium's."""
    of_person = select(SupportPeriod.review_rhythm_days).where(
        SupportPeriod.consortium_id == line.consortium_id, SupportPeriod.id == line.support_period_id
    )
    of_consortium = select(Consortium.review_rhythm_days).where(Consortium.id == line.consortium_id)
    return func.coalesce(of_person.scalar_subquery(), rhythm_of_track(line), of_consortium.scalar_subquery())


def _agreed_on() -> ScalarSelect[Any]:
    """The next date that the last review says; of two on the same day, the later entered."""
    return (
        select(Review.next_review_on)
        .where(
            Review.consortium_id == CaseloadEntry.consortium_id,
            Review.support_period_id == CaseloadEntry.support_period_id,
            Review.held_on == CaseloadEntry.last_review_on,
        )
        .order_by(Review.id.desc())
        .limit(1)
        .scalar_subquery()
    )
