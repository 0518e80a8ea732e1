"""Who keeps the offer up to date."""

from domain.access import Role, Viewer
from domain.errors import ForbiddenError

NOT_YOURS = (
    "Cette offre est portée par une autre structure\u00a0: elle la vérifie et la corrige elle-même, "
    "ou la coordination."
)


def may_change_offer(viewer: Viewer, carrier_id: int | None) -> bool:
    """`carrier_id`: the member of the consortium that carries it, if one does.

    Its professionals, and the coordination; what no member carries, any structure manager.
    """
    if viewer.has(Role.COORDINATOR):
        return True
    if carrier_id is None:
        return viewer.has(Role.STRUCTURE_MANAGER)
    is_member = viewer.has(Role.CASEWORKER, Role.STRUCTURE_MANAGER)
    return is_member and carrier_id == viewer.structure_id


def require_offer_change(viewer: Viewer, carrier_id: int | None) -> None:
    """Raise ForbiddenError, with the reason, to who may not."""
    if not may_change_offer(viewer, carrier_id):
        raise ForbiddenError(NOT_YOURS)
