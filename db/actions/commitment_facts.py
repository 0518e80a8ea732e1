"""The fact behind the alert of a commitment taken in a commission."""

from typing import Any

from sqlalchemy import Select, and_, func, select

from db.actions.alert_rows import entry, fact, of_stay
from db.models.paths import Objective, PlanAction
from domain.alerts import AlertRule
from domain.follow_up import ActionOrigin, ActionStatus


def first_commitment() -> Select[Any]:
    """The first deadline of what was promised in a commission and is not done."""
    of_plan = and_(
        Objective.consortium_id == PlanAction.consortium_id, Objective.id == PlanAction.objective_id
    )
    promised = (
        select()
        .join_from(PlanAction, Objective, of_plan)
        .where(of_stay(Objective), PlanAction.origin == ActionOrigin.COMMISSION)
        .where(PlanAction.status.in_([ActionStatus.TO_DO, ActionStatus.IN_PROGRESS]))
        .where(PlanAction.deadline_on.is_not(None))
        .order_by(PlanAction.deadline_on, PlanAction.id)
        .limit(1)
        .correlate(entry)
    )
    due_on, title = (
        promised.with_only_columns(column, maintain_column_froms=True).scalar_subquery()
        for column in (PlanAction.deadline_on, func.substr(PlanAction.title, 1, 200))
    )
    return fact(AlertRule.COMMITMENT_OVERDUE, due_on, title).where(due_on.is_not(None))
