"""What « Ma journée » opens with, in one statement: the last visit, the referrals that wait."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.models.referrals import Referral
from db.models.settings import ConsortiumSetting
from db.queries.changes import last_visit
from db.queries.indicators.days import DaysBetween
from db.queries.referral_scopes import receives, visible_referrals
from domain.access import Viewer
from domain.offer.referral_lists import ReferralCounts, ReferralState
from domain.offer.referrals import REMINDER
from domain.thresholds import THRESHOLDS


def read_day_start(session: Session, viewer: Viewer) -> tuple[datetime | None, ReferralCounts]:
    """Her latest audited moment in an earlier sign-in session, and what awaits an answer, hers or others'."""
    counts = _referrals(viewer).subquery()
    visited_at, *waiting = session.execute(select(last_visit(viewer).scalar_subquery(), counts)).one()
    return visited_at, ReferralCounts._make(waiting)


def _referrals(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    received, mine = receives(viewer), Referral.professional_id == viewer.professional_id
    counted = {"to_answer": received, "unanswered": mine, "to_remind": and_(mine, _is_to_remind(viewer))}
    found = visible_referrals(viewer).where(Referral.id.in_(_unanswered(viewer)), or_(received, mine))
    columns = [func.count(case((condition, 1))).label(name) for name, condition in counted.items()]
    return found.with_only_columns(*columns, maintain_column_froms=True)


def _unanswered(viewer: Viewer) -> Select[Any] | CompoundSelect[Any]:
    """To her structure, or hers: each by its index, since SQLite looks for no `or` across a join."""
    one = aliased(Referral)
    waiting = select(one.id).where(
        one.consortium_id == viewer.consortium_id, one.status.in_(ReferralState.TO_ANSWER.statuses)
    )
    hers = waiting.where(one.professional_id == viewer.professional_id)
    if viewer.structure_id is None:
        return hers
    return union_all(waiting.where(one.structure_id == viewer.structure_id), hers)


def _is_to_remind(viewer: Viewer) -> ColumnElement[bool]:
    """As Standing.is_to_remind, with the consortium's own delay."""
    own = select(ConsortiumSetting.value).where(
        ConsortiumSetting.consortium_id == viewer.consortium_id, ConsortiumSetting.code == REMINDER
    )
    days = func.coalesce(own.scalar_subquery(), THRESHOLDS[REMINDER].default)
    since = func.coalesce(Referral.reminded_on, Referral.sent_on)
    return DaysBetween(since, literal(viewer.today)) >= days
