"""Whose saved views of the caseload a viewer may read."""

from sqlalchemy import Select, and_, false, or_, select

from db.models.accounts import Professional
from db.models.views import SavedView
from db.queries.scopes import visible_professionals
from domain.access import PEOPLE_ROLES, Viewer


def visible_saved_views(viewer: Viewer) -> Select[SavedView]:
    """Her own views of the caseload, and those that somebody of her structure shares."""
    if not viewer.has(*PEOPLE_ROLES):
        return select(SavedView).where(false())
    of_structure = visible_professionals(viewer).where(Professional.structure_id == viewer.structure_id)
    is_shared = and_(
        SavedView.is_shared, SavedView.professional_id.in_(of_structure.with_only_columns(Professional.id))
    )
    return select(SavedView).where(
        SavedView.consortium_id == viewer.consortium_id,
        or_(SavedView.professional_id == viewer.professional_id, is_shared),
    )
