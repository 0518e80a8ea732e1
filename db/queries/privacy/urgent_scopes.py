"""True for people whose file the viewer reads in urgency now."""

from typing import Any

from sqlalchemy import ColumnElement, false, func, null, select

from db.models.privacy import UrgentAccess
from domain.access import Viewer
from domain.privacy import URGENT_ROLES


def opened_in_urgency(viewer: Viewer, beneficiary_id: Any) -> ColumnElement[bool]:
    """Her own access, for three hours; who has lost the role that allowed it has lost it too."""
    if not viewer.has(*URGENT_ROLES):
        return false()
    return select(UrgentAccess.id).where(*_is_open(viewer, beneficiary_id)).exists()


def urgent_until(viewer: Viewer, beneficiary_id: Any) -> ColumnElement[Any]:
    """When her urgent access to this file ends; nothing without one."""
    if not viewer.has(*URGENT_ROLES):
        return null()
    ends_at = select(func.max(UrgentAccess.ends_at)).where(*_is_open(viewer, beneficiary_id))
    return ends_at.scalar_subquery()


def _is_open(viewer: Viewer, beneficiary_id: Any) -> list[ColumnElement[bool]]:
    return [
        UrgentAccess.consortium_id == viewer.consortium_id,
        UrgentAccess.professional_id == viewer.professional_id,
        UrgentAccess.ends_at > viewer.now,
        UrgentAccess.beneficiary_id == beneficiary_id,
    ]
