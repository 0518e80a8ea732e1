"""Which pairs of look-alikes a viewer may read: a scope like those of scopes.py."""

from sqlalchemy import Select, false, select, true

from db.models.beneficiaries import Beneficiary
from db.models.reconciliations import Reconciliation
from db.queries.scopes import is_not_reserved
from domain.access import Role, Viewer


def visible_reconciliations(viewer: Viewer) -> Select[Reconciliation]:
    """Pairs of files that the coordination may both list, even once one of them has replaced the other."""
    listed = select(Beneficiary.id).where(
        Beneficiary.consortium_id == viewer.consortium_id,
        is_not_reserved(viewer, Beneficiary.reserved_structure_id),
    )
    return select(Reconciliation).where(
        Reconciliation.consortium_id == viewer.consortium_id,
        true() if viewer.has(Role.COORDINATOR) else false(),
        Reconciliation.first_id.in_(listed),
        Reconciliation.second_id.in_(listed),
    )
