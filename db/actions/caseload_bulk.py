"""Dates of the caseload that one setting moves for everybody: computed by the database, in one statement."""

from typing import Any

from sqlalchemy import Date, and_, func, literal, select, type_coerce, update
from sqlalchemy.orm import Session, aliased

from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Review
from domain import clock


def refresh_review_due_dates(session: Session, consortium_id: int, rhythm_days: int) -> None:
    """Apply domain.reviews.review_due_on to whom the consortium's rhythm decides, in the caseload's lines.

    Row by row, 100,000 people would hold the write lock for half a minute.
    """
    start = func.coalesce(CaseloadEntry.last_review_on, CaseloadEntry.entered_on)
    session.execute(
        update(CaseloadEntry)
        .where(
            CaseloadEntry.consortium_id == consortium_id, ~_has_own_rhythm().exists(), ~_is_agreed().exists()
        )
        .values(review_due_on=_days_after(session, start, rhythm_days), refreshed_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def _has_own_rhythm() -> Any:
    return select(SupportPeriod.id).where(
        SupportPeriod.consortium_id == CaseloadEntry.consortium_id,
        SupportPeriod.id == CaseloadEntry.support_period_id,
        SupportPeriod.review_rhythm_days.is_not(None),
    )


def _is_agreed() -> Any:
    """The last review said when the next one is; of two on the same day, the later entered."""
    later = aliased(Review)
    same_day = and_(
        later.consortium_id == Review.consortium_id,
        later.support_period_id == Review.support_period_id,
        later.held_on == Review.held_on,
        later.id > Review.id,
    )
    return select(Review.id).where(
        Review.consortium_id == CaseloadEntry.consortium_id,
        Review.support_period_id == CaseloadEntry.support_period_id,
        Review.held_on == CaseloadEntry.last_review_on,
        Review.next_review_on.is_not(None),
        ~select(later.id).where(same_day).exists(),
    )


def _days_after(session: Session, day: Any, days: int) -> Any:
    if session.get_bind().dialect.name == "sqlite":
        return type_coerce(func.date(day, f"+{days} days"), Date)
    return day + literal(days)
