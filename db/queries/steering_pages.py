"""The page of the steering committee: what its coordination chose, and where the actions stand."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.consortia import Axis, AxisAction
from db.models.settings import SteeringPage
from domain.access import STEERING_PAGE_ROLES, Viewer, require_role
from domain.indicators.steering import SteeringAction, SteeringDraft, known


def get_steering_page(session: Session, viewer: Viewer) -> SteeringDraft:
    """As last saved, or with the usual figures; without the progress of actions."""
    require_role(viewer, *STEERING_PAGE_ROLES)
    own = select(SteeringPage).where(SteeringPage.consortium_id == viewer.consortium_id)
    page = session.scalars(own).one_or_none()
    if page is None:
        return SteeringDraft()
    return SteeringDraft(known(page.figures), page.last_held_on, page.message)


def list_steering_actions(session: Session, viewer: Viewer) -> list[SteeringAction]:
    """Actions of the project of her consortium, in the order of its sheet."""
    require_role(viewer, *STEERING_PAGE_ROLES)
    rows = session.execute(
        select(AxisAction.id, Axis.number, Axis.title, AxisAction.text, AxisAction.progress)
        .join(Axis, (Axis.consortium_id == AxisAction.consortium_id) & (Axis.id == AxisAction.axis_id))
        .where(AxisAction.consortium_id == viewer.consortium_id)
        .order_by(Axis.number, AxisAction.rank, AxisAction.id)
    )
    return [SteeringAction(row.id, _axis(row.number, row.title), row.text, row.progress) for row in rows]


def _axis(number: int, title: str) -> str:
    return f"Axe {number} — {title}" if title else f"Axe {number}"
